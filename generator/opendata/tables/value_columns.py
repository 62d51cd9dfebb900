"""Columns of `indicatori` for what targets and baselines need besides a value: the last ones of the table."""

from generator.opendata.tables.columns import OF_ROW, Cell, Column, Kind, cell_of
from generator.plan.conditions import Condition, Direction
from generator.plan.indicator import Indicator
from generator.plan.relative import Base, BaseOrigin
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


def course_columns(years: tuple[int, ...]) -> tuple[Column[Indicator], ...]:
    """Differences with their bases, days and units of targets by year, and the targets within the years."""
    return (
        *(column for year in years for column in _columns_of_year(year)),
        Column(
            "traguardi_intermedi",
            "giorno e valore dei traguardi dentro gli anni, alla lettera; nel CSV divisi da punto e virgola",
            lambda indicator: tuple(
                f"{day.isoformat()}: {show(value)}" for day, value in indicator.interim_targets.items()
            ),
            Kind.LIST,
        ),
    )


def _columns_of_year(year: int) -> tuple[Column[Indicator], ...]:
    return (
        Column(
            f"rispetto_a_{year}",
            f"anno da cui il traguardo {year} è una differenza, che è in target_{year}_testo",
            lambda indicator: _base_year(indicator, year),
            Kind.COUNT,
            "anno",
        ),
        Column(
            f"riferimento_{year}",
            f"valore di quell'anno, con cui è calcolato il traguardo {year}",
            lambda indicator: cell_of(base.value) if (base := _base(indicator, year)) else None,
            Kind.VALUE,
            OF_ROW,
        ),
        Column(
            f"riferimento_{year}_da",
            "che cosa è quel valore; il traguardo finché non c'è il risultato",
            lambda indicator: base.origin.value if (base := _base(indicator, year)) else None,
            values=tuple(origin.value for origin in BaseOrigin),
        ),
        Column(
            f"termine_{year}",
            f"giorno del traguardo {year}, se è prima della fine dell'anno",
            lambda indicator: indicator.due_days.get(year),
            Kind.DATE,
        ),
        Column(
            f"unita_{year}",
            f"unità del traguardo e dei risultati {year}, se non è quella della riga",
            lambda indicator: indicator.year_units[year].symbol if year in indicator.year_units else None,
        ),
    )


def written_target(indicator: Indicator, year: int) -> str:
    """The target of a year as written, which may be a difference."""
    relative, target = indicator.relative_targets.get(year), indicator.targets.get(year)
    return relative.text if relative else show(target) if target is not None else ""


def _base(indicator: Indicator, year: int) -> Base | None:
    relative = indicator.relative_targets.get(year)
    return relative.base if relative else None


def _base_year(indicator: Indicator, year: int) -> Cell:
    relative = indicator.relative_targets.get(year)
    return relative.base_year(year) if relative else None


def _condition_of(indicator: Indicator, year: int) -> Cell:
    condition = indicator.condition_of(year) if year in indicator.targets else None
    return condition.value if condition else None


def _bounds(indicator: Indicator, year: int) -> tuple[Cell, Cell]:
    target = indicator.targets.get(year)
    return (cell_of(target.low), cell_of(target.high)) if isinstance(target, Range) else (None, None)
