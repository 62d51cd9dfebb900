"""Table of the assessments of groups of objectives: the plan, its kinds, areas, departments, offices."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from operator import attrgetter

from msgspec import Struct

from generator.opendata.source import Source
from generator.opendata.tables.columns import Column, Kind, columns_of_part
from generator.opendata.tables.monitoring import aggregate_columns
from generator.opendata.tables.table import Table
from generator.plan.model import Objective
from generator.plan.scoring.aggregation import AggregateAssessment

#: The groups, by the word of the open data.
_PLAN, _KIND, _AREA, _DEPARTMENT, _OFFICE = "piano", "tipo", "ambito", "area di responsabilità", "ufficio"


class _Group(Struct, frozen=True):
    """The assessment of a group in a year; `key` is its code or id, the period for the plan."""

    type: str
    key: str
    name: str
    year: int
    objectives: int
    assessment: AggregateAssessment


def groups_table(thresholds: Sequence[Fraction]) -> Table:
    """`esiti`; `thresholds` are rates of achievement that no percentage is rounded up to."""
    columns: tuple[Column[_Group], ...] = (
        Column(
            "gruppo",
            "di che cosa è l'esito",
            lambda row: row.type,
            required=True,
            values=(_PLAN, _KIND, _AREA, _DEPARTMENT, _OFFICE),
        ),
        Column(
            "codice",
            "codice, sigla o id del gruppo; per il piano il periodo",
            lambda row: row.key,
            required=True,
        ),
        Column("nome", "nome del gruppo", lambda row: row.name, required=True),
        Column("anno", "anno dell'esito", lambda row: row.year, Kind.COUNT, "anno", required=True),
        Column(
            "obiettivi",
            "obiettivi del gruppo",
            lambda row: row.objectives,
            Kind.COUNT,
            "obiettivi",
            required=True,
            minimum=0,
        ),
        *columns_of_part(
            attrgetter("assessment"),
            aggregate_columns("", "di quell'anno", "degli obiettivi rilevati", "obiettivi", thresholds),
        ),
    )
    return Table(
        "esiti",
        "Esiti dei gruppi",
        "L'esito del piano e di ogni tipo, ambito, area e ufficio, anno per anno, con la sua somma.",
        columns,
        _records,
        ("gruppo", "codice", "anno"),
    )


def _records(source: Source) -> Iterator[_Group]:
    for type_, key, name, objectives in _groups(source):
        for year in source.plan.years:
            assessment = source.assessment.of_group(objectives, year)
            yield _Group(type_, key, name, year, len(objectives), assessment)


def _groups(source: Source) -> Iterator[tuple[str, str, str, tuple[Objective, ...]]]:
    plan = source.plan
    yield _PLAN, plan.period, plan.title, plan.objectives
    for kind, name in plan.kinds.items():
        yield _KIND, kind, name, plan.of_kind(kind)
    for area in plan.areas:
        yield _AREA, area.code, area.name, plan.of_area(area)
    for department in plan.departments:
        yield _DEPARTMENT, department.id, department.name, plan.of_department(department)
    for office in plan.offices:
        yield _OFFICE, office.id, office.name, plan.of_office(office)
