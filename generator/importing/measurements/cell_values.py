"""Value of a cell as the plan writes it, by the unit of its indicator, and what is doubtful about it.

Only what cannot mean anything else is rewritten; the rest is left for the reader of values to explain.
"""

import re
import unicodedata
from datetime import date
from fractions import Fraction

from msgspec import Struct

from generator.importing.tables import Cell
from generator.loading.readers.fields import is_value_of
from generator.loading.readers.results import NOT_YET
from generator.plan import units
from generator.plan.errors import ValueProblem
from generator.plan.indicator import Indicator
from generator.plan.italian.phrases import MONTHS
from generator.plan.numerals import read_numeral, rounded, show_numeral, trimmed
from generator.plan.units import Unit
from generator.plan.value_parser import read_serial_day
from generator.plan.values import Percentage, bounds_of

#: Most decimals of a result; a workbook keeps many more of `=2/3`.
_MOST_PLACES = 4
#: Points up to which a bare number of a percentage may be meant as a share, where the plan has more.
_UNSURE_SHARE, _LEAST_OTHER = 2, 20
_NUMBER_AND_WORDS = re.compile(r"([-−]?\d[\d.,]*)\s*([^\W\d_][^\d]*|[^\w\s])\.?")
_LONG_DAY = re.compile(rf"(?:il )?(\d{{1,2}})°? ({'|'.join(MONTHS)}),? (\d{{4}})", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"(\d{1,2}[/.-]\d{1,2})([/.-])(\d{2})")
_SHORT_CLOCK = re.compile(r"\d:[0-5]\d")
#: Letters of the shortest word that tells what is counted.
_WORD = 4


class WrittenValue(Struct, frozen=True):
    """The text of a value, and what an editor has to know about how it was read."""

    text: str
    doubts: tuple[str, ...] = ()


def written_value(cell: Cell, indicator: Indicator, year: int) -> WrittenValue:
    """The value of a cell for an indicator, or a part of one, in a year of the plan."""
    unit = indicator.unit_of(year)
    match cell.value:
        case bool(answer) if unit == units.YES_NO:
            return WrittenValue("sì" if answer else "no")
        case date() as day:
            text = f"{day:%d/%m/%Y}"
            # A cell may show the month alone of a day that its program made up.
            return WrittenValue(text, () if text in cell.text else (f"«{cell.text}» è letto come {text}",))
        case Fraction() as number:
            return _of_number(number, cell, indicator, year)
        case _:
            # A formula that is only a number is read as it is written: `= 12`.
            text = cell.text.removeprefix("= ") if cell.formula else cell.text
            return _of_text(" ".join(text.split()), indicator, year)


def written_degree(cell: Cell) -> WrittenValue:
    """The declared degree in a cell, in percent: a bare number may be a share of one."""
    text = " ".join(cell.text.split())
    number = cell.value if isinstance(cell.value, Fraction) else _number(text)
    if number is None:
        return WrittenValue(text)
    if "%" in text:
        return _rounded(number * 100, cell, "%")
    is_share = 0 < number <= 1
    written = f"{show_numeral(trimmed(rounded(number * 100 if is_share else number, _MOST_PLACES)))}%"
    return WrittenValue(written, (f"«{text}» è letto come {written}",) if is_share else ())


def _of_number(number: Fraction, cell: Cell, indicator: Indicator, year: int) -> WrittenValue:
    unit = indicator.unit_of(year)
    if "%" in cell.text:
        return _rounded(number * 100, cell, "%")
    if unit == units.DATE and (day := read_serial_day(cell.text)):
        text = f"{day.day:%d/%m/%Y}"
        return WrittenValue(
            text, (f"«{cell.text}» è letto come {text}: la cella non ha il formato di una data",)
        )
    if unit == units.PERCENT:
        return _percentage(number, cell.text, indicator, year)
    return _rounded(number, cell, " €" if unit == units.EURO else "")


def _rounded(number: Fraction, cell: Cell, sign: str) -> WrittenValue:
    """A number with its sign; one with a long tail of decimals as far as the cell shows it."""
    exact = trimmed(rounded(number, _MOST_PLACES))
    if Fraction(exact) == number:
        return WrittenValue(f"{show_numeral(exact)}{sign}")
    shown = len(cell.text.rstrip(" %€").partition(",")[2])
    text = f"{show_numeral(trimmed(rounded(number, min(shown, _MOST_PLACES) or _MOST_PLACES)))}{sign}"
    return WrittenValue(text, (f"il valore della cella ha più decimali: è letto come {text}",))


def _percentage(number: Fraction, written: str, indicator: Indicator, year: int) -> WrittenValue:
    """A percentage in a cell without its sign: a share of one where the plan has more than one percent."""
    values = (indicator.targets.get(year), indicator.baseline)
    points = [
        bound.points
        for value in values
        if value is not None
        for bound in bounds_of(value)
        if isinstance(bound, Percentage) and bound.points
    ]
    is_share = 0 < number <= 1 and bool(points) and min(points) > 1
    text = f"{show_numeral(trimmed(rounded(number * 100 if is_share else number, _MOST_PLACES)))}%"
    is_unsure = 0 < number < _UNSURE_SHARE and bool(points) and (number <= 1 or min(points) >= _LEAST_OTHER)
    if not is_unsure:
        return WrittenValue(text)
    return WrittenValue(text, (f"«{written}» è letto come {text}: nella cella manca il segno %",))


def _of_text(text: str, indicator: Indicator, year: int) -> WrittenValue:
    unit = indicator.unit_of(year)
    if unit == units.TEXT or text.casefold() == NOT_YET:
        return WrittenValue(text)
    if unit == units.PERCENT and (number := _number(text)) is not None:
        return _percentage(number, text, indicator, year)
    if is_value_of(text, unit):
        return WrittenValue(text)
    for reading in (_other_day(text, unit), _other_clock(text, unit), _without_unit(text, indicator, unit)):
        if reading and is_value_of(reading, unit):
            return WrittenValue(reading, (f"«{text}» è letto come {reading}",))
    return WrittenValue(text)


def _number(text: str) -> Fraction | None:
    try:
        return Fraction(read_numeral(text).amount)
    except ValueProblem:
        return None


def _other_day(text: str, unit: Unit) -> str:
    """`28 maggio 2026` and `28/5/26` as days in full; empty for any other text."""
    if unit != units.DATE:
        return ""
    if match := _LONG_DAY.fullmatch(text):
        months = [month.casefold() for month in MONTHS]
        return f"{int(match[1]):02}/{months.index(match[2].casefold()) + 1:02}/{match[3]}"
    if match := _SHORT_YEAR.fullmatch(text):
        return f"{match[1]}{match[2]}20{match[3]}"
    return ""


def _other_clock(text: str, unit: Unit) -> str:
    return f"0{text}" if unit == units.HOURS and _SHORT_CLOCK.fullmatch(text) else ""


def _without_unit(text: str, indicator: Indicator, unit: Unit) -> str:
    """The number of `12 giorni`; empty where the words after it may change what it means."""
    match = _NUMBER_AND_WORDS.fullmatch(text)
    if match is None or not unit.definition.is_quantity:
        return ""
    words = _stems(match[2])
    spellings = (unit.symbol, indicator.unit_text, *unit.definition.spellings, *unit.definition.misspellings)
    is_unit = any(words == _stems(spelling) for spelling in spellings if spelling)
    counted = {stem for stem in _stems(f"{indicator.name} {indicator.formula}") if len(stem) >= _WORD - 1}
    is_counted = unit == units.NUMBER and len(words) == 1 and words[0] in counted
    if not (is_unit or is_counted):
        return ""
    sign = {units.PERCENT: "%", units.EURO: " €"}.get(unit, "")
    return f"{match[1]}{sign}"


def _stems(text: str) -> list[str]:
    """The words of a text without accents and endings: «giorno» and «giorni» are one."""
    plain = "".join(
        one for one in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(one)
    )
    return [word.rstrip("aeiou") or word for word in re.findall(r"\w+|[%€]", plain)]
