"""Reading of the results of an office: the tables of a file to values of the plan, and findings by cell."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from generator.checks.rule_registry import check_data
from generator.importing.imported_plan import ImportingError
from generator.importing.measurements.cell_values import WrittenValue, written_degree, written_value
from generator.importing.measurements.columns import ResultTable, Role, days_in, plain_words, result_tables
from generator.importing.measurements.findings import Finding, findings_of, place_of
from generator.importing.measurements.row_identity import RowIdentity, identify, objective_in
from generator.importing.measurements.sheet_layout import RowKey, read_marker
from generator.importing.tables import Cell, Table
from generator.loading.diagnostics import Diagnostics, Severity
from generator.loading.readers.measurements import LocatedMeasurement, MeasurementContext, read_measurements
from generator.loading.yaml.parser import Entry, Mapping, Scalar
from generator.plan.model import Plan
from generator.plan.parts import BY_OFFICE, STEPS
from generator.plan.responsible_offices import MeasuredItem, all_offices

#: The beginnings of lines below the last row, which are no indicators.
_CLOSING = re.compile(
    r"totale|somma|media complessiva|firma|compilat[oa] |il (?:responsabile|dirigente)", re.I
)
DECLARED, NOT_ASSESSABLE = "grado_dichiarato", "non_valutabile"
#: The columns of words, with the fields of the files that hold them.
_WORDS = {
    Role.NOTE: "nota",
    Role.SOURCE: "fonte",
    Role.REASON: "motivo_scostamento",
    Role.DECLARED: DECLARED,
    Role.NOT_ASSESSABLE: NOT_ASSESSABLE,
}
#: Those that are nothing without a value.
_BESIDE_A_VALUE = (Role.NOTE, Role.REASON, Role.DECLARED)


class ReadResult(Struct, frozen=True):
    """A result that was read: its value as the plan writes it, its words by field, where it stands.

    The value is empty where the words say why there is none.
    """

    item: MeasuredItem
    value: str
    words: tuple[tuple[str, str], ...]
    measurement: LocatedMeasurement
    place: str

    @property
    def key(self) -> RowKey:
        """The identity of its row."""
        part = self.item.part
        return RowKey(self.item.objective.code, self.item.indicator.id, part.id if part else "")


class SheetReading(Struct, frozen=True):
    """What a file says: its day, the id of its office (empty for none), its results and findings."""

    day: date
    office: str
    results: tuple[ReadResult, ...]
    findings: tuple[Finding, ...]


def read_results_of(
    path: Path, tables: Sequence[Table], plan: Plan, day: date | None, office: str | None
) -> SheetReading:
    """The results in the tables of a file. Without `day` and `office` the file has to tell them.

    Raises `ImportingError` where there is no table of results, or its day or office is not known.
    """
    found = tuple(result_tables(tables))
    if not found:
        raise ImportingError(
            f"{path}: non c'è una tabella di risultati: ci vogliono una riga di intestazioni con l'indicatore"
            " e il valore, come «Codice obiettivo», «Indicatore», «Valore al 30/06/2026»"
        )
    day = day or _day_of(path, found)
    office = _office_of(path, found, plan) if office is None else office
    results: list[ReadResult] = []
    findings: list[Finding] = []
    for table in found:
        reader = _TableReader(path, table, plan, day, office)
        for one in reader.rows():
            if isinstance(one, Finding):
                findings.append(one)
            else:
                results.append(one)
    return SheetReading(day, office, tuple(results), tuple(findings))


def day_in(tables: Sequence[Table]) -> date | None:
    """The day that the tables of a file name; `None` if they name none, or several."""
    days = _days_of(result_tables(tables))
    return days.pop() if len(days) == 1 else None


def _day_of(path: Path, tables: Iterable[ResultTable]) -> date:
    days = _days_of(tables)
    if len(days) != 1:
        listed = ", ".join(f"{day:%d/%m/%Y}" for day in sorted(days))
        reason = f"nomina più giorni ({listed})" if days else "non dice a che giorno si riferiscono i valori"
        raise ImportingError(f"{path}: il foglio {reason}: indicarlo con --al, come --al 2026-06-30")
    return days.pop()


def _days_of(tables: Iterable[ResultTable]) -> set[date]:
    """The days that the headings name, or else the lines above them."""
    days: set[date] = set()
    for table in tables:
        marker = read_marker(table.table.rows[0][0].text) if table.table.rows[0] else None
        headed = {day for _, day in table.values if day}
        above = {day for row in table.above for cell in row for day in days_in(cell.text)}
        days |= {marker.day} if marker else headed or above
    return days


def _office_of(path: Path, tables: Iterable[ResultTable], plan: Plan) -> str:
    """The office of our own workbook, or the one whose name is above the headings or in the file's name."""
    offices = all_offices(plan)
    texts = [path.stem]
    for table in tables:
        if table.table.rows[0] and (marker := read_marker(table.table.rows[0][0].text)):
            return marker.office
        texts += [cell.text for row in table.above for cell in row if not cell.merged]
    named = {
        office.id: len(plain_words(name))
        for office in offices
        for name in (office.name, office.id, *office.other_names)
        for text in texts
        if f" {plain_words(name)} " in f" {plain_words(text)} "
    }
    if not named and offices:
        known = ", ".join(office.id for office in offices)
        raise ImportingError(f"{path}: il foglio non dice di che ufficio è: --ufficio, uno tra {known}")
    return max(named, key=lambda identifier: named[identifier], default="")


class _TableReader:
    """Reader of the rows of a table of results."""

    def __init__(self, path: Path, table: ResultTable, plan: Plan, day: date, office: str) -> None:
        self._path, self._table, self._plan, self._day, self._office = path, table, plan, day, office
        self._context = MeasurementContext(
            years=plan.years,
            objectives=plan.by_code,
            codes=frozenset(plan.by_code),
            ids={one.code: frozenset(each.id for each in one.indicators) for one in plan.objectives},
        )
        self._value_column = self._choose_value()

    def rows(self) -> Iterator[ReadResult | Finding]:
        """The results, and what is to be said of them, row by row."""
        above: dict[Role, Cell] = {}
        for row in self._table.rows:
            cells = {role: row[index] for role, index in self._table.columns.items() if index < len(row)}
            cells[Role.VALUE] = row[self._value_column]
            if section := self._section(row):
                above = {Role.CODE: section}
            else:
                self._fill_down(cells, above)
                yield from self._row(cells)

    def _section(self, row: Sequence[Cell]) -> Cell | None:
        """The one cell of a line that names the objective of the rows below it; `None` for any other line."""
        filled = [cell for cell in row if cell.text.strip()]
        is_one = len({cell.text for cell in filled}) == 1
        return filled[0] if is_one and objective_in(filled[0].text, self._plan) else None

    def _choose_value(self) -> int:
        """The column of values: the one whose heading names the day, or the only one that names none."""
        values = self._table.values
        named = [index for index, day in values if day == self._day]
        others = [index for index, day in values if day is None]
        of_year = [one for one in others if str(self._day.year) in self._table.header[one].text]
        found = named or of_year or others
        if len(found) == 1:
            return found[0]
        headings = "; ".join(self._table.header[index].text for index, _ in values)
        raise ImportingError(
            f"{self._path}: non si capisce quale colonna ha i valori al {self._day:%d/%m/%Y} ({headings}): "
            "lasciarne una, con il giorno nell'intestazione"
        )

    @staticmethod
    def _fill_down(cells: dict[Role, Cell], above: dict[Role, Cell]) -> None:
        """Complete the objective of a row that leaves it to the row above."""
        own = [role for role in (Role.CODE, Role.OBJECTIVE) if role in cells and cells[role].text]
        names_indicator = any(cells[role].text for role in (Role.INDICATOR, Role.IDENTIFIER) if role in cells)
        if own:
            above.clear()
            above.update({role: cells[role] for role in own})
        elif names_indicator:
            cells.update(above)

    def _row(self, cells: dict[Role, Cell]) -> Iterator[ReadResult | Finding]:
        value = cells[Role.VALUE]
        place = self._place(value)
        names = [cells[role].text for role in (Role.KEY, Role.IDENTIFIER, Role.INDICATOR) if role in cells]
        if not any(names):
            if value.text and not value.merged:
                yield Finding(place, _beside_nothing(value))
            return
        if value.problem:
            yield Finding(place, value.problem, "E304")
            return
        if not value.text.strip() and not _text_of(cells, Role.NOT_ASSESSABLE):
            if written := [text for role in _BESIDE_A_VALUE if (text := _text_of(cells, role))]:
                message = f"«{written[0]}» non ha accanto un valore: se il dato non c'è scrivere n.d."
                yield Finding(place, message)
            return
        identity = identify(cells, self._plan, self._office)
        if not isinstance(identity, RowIdentity):
            is_closing = any(map(_CLOSING.match, names))
            yield (
                Finding(place, _beside_nothing(value))
                if is_closing
                else Finding(place, identity[1], identity[0])
            )
            return
        yield from self._result(cells, identity)

    def _result(self, cells: dict[Role, Cell], identity: RowIdentity) -> Iterator[ReadResult | Finding]:
        cell, item = cells[Role.VALUE], identity.item
        place = self._place(cell)
        written = written_value(cell, item.measured, self._day.year)
        if not written.text and item.part:
            message = "di una fase o di un ufficio solo non si dice che non è valutabile: scrivere n.d."
            yield Finding(place, message, "E403")
            return
        degree = written_degree(cells[Role.DECLARED]) if Role.DECLARED in cells else WrittenValue("")
        words = tuple(
            (
                field,
                Scalar(
                    degree.text if role is Role.DECLARED else _text_of(cells, role),
                    self._place(cells[role]),
                    1,
                    1,
                ),
            )
            for role, field in _WORDS.items()
            if _text_of(cells, role)
        )
        found = Diagnostics()
        node = _node(item, Scalar(written.text, place, 1, 1), words)
        measured = read_measurements(node, self._day.isoformat(), self._context, found)
        for _, scalar in words:
            found.extend(check_data(scalar.file, scalar.text))
        yield from findings_of(found)
        if any(one.severity is Severity.ERROR for one in found) or not measured:
            return
        doubts = [*identity.doubts, *written.doubts, *degree.doubts]
        doubts += [f"la cella ha un commento: «{cell.note}»"] if cell.note else []
        doubts += ["la cella è nascosta"] if cell.hidden else []
        doubts += ["la cella è unita ad altre, e il valore vale per tutte"] if cell.merged else []
        if cell.formula:
            doubts.append(
                f"{written.text} è il risultato di una formula ({cell.formula}), e non un valore scritto"
            )
        yield from (Finding(place, doubt) for doubt in doubts)
        yield ReadResult(
            item, written.text, tuple((field, scalar.text) for field, scalar in words), measured[0], place
        )

    def _place(self, cell: Cell) -> str:
        return place_of(self._path, self._table.table, cell)


def _text_of(cells: dict[Role, Cell], role: Role) -> str:
    return cells[role].text.strip() if role in cells else ""


def _beside_nothing(value: Cell) -> str:
    return f"«{value.text}» non è accanto a un indicatore: non letto"


def _node(item: MeasuredItem, value: Scalar, words: Sequence[tuple[str, Scalar]]) -> Mapping:
    """A result as a file of measurements writes it, each value with the place of its cell."""
    of_value = [_entry("valore", value)] if value.text else []
    of_result = [_entry(field, scalar) for field, scalar in words]
    if item.part:
        # What is declared is of the part, the other words are of all.
        own = [entry for entry in of_result if entry.key.text == DECLARED]
        of_result = [entry for entry in of_result if entry.key.text != DECLARED]
        part = _entry(item.part.id, Mapping((*of_value, *own), value.location) if own else value)
        field = STEPS if item.indicator.has_steps else BY_OFFICE
        of_value = [_entry(field, Mapping((part,), value.location))]
    fields = (*of_value, *of_result)
    indicator = _entry(item.indicator.id, Mapping(fields, value.location))
    objective = _entry(item.objective.code, Mapping((indicator,), value.location))
    return Mapping((objective,), value.location)


def _entry(key: str, value: Scalar | Mapping) -> Entry:
    """A key and its value, at the place of the value."""
    return Entry(Scalar(key, *value.location), value)
