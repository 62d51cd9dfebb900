"""Slugs and ids made from Italian names: lower case ASCII, hyphens, no trailing preposition.

They become parts of public URLs, so the same name must always give the same slug.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

#: Maximum length of a slug or an id, in characters.
MAX_LENGTH = 50


def word_set(text: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(text.split())


#: Articles, prepositions and conjunctions: they end no sentence and no name.
FUNCTION_WORDS = word_set(
    """
    a ad ai agli al alla alle allo all anche con coi col da dai dagli dal dalla dalle dallo dall dei degli del
    della delle dello dell di d e ed fra gli i il in l la le lo nei negli nel nella nelle nello nell o od per
    su sui sugli sul sulla sulle sullo sull tra un una uno
    """
)
_BRACKETS = re.compile(r"\([^()]*\)")
_SPELLED = ((r"%", " percentuale "), (r"€", " euro "), (r"\b[Nn]\.(?= )", "numero"))
#: Common words of names and formulas, which would distinguish nothing as a suffix.
_VAGUE = word_set("numero n totale complessivo termine giorni indica esprime valore risorse anno")


def content_words(text: str) -> list[str]:
    """The words of a text in lower case, without function words."""
    return [word for word in re.findall(r"\w+", text.casefold()) if word not in FUNCTION_WORDS]


def slug(text: str, limit: int = MAX_LENGTH) -> str:
    """The slug of a text, never empty. A text that is too long first loses what it has in brackets."""
    found = _words(text)
    if len("-".join(found)) > limit:
        found = _words(_BRACKETS.sub(" ", text)) or found
    return _join(found, limit) or "senza-nome"


def unique_slugs(texts: Iterable[str]) -> list[str]:
    """One slug for each text, in order; equal slugs get a number."""
    return _numbered([slug(text) for text in texts])


def indicator_ids(named: Sequence[tuple[str, str, str]]) -> list[str]:
    """A unique id for each (name, formula, unit), in order.

    Where names have the same slug, each id gets a suffix: a word that the others have not, or a number.
    """
    bases = [slug(name) for name, _, _ in named]
    ids = []
    for index, base in enumerate(bases):
        same = [named[i] for i, other in enumerate(bases) if other == base and i != index]
        suffix = _distinctive_word(*named[index], same) if same else ""
        ids.append(f"{slug(named[index][0], MAX_LENGTH - len(suffix) - 1)}-{suffix}" if suffix else base)
    return _numbered(ids)


def _distinctive_word(name: str, formula: str, unit: str, others: Sequence[tuple[str, str, str]]) -> str:
    """The first word of the name, the formula or the unit that no other has; empty if there is none."""
    excluded = FUNCTION_WORDS | _VAGUE
    for text, other_texts in (
        (name, [other[0] for other in others]),
        (formula, [other[1] for other in others]),
        (unit, [other[2] for other in others]),
    ):
        common = {word for other in other_texts for word in _words(other)} | excluded
        found = [word for word in _words(text) if word not in common and len(word) < MAX_LENGTH // 2]
        if found:
            return found[0]
        excluded |= set(_words(text))
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
    # Typographic apostrophes and dashes separate words; the ASCII encoding below would drop them.
    text = re.sub(r"[^\w\s]", " ", text)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.findall(r"[a-z0-9]+", plain.lower())


def _join(words: Sequence[str], limit: int) -> str:
    selected: list[str] = []
    for word in words:
        if len("-".join([*selected, word])) > limit:
            break
        selected.append(word)
    if not selected and words:
        selected = [words[0][:limit]]
    while len(selected) > 1 and selected[-1] in FUNCTION_WORDS and len(selected) < len(words):
        selected.pop()
    return "-".join(selected)
