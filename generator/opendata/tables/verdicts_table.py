"""`esiti`: the verdict on each objective, indicator and part, year by year, with what it is made of."""

from collections.abc import Iterator
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from generator.opendata.source import Source
from generator.opendata.tables.columns import Cell, Column, Kind, cell_of, columns_of_part
from generator.opendata.tables.common import INDICATOR_KEY, OF_OBJECTIVES, place_columns
from generator.opendata.tables.indicators_table import WEIGHT_UNITS
from generator.opendata.tables.numbers import number_cell
from generator.opendata.tables.table import Table
from generator.opendata.tables.verdict_columns import (
    Verdict,
    verdict_columns,
    verdict_on_group,
    verdict_on_indicator,
)
from generator.plan.conditions import Condition
from generator.plan.indicator import Indicator
from generator.plan.italian.parts import rule_of_parts
from generator.plan.model import Objective
from generator.plan.policy import Policy, Trajectory
from generator.plan.scoring.results import AssessmentReason, IndicatorAssessment
from generator.plan.scoring.starting_point import StartingPoint, starting_point
from generator.plan.weighting import Weighting


class _Row(Struct, frozen=True):
    """A verdict of a year; what follows it is only of indicators, or of their parts.

    `weight` is the one that counts in the verdict of the objective, `rule` how its degree is computed.
    """

    objective: str
    year: int
    verdict: Verdict
    indicator: str = ""
    part: str = ""
    weight: Cell = None
    rule: str = ""
    reason: str = ""
    trajectory: Trajectory | None = None
    tolerance: Cell = None
    start: StartingPoint | None = None


def verdicts_table(weighting: Weighting) -> Table:
    """`esiti`."""
    unit = WEIGHT_UNITS[weighting]
    columns: tuple[Column[_Row], ...] = (
        *place_columns(always=False, parts=True),
        Column("anno", "anno dell'esito", lambda row: row.year, Kind.COUNT, "anno", required=True),
        *columns_of_part(attrgetter("verdict"), verdict_columns("di un obiettivo", unit)),
        Column(
            "peso",
            "peso nell'esito dell'obiettivo: quello in vigore nell'ultimo giorno rilevato",
            lambda row: row.weight,
            Kind.NUMBER,
            unit,
            minimum=0,
        ),
        Column("regola", "regola con cui è calcolato il grado", lambda row: row.rule or None),
        Column("motivo", "perché l'indicatore non si può valutare", lambda row: row.reason or None),
        Column(
            "andamento",
            "andamento previsto nell'anno",
            lambda row: row.trajectory.value if row.trajectory else None,
            values=tuple(trajectory.value for trajectory in Trajectory),
        ),
        Column(
            "tolleranza",
            "scostamento ammesso da «pari a», nell'unità del traguardo",
            lambda row: row.tolerance,
            Kind.NUMBER,
            minimum=0,
        ),
        Column(
            "partenza",
            "il traguardo rispetto al valore di partenza",
            lambda row: row.start.value if row.start else None,
            values=tuple(point.value for point in StartingPoint),
        ),
    )
    return Table(
        "esiti",
        "Esiti",
        "L'esito di ogni obiettivo, di ogni suo indicatore e di ogni fase o ufficio, anno per anno.",
        columns,
        _records,
        (*INDICATOR_KEY, "parte", "anno"),
        (OF_OBJECTIVES,),
        by_objective=True,
    )


def _records(source: Source) -> Iterator[_Row]:
    assessment, policy = source.assessment, source.assessment.policy
    for objective in source.plan.objectives:
        found = assessment.of_indicators(objective)
        for year in source.plan.years:
            yield _Row(
                objective.code, year, verdict_on_group(assessment.of_objective(objective, year), policy)
            )
            weighed = {one.id: one.weight for one, _ in assessment.weighed(objective, year)}
            for indicator in objective.indicators:
                of_year = found[indicator.id][year]
                weight = None if year in indicator.not_in_force else cell_of(weighed[indicator.id])
                yield _of_indicator(objective, indicator, of_year, policy, weight)
                for one in of_year.parts:
                    row = _of_indicator(objective, one.part, one.assessment, policy, cell_of(one.part.weight))
                    yield replace(row, indicator=indicator.id, part=one.part.id)


def _of_indicator(
    objective: Objective, indicator: Indicator, found: IndicatorAssessment, policy: Policy, weight: Cell
) -> _Row:
    return _Row(
        objective.code,
        found.year,
        verdict_on_indicator(found, policy),
        indicator.id,
        weight=weight,
        rule=_rule(indicator, found),
        reason=found.not_assessable,
        trajectory=found.trajectory,
        tolerance=_tolerance(found),
        start=starting_point(indicator, found.year),
    )


def _rule(indicator: Indicator, found: IndicatorAssessment) -> str:
    if found.achievement is None:
        return ""
    if found.reason_code is AssessmentReason.PARTS:
        return rule_of_parts(indicator, found)
    return found.achievement.rule


def _tolerance(found: IndicatorAssessment) -> Cell:
    spec = found.target_spec
    return number_cell(spec.tolerance) if spec and spec.condition is Condition.EQUAL else None
