"""The tables of the open data: objectives and indicators, column by column.

The names and the order of the columns are a promise to whoever reads the files: new columns come
after those that are there.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.opendata.columns import Cell, Column, Row, cell_of, rows_of, text_of
from generator.opendata.monitoring import standing_columns, verdict_columns
from generator.plan.aggregation import Standing
from generator.plan.assessment import Assessment, assess_plan
from generator.plan.model import Indicator, Objective, Plan
from generator.plan.starting_point import starting_point
from generator.plan.verdict import Verdict


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator with the objective it belongs to, and the verdict of each year."""

    objective: Objective
    indicator: Indicator
    verdicts: Mapping[int, Verdict]


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective with its standing in each year."""

    objective: Objective
    standings: Mapping[int, Standing]


def objective_columns(plan: Plan) -> tuple[Column[ObjectiveRow], ...]:
    """The columns of `obiettivi`."""
    return (
        *(_of_objective(column) for column in _plan_columns()),
        *(
            _of_standing(year, column)
            for year in plan.years
            for column in standing_columns(year, plan.policy)
        ),
    )


def _plan_columns() -> tuple[Column[Objective], ...]:
    return (
        Column("codice", "codice dell'obiettivo", lambda o: o.code),
        Column("tipo", "sigla del tipo di obiettivo", lambda o: o.kind),
        Column("titolo", "titolo dell'obiettivo", lambda o: o.title),
        Column("descrizione", "descrizione, in Markdown", lambda o: o.description or None),
        Column("ambito", "codice dell'ambito strategico", lambda o: o.area.code),
        Column("missione", "codice della missione (D.M. 27/03/2013)", _mission),
        Column("programma", "codice del programma (D.M. 27/03/2013)", _programme),
        Column("risorse", "risorse economiche, in euro", _resources),
        Column("risorse_testo", "risorse economiche, con le parole del piano", _resources_text),
        Column("area_responsabilita", "id dell'area di responsabilità", _department),
        Column("uffici", "id degli uffici", lambda o: tuple(office.id for office in o.offices)),
        Column(
            "ambito_testo", "ambito o obiettivo strategico, alla lettera", lambda o: o.wording.area or None
        ),
        Column("missione_testo", "missione, alla lettera", lambda o: o.wording.mission or None),
        Column("programma_testo", "programma, alla lettera", lambda o: o.wording.programme or None),
        Column("area_responsabilita_testo", "area, alla lettera", lambda o: o.wording.department or None),
        Column("uffici_testo", "uffici, alla lettera", lambda o: o.wording.offices or None),
    )


def indicator_columns(plan: Plan) -> tuple[Column[IndicatorRow], ...]:
    """The columns of `indicatori`, which name the years of the plan."""
    base = plan.baseline_year
    baseline = f"stato_{base}"
    targets = tuple(_target(year) for year in plan.years)
    target_texts = tuple(_target_text(year) for year in plan.years)
    starting_points = tuple(_starting_point(year) for year in plan.years)
    return (
        Column("codice_obiettivo", "codice dell'obiettivo", lambda r: r.objective.code),
        Column("indicatore", "id dell'indicatore, unico nell'obiettivo", lambda r: r.indicator.id),
        Column("nome", "nome dell'indicatore, alla lettera", lambda r: r.indicator.name),
        Column("formula", "che cosa si misura, alla lettera", lambda r: r.indicator.formula or None),
        Column("tipologia", "tipologia dell'indicatore", lambda r: r.indicator.type),
        Column("unita", "unità di misura", lambda r: r.indicator.unit.value),
        Column("condizione", "quando il traguardo è raggiunto", _condition),
        Column(baseline, f"valore di partenza, {base}", lambda r: cell_of(r.indicator.baseline)),
        *targets,
        Column("peso", "peso nell'obiettivo, in punti percentuali", lambda r: r.indicator.weight.points),
        Column("unita_testo", "unità di misura, alla lettera", lambda r: r.indicator.unit_text),
        Column("condizione_testo", "condizione, alla lettera", lambda r: r.indicator.condition_symbol),
        Column(
            f"{baseline}_testo", "valore di partenza, alla lettera", lambda r: text_of(r.indicator.baseline)
        ),
        *target_texts,
        Column("peso_testo", "peso, alla lettera", lambda r: text_of(r.indicator.weight)),
        *starting_points,
        *(_of_verdict(year, column) for year in plan.years for column in verdict_columns(year, plan.policy)),
    )


def indicator_rows(plan: Plan, assessment: Assessment | None = None) -> tuple[Row, ...]:
    """All indicators of the plan, by objective, assessed on the day of the latest measurement or as given."""
    assessed = assessment or assess_plan(plan)
    records = tuple(
        IndicatorRow(
            objective,
            indicator,
            {year: assessed.verdict(objective, indicator, year) for year in plan.years},
        )
        for objective in plan.objectives
        for indicator in objective.indicators
    )
    return rows_of(records, indicator_columns(plan))


def objective_rows(plan: Plan, assessment: Assessment | None = None) -> tuple[Row, ...]:
    """All objectives of the plan, by code, assessed on the day of the latest measurement or as given."""
    assessed = assessment or assess_plan(plan)
    records = tuple(
        ObjectiveRow(objective, {year: assessed.standing(objective, year) for year in plan.years})
        for objective in plan.objectives
    )
    return rows_of(records, objective_columns(plan))


def _of_objective(column: Column[Objective]) -> Column[ObjectiveRow]:
    return Column(column.name, column.description, lambda row: column.cell(row.objective))


def _of_standing(year: int, column: Column[Standing]) -> Column[ObjectiveRow]:
    return Column(column.name, column.description, lambda row: column.cell(row.standings[year]))


def _of_verdict(year: int, column: Column[Verdict]) -> Column[IndicatorRow]:
    return Column(column.name, column.description, lambda row: column.cell(row.verdicts[year]))


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


def _condition(row: IndicatorRow) -> Cell:
    return row.indicator.condition.value if row.indicator.condition else None


def _target(year: int) -> Column[IndicatorRow]:
    return Column(
        f"target_{year}", f"traguardo per il {year}", lambda r: cell_of(r.indicator.targets.get(year))
    )


def _target_text(year: int) -> Column[IndicatorRow]:
    name, description = f"target_{year}_testo", f"traguardo per il {year}, alla lettera"
    return Column(name, description, lambda r: text_of(r.indicator.targets.get(year)))


def _starting_point(year: int) -> Column[IndicatorRow]:
    name, description = f"partenza_{year}", f"il traguardo {year} rispetto al valore di partenza"
    return Column(name, description, lambda r: starting_point(r.indicator, year).value)
