"""The labels of a sheet («Descrizione:», «Ufficio:»…), whatever words a body adds to them."""

import re
from enum import Enum

from generator.importing.lines import clean


class Label(Enum):
    """What the text after a label is."""

    MISSION = "missione"
    PROGRAMME = "programma"
    AREA = "ambito"
    TITLE = "titolo"
    CODE = "codice"
    DESCRIPTION = "descrizione"
    RESOURCES = "risorse"
    UNITS = "unità organizzative"
    DEPARTMENT = "area di responsabilità"
    OFFICES = "uffici"


#: Labels that only count as such in a row of a table: in running text they are ordinary words.
HEAD_LABELS = frozenset({Label.MISSION, Label.PROGRAMME, Label.TITLE, Label.CODE})

_PATTERNS: tuple[tuple[str, Label], ...] = (
    (r"(.* )?missione", Label.MISSION),
    (r"(.* )?programma", Label.PROGRAMME),
    (r"ambito( strategico)?( .*)?|(obiettivo|area) strategic[oa]( \(.*\))?", Label.AREA),
    (r"obiettivo( operativo)?|titolo( dell'obiettivo)?", Label.TITLE),
    (r"codice( obiettivo| dell'obiettivo)?", Label.CODE),
    (r"descrizione( dell'obiettivo)?", Label.DESCRIPTION),
    (r"risorse( economiche| finanziarie)?", Label.RESOURCES),
    (r"unità organizzative( coinvolte)?", Label.UNITS),
    (r"area (di responsabilità|responsabile)", Label.DEPARTMENT),
    (r"uffici[o]?( coinvolt[oi]| responsabil[ei])?", Label.OFFICES),
)
_LABELS = tuple((re.compile(pattern, re.IGNORECASE), label) for pattern, label in _PATTERNS)
_LONGEST = 60


def read_label(raw: str) -> tuple[Label, str] | None:
    """The label that a line opens with, and the clean text after it; `None` for any other line."""
    first, tab, rest = raw.partition("\t")
    name, colon, inline = clean(first).partition(":")
    if not colon or len(name) > _LONGEST:
        return None
    for pattern, label in _LABELS:
        if pattern.fullmatch(name.strip()):
            if label in HEAD_LABELS and not tab:
                return None
            return label, " ".join(f"{inline} {clean(rest)}".split())
    return None
