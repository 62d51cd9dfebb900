"""The tables of objectives and of indicators: columns and records.

The names and the order of the columns are a public interface: new columns are added after the existing ones.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from operator import attrgetter
from typing import Any

from msgspec import Struct, field

from generator.opendata.source import Source
from generator.opendata.tables.columns import (
    OF_ROW,
    POINTS,
    Cell,
    Column,
    Kind,
    cell_of,
    columns_of_part,
    paragraphs,
    text_of,
)
from generator.opendata.tables.declared_columns import declared_columns
from generator.opendata.tables.monitoring import aggregate_columns, indicator_assessment_columns
from generator.opendata.tables.office_columns import office_column, part_columns
from generator.opendata.tables.own_fields import own_field_columns
from generator.opendata.tables.part_columns import part_columns_of_assessment, part_columns_of_plan
from generator.opendata.tables.value_columns import (
    condition_columns,
    course_columns,
    further_columns,
    written_target,
)
from generator.plan.conditions import Condition
from generator.plan.identifiers import (
    CODE,
    CONTINUED_INDICATOR,
    CONTINUED_OBJECTIVE,
    NOTHING,
    SLUG_WORDS,
    Pattern,
)
from generator.plan.indicator import Indicator
from generator.plan.measurement import Declaration
from generator.plan.model import Objective
from generator.plan.own_fields import FieldOwner, OwnField, OwnValues, fields_of
from generator.plan.scoring.aggregation import AggregateAssessment
from generator.plan.scoring.results import IndicatorAssessment
from generator.plan.scoring.starting_point import StartingPoint, starting_point
from generator.plan.units import UNIT_LIST
from generator.plan.weighting import Weight, Weighting

#: What weights are summed in.
_WEIGHT_UNITS = {Weighting.PERCENT: POINTS, Weighting.POINTS: "punti", Weighting.EQUAL: "indicatori"}


class ColumnParameters(Struct, frozen=True):
    """Parameters of the columns, taken from a plan; `thresholds` are rates of achievement."""

    years: tuple[int, ...]
    baseline_year: int
    kinds: tuple[tuple[str, str], ...]
    types: tuple[str, ...]
    thresholds: tuple[Fraction, ...]
    weighting: Weighting
    own_fields: tuple[OwnField, ...]
    has_revisions: bool = False


class IndicatorRow(Struct, frozen=True):
    """An indicator with its objective, its assessment by year, and its permanent address.

    `weights` are those that count in the verdicts of the objective, by year; of a plan with revisions only.
    """

    objective: Objective
    indicator: Indicator
    assessments: Mapping[int, IndicatorAssessment]
    uri: str = ""
    weights: Mapping[int, Weight | None] = field(default_factory=dict)


class ObjectiveRow(Struct, frozen=True):
    """An objective with its assessment by year, and its permanent address."""

    objective: Objective
    assessments: Mapping[int, AggregateAssessment]
    uri: str = ""


def objective_columns(parameters: ColumnParameters) -> tuple[Column[Any], ...]:
    """Columns of `obiettivi`."""
    unweighed = parameters.weighting is Weighting.EQUAL
    return (
        *columns_of_part(attrgetter("objective"), _plan_columns(parameters)),
        *(
            column
            for year in parameters.years
            for column in columns_of_part(
                _objective_assessment(year),
                aggregate_columns(
                    f"_{year}",
                    f"per il {year}",
                    "degli indicatori, "
                    + ("che contano tutti allo stesso modo" if unweighed else "ciascuno con il suo peso")
                    + ", e degli obiettivi che ne fanno parte",
                    _WEIGHT_UNITS[parameters.weighting],
                    parameters.thresholds,
                ),
            )
        ),
        *columns_of_part(
            attrgetter("objective"),
            (
                Column(
                    "note", "note del documento, una per riga", lambda objective: paragraphs(objective.notes)
                ),
                _editorial_notes(),
            ),
        ),
        _uri("dell'obiettivo"),
        *columns_of_part(attrgetter("objective"), _TREE_COLUMNS),
        *columns_of_part(attrgetter("objective.offices"), part_columns("nell'obiettivo")),
        *columns_of_part(attrgetter("objective.own"), own_columns(parameters, FieldOwner.OBJECTIVE)),
        *columns_of_part(
            attrgetter("objective"),
            (
                _continued(
                    "l'obiettivo di un piano di prima che continua: periodo e codice; vuoto: quello dello "
                    f"stesso codice, se c'è; {NOTHING}: nessuno",
                    CONTINUED_OBJECTIVE,
                ),
            ),
        ),
    )


_TREE_COLUMNS: tuple[Column[Objective], ...] = (
    Column(
        "padre",
        "codice dell'obiettivo di cui fa parte",
        lambda objective: objective.parent or None,
        pattern=CODE.expression,
    ),
    Column(
        "peso_nel_padre",
        "peso nell'obiettivo di cui fa parte; vuoto se i figli contano tutti allo stesso modo",
        lambda objective: objective.weight_in_parent.points if objective.weight_in_parent else None,
        Kind.NUMBER,
        POINTS,
        minimum=0,
        maximum=100,
    ),
    Column(
        "contribuisce_a",
        "codici degli altri obiettivi a cui contribuisce, uno per riga",
        lambda objective: paragraphs(objective.contributes_to),
    ),
)


def _plan_columns(parameters: ColumnParameters) -> tuple[Column[Objective], ...]:
    return (
        Column(
            "codice",
            "codice dell'obiettivo",
            lambda objective: objective.code,
            required=True,
            pattern=CODE.expression,
        ),
        Column(
            "tipo",
            "sigla del tipo di obiettivo"
            + "".join(
                f"{', ' if index else ': '}{key} = {name}"
                for index, (key, name) in enumerate(parameters.kinds)
            ),
            lambda objective: objective.kind or None,
            values=tuple(key for key, _ in parameters.kinds),
        ),
        Column("titolo", "titolo dell'obiettivo", lambda objective: objective.title, required=True),
        Column("descrizione", "descrizione, in Markdown", lambda objective: objective.description or None),
        Column(
            "ambito",
            "codice dell'ambito strategico",
            lambda objective: objective.area.code if objective.area else None,
            pattern=CODE.expression,
        ),
        Column("missione", "codice della missione di bilancio", _mission, pattern=CODE.expression),
        Column("programma", "codice del programma di bilancio", _programme, pattern=CODE.expression),
        Column("risorse", "risorse economiche, dove sono un importo", _resources, Kind.NUMBER, unit="euro"),
        Column("risorse_testo", "risorse economiche, con le parole del piano", _resources_text),
        Column("area_responsabilita", "id dell'area di responsabilità", _department, pattern=SLUG_WORDS),
        *columns_of_part(attrgetter("offices"), (office_column("id degli uffici"),)),
        Column(
            "ambito_testo",
            "ambito o obiettivo strategico, alla lettera",
            lambda objective: objective.wording.area or None,
        ),
        Column(
            "missione_testo", "missione, alla lettera", lambda objective: objective.wording.mission or None
        ),
        Column(
            "programma_testo",
            "programma, alla lettera",
            lambda objective: objective.wording.programme or None,
        ),
        Column(
            "area_responsabilita_testo",
            "area, alla lettera",
            lambda objective: objective.wording.department or None,
        ),
        Column("uffici_testo", "uffici, alla lettera", lambda objective: objective.wording.offices or None),
    )


def indicator_columns(parameters: ColumnParameters) -> tuple[Column[Any], ...]:
    """Columns of `indicatori`."""
    return (
        Column(
            "codice_obiettivo",
            "codice dell'obiettivo",
            lambda row: row.objective.code,
            required=True,
            pattern=CODE.expression,
        ),
        *columns_of_part(
            attrgetter("indicator"), (*_identity_columns(parameters), *_value_columns(parameters))
        ),
        *(
            column
            for year in parameters.years
            for column in columns_of_part(
                _indicator_assessment(year), indicator_assessment_columns(year, parameters.thresholds)
            )
        ),
        *columns_of_part(attrgetter("indicator"), (_editorial_notes(),)),
        _uri("dell'indicatore"),
        *(
            column
            for year in parameters.years
            for column in columns_of_part(attrgetter("indicator"), condition_columns(year))
        ),
        *columns_of_part(attrgetter("indicator"), further_columns(parameters.baseline_year)),
        *columns_of_part(attrgetter("indicator"), _source_columns()),
        *columns_of_part(
            attrgetter("indicator.offices"),
            (office_column("id degli uffici a cui è affidato"), *part_columns("nell'indicatore")),
        ),
        *columns_of_part(attrgetter("indicator"), course_columns(parameters.years)),
        *columns_of_part(attrgetter("indicator.own"), own_columns(parameters, FieldOwner.INDICATOR)),
        *columns_of_part(attrgetter("indicator"), part_columns_of_plan(parameters.years)),
        *(
            column
            for year in parameters.years
            for column in columns_of_part(
                _indicator_assessment(year), part_columns_of_assessment(year, parameters.thresholds)
            )
        ),
        *(
            column
            for year in parameters.years
            if parameters.has_revisions
            for column in _assessed_columns(year, parameters.weighting)
        ),
        *(
            column
            for year in parameters.years
            for column in columns_of_part(_declaration(year), declared_columns(f"_{year}"))
        ),
        *columns_of_part(
            attrgetter("indicator"),
            (
                _continued(
                    "l'indicatore di un piano di prima che continua: periodo, codice e id; vuoto: quello "
                    f"dello stesso id, se c'è; {NOTHING}: nessuno",
                    CONTINUED_INDICATOR,
                ),
            ),
        ),
    )


def _assessed_columns(year: int, weighting: Weighting) -> tuple[Column[IndicatorRow], ...]:
    """The target that a verdict is by, and the weight in that of the objective: revisions may change both."""
    return (
        Column(
            f"target_{year}_valutato",
            f"traguardo con cui è dato l'esito {year}, alla lettera: quello del giorno della rilevazione",
            lambda row: written_target(row.indicator.in_force_on(row.assessments[year].as_of), year) or None,
        ),
        Column(
            f"peso_{year}_valutato",
            f"peso nell'esito {year} dell'obiettivo: quello dell'ultimo giorno rilevato",
            lambda row: cell_of(row.weights.get(year)),
            Kind.NUMBER,
            _WEIGHT_UNITS[weighting],
            minimum=0,
        ),
    )


def _source_columns() -> tuple[Column[Indicator], ...]:
    return (
        Column("fonte", "da dove vengono i valori", lambda indicator: indicator.source or None),
        Column("verifica", "come si dimostra il risultato", lambda indicator: indicator.verification or None),
    )


def own_columns(parameters: ColumnParameters, owner: FieldOwner) -> tuple[Column[OwnValues], ...]:
    """The columns of the fields that the body has declared, year by year where they have a value for each."""
    return tuple(
        column
        for field in fields_of(parameters.own_fields, owner)
        for year in (parameters.years if field.per_year else (None,))
        for column in own_field_columns(field, year)
    )


def _editorial_notes() -> Column[Any]:
    return Column(
        "note_redazionali",
        "dubbi di chi ha trascritto il piano, uno per riga",
        lambda item: paragraphs(item.editorial_notes),
    )


def _continued(description: str, form: Pattern) -> Column[Any]:
    return Column("continua", description, lambda one: one.continues or None, pattern=form.expression)


def _uri(of_what: str) -> Column[Any]:
    return Column("uri", f"indirizzo permanente {of_what}", lambda row: row.uri or None, Kind.ADDRESS)


def _objective_assessment(year: int) -> Callable[[ObjectiveRow], AggregateAssessment]:
    return lambda row: row.assessments[year]


def _indicator_assessment(year: int) -> Callable[[IndicatorRow], IndicatorAssessment]:
    return lambda row: row.assessments[year]


def _declaration(year: int) -> Callable[[IndicatorRow], Declaration]:
    def of(row: IndicatorRow) -> Declaration:
        measurement = row.assessments[year].measurement
        return measurement.declaration if measurement else Declaration()

    return of


def _identity_columns(parameters: ColumnParameters) -> tuple[Column[Indicator], ...]:
    return (
        Column(
            "indicatore",
            "id dell'indicatore, unico nell'obiettivo",
            lambda indicator: indicator.id,
            required=True,
            pattern=SLUG_WORDS,
        ),
        Column("nome", "nome dell'indicatore, alla lettera", lambda indicator: indicator.name, required=True),
        Column("formula", "che cosa si misura, alla lettera", lambda indicator: indicator.formula or None),
        Column(
            "tipologia",
            "tipologia dell'indicatore",
            lambda indicator: indicator.type,
            required=True,
            values=parameters.types,
        ),
        Column(
            "unita",
            f"unità di misura dei valori della riga: {UNIT_LIST}, o un'altra, di cui sono numeri",
            lambda indicator: indicator.unit.symbol,
            required=True,
        ),
        Column(
            "condizione",
            "quando il traguardo è raggiunto",
            _condition,
            values=tuple(condition.value for condition in Condition),
        ),
    )


def _value_columns(parameters: ColumnParameters) -> tuple[Column[Indicator], ...]:
    base, weighting = parameters.baseline_year, parameters.weighting
    return (
        Column(
            f"stato_{base}",
            f"valore di partenza, {base}",
            lambda indicator: cell_of(indicator.values_before(base).get(base)),
            Kind.VALUE,
            OF_ROW,
        ),
        *(_target(year) for year in parameters.years),
        Column(
            "peso",
            "peso nell'obiettivo",
            _weight,
            Kind.NUMBER,
            _WEIGHT_UNITS[weighting],
            required=weighting is not Weighting.EQUAL,
            minimum=0,
            maximum=100 if weighting is Weighting.PERCENT else None,
        ),
        Column(
            "unita_testo",
            "unità di misura, alla lettera",
            lambda indicator: indicator.unit_text or None,
        ),
        Column("condizione_testo", "condizione, alla lettera", lambda indicator: indicator.condition_symbol),
        Column(
            f"stato_{base}_testo",
            "valore di partenza, alla lettera",
            lambda indicator: text_of(indicator.values_before(base).get(base)),
        ),
        *(_target_text(year) for year in parameters.years),
        Column(
            "peso_testo",
            "peso, alla lettera",
            lambda indicator: text_of(indicator.weight),
            required=weighting is not Weighting.EQUAL,
        ),
        *(_starting_point(year) for year in parameters.years),
    )


def indicator_records(source: Source) -> Iterator[IndicatorRow]:
    """All indicators, in the order of their objectives."""
    for objective in source.plan.objectives:
        assessments = source.assessment.of_indicators(objective)
        weights = _weights_of(source, objective)
        for indicator in objective.indicators:
            uri = source.uris.indicator(objective, indicator)
            yield IndicatorRow(objective, indicator, assessments[indicator.id], uri, weights[indicator.id])


def _weights_of(source: Source, objective: Objective) -> Mapping[str, Mapping[int, Weight | None]]:
    """By indicator and year the weights that count; none in a plan without revisions."""
    years = source.plan.years if source.plan.revisions else ()
    weighed = {year: source.assessment.weighed(objective, year) for year in years}
    return {
        indicator.id: {
            year: next(one.weight for one, _ in weighed[year] if one.id == indicator.id)
            for year in years
            if year not in indicator.not_in_force
        }
        for indicator in objective.indicators
    }


def objective_records(source: Source) -> Iterator[ObjectiveRow]:
    """All objectives."""
    for objective in source.plan.objectives:
        assessments = {year: source.assessment.of_objective(objective, year) for year in source.plan.years}
        yield ObjectiveRow(objective, assessments, source.uris.objective(objective))


def _mission(objective: Objective) -> Cell:
    return objective.programme.mission_code if objective.programme else None


def _programme(objective: Objective) -> Cell:
    return objective.programme.code or None if objective.programme else None


def _resources(objective: Objective) -> Cell:
    return cell_of(objective.resources.amount) if objective.resources else None


def _resources_text(objective: Objective) -> Cell:
    return objective.resources.text if objective.resources else None


def _department(objective: Objective) -> Cell:
    return objective.department.id if objective.department else None


def _condition(indicator: Indicator) -> Cell:
    return indicator.condition.value if indicator.condition else None


def _weight(indicator: Indicator) -> Cell:
    return cell_of(indicator.weight)


def _target(year: int) -> Column[Indicator]:
    name, description = f"target_{year}", f"traguardo per il {year}"
    return Column(
        name, description, lambda indicator: cell_of(indicator.targets.get(year)), Kind.VALUE, OF_ROW
    )


def _target_text(year: int) -> Column[Indicator]:
    name, description = f"target_{year}_testo", f"traguardo per il {year}, alla lettera"
    return Column(name, description, lambda indicator: written_target(indicator, year))


def _starting_point(year: int) -> Column[Indicator]:
    name, description = f"partenza_{year}", f"il traguardo {year} rispetto al valore di partenza"
    return Column(
        name,
        description,
        lambda indicator: starting_point(indicator, year).value,
        required=True,
        values=tuple(point.value for point in StartingPoint),
    )
