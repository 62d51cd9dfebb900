"""Vocabulary: the words with which documents head columns and boxes, from `headings.yml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

from generator.importing.recognition.roles import Role

_FILE = Path(__file__).with_name("headings.yml")


class Vocabulary(Struct, frozen=True):
    """Phrases in the normal form of `headings.words`, with what they mean.

    `levels` gives the name of a level of objectives; `roles` the meaning of the other headings. `years`
    are words for a year of the plan, counted from 1; 0 is the year before. `absent` texts stand where a
    value is missing; `declared` are those that say so. `scales` go from the lowest word to the highest.

    `offices` are kinds of offices, `office_words` these and what they do for an objective. `kinds` are
    those of indicators. `beside_year` are words that add nothing to a year. `singulars` are words by their
    plural.
    """

    levels: Mapping[str, str]
    indicators: frozenset[str]
    code: frozenset[str]
    title: frozenset[str]
    description: frozenset[str]
    roles: Mapping[str, Role]
    years: Mapping[str, int]
    totals: frozenset[str]
    absent: frozenset[str]
    declared: frozenset[str]
    scales: tuple[tuple[str, ...], ...]
    offices: frozenset[str]
    office_words: frozenset[str]
    kinds: frozenset[str]
    beside_year: frozenset[str]
    singulars: Mapping[str, str]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of Italian plans."""
    content: Any = yaml.safe_load(_FILE.read_text("utf-8"))
    return Vocabulary(
        levels={phrase: name for name, phrases in content["livelli"].items() for phrase in phrases},
        indicators=frozenset(content["indicatori"]),
        code=frozenset(content["codice"]),
        title=frozenset(content["titolo"]),
        description=frozenset(content["descrizione"]),
        roles={phrase: Role(name) for name, phrases in content["colonne"].items() for phrase in phrases},
        years={phrase: number for number, phrases in content["anni"].items() for phrase in phrases},
        totals=frozenset(content["totali"]),
        absent=frozenset(content["assenti"]),
        declared=frozenset(content["dichiarati"]),
        scales=tuple(tuple(words) for words in content["scale"]),
        offices=frozenset(content["uffici"]),
        office_words=frozenset((*content["uffici"], *content["accanto agli uffici"])),
        kinds=frozenset(content["generi di indicatori"]),
        beside_year=frozenset(content["accanto agli anni"]),
        singulars=content["singolari"],
    )
