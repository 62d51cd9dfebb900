"""Readable names for addresses: lower case ASCII, hyphens, no trailing preposition. They are for ever."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from generator.importing.italian import FUNCTION_WORDS, word_set

MAX_LENGTH = 50
_BRACKETS = re.compile(r"\([^()]*\)")
_SPELLED = ((r"%", " percentuale "), (r"€", " euro "), (r"\b[Nn]\.(?= )", "numero"))
#: Words that open formulas and would tell nothing in a suffix.
_VAGUE = word_set("numero n totale complessivo termine giorni indica esprime valore risorse anno")


def slug(text: str, limit: int = MAX_LENGTH) -> str:
    """The name for addresses of a text; never empty. Brackets go first where the text is too long."""
    found = _words(text)
    if len("-".join(found)) > limit:
        found = _words(_BRACKETS.sub(" ", text)) or found
    return _join(found, limit) or "senza-nome"


def unique_slugs(texts: Iterable[str]) -> list[str]:
    """One slug for each text, in order; a number tells apart those that would be the same."""
    return _numbered([slug(text) for text in texts])


def indicator_ids(named: Sequence[tuple[str, str, str]]) -> list[str]:
    """An id for each (name, formula, unit), unique among them: like names take a word to tell them apart."""
    bases = [slug(name) for name, _, _ in named]
    ids = []
    for index, base in enumerate(bases):
        twins = [named[other] for other, twin in enumerate(bases) if twin == base and other != index]
        suffix = _telling(*named[index], twins) if twins else ""
        ids.append(f"{slug(named[index][0], MAX_LENGTH - len(suffix) - 1)}-{suffix}" if suffix else base)
    return _numbered(ids)


def _telling(name: str, formula: str, unit: str, twins: Sequence[tuple[str, str, str]]) -> str:
    """The first word of the name, of the formula or of the unit that no twin has; empty if there is none."""
    said = FUNCTION_WORDS | _VAGUE
    for own, others in (
        (name, [twin[0] for twin in twins]),
        (formula, [twin[1] for twin in twins]),
        (unit, [twin[2] for twin in twins]),
    ):
        taken = {word for other in others for word in _words(other)} | said
        told = [word for word in _words(own) if word not in taken and len(word) < MAX_LENGTH // 2]
        if told:
            return told[0]
        said |= set(_words(own))
    return ""


def _numbered(slugs: Sequence[str]) -> list[str]:
    taken: set[str] = set()
    result = []
    for wanted in slugs:
        candidate, number = wanted, 1
        while candidate in taken:
            number += 1
            candidate = f"{wanted}-{number}"
        taken.add(candidate)
        result.append(candidate)
    return result


def _words(text: str) -> list[str]:
    for pattern, spelled in _SPELLED:
        text = re.sub(pattern, spelled, text)
    # Apostrophes and dashes that are not ASCII must part words, not join them.
    text = re.sub(r"[^\w\s]", " ", text)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.findall(r"[a-z0-9]+", plain.lower())


def _join(words: Sequence[str], limit: int) -> str:
    kept: list[str] = []
    for word in words:
        if len("-".join([*kept, word])) > limit:
            break
        kept.append(word)
    if not kept and words:
        kept = [words[0][:limit]]
    while len(kept) > 1 and kept[-1] in FUNCTION_WORDS and len(kept) < len(words):
        kept.pop()
    return "-".join(kept)
