"""Headings: the role, level and year that the words over a column, or before a box, tell."""

import re
import unicodedata
from datetime import date
from functools import lru_cache

from msgspec.structs import replace

from generator.importing.recognition.roles import Heading, Role
from generator.importing.recognition.vocabulary import Vocabulary, vocabulary
from generator.importing.slugs import FUNCTION_WORDS

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)(?!\d)")
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z][a-z])|(?<=[a-zà-ÿ]{2})(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
#: A reference to a law, which says nothing of what a heading means: «D.M. 1/2/2013 Missione».
_LAW = re.compile(
    r"\s*(?:D\.? ?(?:M|L|Lgs|P\.? ?R|P\.? ?C\.? ?M)\.?|L\.|legge|decreto)\s+(?:n\.? ?)?\d[\d./-]*\s+",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]*\)")
#: «T2026» is «target 2026».
_SHORT_TARGET = re.compile(r"\bT[ .]?(?=(?:19|20)\d\d\b)")
#: A number that only counts: «Indicatore 1», «Indicatore n. 2».
_COUNTED = re.compile(r"(.+?)(?: n| nr| num)? \d{1,2}")
#: «Ufficio/i», «Responsabile/i».
_BOTH_NUMBERS = re.compile(r"(?<=[a-z]{3})/(?:i|e|a|o|he|hi)\b")
#: «U.O.», «C.d.R.», «U. d. M.».
_DOTTED = re.compile(r"(?<![\w.])(?:[A-Za-z]\. ?){2,}(?![A-Za-z]\b)")
#: Most words of a heading: longer texts are sentences.
_MOST_WORDS = 14
_SIGN = re.compile(r"[<>=≤≥]+")


def words(text: str) -> str:
    """The normal form of a heading: lower case, no accents or signs, articles or prepositions."""
    found = _plain(text).split()
    if all(len(word) == 1 for word in found):
        # «U.O.» is no conjunction.
        return " ".join(found)
    kept = [word for word in found if word not in FUNCTION_WORDS or word == "i"]
    return " ".join(kept or found)


def _plain(text: str) -> str:
    text = _BOTH_NUMBERS.sub("", text)
    text = _DOTTED.sub(lambda match: re.sub(r"[.\s]", "", match[0]) + " ", text)
    if " " not in text.strip():
        text = _CAMEL.sub(" ", text)
    text = text.replace("%", " percentuale ").replace("n°", "n ").replace("N°", "n ")
    decomposed = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", decomposed.casefold()))


@lru_cache(maxsize=4096)
def read_heading(text: str) -> Heading:
    """What a heading says; its role is `UNKNOWN` where the vocabulary has none of its words."""
    if len(text.split()) > _MOST_WORDS:
        return Heading(text)
    if match := _LAW.match(text):
        return replace(read_heading(text[match.end() :]), text=text)
    spelt = _SHORT_TARGET.sub("Target ", text)
    day = _day_in(spelt)
    year = int(found[-1]) if (found := _YEAR.findall(spelt)) else 0
    bare = _YEAR.sub(" ", _DAY.sub(" ", spelt))
    known = vocabulary()
    number, bare = _plan_year(_plain(bare), known)
    shapes = dict.fromkeys((words(bare), words(_BRACKETS.sub(" ", _YEAR.sub(" ", _DAY.sub(" ", spelt))))))
    if year:
        # «Valore atteso anno 2026» says its year twice.
        shapes |= dict.fromkeys(" ".join(_without_year_words(shape)) for shape in tuple(shapes))
    shapes |= dict.fromkeys(
        " ".join(known.singulars.get(word, word) for word in shape.split()) for shape in tuple(shapes)
    )
    shapes |= {match[1]: None for shape in tuple(shapes) if (match := _COUNTED.fullmatch(shape))}
    for shape in (*shapes, *(shape.removesuffix(" percentuale") for shape in tuple(shapes))):
        role, level = _exact(_plan_year(shape, known)[1], known)
        if role is Role.LEVEL and (year or number >= 0):
            # «Risultato atteso 2026» is a target, and not the level of that name.
            role, level = Role.TARGET, ""
        if role is Role.YEAR and (year or number >= 0):
            # «Anno 2026» is over values of that year.
            return Heading(text, Role.UNKNOWN, "", year, number, day)
        if role is not Role.UNKNOWN:
            return Heading(text, role, level, year, number, day)
    role, level = _partial(words(bare), known)
    return Heading(text, role, level, year, number, day, is_certain=role is Role.UNKNOWN)


def is_year_heading(text: str) -> bool:
    """Whether a heading is no more than a year."""
    if _plain(text) in vocabulary().years:
        return True
    bare = _YEAR.sub(" ", _DAY.sub(" ", _SHORT_TARGET.sub(" ", text)))
    return (
        bool(_YEAR.search(text))
        and not re.search(r"\d", bare)
        and set(_plain(bare).split()) <= vocabulary().beside_year
    )


def is_sign(text: str) -> bool:
    """Whether a text is no more than a sign of comparison."""
    return bool(_SIGN.fullmatch(text.strip()))


def years_in(text: str) -> tuple[int, ...]:
    """The years named in a text, in order; `2026-2028` are three."""
    found = [int(one) for one in _YEAR.findall(text)]
    period = re.search(r"(?<!\d)((?:19|20)\d\d)\s*[-–—/]\s*((?:19|20)\d\d)(?!\d)", text)
    if period and 0 < int(period[2]) - int(period[1]) <= 5:
        return tuple(range(int(period[1]), int(period[2]) + 1))
    return tuple(dict.fromkeys(found))


def _without_year_words(phrase: str) -> list[str]:
    """The words of a heading with a year, without those that say «year» once more at its end."""
    found = phrase.split()
    while len(found) > 1 and found[-1] in ("anno", "esercizio", "al", "fine"):
        found.pop()
    return found


def _day_in(text: str) -> date | None:
    match = _DAY.search(text)
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        return None


def _plan_year(plain: str, known: Vocabulary) -> tuple[int, str]:
    """The year of the plan that the words count, and the words without it; -1 where they count none."""
    if plain in known.roles:
        return -1, plain
    for phrase, number in known.years.items():
        if phrase in plain and re.search(rf"\b{phrase}\b", plain):
            if number == 0 and plain != phrase and words(plain) in known.roles:
                return 0, plain
            return number, re.sub(rf"\b{phrase}\b", " ", plain)
    return -1, plain


def _exact(phrase: str, known: Vocabulary) -> tuple[Role, str]:
    """The role and the level of a phrase of the vocabulary, or of two together: «codice» and «misura»."""
    phrase = words(phrase)
    if phrase in known.roles:
        return known.roles[phrase], ""
    if phrase in known.indicators:
        return Role.NAME, ""
    if phrase in known.levels:
        return Role.LEVEL, known.levels[phrase]
    for group, role, of_indicator in (
        (known.code, Role.CODE, Role.INDICATOR_CODE),
        (known.title, Role.TITLE, Role.NAME),
        (known.description, Role.DESCRIPTION, Role.FORMULA),
    ):
        if phrase in group:
            return role, ""
        for start in sorted(group, key=len, reverse=True):
            if not phrase.startswith(start + " "):
                continue
            rest = phrase[len(start) + 1 :]
            if rest in known.levels:
                return role, known.levels[rest]
            if rest in known.indicators or rest == "target":
                return of_indicator, ""
    return _composed(phrase, known), ""


def _composed(phrase: str, known: Vocabulary) -> Role:
    """The role of a phrase by the kinds of its words."""
    first, _, kind = phrase.partition(" ")
    if first in known.indicators and kind in known.kinds:
        return Role.NAME
    for subject in known.indicators:
        # «Peso KPI», «Unità di misura dell'indicatore».
        if (rest := phrase.removesuffix(f" {subject}")) != phrase and rest in known.roles:
            return known.roles[rest]
    parts = set(phrase.split())
    # «U.O. competente», «Area/Servizio».
    is_of_offices = parts <= known.office_words and bool(parts & known.offices) and len(parts) > 1
    return Role.OFFICE if is_of_offices else Role.UNKNOWN


def _partial(phrase: str, known: Vocabulary) -> tuple[Role, str]:
    """The role of the longest phrase of the vocabulary, of two words or more, within a heading."""
    parts = phrase.split()
    for length in range(len(parts) - 1, 0, -1):
        for start in range(len(parts) - length + 1):
            within = " ".join(parts[start : start + length])
            if length == 1 and within not in _TELLING:
                continue
            role, level = _exact(within, known)
            if role is not Role.UNKNOWN:
                return role, level
    return Role.UNKNOWN, ""


#: Single words that tell the role of a heading also among others.
_TELLING = frozenset({"target", "indicatore", "baseline", "consuntivo", "peso", "formula", "missione"})
