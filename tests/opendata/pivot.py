"""From the tidy tables to a row for each indicator, with a column for each year.

Nothing here knows the program: only names of tables and columns. Cells are texts of CSV files, or typed.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

Row = Mapping[str, Any]
_TYPED = ("valore_numero", "valore_data", "valore_logico")
_OF_VERDICT = {
    "esito": "esito",
    "definitivo": "definitivo",
    "base_esito": "base_esito",
    "andamento": "andamento",
    "tolleranza": "tolleranza",
    "motivo": "non_valutabile",
    "partenza": "partenza",
    "peso": "peso_valutato",
    "regola": "regola",
}


class Wide(dict[str, Any]):
    """A wide row: a column that a year does not have is empty."""

    def __init__(self, cells: Row, empty: Any) -> None:
        super().__init__(cells)
        self.empty = empty

    def __missing__(self, name: str) -> Any:
        return self.empty

    def __or__(self, other: Any) -> "Wide":
        return Wide({**self, **other}, self.empty)


def typed_tables(files: Mapping[str, bytes], period: str) -> Callable[[str], list[Row]]:
    """The tables of a site by their names, with the types of its data package; empty cells are `None`."""
    package = json.loads(files[f"dati/{period}/datapackage.json"])
    tables = [one for one in package["resources"] if "schema" in one]
    schemas = {one["name"]: one["schema"]["fields"] for one in tables}
    readers = {"number": Decimal, "integer": int, "boolean": "true".__eq__}

    def rows_of(table: str) -> list[Row]:
        types = {field["name"]: readers.get(field["type"], str) for field in schemas[table]}
        text = files[f"dati/{period}/{table}.csv"].decode()
        return [
            {name: types[name](cell) if cell else None for name, cell in row.items()}
            for row in csv.DictReader(io.StringIO(text, newline=""))
        ]

    return rows_of


def is_set(cell: Any) -> bool:
    return cell is not None and cell not in ("", ())


def cell_of(row: Row) -> Any:
    """The typed value of a row, in the one column that has it; that of the first one if none has."""
    return next((row[name] for name in _TYPED if is_set(row[name])), row[_TYPED[0]])


def wide_rows(rows_of: Callable[[str], Sequence[Row]], empty: Any = "") -> list[Wide]:
    """A row for each indicator; its parts, by their ids, have rows of the same form in `parti`.

    `empty` is an empty cell: a text in a CSV file, else `None`.
    """
    values, verdicts = _by_place(rows_of("valori")), _by_place(rows_of("esiti"))
    parts: dict[tuple[str, str], list[Row]] = {}
    for part in rows_of("parti"):
        parts.setdefault((part["codice_obiettivo"], part["indicatore"]), []).append(part)
    found = []
    for indicator in rows_of("indicatori"):
        place = indicator["codice_obiettivo"], indicator["indicatore"]
        row = _wide(Wide(indicator, empty), values.get((*place, ""), []), verdicts.get((*place, ""), []))
        row["parti"] = {
            part["parte"]: _wide(
                Wide(indicator, empty) | {name: part[name] for name in ("nome", "peso", "peso_testo")},
                values.get((*place, part["parte"]), []),
                verdicts.get((*place, part["parte"]), []),
            )
            for part in parts.get(place, ())
        }
        found.append(row)
    return found


def _by_place(rows: Iterable[Row]) -> dict[tuple[str, str, str], list[Row]]:
    found: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        place = row["codice_obiettivo"], row["indicatore"] or "", row["parte"] or ""
        found.setdefault(place, []).append(row)
    return found


def _wide(row: Wide, values: Sequence[Row], verdicts: Sequence[Row]) -> Wide:
    for verdict in verdicts:
        row.update({f"{wide}_{verdict['anno']}": verdict[name] for name, wide in _OF_VERDICT.items()})
    days = {verdict["anno"]: verdict["dati_al"] for verdict in verdicts}
    for value in values:
        year, measure = value["anno"], value["misura"]
        if is_set(value["in_vigore_dal"]) and not _is_in_force(value, days.get(year)):
            continue
        _put(row, value, year, measure)
    base = row["anno_partenza"]
    row["valore_partenza"], row["valore_partenza_testo"] = row[f"stato_{base}"], row[f"stato_{base}_testo"]
    return row


def _is_in_force(value: Row, day: Any) -> bool:
    """Whether a target counts in the verdict of its year: on the day of the data, or else at its end."""
    return str(value["in_vigore_dal"]) <= (str(day) if is_set(day) else f"{value['anno']}-12-31")


def _put(row: Wide, value: Row, year: Any, measure: str) -> None:
    names = {
        "stato": f"stato_{year}",
        "traguardo": f"target_{year}",
        "traguardo minimo": f"target_minimo_{year}",
        "traguardo massimo": f"target_massimo_{year}",
        "riferimento": f"riferimento_{year}",
        "rilevato": f"rilevato_{year}",
        "atteso": f"atteso_{year}",
        "scarto": f"scarto_{year}",
        "grado": f"grado_{year}",
    }
    if measure == "traguardo intermedio":
        row.setdefault("traguardi_intermedi", {})[str(value["giorno"])] = cell_of(value)
        return
    name = names[measure]
    row[name], row[f"{name}_testo"] = cell_of(value), value["valore_testo"]
    if measure.startswith("traguardo"):
        row.update(
            {
                f"condizione_{year}": value["condizione"],
                f"termine_{year}": value["giorno"],
                f"unita_{year}": value["unita"],
                f"rispetto_a_{year}": value["rispetto_a"],
                f"riferimento_{year}_da": value["riferimento_da"],
            }
        )
    if measure == "rilevato":
        row[f"data_rilevazione_{year}"] = value["giorno"]
