"""Columns of `indicatori` for what targets and baselines need besides a value: the last ones of the table."""

from generator.opendata.tables.columns import Cell, Column, Kind, cell_of
from generator.opendata.tables.monitoring import OF_ROW
from generator.plan.conditions import Condition, Direction
from generator.plan.model import Indicator
from generator.plan.values import Range, show


def condition_columns(year: int) -> tuple[Column[Indicator], ...]:
    """What the target of a year needs besides its own columns."""
    return (
        Column(
            f"condizione_{year}",
            f"quando il traguardo {year} è raggiunto; «tra»: dal minimo al massimo compresi",
            lambda indicator: _condition_of(indicator, year),
            values=tuple(condition.value for condition in Condition),
        ),
        Column(
            f"target_minimo_{year}",
            f"minimo del traguardo {year}, dove la condizione è «tra»",
            lambda indicator: _bounds(indicator, year)[0],
            Kind.VALUE,
            OF_ROW,
        ),
        Column(
            f"target_massimo_{year}",
            f"massimo del traguardo {year}, dove la condizione è «tra»",
            lambda indicator: _bounds(indicator, year)[1],
            Kind.VALUE,
            OF_ROW,
        ),
    )


def further_columns(base: int) -> tuple[Column[Indicator], ...]:
    """The baseline whatever its year, all values before the plan, the scale and the direction."""
    return (
        Column(
            "anno_partenza",
            "anno del valore di partenza",
            lambda indicator: None if indicator.baseline is None else indicator.baseline_year or base,
            Kind.COUNT,
            "anno",
        ),
        Column(
            "valore_partenza",
            "valore di partenza, di quell'anno",
            lambda indicator: cell_of(indicator.baseline),
            Kind.VALUE,
            OF_ROW,
        ),
        Column(
            "stati",
            "anno e valore, alla lettera, degli anni prima del piano; nel CSV separati da punto e virgola",
            lambda indicator: tuple(
                f"{year}: {show(value)}" for year, value in indicator.values_before(base).items()
            ),
            Kind.LIST,
        ),
        Column(
            "scala",
            "parole della scala, dalla più bassa (1) alla più alta; nel CSV separate da punto e virgola",
            lambda indicator: indicator.unit.scale,
            Kind.LIST,
        ),
        Column(
            "verso",
            "dove deve andare il valore, se il piano lo dice senza una condizione",
            lambda indicator: indicator.direction.value if indicator.direction else None,
            values=tuple(direction.value for direction in Direction),
        ),
    )


def _condition_of(indicator: Indicator, year: int) -> Cell:
    condition = indicator.condition_of(year) if year in indicator.targets else None
    return condition.value if condition else None


def _bounds(indicator: Indicator, year: int) -> tuple[Cell, Cell]:
    target = indicator.targets.get(year)
    return (cell_of(target.low), cell_of(target.high)) if isinstance(target, Range) else (None, None)
