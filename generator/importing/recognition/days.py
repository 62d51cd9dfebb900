"""Days in texts: deadlines such as `entro il 30/06/2026`, `al 30/06`, `entro giugno 2026`, `Q2`."""

import calendar
import re
from datetime import date

from msgspec import Struct

_MONTHS = (
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
    "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
)  # fmt: skip
_MARKER = (
    r"(?:entro e non oltre il|entro la data del|entro la fine di|entro fine|entro il mese di|entro il"
    r"|entro l['’]|entro|al|dal|il)"
)
_FULL = r"(?P<full>\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d(?=\)|\s|$)))"
_SHORT = r"(?P<short>\d{1,2}[/.]\d{1,2})(?![/.\d%])"
_WORDS = rf"(?:(?P<day>\d{{1,2}})°? )?(?P<month>{'|'.join(_MONTHS)})(?: (?P<year>(?:19|20)\d\d))?"
_HALF = (
    r"(?:(?P<half>primo|secondo|terzo|quarto|[1-4]°|i{1,3}|iv) (?P<period>semestre|quadrimestre|trimestre)"
    r"|q(?P<q>[1-4]))"
    r"(?: (?:del )?(?P<halfyear>(?:19|20)\d\d))?"
)
_DEADLINE = re.compile(
    rf"(?:\b(?P<marker>{_MARKER})\s*)?(?<!\d)(?:{_FULL}|{_SHORT}|{_WORDS}|{_HALF})(?!\w)", re.IGNORECASE
)
_BARE_DAY = re.compile(rf"(\d{{1,2}})°? ({'|'.join(_MONTHS)})(?: ((?:19|20)\d\d))?", re.IGNORECASE)
_QUARTER = re.compile(
    r"(?:q|t|trim\.?|trimestre)?\s*([1-4])(?:°|o)?\s*(?:q|t|trim\.?|trimestre)?|(i{1,3}|iv)(?:\s*trim\w*)?",
    re.IGNORECASE,
)
_PERIODS = {"semestre": 2, "quadrimestre": 3, "trimestre": 4}
_ORDINALS = ("primo", "secondo", "terzo", "quarto")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


class Deadline(Struct, frozen=True):
    """A day that a text names, and the text before and after it.

    `text` is the day as written. `is_full`: with day, month and year in digits; `is_exact`: the day itself is
    named. `marked`: a word such as «entro» is before it.
    """

    day: date
    text: str
    before: str
    after: str
    start: int
    is_full: bool
    is_exact: bool
    marked: bool


def find_deadline(text: str, year: int) -> Deadline | None:
    """The last day that a text names; one without a year is of `year`."""
    found = None
    for match in _DEADLINE.finditer(text):
        if not match["full"] and not match["marker"]:
            continue
        day = _day(match, year)
        if day is not None:
            found = Deadline(
                day,
                match[0][len(match["marker"] or "") :].strip(),
                text[: match.start()].strip(),
                text[match.end() :].strip(),
                match.start(),
                is_full=bool(match["full"]) and match["full"][-4:].isdigit(),
                is_exact=not (match["half"] or match["q"] or (match["month"] and not match["day"])),
                marked=(match["marker"] or "").casefold().startswith(("entro", "al")),
            )
    return found


def bare_day(text: str, year: int) -> date | None:
    """The day that a text is, its month in words: `30 giugno`, `1° luglio 2026`; `None` for another text."""
    match = _BARE_DAY.fullmatch(text)
    if match is None:
        return None
    try:
        month = _MONTHS.index(match[2].casefold()) + 1
        return date(int(match[3] or year), month, int(match[1]))
    except ValueError:
        return None


def _day(match: re.Match[str], year: int) -> date | None:
    try:
        if match["full"]:
            day, month, of = map(int, re.split(r"[/.-]", match["full"]))
            return date(of if of > 99 else 2000 + of, month, day)
        if match["short"]:
            day, month = map(int, re.split(r"[/.]", match["short"]))
            return date(year, month, day)
        if match["half"] or match["q"]:
            periods = _PERIODS[(match["period"] or "trimestre").casefold()]
            return end_of_period(match["half"] or match["q"], int(match["halfyear"] or year), periods)
        month = _MONTHS.index(match["month"].casefold()) + 1
        of = int(match["year"] or year)
        return date(of, month, int(match["day"] or calendar.monthrange(of, month)[1]))
    except ValueError:
        return None


def day_before_end(day: date, year: int) -> date | None:
    """The day, unless it is the last of the year."""
    return None if day == date(year, 12, 31) else day


def end_of_quarter(text: str, year: int) -> date | None:
    """The last day of `Q2`, `2° trimestre`, `II`, `T2 2027`; `None` for another text."""
    match = _QUARTER.fullmatch(text.replace(str(year), "").strip(" -/"))
    if match is None:
        return None
    number = int(match[1]) if match[1] else _ROMAN[match[2].casefold()]
    return date(year, 3 * number, calendar.monthrange(year, 3 * number)[1])


def number_of_period(text: str) -> int:
    """The number of a period: `2`, `II semestre`, `2° trim.`, `dicembre`; 0 for another text."""
    for word in re.findall(r"[a-z]+|\d+", text.casefold()):
        if word.isdigit():
            return int(word)
        if word in _ROMAN:
            return _ROMAN[word]
        if word in _MONTHS:
            return _MONTHS.index(word) + 1
        if word in _ORDINALS:
            return _ORDINALS.index(word) + 1
    return 0


def end_of_period(text: str, year: int, periods: int) -> date | None:
    """The last day of a period of a year that is divided into so many: `2` of 2 is the 31 December."""
    number = number_of_period(text)
    if periods not in (1, 2, 3, 4, 6, 12):
        return None
    if not 1 <= number <= periods:
        return None
    month = 12 // periods * number
    return date(year, month, calendar.monthrange(year, month)[1])
