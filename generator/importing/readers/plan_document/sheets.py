"""Sheets of a document, one for each objective, and the parts of a sheet."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from generator.importing.readers.plan_document.labels import HEADER_LABELS, Code, Label, read_code, read_label
from generator.importing.readers.plan_document.lines import Cell, Line, clean, has_emphasis

#: First cell of the header of a table of indicators.
_TABLE_HEADERS = {"indicatori", "indicatore"}
_FREE_TEXT = {Label.DESCRIPTION, Label.RESOURCES, Label.AREA}


class TableLines(Struct, frozen=True):
    """A table of indicators: the lines of the header and those of the rows."""

    header: tuple[Line, ...]
    rows: tuple[Line, ...]


class Sheet(Struct, frozen=True):
    """The sheet of an objective, starting at `line`.

    `heading` is the last heading before it, `notes` are the footnotes of its tables, `unplaced` are the texts
    that belong to no known part.
    """

    code: Code
    line: int
    title: str
    heading: str
    fields: Mapping[Label, Cell]
    description: tuple[Line, ...]
    tables: tuple[TableLines, ...]
    notes: tuple[Cell, ...]
    unplaced: tuple[Cell, ...]


class _SheetParts(Struct):
    """Mutable parts of a sheet, filled line by line. A table is a pair of header lines and rows."""

    fields: dict[Label, Cell] = field(default_factory=dict)
    description: list[Line] = field(default_factory=list)
    tables: list[tuple[list[Line], list[Line]]] = field(default_factory=list)
    notes: list[Cell] = field(default_factory=list)
    unplaced: list[Cell] = field(default_factory=list)


def split_sheets(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Sheet, ...]]:
    """The lines before the first sheet, and the sheets, with or without a table of indicators."""
    starts = [index for index in range(len(lines)) if _starts_sheet(lines, index)]
    if not starts:
        return tuple(lines), ()
    heading = _last_heading(lines[: starts[0]])
    sheets = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        sheet = _read_sheet(lines[start:end], heading)
        if sheet is not None:
            sheets.append(sheet)
        heading = _last_heading(lines[start:end], after_table=True) or heading
    return tuple(lines[: starts[0]]), tuple(sheets)


def is_heading(line: Line) -> bool:
    """Whether a line is a heading of the document: a Markdown heading, or capitals in bold."""
    if line.is_row or not has_emphasis(line.raw) or read_label(line.raw):
        return False
    return line.raw.lstrip().startswith("#") or line.text.isupper()


def _last_heading(lines: Sequence[Line], *, after_table: bool = False) -> str:
    found, active = "", not after_table
    for line in lines:
        active = active or _is_table_header(line)
        if active and is_heading(line):
            found = line.text
    return found


def _starts_sheet(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    if _code_of_title_line(line):
        return True
    if not _is_header_row(line) or (index > 0 and _is_header_row(lines[index - 1])):
        return False
    return _code_of_header(_header_rows(lines[index:])) is not None


def _code_of_title_line(line: Line) -> tuple[Code, str] | None:
    text = clean(line.raw.replace("\t", " ", 1))
    found = read_code(text)
    marked = line.is_row or "|" in line.raw or has_emphasis(line.raw)
    return found if found and marked and not _is_table_header(line) else None


def _is_header_row(line: Line) -> bool:
    label = read_label(line.raw)
    return label is not None and line.is_row and label[0] in HEADER_LABELS | {Label.AREA}


def _header_rows(lines: Iterable[Line]) -> list[tuple[Label, Cell]]:
    rows = []
    for line in lines:
        label = read_label(line.raw)
        if label is None or not _is_header_row(line):
            break
        rows.append((label[0], Cell(label[1], line.number)))
    return rows


def _code_of_header(rows: Iterable[tuple[Label, Cell]]) -> Code | None:
    for label, cell in rows:
        found = read_code(cell.text) if label in {Label.CODE, Label.TITLE} else None
        if found:
            return found[0]
    return None


def _is_table_header(line: Line) -> bool:
    return line.is_row and clean(line.cells[0]).rstrip(":").casefold() in _TABLE_HEADERS


def _read_sheet(lines: Sequence[Line], heading: str) -> Sheet | None:
    titled = _code_of_title_line(lines[0])
    parts = _SheetParts()
    if titled:
        (code, title), body = titled, lines[1:]
    else:
        rows = _header_rows(lines)
        header_code = _code_of_header(rows)
        if header_code is None:
            return None
        code, body = header_code, lines[len(rows) :]
        parts.fields.update(rows)
        title = parts.fields[Label.TITLE].text if Label.TITLE in parts.fields else ""
        repeated = read_code(title)
        title = repeated[1] if repeated else title
    _read_body(body, parts)
    tables = tuple(TableLines(tuple(header), tuple(rows)) for header, rows in parts.tables if rows)
    return Sheet(
        code, lines[0].number, title, heading, parts.fields, tuple(parts.description), tables,
        tuple(parts.notes), tuple(parts.unplaced),
    )  # fmt: skip


def _read_body(lines: Sequence[Line], parts: _SheetParts) -> None:
    current: Label | None = None
    in_table = False
    for line in lines:
        if _is_table_header(line):
            parts.tables.append(([line], []))
            in_table, current = True, None
        elif in_table and line.is_row:
            _add_row(line, parts)
        elif line.is_blank:
            in_table = False
            if current is Label.DESCRIPTION:
                parts.description.append(line)
        elif line.is_rule:
            continue
        elif label := read_label(line.raw):
            current = label[0]
            _add_field(current, Cell(label[1], line.number), parts)
        else:
            _add_text(line, current, parts)


def _add_row(line: Line, parts: _SheetParts) -> None:
    header, rows = parts.tables[-1]
    has_name, filled = bool(clean(line.cells[0])), sum(bool(cell.strip()) for cell in line.cells)
    if not has_name and not rows:
        header.append(line)
    elif has_name and filled > 1:
        rows.append(line)
    elif line.text.startswith("*"):
        parts.notes.append(Cell(line.text, line.number))
    else:
        parts.unplaced.append(Cell(line.text, line.number))


def _add_field(label: Label, cell: Cell, parts: _SheetParts) -> None:
    if not cell.text:
        return
    if label is Label.DESCRIPTION:
        parts.description.append(Line(cell.line, cell.text))
    elif label in parts.fields:
        parts.unplaced.append(cell)
    else:
        parts.fields[label] = cell


def _add_text(line: Line, current: Label | None, parts: _SheetParts) -> None:
    cell = Cell(line.text, line.number)
    if current is Label.DESCRIPTION:
        parts.description.append(line)
    elif current in _FREE_TEXT:
        before = parts.fields.get(current)
        parts.fields[current] = Cell(f"{before.text} {cell.text}", before.line) if before else cell
    elif parts.tables and current is None:
        if not is_heading(line):
            parts.notes.append(cell)
    else:
        parts.unplaced.append(cell)
