"""Tables of the registers, which the codes and ids of the other tables refer to."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from generator.opendata.source import Source
from generator.opendata.tables.columns import Column, Kind, paragraphs
from generator.opendata.tables.table import Table
from generator.plan.body import Programme
from generator.plan.identifiers import CODE, SLUG_WORDS, natural_key
from generator.plan.model import Plan


def areas_table() -> Table:
    """`ambiti`."""
    columns: tuple[Column[_RegisterRow], ...] = (
        Column(
            "codice",
            "codice dell'ambito",
            lambda row: row.entry.code,
            required=True,
            pattern=CODE.expression,
        ),
        Column("nome", "nome dell'ambito", lambda row: row.entry.name, required=True),
        Column(
            "altri_nomi",
            "altri nomi che il documento gli dà, uno per riga",
            lambda row: paragraphs(row.entry.other_names),
        ),
        Column("uri", "indirizzo permanente dell'ambito", lambda row: row.uri or None, Kind.ADDRESS),
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
        _register_columns("area", "le"),
        lambda source: [_RegisterRow(department) for department in source.plan.departments],
        ("id",),
    )


def offices_table() -> Table:
    """`uffici`."""
    return Table(
        "uffici",
        "Uffici",
        "Gli uffici che lavorano agli obiettivi.",
        (
            *_register_columns("ufficio", "gli"),
            Column("uri", "indirizzo permanente dell'ufficio", lambda row: row.uri, Kind.ADDRESS),
        ),
        lambda source: [_RegisterRow(office, source.uris.office(office)) for office in source.plan.offices],
        ("id",),
    )


class _RegisterRow(Struct, frozen=True):
    """An entry of a register; `uri` is empty if it has no page."""

    entry: Any
    uri: str = ""


def _areas(source: Source) -> Iterator[_RegisterRow]:
    for area in source.plan.areas:
        # An area without objectives has no page.
        yield _RegisterRow(area, source.uris.area(area) if source.plan.of_area(area) else "")


def _register_columns(noun: str, article: str) -> tuple[Column[Any], ...]:
    """Columns of a register whose entries have an id: departments or offices."""
    return (
        Column("id", f"id dell'{noun}", lambda row: row.entry.id, required=True, pattern=SLUG_WORDS),
        Column("nome", f"nome dell'{noun}", lambda row: row.entry.name, required=True),
        Column(
            "altri_nomi",
            f"altri nomi che il documento {article} dà, uno per riga",
            lambda row: paragraphs(row.entry.other_names),
        ),
    )


def programmes_table() -> Table:
    """`missioni`: the programmes that objectives refer to."""
    columns: tuple[Column[Programme], ...] = (
        Column(
            "missione",
            "codice della missione",
            lambda programme: programme.mission_code,
            required=True,
            pattern=CODE.expression,
        ),
        Column(
            "missione_nome", "nome della missione", lambda programme: programme.mission_name, required=True
        ),
        Column(
            "programma",
            "codice del programma",
            lambda programme: programme.code or None,
            pattern=CODE.expression,
        ),
        Column("programma_nome", "nome del programma", lambda programme: programme.name or None),
    )
    return Table(
        "missioni",
        "Missioni e programmi",
        "Le missioni e i programmi di bilancio degli obiettivi.",
        columns,
        _programmes,
        ("missione", "programma"),
    )


def _programmes(source: Source) -> list[Programme]:
    return used_programmes(source.plan)


def used_programmes(plan: Plan) -> list[Programme]:
    """The programmes that objectives refer to, sorted by mission and code."""
    used = {objective.programme for objective in plan.objectives if objective.programme}
    return sorted(used, key=lambda one: (natural_key(one.mission_code), natural_key(one.code)))
