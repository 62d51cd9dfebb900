"""`valori`: the values of every indicator: before the plan, targets, results and what follows from them."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from msgspec import Struct

from generator.opendata.source import Source
from generator.opendata.tables.columns import POINTS, Cell, Column, Kind, cell_of
from generator.opendata.tables.common import (
    INDICATOR_KEY,
    OF_INDICATORS,
    place_columns,
    result_cell,
    typed_columns,
)
from generator.opendata.tables.numbers import number_cell, percentage_cell
from generator.opendata.tables.table import Table
from generator.plan.conditions import Condition
from generator.plan.indicator import Indicator
from generator.plan.measurement import show_result
from generator.plan.parts import Aggregation
from generator.plan.relative import BaseOrigin
from generator.plan.revision_changes import all_versions, versions_of
from generator.plan.revisions import target_of
from generator.plan.scoring.results import IndicatorAssessment
from generator.plan.values import Day, Range, Value, show, total_of

NAME = "valori"
_STATE, _TARGET, _LEAST, _MOST, _INTERIM, _BASE, _RESULT, _EXPECTED, _DISTANCE, _DEGREE = MEASURES = (
    "stato",
    "traguardo",
    "traguardo minimo",
    "traguardo massimo",
    "traguardo intermedio",
    "riferimento",
    "rilevato",
    "atteso",
    "scarto",
    "grado",
)
_DAYS = "giorni"


class ValueRow(Struct, frozen=True):
    """A value of an indicator, or of one of its parts, in a year.

    `day` is that of a result, of what follows from it, and of a target that is due within the year; `since`
    the day of the act that set a target, `None` for that of the approved plan; `base_year` and `base_origin`
    say from what a target is a difference.
    """

    objective: str
    indicator: str
    part: str
    origin: str
    year: int
    measure: str
    unit: str
    cell: Cell
    text: str = ""
    day: date | None = None
    condition: Condition | None = None
    since: date | None = None
    base_year: int | None = None
    base_origin: BaseOrigin | None = None


def values_table() -> Table:
    """`valori`; the file about all plans has the same columns."""
    return Table(
        NAME,
        "Valori",
        "Un valore per riga: gli stati prima del piano, i traguardi (anche quelli che una revisione ha "
        "cambiato), i valori rilevati, l'atteso, lo scarto, il grado. Gli indicatori che continuano in un "
        "altro piano hanno la stessa «serie».",
        _columns(),
        value_records,
        (*INDICATOR_KEY, "parte", "anno", "misura", "giorno", "in_vigore_dal"),
        (OF_INDICATORS,),
        by_objective=True,
    )


def _columns() -> tuple[Column[ValueRow], ...]:
    return (
        *place_columns(parts=True),
        Column("anno", "anno a cui il valore si riferisce", lambda row: row.year, Kind.COUNT, required=True),
        Column("misura", "che cosa è il valore", lambda row: row.measure, required=True, values=MEASURES),
        Column(
            "giorno",
            "giorno della rilevazione, o del traguardo se scade prima della fine dell'anno",
            lambda row: row.day,
            Kind.DATE,
        ),
        *typed_columns(lambda row: row.cell, lambda row: row.text, "il valore"),
        Column("unita", "unità di misura del valore", lambda row: row.unit, required=True),
        Column(
            "condizione",
            "quando il traguardo è raggiunto",
            lambda row: row.condition.value if row.condition else None,
            values=tuple(condition.value for condition in Condition),
        ),
        Column(
            "in_vigore_dal",
            "giorno dell'atto che ha fissato il traguardo; vuoto se è quello del piano approvato",
            lambda row: row.since,
            Kind.DATE,
        ),
        Column(
            "rispetto_a",
            "anno da cui il traguardo è una differenza",
            lambda row: row.base_year,
            Kind.COUNT,
        ),
        Column(
            "riferimento_da",
            "che cosa è il valore di quell'anno; il traguardo finché non c'è il risultato",
            lambda row: row.base_origin.value if row.base_origin else None,
            values=tuple(origin.value for origin in BaseOrigin),
        ),
        Column(
            "serie",
            "il primo indicatore della serie, se continua in più piani: periodo, obiettivo, id",
            lambda row: row.origin or None,
        ),
    )


def value_records(source: Source) -> Iterator[ValueRow]:
    """The rows of the objectives of a plan, by indicator and part."""
    policy = source.assessment.policy
    for objective in source.plan.objectives:
        assessments = source.assessment.of_indicators(objective)
        for indicator in objective.indicators:
            origin = source.origins.get(indicator.id, "")
            of_years = assessments[indicator.id]
            for part in ("", *(one.id for one in indicator.parts)):
                place = _Place(objective.code, indicator, part, origin)
                yield from _states(place, source.plan.baseline_year)
                for year, assessment in sorted(of_years.items()):
                    yield from _targets(place, year)
                    found = _of_part(assessment, part)
                    if found is not None:
                        yield from _results(place, found, (policy.partly, policy.achieved))


class _Place(Struct, frozen=True):
    """An indicator, or one of its parts by its id, with the first one of its series."""

    objective: str
    whole: Indicator
    part: str
    origin: str

    def of(self, version: Indicator) -> Indicator | None:
        """The indicator or the part in a version of the indicator."""
        if not self.part:
            return version
        return next((one for one in version.parts if one.id == self.part), None)

    @property
    def content(self) -> Indicator:
        """What it is now."""
        return self.of(self.whole) or self.whole

    def row(
        self, year: int, measure: str, cell: Cell, text: str = "", unit: str = "", **more: Any
    ) -> ValueRow:
        """A row about it."""
        unit = unit or self.content.unit_of(year).symbol
        return ValueRow(
            self.objective, self.whole.id, self.part, self.origin, year, measure, unit, cell, text, **more
        )


def _of_part(assessment: IndicatorAssessment, part: str) -> IndicatorAssessment | None:
    if not part:
        return assessment
    return next((one.assessment for one in assessment.parts if one.part.id == part), None)


def _states(place: _Place, baseline_year: int) -> Iterator[ValueRow]:
    for year, value in place.content.values_before(baseline_year).items():
        unit = place.content.unit.symbol
        yield place.row(year, _STATE, cell_of(value), show(value), unit)


def _targets(place: _Place, year: int) -> Iterator[ValueRow]:
    """The target of a year in every version that has another, with what it is a difference from."""
    is_first = True
    for version, since in versions_of(place.whole, lambda version: _target_in(place, version, year)):
        found = list(_target_rows(place, version, year, since))
        # A target that an act took away leaves a row without a value.
        yield from found or ([] if is_first else [place.row(year, _TARGET, None, since=since)])
        is_first = is_first and not found
    for day in sorted(_interim_days(place, year)):
        yield from _interim_rows(place, year, day)


def _target_in(place: _Place, version: Indicator, year: int) -> object:
    """All that makes a target another one."""
    found = place.of(version)
    return found and (target_of(found, year), found.condition_of(year), _target(found, year))


def _target(indicator: Indicator, year: int) -> Value | None:
    """The target; of offices that are added up the sum of theirs."""
    target = indicator.targets.get(year)
    if target is None and indicator.aggregation is Aggregation.SUM:
        return total_of([one.targets.get(year) for one in indicator.parts_of(year)])
    return target


def _target_rows(place: _Place, version: Indicator, year: int, since: date | None) -> Iterator[ValueRow]:
    indicator = place.of(version)
    if indicator is None:
        return
    target, relative = _target(indicator, year), indicator.relative_targets.get(year)
    unit, condition = indicator.unit_of(year).symbol, indicator.condition_of(year)
    facts: dict[str, Any] = {
        "unit": unit,
        "day": indicator.due_days.get(year),
        "condition": condition,
        "since": since,
    }
    if isinstance(target, Range):
        for measure, bound in ((_LEAST, target.low), (_MOST, target.high)):
            yield place.row(year, measure, cell_of(bound), show(bound), **facts)
        return
    if relative:
        base, base_year = relative.base, relative.base_year(year)
        origin = base.origin if base else None
        cell = cell_of(target)
        yield place.row(year, _TARGET, cell, relative.text, **facts, base_year=base_year, base_origin=origin)
        if base:
            value = base.value
            yield place.row(year, _BASE, cell_of(value), show(value), unit, since=since, base_year=base_year)
    elif target is not None:
        yield place.row(year, _TARGET, cell_of(target), show(target), **facts)


def _interim_days(place: _Place, year: int) -> set[date]:
    versions = (place.of(version) for version in all_versions(place.whole))
    return {day for one in versions if one for day in one.interim_targets if day.year == year}


def _interim_rows(place: _Place, year: int, day: date) -> Iterator[ValueRow]:
    for version, since in versions_of(place.whole, lambda version: _interim(place, version, day)):
        if value := _interim(place, version, day):
            yield place.row(year, _INTERIM, cell_of(value), show(value), day=day, since=since)


def _interim(place: _Place, version: Indicator, day: date) -> Value | None:
    found = place.of(version)
    return found.interim_targets.get(day) if found else None


def _results(
    place: _Place, assessment: IndicatorAssessment, thresholds: tuple[Fraction, Fraction]
) -> Iterator[ValueRow]:
    """The result that counts for a year, and what follows from it."""
    year, measurement, target = assessment.year, assessment.measurement, assessment.target
    if measurement is None:
        return
    day = measurement.day
    if (value := measurement.value) is not None:
        yield place.row(year, _RESULT, result_cell(value), show_result(value), day=day)
    if assessment.expected is not None:
        is_word = target is not None and not target.IS_QUANTITY
        expected = cell_of(target) if is_word else number_cell(assessment.expected)
        yield place.row(year, _EXPECTED, expected, day=day)
    if assessment.distance is not None and target is not None and target.HAS_SCALE:
        unit = _DAYS if isinstance(target, Day) else ""
        yield place.row(year, _DISTANCE, number_cell(assessment.distance), unit=unit, day=day)
    if assessment.achievement_rate is not None:
        degree = percentage_cell(assessment.achievement_rate, thresholds)
        yield place.row(year, _DEGREE, degree, unit=POINTS, day=day)
