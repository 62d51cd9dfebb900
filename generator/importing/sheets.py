"""The document cut into sheets, one for each objective, and a sheet into its parts."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from generator.importing.codes import Code, read_code
from generator.importing.labels import HEAD_LABELS, Label, read_label
from generator.importing.lines import Cell, Line, clean, has_emphasis

#: How the first cell of a table of indicators is headed.
_TABLE_HEADS = {"indicatori", "indicatore"}
_FREE_TEXT = {Label.DESCRIPTION, Label.RESOURCES, Label.AREA}


class Table(Struct, frozen=True):
    """A table of indicators: the lines of its head, and those of its rows."""

    head: tuple[Line, ...]
    rows: tuple[Line, ...]


class Sheet(Struct, frozen=True):
    """An objective as the document presents it. `stray` is what could not be placed."""

    code: Code
    line: int
    title: str
    heading: str
    fields: Mapping[Label, Cell]
    description: tuple[Line, ...]
    tables: tuple[Table, ...]
    notes: tuple[Cell, ...]
    stray: tuple[Cell, ...]


class _Parts(Struct):
    """A sheet while it is being read."""

    fields: dict[Label, Cell] = field(default_factory=dict)
    description: list[Line] = field(default_factory=list)
    tables: list[tuple[list[Line], list[Line]]] = field(default_factory=list)
    notes: list[Cell] = field(default_factory=list)
    stray: list[Cell] = field(default_factory=list)


def split_sheets(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Sheet, ...]]:
    """The lines before the first sheet, and the sheets, even those without a table of indicators."""
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
    """Whether a line opens a part of the document: a Markdown heading, or capitals in bold."""
    if line.is_row or not has_emphasis(line.raw) or read_label(line.raw):
        return False
    return line.raw.lstrip().startswith("#") or line.text.isupper()


def _last_heading(lines: Sequence[Line], *, after_table: bool = False) -> str:
    found, active = "", not after_table
    for line in lines:
        active = active or _heads_table(line)
        if active and is_heading(line):
            found = line.text
    return found


def _starts_sheet(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    if _code_of_title_line(line):
        return True
    if not _is_head_row(line) or (index > 0 and _is_head_row(lines[index - 1])):
        return False
    return _code_of_head(_head_rows(lines[index:])) is not None


def _code_of_title_line(line: Line) -> tuple[Code, str] | None:
    text = clean(line.raw.replace("\t", " ", 1))
    found = read_code(text)
    marked = line.is_row or "|" in line.raw or has_emphasis(line.raw)
    return found if found and marked and not _heads_table(line) else None


def _is_head_row(line: Line) -> bool:
    label = read_label(line.raw)
    return label is not None and line.is_row and label[0] in HEAD_LABELS | {Label.AREA}


def _head_rows(lines: Iterable[Line]) -> list[tuple[Label, Cell]]:
    rows = []
    for line in lines:
        label = read_label(line.raw)
        if label is None or not _is_head_row(line):
            break
        rows.append((label[0], Cell(label[1], line.number)))
    return rows


def _code_of_head(rows: Iterable[tuple[Label, Cell]]) -> Code | None:
    for label, cell in rows:
        found = read_code(cell.text) if label in {Label.CODE, Label.TITLE} else None
        if found:
            return found[0]
    return None


def _heads_table(line: Line) -> bool:
    return line.is_row and clean(line.cells[0]).rstrip(":").casefold() in _TABLE_HEADS


def _read_sheet(lines: Sequence[Line], heading: str) -> Sheet | None:
    titled = _code_of_title_line(lines[0])
    parts = _Parts()
    if titled:
        (code, title), body = titled, lines[1:]
    else:
        rows = _head_rows(lines)
        head_code = _code_of_head(rows)
        if head_code is None:
            return None
        code, body = head_code, lines[len(rows) :]
        parts.fields.update(rows)
        title = parts.fields[Label.TITLE].text if Label.TITLE in parts.fields else ""
        repeated = read_code(title)
        title = repeated[1] if repeated else title
    _read_body(body, parts)
    tables = tuple(Table(tuple(head), tuple(rows)) for head, rows in parts.tables if rows)
    return Sheet(
        code, lines[0].number, title, heading, parts.fields, tuple(parts.description), tables,
        tuple(parts.notes), tuple(parts.stray),
    )  # fmt: skip


def _read_body(lines: Sequence[Line], parts: _Parts) -> None:
    current: Label | None = None
    in_table = False
    for line in lines:
        if _heads_table(line):
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


def _add_row(line: Line, parts: _Parts) -> None:
    head, rows = parts.tables[-1]
    named, filled = bool(clean(line.cells[0])), sum(bool(cell.strip()) for cell in line.cells)
    if not named and not rows:
        head.append(line)
    elif named and filled > 1:
        rows.append(line)
    elif line.text.startswith("*"):
        parts.notes.append(Cell(line.text, line.number))
    else:
        parts.stray.append(Cell(line.text, line.number))


def _add_field(label: Label, cell: Cell, parts: _Parts) -> None:
    if not cell.text:
        return
    if label is Label.DESCRIPTION:
        parts.description.append(Line(cell.line, cell.text))
    elif label in parts.fields:
        parts.stray.append(cell)
    else:
        parts.fields[label] = cell


def _add_text(line: Line, current: Label | None, parts: _Parts) -> None:
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
        parts.stray.append(cell)
