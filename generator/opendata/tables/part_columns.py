"""Columns about the parts of an indicator, its steps or offices: lists of texts that begin with their ids."""

from collections.abc import Sequence
from fractions import Fraction

from generator.opendata.tables.columns import Cell, Column, Kind
from generator.opendata.tables.monitoring import percentage_cell
from generator.plan.indicator import Indicator
from generator.plan.measurement import Declaration, Measurement, PartResults
from generator.plan.parts import Aggregation
from generator.plan.scoring.results import IndicatorAssessment, PartAssessment
from generator.plan.values import show

_OF_EACH = "di ogni fase o ufficio, dopo il suo id; nel CSV separati da punto e virgola"


def part_columns_of_plan(years: Sequence[int]) -> tuple[Column[Indicator], ...]:
    """What the plan says of the parts."""
    return (
        Column(
            "fasi",
            "fasi in cui si arriva al risultato, id e nome; nel CSV separate da punto e virgola",
            lambda indicator: tuple(f"{step.id}: {step.name}" for step in _steps(indicator)),
            Kind.LIST,
        ),
        Column(
            "pesi_fasi",
            "peso, alla lettera, di ogni fase dopo il suo id; nel CSV separati da punto e virgola",
            lambda indicator: tuple(
                f"{step.id}: {show(step.weight)}" for step in _steps(indicator) if step.weight is not None
            ),
            Kind.LIST,
        ),
        Column(
            "aggregazione",
            "come dagli uffici si arriva all'indicatore: somma dei valori, media dei gradi o grado peggiore",
            lambda indicator: indicator.aggregation.value if indicator.aggregation else None,
            values=tuple(aggregation.value for aggregation in Aggregation),
        ),
        *(_targets(year) for year in years),
    )


def part_columns_of_assessment(
    year: int, thresholds: Sequence[Fraction]
) -> tuple[Column[IndicatorAssessment], ...]:
    """What was measured of the parts in a year."""
    return (
        Column(
            f"rilevati_parti_{year}",
            f"ultimo valore {year}, alla lettera, {_OF_EACH}",
            lambda assessment: tuple(
                f"{one.part.id}: {one.assessment.measured.text()}"
                for one in assessment.parts
                if one.assessment.measured is not None
            ),
            Kind.LIST,
        ),
        Column(
            f"gradi_parti_{year}",
            f"grado {year}, in punti percentuali, {_OF_EACH}",
            lambda assessment: tuple(
                f"{one.part.id}: {_degree(one, thresholds)}" for one in assessment.measured_parts
            ),
            Kind.LIST,
        ),
        Column(
            f"esiti_parti_{year}",
            f"esito {year} {_OF_EACH}",
            lambda assessment: tuple(
                f"{one.part.id}: {one.assessment.status.value}" for one in assessment.parts
            ),
            Kind.LIST,
        ),
    )


def part_columns_of_measurement() -> tuple[Column[Measurement], ...]:
    """The results of the parts on the day of a measurement, and what was declared of each."""
    return (
        Column("parti", f"valore, alla lettera, {_OF_EACH}", _results, Kind.LIST),
        Column(
            "gradi_dichiarati_parti",
            f"grado dichiarato da chi valuta, in punti percentuali, {_OF_EACH}",
            lambda measurement: tuple(
                f"{part}: {one.degree.points}" for part, one in _declared(measurement) if one.degree
            ),
            Kind.LIST,
        ),
        Column(
            "esiti_dichiarati_parti",
            f"esito dichiarato da chi valuta {_OF_EACH}",
            lambda measurement: tuple(
                f"{part}: {one.status.value}" for part, one in _declared(measurement) if one.status
            ),
            Kind.LIST,
        ),
    )


def _steps(indicator: Indicator) -> tuple[Indicator, ...]:
    return indicator.parts if indicator.has_steps else ()


def _targets(year: int) -> Column[Indicator]:
    return Column(
        f"parti_{year}",
        f"condizione e traguardo {year} {_OF_EACH}",
        lambda indicator: tuple(
            " ".join(filter(None, [f"{part.id}:", _condition(part, year), _target(part, year)]))
            for part in indicator.parts_of(year)
        ),
        Kind.LIST,
    )


def _target(part: Indicator, year: int) -> str:
    """The target, worked out if it is a difference; as it is written where that cannot be done."""
    target = part.targets.get(year)
    return part.relative_targets[year].in_words(year) if target is None else show(target)


def _condition(part: Indicator, year: int) -> str:
    condition = part.condition_of(year)
    return condition.value if condition else ""


def _degree(one: PartAssessment, thresholds: Sequence[Fraction]) -> str:
    cell = percentage_cell(one.assessment.achievement_rate, thresholds)
    return str(cell)


def _results(measurement: Measurement) -> Cell:
    value = measurement.value
    if not isinstance(value, PartResults):
        return ()
    return tuple(f"{part}: {found.text()}" for part, found in value.results)


def _declared(measurement: Measurement) -> tuple[tuple[str, Declaration], ...]:
    original = measurement.original
    return original.declared if isinstance(original, PartResults) else ()
