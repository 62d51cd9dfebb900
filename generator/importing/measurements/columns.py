"""Columns of a table of results, recognised by their headings, in the words of any body."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum

from msgspec import Struct

from generator.importing.tables import Cell, Table
from generator.plan.italian.phrases import MONTHS


class Role(Enum):
    """What a column holds; the values are the headings that say it, without accents, signs and dates."""

    KEY = ("chiave",)
    CODE = (
        "codice obiettivo", "codice dell obiettivo", "cod obiettivo", "cod ob", "codice ob",
        "id obiettivo", "numero obiettivo", "n obiettivo", "obiettivo n", "rif obiettivo", "codice", "cod",
    )  # fmt: skip
    OBJECTIVE = (
        "obiettivo", "obiettivo operativo", "obiettivo specifico", "titolo obiettivo",
        "titolo dell obiettivo", "descrizione obiettivo", "descrizione dell obiettivo",
        "denominazione obiettivo",
    )  # fmt: skip
    IDENTIFIER = ("id indicatore", "codice indicatore", "cod indicatore", "codice dell indicatore")
    INDICATOR = (
        "indicatore", "indicatori", "nome indicatore", "nome dell indicatore", "descrizione indicatore",
        "descrizione dell indicatore", "denominazione indicatore", "indicatore di risultato",
        "indicatore di performance",
    )  # fmt: skip
    PART = ("fase o ufficio", "fase", "fasi", "ufficio", "struttura", "settore", "servizio")
    UNIT = ("unita", "unita di misura", "um", "u m", "udm", "misura")
    VALUE = (
        "valore", "valore rilevato", "valore conseguito", "valore raggiunto", "valore effettivo",
        "valore a consuntivo", "risultato", "risultati", "risultato conseguito", "consuntivo", "dato",
        "dato rilevato", "realizzato", "raggiunto", "rilevazione", "misurazione", "monitoraggio",
    )  # fmt: skip
    NOTE = ("nota", "note", "annotazioni", "osservazioni", "commento", "commenti")
    SOURCE = ("fonte", "fonti", "fonte dei dati", "fonte dati", "fonte del dato", "provenienza")
    REASON = (
        "motivo dello scostamento", "motivo scostamento", "motivi dello scostamento", "motivo", "motivazione",
        "motivazione dello scostamento", "motivazioni dello scostamento", "cause dello scostamento",
        "causa dello scostamento", "scostamento", "ragioni dello scostamento",
    )  # fmt: skip
    DECLARED = ("grado dichiarato", "grado di raggiungimento dichiarato")
    NOT_ASSESSABLE = ("non valutabile", "perche non e valutabile", "motivo per cui non e valutabile")


#: Words of headings of values that are not the result: `Valore di partenza`, `Valore atteso`.
_OTHER_VALUES = {
    "partenza", "base", "iniziale", "iniziali", "ultimo", "ultimi", "precedente", "atteso", "attesi",
    "target", "traguardo", "previsto", "storico", "riferimento", "soglia", "minimo", "massimo",
}  # fmt: skip
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_LONG_DAY = re.compile(rf"(\d{{1,2}})°? ({'|'.join(MONTHS)}) (\d{{4}})", re.IGNORECASE)


class ResultTable(Struct, frozen=True):
    """A table of results: its columns by role, the rows below the headings and those above.

    `values` are the columns of values with the day of their heading, `None` where it names none.
    """

    table: Table
    columns: Mapping[Role, int]
    values: tuple[tuple[int, date | None], ...]
    header: tuple[Cell, ...]
    above: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]


def result_tables(tables: Iterable[Table]) -> Iterator[ResultTable]:
    """The tables of results, each with its headings."""
    for table in tables:
        found = [(row, *_roles(cells)) for row, cells in enumerate(table.rows)]
        usable = [
            one for one in found if one[2] and one[1].keys() & {Role.KEY, Role.INDICATOR, Role.IDENTIFIER}
        ]
        if usable:
            row, columns, values = max(usable, key=lambda one: (len(one[1]), -one[0]))
            yield ResultTable(
                table, columns, values, table.rows[row], table.rows[:row], table.rows[row + 1 :]
            )


def days_in(text: str) -> tuple[date, ...]:
    """The days that a text names."""
    months = [month.casefold() for month in MONTHS]
    numbers = [(int(day), int(month), int(year)) for day, month, year in _DAY.findall(text)]
    numbers += [
        (int(day), months.index(month.casefold()) + 1, int(year))
        for day, month, year in _LONG_DAY.findall(text)
    ]
    return tuple(day for day in map(_day, numbers) if day)


def plain_words(text: str) -> str:
    """A text in lower case without accents and signs, its words one space apart."""
    folded = unicodedata.normalize("NFD", text.casefold())
    return " ".join(re.findall(r"\w+", "".join(one for one in folded if not unicodedata.combining(one))))


def _roles(cells: Iterable[Cell]) -> tuple[dict[Role, int], tuple[tuple[int, date | None], ...]]:
    """The columns of the headings in a row, of each role the first, and those of values."""
    columns: dict[Role, int] = {}
    values: list[tuple[int, date | None]] = []
    before = ""
    for index, cell in enumerate(cells):
        # A heading over several columns counts once; one over several rows is that of each.
        role = None if cell.merged and cell.text == before else _role(cell.text)
        before = cell.text
        if role is Role.VALUE:
            values.append((index, next(iter(days_in(cell.text)), None)))
        elif role:
            columns.setdefault(role, index)
    return columns, tuple(values)


def _role(heading: str) -> Role | None:
    """The role of a heading: of its words the longest that are known, at its beginning."""
    words = plain_words(heading)
    if not words or len(words.split()) > 8:
        return None
    found = [
        (len(spelling), role)
        for role in Role
        for spelling in role.value
        if words == spelling or words.startswith(f"{spelling} ")
    ]
    if not found:
        return None
    role = max(found, key=lambda one: one[0])[1]
    return None if role is Role.VALUE and _OTHER_VALUES & set(words.split()) else role


def _day(numbers: tuple[int, int, int]) -> date | None:
    day, month, year = numbers
    try:
        return date(year, month, day)
    except ValueError:
        return None
