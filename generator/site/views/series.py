"""View of the series of an indicator: its values in all plans that it goes through, as chart and table."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import chain
from math import floor

from msgspec import Struct, field

from generator.plan.indicator import Indicator
from generator.plan.italian.parts import result_as_written, target_of_part
from generator.plan.measurement import NotYet, PartResults
from generator.plan.model import Objective, Plan
from generator.plan.parts import Aggregation
from generator.plan.scoring.results import IndicatorAssessment
from generator.plan.series import Measure, SeriesValue, values_by_year
from generator.plan.succession import Reference, Succession
from generator.plan.values import Range, Value, comparable, exact_value
from generator.site.addresses import indicator_address
from generator.site.page import Link
from generator.site.published_plan import PublishedPlan
from generator.site.views.targets import target_cell

Assessments = Mapping[str, Mapping[int, IndicatorAssessment]]
#: Width and height of the drawing, and the margin above the highest and below the lowest point.
_SIDE, _MARGIN = 1000, 80
#: Styles of the lines of targets, one for each plan.
_STYLES = 3


class Dot(Struct, frozen=True):
    """A point of a line, from the upper left corner."""

    x: int
    y: int


class Line(Struct, frozen=True):
    """A line of the chart. `key` is that of its style, `label` says what it is."""

    key: str
    label: str
    dots: tuple[Dot, ...]


class SeriesChart(Struct, frozen=True):
    """The lines over the years, with the highest and the lowest value."""

    years: tuple[int, ...]
    highest: str
    lowest: str
    lines: tuple[Line, ...]


class SeriesRow(Struct, frozen=True):
    """A year of the table; `targets` has the texts of each period, several where parts have their own."""

    year: int
    values: tuple[str, ...]
    targets: tuple[tuple[str, ...], ...]


class SeriesView(Struct, frozen=True):
    """The series of an indicator. `origin` names the first indicator of it.

    `others` are the indicators of the other plans; there is no chart where values are no quantities, or
    where only those of parts are.
    """

    origin: str
    periods: tuple[str, ...]
    others: tuple[Link, ...]
    rows: tuple[SeriesRow, ...]
    chart: SeriesChart | None


class _Member(Struct, frozen=True):
    """The indicator of one plan in a series: its values, and its targets in words.

    The values are those of its parts where they do not make up one of the whole.
    """

    period: str
    indicator: Indicator
    values: tuple[SeriesValue, ...]
    targets: Mapping[int, tuple[str, ...]]


def series_of(
    published: PublishedPlan, objective: Objective, plans: Sequence[PublishedPlan], succession: Succession
) -> Mapping[str, SeriesView]:
    """The series of the indicators of an objective that other plans have too, by id."""
    if not succession.continued:
        return {}
    members = _Members({one.plan.period: one for one in plans})
    found = {}
    for indicator in objective.indicators:
        own = Reference(published.plan.period, objective.code, indicator.id)
        references = succession.chain(own)
        if len(references) > 1:
            found[indicator.id] = _view(own, references, members)
    return found


class _Members(Struct, frozen=True, dict=True):
    """The indicators of all plans, each objective assessed once."""

    plans: Mapping[str, PublishedPlan]
    _assessed: dict[tuple[str, str], Assessments] = field(default_factory=dict)

    def member(self, one: Reference) -> _Member:
        published = self.plans[one.period]
        objective = published.plan.by_code[one.code]
        key = one.period, one.code
        if key not in self._assessed:
            # An objective that is being edited is another than the one that was assessed with its plan.
            self._assessed[key] = published.assessment.for_plan(published.plan).of_indicators(objective)
        return _member(objective.indicator(one.indicator), published.plan, self._assessed[key][one.indicator])

    def link(self, one: Reference) -> Link:
        plan = self.plans[one.period].plan
        objective = plan.by_code[one.code]
        indicator = objective.indicator(one.indicator)
        return Link(f"{one.period}: {indicator.name}", indicator_address(plan, objective, indicator))


def _view(own: Reference, references: Sequence[Reference], known: _Members) -> SeriesView:
    members = [known.member(one) for one in references]
    years = sorted({value.year for member in members for value in member.values})
    rows = (
        SeriesRow(
            year, tuple(_values_of(year, members)), tuple(member.targets.get(year, ()) for member in members)
        )
        for year in years
    )
    return SeriesView(
        origin=str(references[0]),
        periods=tuple(member.period for member in members),
        others=tuple(known.link(one) for one in references if one != own),
        rows=tuple(row for row in rows if row.values or any(row.targets)),
        chart=_chart(members),
    )


def _member(indicator: Indicator, plan: Plan, assessments: Mapping[int, IndicatorAssessment]) -> _Member:
    has_whole = not indicator.parts or indicator.aggregation is Aggregation.SUM
    values = tuple(
        value
        for value in values_by_year(indicator, plan.baseline_year, assessments)
        if bool(value.part) is not has_whole
    )
    targets = {year: tuple(_targets(indicator, year, has_whole=has_whole)) for year in assessments}
    return _Member(plan.period, indicator, values, targets)


def _targets(indicator: Indicator, year: int, *, has_whole: bool) -> Iterator[str]:
    if not has_whole:
        for part in indicator.parts_of(year):
            yield f"{part.name}: {target_of_part(part, year)}"
    elif (text := target_cell(indicator, year, None).text) != "—":
        yield text


def _values_of(year: int, members: Iterable[_Member]) -> Iterator[str]:
    """The values of a year: results, or else the baselines of the plans; each with what it is, and once."""
    of_year = [(member, value) for member in members for value in member.values if value.year == year]
    results = [one for one in of_year if one[1].measure is Measure.RESULT]
    baselines = [one for one in of_year if one[1].measure is Measure.BASELINE]
    yield from dict.fromkeys(f"{_in_words(*one)}{_day_of(one[1])}" for one in results)
    known = {_in_words(*one) for one in results}
    for text in dict.fromkeys(_in_words(*one) for one in baselines):
        if text not in known:
            yield f"{text} (valore di partenza)"


def _in_words(member: _Member, value: SeriesValue) -> str:
    text = result_as_written(member.indicator, value.value)
    name = next((part.name for part in member.indicator.parts if part.id == value.part), "")
    return f"{name}: {text}" if name else text


def _day_of(value: SeriesValue) -> str:
    """The day of a result, unless it is the last one of its year."""
    is_last = value.day is None or value.day == date(value.year, 12, 31)
    return "" if is_last else f" (al {value.day:%d/%m/%Y})"


def _chart(members: Sequence[_Member]) -> SeriesChart | None:
    """The chart of the values that are quantities of one kind; `None` where those are of one year only."""
    baselines = dict(chain.from_iterable(_quantities(member, Measure.BASELINE) for member in members))
    results = dict(chain.from_iterable(_quantities(member, Measure.RESULT) for member in members))
    before = {year: value for year, value in baselines.items() if year not in results}
    found = [("partenza", "prima dei piani", before), ("valori", "valori", baselines | results)]
    for number, member in enumerate(members):
        targets = dict(_quantities(member, Measure.TARGET))
        found.append((f"traguardi-{number % _STYLES}", f"traguardi {member.period}", targets))
    found = [(key, label, of_line) for key, label, of_line in found if of_line]
    values = sorted((value for _, _, of_line in found for value in of_line.values()), key=_number)
    years = {year for _, _, of_line in found for year in of_line}
    if not (baselines or results) or len(years) == 1:
        return None
    if any(not comparable(value, values[0]) for value in values):
        return None
    span, ends = range(min(years), max(years) + 1), (_number(values[0]), _number(values[-1]))
    return SeriesChart(
        years=tuple(span),
        highest=values[-1].in_words(),
        lowest=values[0].in_words(),
        lines=tuple(Line(key, label, _dots(of_line, span, ends)) for key, label, of_line in found),
    )


def _dots(values: Mapping[int, Value], span: range, ends: tuple[Fraction, Fraction]) -> tuple[Dot, ...]:
    ordered = sorted(values.items())
    return tuple(Dot(_across(year, span), _down(_number(value), *ends)) for year, value in ordered)


def _quantities(member: _Member, measure: Measure) -> Iterator[tuple[int, Value]]:
    for one in member.values:
        value = one.value
        is_one = one.measure is measure and not (one.part or isinstance(value, NotYet | PartResults | Range))
        if is_one and isinstance(value, Value) and value.IS_QUANTITY and exact_value(value) is not None:
            yield one.year, value


def _number(value: Value) -> Fraction:
    return exact_value(value) or Fraction(0)


def _across(year: int, span: range) -> int:
    """The middle of the column of a year."""
    return floor(Fraction(2 * (year - span.start) + 1, 2 * len(span)) * _SIDE)


def _down(number: Fraction, lowest: Fraction, highest: Fraction) -> int:
    if lowest == highest:
        return _SIDE // 2
    share = (highest - number) / (highest - lowest)
    return _MARGIN + floor(share * (_SIDE - 2 * _MARGIN) + Fraction(1, 2))
