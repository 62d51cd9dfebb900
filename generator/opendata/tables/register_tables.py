"""The registers as tables: what the codes and ids of the other tables stand for."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from generator.opendata.source import Source
from generator.opendata.tables.columns import Column, Kind, paragraphs
from generator.opendata.tables.plan_tables import AREA_CODE, MISSION, PROGRAMME, SLUG
from generator.opendata.tables.table import Table
from generator.plan.model import Programme


def areas_table() -> Table:
    """`ambiti`."""
    columns: tuple[Column[_Addressed], ...] = (
        Column("codice", "codice dell'ambito", lambda a: a.one.code, required=True, pattern=AREA_CODE),
        Column("nome", "nome dell'ambito", lambda a: a.one.name, required=True),
        Column(
            "altri_nomi",
            "altri nomi che il documento gli dà, uno per riga",
            lambda a: paragraphs(a.one.other_names),
        ),
        Column("uri", "indirizzo permanente dell'ambito", lambda a: a.uri or None, Kind.ADDRESS),
    )
    return Table(
        "ambiti", "Ambiti strategici", "Gli ambiti strategici del piano.", columns, _areas, ("codice",)
    )


def departments_table() -> Table:
    """`aree`."""
    return Table(
        "aree",
        "Aree di responsabilità",
        "Le aree che rispondono degli obiettivi.",
        _registered("area", "le"),
        lambda source: [_Addressed(one) for one in source.plan.departments],
        ("id",),
    )


def offices_table() -> Table:
    """`uffici`."""
    return Table(
        "uffici",
        "Uffici",
        "Gli uffici che lavorano agli obiettivi.",
        (
            *_registered("ufficio", "gli"),
            Column("uri", "indirizzo permanente dell'ufficio", lambda o: o.uri, Kind.ADDRESS),
        ),
        lambda source: [_Addressed(one, source.uris.office(one)) for one in source.plan.offices],
        ("id",),
    )


class _Addressed(Struct, frozen=True):
    """An entry of a register, with its address where it has a page."""

    one: Any
    uri: str = ""


def _areas(source: Source) -> Iterator[_Addressed]:
    for area in source.plan.areas:
        # An area that no objective belongs to has no page.
        yield _Addressed(area, source.uris.area(area) if source.plan.of_area(area) else "")


def _registered(what: str, to_it: str) -> tuple[Column[Any], ...]:
    """The columns of what a register names by an id: an area or an office."""
    return (
        Column("id", f"id dell'{what}", lambda one: one.one.id, required=True, pattern=SLUG),
        Column("nome", f"nome dell'{what}", lambda one: one.one.name, required=True),
        Column(
            "altri_nomi",
            f"altri nomi che il documento {to_it} dà, uno per riga",
            lambda one: paragraphs(one.one.other_names),
        ),
    )


def programmes_table() -> Table:
    """`missioni`: the programmes that objectives refer to."""
    columns: tuple[Column[Programme], ...] = (
        Column("missione", "codice della missione", lambda p: p.mission_code, required=True, pattern=MISSION),
        Column("missione_nome", "nome della missione", lambda p: p.mission_name, required=True),
        Column("programma", "codice del programma", lambda p: p.code, required=True, pattern=PROGRAMME),
        Column("programma_nome", "nome del programma", lambda p: p.name, required=True),
    )
    return Table(
        "missioni",
        "Missioni e programmi",
        "Le missioni e i programmi di bilancio degli obiettivi (D.M. 27/03/2013).",
        columns,
        _programmes,
        ("missione", "programma"),
    )


def _programmes(source: Source) -> list[Programme]:
    used = {objective.programme for objective in source.plan.objectives if objective.programme}
    return sorted(used, key=lambda programme: (int(programme.mission_code), programme.code))
