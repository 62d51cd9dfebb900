"""`indicatori`: what the plan says of each indicator, but for its values, which are in `valori`."""

from collections.abc import Iterator
from operator import attrgetter

from msgspec import Struct

from generator.opendata.source import Source
from generator.opendata.tables.columns import (
    POINTS,
    Column,
    Kind,
    cell_of,
    columns_of_part,
    paragraphs,
    text_of,
)
from generator.opendata.tables.common import (
    INDICATOR_KEY,
    OF_OBJECTIVES,
    continued_column,
    place_columns,
)
from generator.opendata.tables.parameters import ColumnParameters
from generator.opendata.tables.table import Table
from generator.plan.conditions import Condition, Direction
from generator.plan.identifiers import CONTINUED_INDICATOR, NOTHING
from generator.plan.indicator import Indicator
from generator.plan.parts import Aggregation
from generator.plan.units import UNIT_LIST
from generator.plan.weighting import Weighting

#: What weights are summed in.
WEIGHT_UNITS = {Weighting.PERCENT: POINTS, Weighting.POINTS: "punti", Weighting.EQUAL: "indicatori"}


class _Row(Struct, frozen=True):
    """An indicator, its permanent address, and the first indicator of its series."""

    objective: str
    indicator: str
    content: Indicator
    baseline_year: int
    uri: str
    origin: str


def indicators_table(parameters: ColumnParameters) -> Table:
    """`indicatori`."""
    return Table(
        "indicatori",
        "Indicatori",
        "Un indicatore per riga: che cosa si misura, come, con quale peso. I suoi valori sono in «valori».",
        (
            *place_columns(),
            *columns_of_part(
                attrgetter("content"),
                (
                    *identity_columns(parameters.types),
                    *weight_columns(parameters.weighting),
                    *method_columns(),
                ),
            ),
            Column(
                "anno_partenza",
                "anno del valore di partenza",
                lambda row: (
                    None if row.content.baseline is None else row.content.baseline_year or row.baseline_year
                ),
                Kind.COUNT,
                "anno",
            ),
            Column(
                "serie",
                "il primo indicatore della serie, se continua in più piani: periodo, obiettivo, id",
                lambda row: row.origin or None,
            ),
            Column("uri", "indirizzo permanente dell'indicatore", lambda row: row.uri or None, Kind.ADDRESS),
            *columns_of_part(
                attrgetter("content"),
                (
                    continued_column(
                        "l'indicatore di un piano di prima che continua: periodo, codice e id; vuoto: quello "
                        f"dello stesso id, se c'è; {NOTHING}: nessuno",
                        CONTINUED_INDICATOR,
                    ),
                ),
            ),
        ),
        _records,
        INDICATOR_KEY,
        (OF_OBJECTIVES,),
        by_objective=True,
    )


def _records(source: Source) -> Iterator[_Row]:
    base = source.plan.baseline_year
    for objective in source.plan.objectives:
        for one in objective.indicators:
            uri, origin = source.uris.indicator(objective, one), source.origins.get(one.id, "")
            yield _Row(objective.code, one.id, one, base, uri, origin)


def identity_columns(types: tuple[str, ...]) -> tuple[Column[Indicator], ...]:
    """Name, formula, type, unit and condition of an indicator."""
    return (
        Column("nome", "nome dell'indicatore, alla lettera", lambda indicator: indicator.name, required=True),
        Column("formula", "che cosa si misura, alla lettera", lambda indicator: indicator.formula or None),
        Column(
            "tipologia",
            "tipologia dell'indicatore",
            lambda indicator: indicator.type or None,
            values=types,
        ),
        Column(
            "unita",
            f"unità di misura dei valori: {UNIT_LIST}, o un'altra, di cui sono numeri",
            lambda indicator: indicator.unit.symbol,
            required=True,
        ),
        Column(
            "condizione",
            "quando il traguardo è raggiunto",
            lambda indicator: indicator.condition.value if indicator.condition else None,
            values=tuple(condition.value for condition in Condition),
        ),
        Column(
            "unita_testo",
            "unità di misura, alla lettera",
            lambda indicator: indicator.unit_text or None,
        ),
        Column(
            "condizione_testo",
            "condizione, alla lettera",
            lambda indicator: indicator.condition_symbol or None,
        ),
    )


def weight_columns(weighting: Weighting) -> tuple[Column[Indicator], ...]:
    """The weight in the objective, now in force."""
    is_weighed = weighting is not Weighting.EQUAL
    return (
        Column(
            "peso",
            "peso nell'obiettivo",
            lambda indicator: cell_of(indicator.weight),
            Kind.NUMBER,
            WEIGHT_UNITS[weighting],
            required=is_weighed,
            minimum=0,
            maximum=100 if weighting is Weighting.PERCENT else None,
        ),
        Column(
            "peso_testo",
            "peso, alla lettera",
            lambda indicator: text_of(indicator.weight) or None,
            required=is_weighed,
        ),
    )


def method_columns() -> tuple[Column[Indicator], ...]:
    """How the indicator is measured, proved and read."""
    return (
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
        Column("fonte", "da dove vengono i valori", lambda indicator: indicator.source or None),
        Column("verifica", "come si dimostra il risultato", lambda indicator: indicator.verification or None),
        Column(
            "aggregazione",
            "come dagli uffici si arriva all'indicatore: somma dei valori, media dei gradi o grado peggiore",
            lambda indicator: indicator.aggregation.value if indicator.aggregation else None,
            values=tuple(aggregation.value for aggregation in Aggregation),
        ),
        Column(
            "note_redazionali",
            "dubbi di chi ha trascritto il piano, uno per riga",
            lambda indicator: paragraphs(indicator.editorial_notes),
        ),
    )
