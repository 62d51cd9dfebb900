"""The sheet of indicators: a row each, with the targets, the results and the verdicts of all years."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from operator import attrgetter

from msgspec import Struct

from generator.opendata.source import Source
from generator.opendata.tables.columns import OF_ROW, POINTS, Cell, Column, Kind, cell_of, columns_of_part
from generator.opendata.tables.common import INDICATOR_KEY, place_columns, result_cell, text_of_result
from generator.opendata.tables.indicators_table import identity_columns, method_columns, weight_columns
from generator.opendata.tables.numbers import percentage_cell
from generator.opendata.tables.parameters import ColumnParameters
from generator.opendata.tables.table import Table
from generator.opendata.tables.wide.shared_columns import office_column, own_columns
from generator.plan.indicator import Indicator
from generator.plan.own_fields import FieldOwner
from generator.plan.policy import Status
from generator.plan.scoring.results import IndicatorAssessment
from generator.plan.scoring.starting_point import StartingPoint, starting_point
from generator.plan.values import show

_OF_EACH = "di ogni fase o ufficio, dopo il suo id, separati da punto e virgola"
#: The columns of the table of indicators that the sheet has, and the fields of the plan that they are about.
_IDENTITY = ("nome", "formula", "tipologia", "unita", "condizione", "peso")
_FIELDS = {name: name for name in ("formula", "tipologia", "peso", "scala", "verso", "fonte", "verifica")} | {
    "aggregazione": "per_ufficio",
    "uffici": "uffici",
    "note_redazionali": "note_redazionali",
}


class _Row(Struct, frozen=True):
    """An indicator with its assessment by year, and its permanent address."""

    objective: str
    indicator: str
    content: Indicator
    assessments: Mapping[int, IndicatorAssessment]
    uri: str


def indicators_sheet(parameters: ColumnParameters) -> Table:
    """The sheet of indicators."""
    years = parameters.years
    described = (*identity_columns(parameters.types), *weight_columns(parameters.weighting))
    return Table(
        "indicatori",
        "Indicatori",
        "Un indicatore per riga, con il valore di partenza, i traguardi, il peso e gli esiti.",
        (
            *place_columns(),
            *columns_of_part(
                attrgetter("content"),
                (
                    *parameters.used_columns((one for one in described if one.name in _IDENTITY), _FIELDS),
                    *_baseline_columns(parameters.baseline_year),
                    *(column for year in years for column in _target_columns(year, parameters)),
                ),
            ),
            *(
                column
                for year in years
                for column in columns_of_part(_of_year(year), _result_columns(year, parameters))
            ),
            *columns_of_part(attrgetter("content"), parameters.used_columns(method_columns(), _FIELDS)),
            *columns_of_part(
                attrgetter("content.offices"),
                parameters.used_columns((office_column("id degli uffici a cui è affidato"),), _FIELDS),
            ),
            *columns_of_part(attrgetter("content.own"), own_columns(parameters, FieldOwner.INDICATOR)),
            Column("uri", "indirizzo permanente dell'indicatore", lambda row: row.uri or None, Kind.ADDRESS),
        ),
        _records,
        INDICATOR_KEY,
        by_objective=True,
        is_wide=True,
    )


def _of_year(year: int) -> Callable[[_Row], IndicatorAssessment]:
    return lambda row: row.assessments[year]


def _records(source: Source) -> Iterator[_Row]:
    for objective in source.plan.objectives:
        assessments = source.assessment.of_indicators(objective)
        for one in objective.indicators:
            uri = source.uris.indicator(objective, one)
            yield _Row(objective.code, one.id, one, assessments[one.id], uri)


def _baseline_columns(base: int) -> tuple[Column[Indicator], ...]:
    return (
        Column(
            "anno_partenza",
            "anno del valore di partenza",
            lambda indicator: None if indicator.baseline is None else indicator.baseline_year or base,
            Kind.COUNT,
        ),
        Column(
            "valore_partenza",
            "valore di partenza, di quell'anno",
            lambda indicator: cell_of(indicator.baseline),
            Kind.VALUE,
            OF_ROW,
        ),
        Column(
            "valore_partenza_testo",
            "valore di partenza, alla lettera",
            lambda indicator: show(indicator.baseline) if indicator.baseline is not None else None,
        ),
    )


def _target_columns(year: int, parameters: ColumnParameters) -> tuple[Column[Indicator], ...]:
    fields = {f"entro_{year}": "entro", f"parti_{year}": "parti"}
    columns: tuple[Column[Indicator], ...] = (
        Column(
            f"target_{year}",
            f"traguardo per il {year}",
            lambda indicator: cell_of(indicator.targets.get(year)),
            Kind.VALUE,
            OF_ROW,
        ),
        Column(
            f"target_{year}_testo",
            f"traguardo per il {year}, alla lettera",
            lambda indicator: _written_target(indicator, year) or None,
        ),
        Column(
            f"entro_{year}",
            f"giorno del traguardo {year}, se è prima della fine dell'anno",
            lambda indicator: indicator.due_days.get(year),
            Kind.DATE,
        ),
        Column(
            f"parti_{year}",
            f"condizione e traguardo {year} {_OF_EACH}",
            lambda indicator: tuple(
                " ".join(filter(None, (f"{part.id}:", _condition(part, year), _written_target(part, year))))
                for part in indicator.parts_of(year)
            ),
            Kind.LIST,
        ),
        Column(
            f"partenza_{year}",
            f"il traguardo {year} rispetto al valore di partenza",
            lambda indicator: starting_point(indicator, year).value,
            required=True,
            values=tuple(point.value for point in StartingPoint),
        ),
    )
    return parameters.used_columns(columns, fields)


def _written_target(indicator: Indicator, year: int) -> str:
    """The target of a year as written; of a difference with the year that it is from."""
    relative, target = indicator.relative_targets.get(year), indicator.targets.get(year)
    return relative.in_words(year) if relative else show(target) if target is not None else ""


def _condition(part: Indicator, year: int) -> str:
    condition = part.condition_of(year)
    return condition.value if condition else ""


def _result_columns(year: int, parameters: ColumnParameters) -> tuple[Column[IndicatorAssessment], ...]:
    """The result of a year and its verdict; of a plan without results only the verdict."""
    thresholds = parameters.thresholds
    measured = (f"rilevato_{year}", f"rilevato_{year}_testo", f"rilevato_il_{year}", f"grado_{year}")
    fields = dict.fromkeys(measured, "rilevazioni") | {f"gradi_parti_{year}": "parti"}
    columns: tuple[Column[IndicatorAssessment], ...] = (
        Column(
            f"rilevato_{year}",
            f"ultimo valore rilevato per il {year}",
            lambda assessment: result_cell(assessment.measured),
            Kind.VALUE,
            OF_ROW,
        ),
        Column(
            f"rilevato_{year}_testo",
            "ultimo valore rilevato, alla lettera",
            lambda assessment: text_of_result(assessment.measured) or None,
        ),
        Column(
            f"rilevato_il_{year}",
            "giorno a cui il valore rilevato si riferisce",
            lambda assessment: assessment.measurement.day if assessment.measurement else None,
            Kind.DATE,
        ),
        Column(
            f"grado_{year}",
            "grado di raggiungimento",
            lambda assessment: percentage_cell(assessment.achievement_rate, thresholds),
            Kind.NUMBER,
            POINTS,
            minimum=0,
        ),
        Column(
            f"gradi_parti_{year}",
            f"grado {year}, in punti percentuali, {_OF_EACH}",
            lambda assessment: _degrees(assessment, thresholds),
            Kind.LIST,
        ),
        Column(
            f"esito_{year}",
            f"esito per il {year}",
            lambda assessment: assessment.status.value,
            required=True,
            values=tuple(status.value for status in Status),
        ),
    )
    return parameters.used_columns(columns, fields)


def _degrees(assessment: IndicatorAssessment, thresholds: Sequence[Fraction]) -> Cell:
    return tuple(
        f"{one.part.id}: {percentage_cell(one.assessment.achievement_rate, thresholds)}"
        for one in assessment.measured_parts
    )
