"""`esiti_gruppi`: the verdicts on groups of objectives: the plan, its kinds, areas, departments, offices."""

from collections.abc import Iterator
from operator import attrgetter

from msgspec import Struct

from generator.opendata.source import Source
from generator.opendata.tables.columns import Column, Kind, columns_of_part
from generator.opendata.tables.table import Table
from generator.opendata.tables.verdict_columns import Verdict, verdict_columns, verdict_on_group
from generator.plan.model import Objective

#: The groups, by the word of the open data.
_PLAN, _KIND, _AREA, _DEPARTMENT, _OFFICE = "piano", "tipo", "ambito", "area di responsabilità", "ufficio"


class _Group(Struct, frozen=True):
    """The verdict on a group in a year; `key` is its code or id, the period for the plan."""

    type: str
    key: str
    name: str
    year: int
    objectives: int
    verdict: Verdict


def groups_table() -> Table:
    """`esiti_gruppi`."""
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
        *columns_of_part(attrgetter("verdict"), verdict_columns("degli obiettivi rilevati", "obiettivi")),
    )
    return Table(
        "esiti_gruppi",
        "Esiti dei gruppi",
        "L'esito del piano e di ogni tipo, ambito, area e ufficio, anno per anno, con la sua somma.",
        columns,
        _records,
        ("gruppo", "codice", "anno"),
    )


def _records(source: Source) -> Iterator[_Group]:
    for type_, key, name, objectives in _groups(source):
        for year in source.plan.years:
            verdict = verdict_on_group(source.assessment.of_group(objectives, year), source.assessment.policy)
            yield _Group(type_, key, name, year, len(objectives), verdict)


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
