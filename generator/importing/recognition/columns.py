"""Columns: the header rows of a table, and the role of each column by its heading and by its content."""

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.importing.recognition.alignment import late_baselines, move_headings
from generator.importing.recognition.cells import Located, filled
from generator.importing.recognition.column_roles import Column, Row, resolve_roles
from generator.importing.recognition.headings import is_sign, is_year_heading, read_heading
from generator.importing.recognition.roles import VALUE_ROLES, Heading, Role

#: Roles of which a header row has one at least.
_ESSENTIAL = VALUE_ROLES | {Role.NAME, Role.QUALITATIVE}


class Header(Struct, frozen=True):
    """The header of a table: its first row, how many rows it has, and the columns.

    `is_shifted`: values do not stand below their headings. `misnamed` are headings of baselines over targets,
    `signs` and `starred` those that are a sign of comparison or end with an asterisk.
    """

    row: int
    height: int
    columns: tuple[Column, ...]
    place: str
    is_shifted: bool = False
    misnamed: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    starred: tuple[str, ...] = ()

    def having(self, *roles: Role) -> tuple[Column, ...]:
        """The columns of some roles, from the left."""
        return tuple(column for column in self.columns if column.role in roles)

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of all columns."""
        return tuple(column.heading for column in self.columns)


Read = Callable[[str], Heading]


def is_header(row: Row, read: Read = read_heading) -> bool:
    """Whether a row heads a table of indicators."""
    cells = filled(row)
    if len(cells) < 2 or any(cell.value is not None and not is_year_heading(cell.text) for cell in cells):
        return False
    found = [read(cell.text) for cell in cells]
    known = [one for one in found if one.role is not Role.UNKNOWN]
    certain = [one for one in known if one.is_certain]
    roles = {one.role for one in known}
    # «Indicatore», and the years of its values.
    has_years = bool(roles & {Role.NAME, Role.FORMULA}) and bool(roles & VALUE_ROLES)
    years = sum(is_year_heading(one.text) for one in found) if has_years else 0
    count = len(known) + years
    return bool(roles & _ESSENTIAL) and len(certain) >= 2 and 2 * count >= len(cells) and count >= 3


def header_starts(rows: Sequence[Row], read: Read = read_heading) -> list[int]:
    """The rows that head a table, without those that only continue the header above them."""
    starts: list[int] = []
    for index, row in enumerate(rows):
        continues = bool(starts) and index - starts[-1] < 3 and _is_sub_header(row, rows[starts[-1]])
        if is_header(row, read) and not continues:
            starts.append(index)
    return starts


def _is_sub_header(row: Row, header: Row) -> bool:
    """Whether a row continues the header above it: years, signs, or headings below one that spans them."""
    own = [
        cell
        for cell in row
        if cell.text and not (cell.column < len(header) and cell.text == header[cell.column].text)
    ]
    if not own or any(cell.value is not None and not is_year_heading(cell.text) for cell in own):
        return False
    # Headings that are merged down from the row above hold the two together.
    is_held = any(cell.merged and cell.text == above.text for cell, above in zip(row, header, strict=False))
    return all(
        is_year_heading(cell.text)
        or is_sign(cell.text)
        or ((is_held or _is_below_span(cell, header)) and read_heading(cell.text).role is not Role.UNKNOWN)
        for cell in own
    )


def _is_below_span(cell: Located, header: Row) -> bool:
    """Whether the heading above a cell is blank, or spans it and a neighbour."""
    above = header[cell.column] if cell.column < len(header) else None
    beside = header[cell.column + 1] if cell.column + 1 < len(header) else None
    if above is None or not above.text or above.merged:
        return True
    return beside is not None and (not beside.text or (beside.merged and beside.text == above.text))


def read_header(
    rows: Sequence[Row], start: int, end: int, correct: Callable[[Heading], Heading] = lambda one: one
) -> Header:
    """The header that begins with a row, and the roles of its columns; the body ends before `end`.

    `correct` gives the headings that an editor has corrected.
    """
    height = 1
    while start + height < end and height < 3 and _is_sub_header(rows[start + height], rows[start]):
        height += 1
    # A text across the table is of no column.
    body = [
        row for row in rows[start + height : end] if any(cell.text for cell in row) and not _is_across(row)
    ]
    width = max(len(row) for row in (*rows[start : start + height], *body))
    columns = [_column(rows[start : start + height], index) for index in range(width)]
    columns = _bare_years(_group_years(columns) if height > 1 else columns, height)
    columns, shifted = move_headings(columns, body)
    columns, late = late_baselines(resolve_roles(columns, _of_indicators(columns, body)))
    columns = [replace(column, heading=correct(column.heading)) for column in columns]
    texts = [cell.line for row in rows[start : start + height] for cell in filled(row)]
    return Header(
        start,
        height,
        tuple(columns),
        filled(rows[start])[0].place,
        shifted,
        late,
        tuple(text for text in texts if is_sign(text)),
        tuple(text for text in texts if text.endswith("*")),
    )


def _is_across(row: Row) -> bool:
    return len(filled(row)) == 1 and any(cell.merged for cell in row)


def _of_indicators(columns: Sequence[Column], body: Sequence[Row]) -> list[Row]:
    """The rows that may be of an indicator: footers and signatures say nothing about their columns."""
    names = [column.index for column in columns if column.role is Role.NAME]
    values = [column.index for column in columns if column.role in VALUE_ROLES]

    def has(row: Row, indexes: Sequence[int]) -> bool:
        return not indexes or any(index < len(row) and row[index].text for index in indexes)

    return [row for row in body if len(filled(row)) > 2 and has(row, names) and has(row, values)] or list(
        body
    )


def _column(header: Sequence[Row], index: int) -> Column:
    cells = [row[index] for row in header if index < len(row)]
    parts = list(dict.fromkeys(cell.text for cell in cells if cell.text))
    sign = next((part for part in parts if is_sign(part)), "")
    texts = [part for part in parts if part != sign]
    heading = read_heading(" ".join(texts))
    last = read_heading(texts[-1]) if len(texts) > 1 else heading
    # A heading below one that spans it says more: «Esito», and below it «Consuntivo».
    if last.role is not Role.UNKNOWN and last.is_certain and last.role is not heading.role:
        heading = replace(last, text=heading.text, year=last.year or heading.year)
    hidden = any(cell.hidden for cell in cells)
    return Column(index, heading, sign=sign, hidden=hidden)


def _group_years(columns: Sequence[Column]) -> list[Column]:
    """Columns whose heading is only a year take the role of the heading at their left that spans them."""
    found: list[Column] = []
    group: Heading | None = None
    for column in columns:
        heading = column.heading
        if heading.role in VALUE_ROLES:
            group = heading
        elif group is not None and heading.text and is_year_heading(heading.text):
            text = f"{group.text} {heading.text}".strip()
            column = replace(column, heading=replace(heading, role=group.role, text=text))
        elif heading.text:
            group = None
        found.append(column)
    return found


def _bare_years(columns: Sequence[Column], height: int) -> list[Column]:
    """Columns whose heading is only a year: values of years before those of the targets, or else targets."""
    years = [one.heading.year for one in columns if one.role is Role.TARGET and one.heading.year]
    first = min(years, default=0)
    found = []
    for column in columns:
        heading = column.heading
        is_year = bool(heading.text) and (
            is_year_heading(heading.text) or (height > 1 and bool(heading.year))
        )
        if heading.role is Role.UNKNOWN and is_year:
            role = Role.BASELINE if heading.year and heading.year < first else Role.TARGET
            column = replace(column, heading=replace(heading, role=role, is_certain=bool(years)))
        found.append(column)
    return found
