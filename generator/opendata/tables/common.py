"""Columns that several tables have: which indicator a row is about, and a value, of one kind in a column."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any, TypeVar

from generator.opendata.tables.columns import OF_ROW, Cell, Column, Kind, cell_of
from generator.opendata.tables.table import Reference
from generator.plan.identifiers import CODE, SLUG_WORDS, Pattern
from generator.plan.measurement import NotYet, PartResults, Result, show_result

R = TypeVar("R")

#: The columns that say which indicator a row is about.
INDICATOR_KEY = ("codice_obiettivo", "indicatore")
OF_OBJECTIVES = Reference(("codice_obiettivo",), "obiettivi", ("codice",))
OF_INDICATORS = Reference(INDICATOR_KEY, "indicatori", INDICATOR_KEY)


def place_columns(*, always: bool = True, parts: bool = False) -> tuple[Column[Any], ...]:
    """The objective, indicator and part of rows that have `objective`, `indicator` and `part`, as texts.

    `always`: every row is about an indicator, and none about an objective as a whole.
    """
    found: list[Column[Any]] = [
        Column(
            "codice_obiettivo",
            "codice dell'obiettivo",
            attrgetter("objective"),
            required=True,
            pattern=CODE.expression,
        ),
        Column(
            "indicatore",
            "id dell'indicatore, unico nell'obiettivo"
            + ("" if always else "; vuoto se la riga è dell'obiettivo"),
            lambda row: row.indicator or None,
            required=always,
            pattern=SLUG_WORDS,
        ),
    ]
    if parts:
        description = "id della fase o dell'ufficio, se la riga è di uno solo"
        found.append(Column("parte", description, lambda row: row.part or None, pattern=SLUG_WORDS))
    return tuple(found)


def result_cell(result: Result | None) -> Cell:
    """The typed form of a result; `None` for «non ancora», `n.d.` and parts, which texts hold."""
    return None if isinstance(result, NotYet | PartResults) else cell_of(result)


def continued_column(description: str, form: Pattern) -> Column[Any]:
    """`continua` of an objective or an indicator; `form` is that of its texts."""
    return Column("continua", description, lambda one: one.continues or None, pattern=form.expression)


def text_of_result(result: Result | None) -> str:
    """The text of a result as written; empty where there is none."""
    return show_result(result) if result is not None else ""


def typed_columns(
    cell: Callable[[R], Cell], text: Callable[[R], str], what: str, unit: str = OF_ROW
) -> tuple[Column[R], ...]:
    """`valore_numero`, `valore_data`, `valore_logico`, `valore_testo` of a value; `what` names it in Italian.

    Only the text is there for what is neither a number nor a date nor an answer.
    """

    def of(kind: type) -> Callable[[R], Cell]:
        return lambda row: found if isinstance(found := cell(row), kind) else None

    return (
        Column("valore_numero", f"{what}, se è un numero", of(Decimal), Kind.NUMBER, unit),
        Column("valore_data", f"{what}, se è una data", of(date), Kind.DATE),
        Column("valore_logico", f"{what}, se è un sì o un no", of(bool), Kind.FLAG),
        Column("valore_testo", f"{what}, alla lettera; vuoto se è calcolato", lambda row: text(row) or None),
    )
