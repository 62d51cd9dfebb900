"""Years of the plan, and the year of each value, from headings, cells and titles."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from generator.importing.recognition.days import end_of_period
from generator.importing.recognition.headings import years_in
from generator.importing.recognition.records import Field, Record
from generator.importing.recognition.roles import Heading, Role
from generator.importing.recognition.year_parts import values_by_year

_PLAUSIBLE = range(1990, 2101)


class PlanYears(Struct, frozen=True):
    """The years of the plan; `is_guess` if no target tells its year."""

    years: tuple[int, ...]
    is_guess: bool = False

    @property
    def first(self) -> int:
        """The first year."""
        return self.years[0]


def find_years(records: Sequence[Record], title_years: Sequence[int], given: int = 0) -> PlanYears:
    """The years of the plan; empty where nothing tells them. `given` is the first year, if known."""
    if list(title_years) != list(range(min(title_years, default=0), max(title_years, default=-1) + 1)):
        # Years that are no period say nothing of the plan.
        title_years = ()
    named = _years_of_headings(records) | set(_years_of_rows(records))
    counted = {
        one.heading.plan_year
        for record in records
        for one in record.fields
        if one.role is Role.TARGET and one.heading.plan_year > 0
    }
    if counted:
        first = given or _reference_year(records) or (min(title_years) if title_years else 0)
        named = ({first + number - 1 for number in counted} if first else set()) | _years_of_headings(records)
    if named:
        return PlanYears(_period(named, title_years))
    years = (given,) if given else tuple(title_years)
    return PlanYears(years, is_guess=not given)


def year_of_text(text: str) -> int:
    """The year written in a cell; 0 if it is none."""
    digits = text.strip().removesuffix(".0").removesuffix(",0")
    return int(digits) if digits.isascii() and digits.isdigit() and int(digits) in _PLAUSIBLE else 0


def year_of(heading: Heading, record: Record, years: PlanYears, *, before: bool = False) -> tuple[int, bool]:
    """The year of a value, and whether the document says it.

    It is that of its heading or of its row; else the first of the plan, or the one `before` it.
    """
    if heading.year:
        return heading.year, True
    if heading.plan_year >= 0:
        return years.first + heading.plan_year - 1, True
    roles = (Role.BASELINE_YEAR,) if before else (Role.TARGET_YEAR, Role.YEAR)
    for role in roles:
        one = record.first(role)
        if one is not None and (not before or year_of_text(one.text)):
            return year_of_text(one.text), True
    due = None if before else record.first(Role.DUE)
    if due is not None and len(years_in(due.text)) == 1:
        return years_in(due.text)[0], True
    if before:
        return years.first - 1, False
    return years.first, len(years.years) == 1 and not years.is_guess


def _years_of_headings(records: Iterable[Record]) -> set[int]:
    """The years that headings of targets name."""
    return {
        one.heading.year
        for record in records
        for one in record.all(Role.TARGET)
        if one.heading.year in _PLAUSIBLE
    }


def _years_of_rows(records: Iterable[Record]) -> Iterable[int]:
    """The years of targets whose row tells them."""
    for record in records:
        for one in record.all(Role.TARGET):
            yield from (
                year for year in values_by_year(one.text) if not one.heading.year and year in _PLAUSIBLE
            )
        if record.all(Role.TARGET):
            for role in (Role.TARGET_YEAR, Role.YEAR):
                yield from (year for one in record.all(role) if (year := year_of_text(one.text)))
            if not any(one.heading.year for one in record.all(Role.TARGET)):
                for one in record.all(Role.DUE):
                    yield from (year for year in years_in(one.text) if year in _PLAUSIBLE)


def _reference_year(records: Iterable[Record]) -> int:
    """The year that cards are of («Anno di riferimento»)."""
    for record in records:
        for one in (*record.fields, *(one for level in record.levels for one in level.fields)):
            if one.role is Role.YEAR and (year := year_of_text(one.text)):
                return year
    return 0


def _period(named: set[int], title_years: Sequence[int]) -> tuple[int, ...]:
    """All years from the first to the last; those of the title, if it begins in the same year."""
    if title_years and named <= set(title_years) and min(title_years) == min(named):
        return tuple(title_years)
    return tuple(range(min(named), max(named) + 1))


def result_day(one: Field, record: Record, years: PlanYears, periods: int) -> tuple[date | None, bool]:
    """The day of a result, `None` if it has no year, and whether the document says the very day."""
    if one.heading.day:
        return one.heading.day, True
    year, _ = year_of(one.heading, record, years)
    period = record.first(Role.PERIOD)
    if year and period is not None:
        return end_of_period(period.text, year, periods), False
    return (date(year, 12, 31) if year else None), False
