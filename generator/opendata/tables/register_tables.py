"""The registers as tables: what the codes and ids of the other tables stand for."""

from typing import Any

from generator.opendata.tables.columns import Column, Kind, paragraphs
from generator.opendata.tables.rows import rows_of
from generator.opendata.tables.table import Table
from generator.opendata.uris import Uris
from generator.plan.identifiers import AREA_CODE, MISSION_CODE, PROGRAMME_CODE, SLUG_WORDS
from generator.plan.model import Area, Department, Office, Plan, Programme


def areas_table(plan: Plan, uris: Uris) -> Table:
    """`ambiti`."""
    columns: tuple[Column[Area], ...] = (
        Column("codice", "codice dell'ambito", lambda a: a.code, required=True, pattern=AREA_CODE.expression),
        Column("nome", "nome dell'ambito", lambda a: a.name, required=True),
        Column(
            "altri_nomi",
            "altri nomi che il documento gli dà, uno per riga",
            lambda a: paragraphs(a.other_names),
        ),
        # An area that no objective belongs to has no page.
        Column(
            "uri",
            "indirizzo permanente dell'ambito",
            lambda a: uris.area(a) if plan.of_area(a) else None,
            Kind.ADDRESS,
        ),
    )
    return Table(
        "ambiti",
        "Ambiti strategici",
        "Gli ambiti strategici del piano.",
        columns,
        rows_of(plan.areas, columns),
        ("codice",),
    )


def departments_table(plan: Plan) -> Table:
    """`aree`."""
    columns: tuple[Column[Department], ...] = _registered("area", "le")
    return Table(
        "aree",
        "Aree di responsabilità",
        "Le aree che rispondono degli obiettivi.",
        columns,
        rows_of(plan.departments, columns),
        ("id",),
    )


def offices_table(plan: Plan, uris: Uris) -> Table:
    """`uffici`."""
    columns: tuple[Column[Office], ...] = (
        *_registered("ufficio", "gli"),
        Column("uri", "indirizzo permanente dell'ufficio", uris.office, Kind.ADDRESS),
    )
    return Table(
        "uffici",
        "Uffici",
        "Gli uffici che lavorano agli obiettivi.",
        columns,
        rows_of(plan.offices, columns),
        ("id",),
    )


def _registered(what: str, to_it: str) -> tuple[Column[Any], ...]:
    """The columns of what a register names by an id: an area or an office."""
    return (
        Column("id", f"id dell'{what}", lambda one: one.id, required=True, pattern=SLUG_WORDS),
        Column("nome", f"nome dell'{what}", lambda one: one.name, required=True),
        Column(
            "altri_nomi",
            f"altri nomi che il documento {to_it} dà, uno per riga",
            lambda one: paragraphs(one.other_names),
        ),
    )


def programmes_table(plan: Plan) -> Table:
    """`missioni`: the programmes that objectives refer to."""
    columns: tuple[Column[Programme], ...] = (
        Column(
            "missione",
            "codice della missione",
            lambda p: p.mission_code,
            required=True,
            pattern=MISSION_CODE.expression,
        ),
        Column("missione_nome", "nome della missione", lambda p: p.mission_name, required=True),
        Column(
            "programma",
            "codice del programma",
            lambda p: p.code,
            required=True,
            pattern=PROGRAMME_CODE.expression,
        ),
        Column("programma_nome", "nome del programma", lambda p: p.name, required=True),
    )
    used = {objective.programme for objective in plan.objectives if objective.programme}
    programmes = tuple(sorted(used, key=lambda programme: (int(programme.mission_code), programme.code)))
    return Table(
        "missioni",
        "Missioni e programmi",
        "Le missioni e i programmi di bilancio degli obiettivi (D.M. 27/03/2013).",
        columns,
        rows_of(programmes, columns),
        ("missione", "programma"),
    )
