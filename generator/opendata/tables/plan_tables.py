"""The two tables of the plan: objectives and indicators, column by column.

The names and the order of the columns are a promise to whoever reads the files: new columns come
after those that are there.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from operator import attrgetter
from typing import Any

from msgspec import Struct

from generator.opendata.source import Source
from generator.opendata.tables.columns import (
    Cell,
    Column,
    Kind,
    cell_of,
    columns_of_part,
    paragraphs,
    text_of,
)
from generator.opendata.tables.monitoring import (
    OF_ROW,
    POINTS,
    standing_columns,
    verdict_columns,
)
from generator.plan.conditions import Condition
from generator.plan.model import Indicator, Objective
from generator.plan.scoring.aggregation import AggregateAssessment
from generator.plan.scoring.results import IndicatorAssessment
from generator.plan.scoring.starting_point import StartingPoint, starting_point
from generator.plan.units import Unit

CODE = r"\d{2}_\d{2}_[A-Z]{1,4}\d{2}"
AREA_CODE = r"\d{2}_\d{2}"
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
MISSION, PROGRAMME = r"[1-9]\d?", r"\d{3}"


class TableHead(Struct, frozen=True):
    """What the columns depend on of a plan: years, names of kinds, types, degrees that are thresholds."""

    years: tuple[int, ...]
    baseline_year: int
    kinds: tuple[tuple[str, str], ...]
    types: tuple[str, ...]
    thresholds: tuple[Fraction, ...]


class IndicatorRow(Struct, frozen=True):
    """An indicator with the objective it belongs to, and the verdict of each year."""

    objective: Objective
    indicator: Indicator
    verdicts: Mapping[int, IndicatorAssessment]
    uri: str = ""


class ObjectiveRow(Struct, frozen=True):
    """An objective with its standing in each year."""

    objective: Objective
    standings: Mapping[int, AggregateAssessment]
    uri: str = ""


def objective_columns(head: TableHead) -> tuple[Column[Any], ...]:
    """The columns of `obiettivi`."""
    return (
        *columns_of_part(attrgetter("objective"), _plan_columns(head)),
        *(
            column
            for year in head.years
            for column in columns_of_part(_standing_in(year), standing_columns(year, head.thresholds))
        ),
        *columns_of_part(
            attrgetter("objective"),
            (
                Column("note", "note del documento, una per riga", lambda o: paragraphs(o.notes)),
                _editorial_notes(),
            ),
        ),
        _uri("dell'obiettivo"),
    )


def _plan_columns(head: TableHead) -> tuple[Column[Objective], ...]:
    slugs = f"{SLUG}(;{SLUG})*"
    return (
        Column("codice", "codice dell'obiettivo", lambda o: o.code, required=True, pattern=CODE),
        Column(
            "tipo",
            "sigla del tipo di obiettivo: " + ", ".join(f"{key} = {name}" for key, name in head.kinds),
            lambda o: o.kind,
            required=True,
            values=tuple(key for key, _ in head.kinds),
        ),
        Column("titolo", "titolo dell'obiettivo", lambda o: o.title, required=True),
        Column("descrizione", "descrizione, in Markdown", lambda o: o.description or None),
        Column(
            "ambito", "codice dell'ambito strategico", lambda o: o.area.code, required=True, pattern=AREA_CODE
        ),
        Column("missione", "codice della missione (D.M. 27/03/2013)", _mission, pattern=MISSION),
        Column("programma", "codice del programma (D.M. 27/03/2013)", _programme, pattern=PROGRAMME),
        Column("risorse", "risorse economiche, dove sono un importo", _resources, Kind.NUMBER, unit="euro"),
        Column("risorse_testo", "risorse economiche, con le parole del piano", _resources_text),
        Column("area_responsabilita", "id dell'area di responsabilità", _department, pattern=SLUG),
        Column(
            "uffici",
            "id degli uffici, nel CSV separati da punto e virgola",
            lambda o: tuple(office.id for office in o.offices),
            Kind.LIST,
            pattern=slugs,
        ),
        Column(
            "ambito_testo", "ambito o obiettivo strategico, alla lettera", lambda o: o.wording.area or None
        ),
        Column("missione_testo", "missione, alla lettera", lambda o: o.wording.mission or None),
        Column("programma_testo", "programma, alla lettera", lambda o: o.wording.programme or None),
        Column("area_responsabilita_testo", "area, alla lettera", lambda o: o.wording.department or None),
        Column("uffici_testo", "uffici, alla lettera", lambda o: o.wording.offices or None),
    )


def indicator_columns(head: TableHead) -> tuple[Column[Any], ...]:
    """The columns of `indicatori`, which name the years of the plan."""
    return (
        Column(
            "codice_obiettivo",
            "codice dell'obiettivo",
            lambda r: r.objective.code,
            required=True,
            pattern=CODE,
        ),
        *columns_of_part(attrgetter("indicator"), (*_identity_columns(head), *_value_columns(head))),
        *(
            column
            for year in head.years
            for column in columns_of_part(_verdict_in(year), verdict_columns(year, head.thresholds))
        ),
        *columns_of_part(attrgetter("indicator"), (_editorial_notes(),)),
        _uri("dell'indicatore"),
    )


def _editorial_notes() -> Column[Any]:
    return Column(
        "note_redazionali",
        "dubbi di chi ha trascritto il piano, uno per riga",
        lambda one: paragraphs(one.editorial_notes),
    )


def _uri(of_what: str) -> Column[Any]:
    return Column("uri", f"indirizzo permanente {of_what}", lambda row: row.uri or None, Kind.ADDRESS)


def _standing_in(year: int) -> Callable[[ObjectiveRow], AggregateAssessment]:
    return lambda row: row.standings[year]


def _verdict_in(year: int) -> Callable[[IndicatorRow], IndicatorAssessment]:
    return lambda row: row.verdicts[year]


def _identity_columns(head: TableHead) -> tuple[Column[Indicator], ...]:
    return (
        Column(
            "indicatore",
            "id dell'indicatore, unico nell'obiettivo",
            lambda i: i.id,
            required=True,
            pattern=SLUG,
        ),
        Column("nome", "nome dell'indicatore, alla lettera", lambda i: i.name, required=True),
        Column("formula", "che cosa si misura, alla lettera", lambda i: i.formula or None),
        Column(
            "tipologia",
            "tipologia dell'indicatore",
            lambda i: i.type,
            required=True,
            values=head.types,
        ),
        Column(
            "unita",
            "unità di misura dei valori della riga",
            lambda i: i.unit.value,
            required=True,
            values=tuple(unit.value for unit in Unit),
        ),
        Column(
            "condizione",
            "quando il traguardo è raggiunto",
            _condition,
            values=tuple(condition.value for condition in Condition),
        ),
    )


def _value_columns(head: TableHead) -> tuple[Column[Indicator], ...]:
    base = head.baseline_year
    return (
        Column(
            f"stato_{base}",
            f"valore di partenza, {base}",
            lambda i: cell_of(i.baseline),
            Kind.VALUE,
            OF_ROW,
        ),
        *(_target(year) for year in head.years),
        Column(
            "peso",
            "peso nell'obiettivo",
            lambda i: i.weight.points,
            Kind.NUMBER,
            POINTS,
            required=True,
            least=0,
            most=100,
        ),
        Column("unita_testo", "unità di misura, alla lettera", lambda i: i.unit_text, required=True),
        Column("condizione_testo", "condizione, alla lettera", lambda i: i.condition_symbol),
        Column(
            f"stato_{base}_testo",
            "valore di partenza, alla lettera",
            lambda i: text_of(i.baseline),
        ),
        *(_target_text(year) for year in head.years),
        Column("peso_testo", "peso, alla lettera", lambda i: text_of(i.weight), required=True),
        *(_starting_point(year) for year in head.years),
    )


def indicator_records(source: Source) -> Iterator[IndicatorRow]:
    """All indicators, by objective, with the assessments of each year."""
    for objective in source.plan.objectives:
        verdicts = source.assessment.of_indicators(objective)
        for indicator in objective.indicators:
            uri = source.uris.indicator(objective, indicator)
            yield IndicatorRow(objective, indicator, verdicts[indicator.id], uri)


def objective_records(source: Source) -> Iterator[ObjectiveRow]:
    """All objectives, with the assessments of each year."""
    for objective in source.plan.objectives:
        standings = {year: source.assessment.of_objective(objective, year) for year in source.plan.years}
        yield ObjectiveRow(objective, standings, source.uris.objective(objective))


def _mission(objective: Objective) -> Cell:
    return objective.programme.mission_code if objective.programme else None


def _programme(objective: Objective) -> Cell:
    return objective.programme.code if objective.programme else None


def _resources(objective: Objective) -> Cell:
    return cell_of(objective.resources.amount) if objective.resources else None


def _resources_text(objective: Objective) -> Cell:
    return objective.resources.text if objective.resources else None


def _department(objective: Objective) -> Cell:
    return objective.department.id if objective.department else None


def _condition(indicator: Indicator) -> Cell:
    return indicator.condition.value if indicator.condition else None


def _target(year: int) -> Column[Indicator]:
    name, description = f"target_{year}", f"traguardo per il {year}"
    return Column(name, description, lambda i: cell_of(i.targets.get(year)), Kind.VALUE, OF_ROW)


def _target_text(year: int) -> Column[Indicator]:
    name, description = f"target_{year}_testo", f"traguardo per il {year}, alla lettera"
    return Column(name, description, lambda i: text_of(i.targets.get(year)))


def _starting_point(year: int) -> Column[Indicator]:
    name, description = f"partenza_{year}", f"il traguardo {year} rispetto al valore di partenza"
    return Column(
        name,
        description,
        lambda i: starting_point(i, year).value,
        required=True,
        values=tuple(point.value for point in StartingPoint),
    )
