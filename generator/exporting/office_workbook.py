"""Workbook of an office: its indicators to be filled in on a day of measurement.

It goes out with `vetro export rilevazioni` and comes back with `vetro import rilevazioni`. Only the cells to
fill in are unlocked; there is no password. The same plan makes the same bytes.
"""

import io
from collections.abc import Iterable
from datetime import date, datetime
from math import ceil
from typing import Any

from msgspec import Struct
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from generator.exporting.cell_styles import PAPER_A4, CellStyles, WordLists
from generator.exporting.office_guide import write_guide
from generator.exporting.stored_values import StoredValue, entry_format, stored_value
from generator.importing.measurements import sheet_layout as layout
from generator.importing.measurements.sheet_layout import RowKey, SheetMarker
from generator.plan import units
from generator.plan.body import Department, Office
from generator.plan.indicator import Indicator
from generator.plan.measurement import Measurement, PartResults, show_result
from generator.plan.model import Plan
from generator.plan.responsible_offices import MeasuredItem, measured_items, offices_of
from generator.plan.units import Unit
from generator.plan.values import NotAvailable, Value

#: Fixed creation date, so that the file is reproducible.
_TIMELESS = datetime(1980, 1, 1)
_HEADER_ROW = 4
#: Height of a line of text, in points; mean width of a character, in the unit of the widths of columns.
_LINE_HEIGHT, _CHARACTER_WIDTH = 13.5, 1.0


class OfficeWorkbook(Struct, frozen=True):
    """The workbook of an office, `None` for what no office answers for; `rows` are its results."""

    office: Office | Department | None
    rows: int
    content: bytes

    @property
    def name(self) -> str:
        """The name of the file."""
        return f"{self.office.id if self.office else 'senza-ufficio'}.xlsx"


class _Row(Struct, frozen=True):
    """A row of the sheet: the locked cells by column, then what the cell of the value is like."""

    item: MeasuredItem
    key: str
    locked: tuple[StoredValue, ...]
    unit: Unit
    example: Value | None


class _Column(Struct, frozen=True):
    heading: str
    width: int


def office_workbooks(plan: Plan, day: date) -> tuple[OfficeWorkbook, ...]:
    """A workbook for each office that has something to report on a day, in the order of the offices."""
    by_office: dict[str, list[MeasuredItem]] = {}
    offices: dict[str, Office | Department | None] = {}
    for item in measured_items(plan, day.year):
        office = next(iter(offices_of(item)), None)
        identifier = office.id if office else ""
        offices.setdefault(identifier, office)
        by_office.setdefault(identifier, []).append(item)
    return tuple(
        OfficeWorkbook(offices[identifier], len(items), _workbook(plan, day, offices[identifier], items))
        for identifier, items in sorted(by_office.items())
    )


def _workbook(plan: Plan, day: date, office: Office | Department | None, items: list[MeasuredItem]) -> bytes:
    buffer = io.BytesIO()
    workbook = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    name = office.name if office else "Senza ufficio"
    workbook.set_properties({"title": f"{name}: risultati al {day:%d/%m/%Y}", "created": _TIMELESS})
    styles = CellStyles(workbook)
    results = workbook.add_worksheet(layout.RESULTS)
    guide = workbook.add_worksheet(layout.GUIDE)
    lists = WordLists(workbook.add_worksheet(layout.LISTS))
    rows = [_row(plan, item, day) for item in items]
    _write_results(results, plan, day, name, office.id if office else "", rows, styles, lists)
    write_guide(guide, plan, day, name, styles)
    lists.sheet.hide()
    workbook.close()
    return buffer.getvalue()


def _row(plan: Plan, item: MeasuredItem, day: date) -> _Row:
    indicator, measured, year = item.indicator, item.measured, day.year
    unit = measured.unit_of(year)
    target = measured.targets.get(year)
    before = [*measured.values_before(plan.baseline_year).values()]
    last = _last_result(plan, item, day)
    part = "" if item.part is None else item.part.name
    texts = (
        item.objective.code,
        item.objective.title,
        indicator.name,
        part,
        _unit_text(measured, unit, target),
    )
    return _Row(
        item,
        str(RowKey(item.objective.code, indicator.id, item.part.id if item.part else "")),
        (
            *map(StoredValue, texts),
            StoredValue(_condition(measured, year)),
            _target(measured, year, target),
            stored_value(before[-1]) if before else StoredValue(""),
            last,
        ),
        unit,
        target if target is not None and not isinstance(target, NotAvailable) else measured.baseline,
    )


def _condition(measured: Indicator, year: int) -> str:
    condition = measured.condition_of(year)
    return condition.value if condition else ""


def _target(measured: Indicator, year: int, target: Value | None) -> StoredValue:
    """The target of the year; a difference that cannot be worked out yet as it is written."""
    if target is None:
        return StoredValue(measured.relative_targets[year].in_words(year))
    return stored_value(target)


def _unit_text(measured: Indicator, unit: Unit, target: Value | None) -> str:
    if unit.scale:
        return unit.label
    written = measured.unit_text if unit == measured.unit and measured.unit_text else unit.symbol
    if unit == units.HOURS:
        clock = entry_format(unit, target)
        return f"{written} (ore:minuti)" if clock else written
    return written


def _last_result(plan: Plan, item: MeasuredItem, day: date) -> StoredValue:
    """The latest result before a day, with its own day if it is no number."""
    measurements: Iterable[Measurement] = plan.measurements_of.get(
        (item.objective.code, item.indicator.id), ()
    )
    results = []
    for one in measurements:
        value = one.value
        if isinstance(value, PartResults):
            value = value.of(item.part.id) if item.part else None
        if one.day < day and value is not None:
            results.append((one.day, value))
    if not results:
        return StoredValue("")
    latest, value = results[-1]
    return StoredValue(f"{show_result(value)} (al {latest:%d/%m/%Y})")


def _columns(day: date) -> tuple[_Column, ...]:
    """The columns after the hidden key."""
    return (
        _Column(layout.CODE, 11),
        _Column(layout.OBJECTIVE, 26),
        _Column(layout.INDICATOR, 32),
        _Column(layout.PART, 18),
        _Column(layout.UNIT, 10),
        _Column(layout.CONDITION, 11),
        _Column(layout.target_heading(day.year), 14),
        _Column(layout.BASELINE, 12),
        _Column(layout.LAST, 14),
        _Column(layout.value_heading(day), 16),
        _Column(layout.NOTE, 26),
        _Column(layout.SOURCE, 20),
        _Column(layout.REASON, 26),
        _Column(layout.DECLARED, 12),
        _Column(layout.NOT_ASSESSABLE, 26),
    )


def _write_results(
    sheet: Worksheet,
    plan: Plan,
    day: date,
    name: str,
    office: str,
    rows: list[_Row],
    styles: CellStyles,
    lists: WordLists,
) -> None:
    columns = _columns(day)
    sheet.set_column(0, 0, 12, None, {"hidden": True})
    sheet.write_string(0, 0, str(SheetMarker(day, office)))
    sheet.write_string(0, 1, f"{name}: risultati al {day:%d/%m/%Y}", styles.of(bold=True, font_size=14))
    sheet.write_string(1, 1, f"{plan.body.name}, {plan.title}")
    sheet.write_string(
        2,
        1,
        f"Si scrive nelle celle gialle. Se il dato non c'è: n.d. Come si compila: foglio «{layout.GUIDE}».",
    )
    heading = styles.of(bold=True, bg_color="#E6ECF2", border=1, border_color="#C9D1D9", text_wrap=True)
    sheet.write_string(_HEADER_ROW, 0, layout.KEY, heading)
    for index, column in enumerate(columns, start=1):
        sheet.set_column(index, index, column.width)
        sheet.write_string(_HEADER_ROW, index, column.heading, heading)
    sheet.set_row(_HEADER_ROW, 2 * _LINE_HEIGHT)
    if not any(row.item.part and row.item.indicator.has_steps for row in rows):
        part = next(index for index, one in enumerate(columns, start=1) if one.heading == layout.PART)
        sheet.set_column(part, part, 10, None, {"hidden": True})
    headings = [column.heading for column in columns]
    entries = headings.index(layout.value_heading(day)) + 1
    declared = headings.index(layout.DECLARED) + 1
    for number, row in enumerate(rows, start=_HEADER_ROW + 1):
        sheet.set_row(number, _LINE_HEIGHT * _lines(row, columns))
        sheet.write_string(number, 0, row.key)
        for index, stored in enumerate(row.locked, start=1):
            _write(sheet, number, index, stored, styles.locked(stored.number_format))
        sheet.write_blank(number, entries, None, styles.entry(entry_format(row.unit, row.example)))
        for index in range(entries + 1, len(columns) + 1):
            number_format = entry_format(units.PERCENT, None) if index == declared else "@"
            sheet.write_blank(number, index, None, styles.entry(number_format))
        sheet.data_validation(number, entries, number, entries, _validation(row, day, lists))
    _set_up_page(sheet, len(rows), len(columns), entries)


def _lines(row: _Row, columns: Iterable[_Column]) -> int:
    """The lines of text of a row, which not every program counts when it opens a workbook."""
    return max(
        ceil(len(stored.content) * _CHARACTER_WIDTH / column.width)
        for column, stored in zip(columns, row.locked, strict=False)
        if isinstance(stored.content, str)
    )


def _set_up_page(sheet: Worksheet, rows: int, columns: int, first_entry: int) -> None:
    sheet.freeze_panes(_HEADER_ROW + 1, 4)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_selection(_HEADER_ROW + 1, first_entry, _HEADER_ROW + 1, first_entry)
    sheet.set_landscape()
    sheet.set_paper(PAPER_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_rows(_HEADER_ROW)
    sheet.print_area(0, 1, _HEADER_ROW + rows, columns)
    sheet.set_footer("&L&F&RPagina &P di &N")


def _write(sheet: Worksheet, row: int, column: int, stored: StoredValue, style: Format) -> None:
    match stored.content:
        case str(text) if text:
            sheet.write_string(row, column, text, style)
        case date() as day:
            sheet.write_datetime(row, column, datetime(day.year, day.month, day.day), style)
        case "":
            sheet.write_blank(row, column, None, style)
        case number:
            # Workbooks have binary numbers only, of 15 digits.
            sheet.write_number(row, column, float(number), style)


def _validation(row: _Row, day: date, lists: WordLists) -> dict[str, Any]:
    """What the program of the office says beside the cell of a value, and the words to choose from."""
    unit = row.unit
    if unit == units.YES_NO or unit.scale:
        words = unit.scale or ("sì", "no")
        return {
            "validate": "list",
            "source": lists.source((*words, "n.d.")),
            "input_message": "Scegliere dall'elenco.",
            "error_title": "Valore non previsto",
            "error_message": f"Scegliere una voce dell'elenco: {', '.join(words)}, n.d."[:255],
        }
    hint = f"Scrivere {unit.definition.example}. Se il dato non c'è: n.d."
    if unit == units.DATE:
        hint = f"Il giorno in cui è avvenuto, come {day:%d/%m/%Y}; oppure: non ancora. Se non si sa: n.d."
    return {"validate": "any", "input_message": hint[:255]}
