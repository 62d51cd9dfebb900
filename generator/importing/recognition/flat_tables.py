"""Records of a flat table: a header, and a row for each indicator, or for each structure or year of one."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from generator.importing.recognition.body_rows import BodyRow, BodyRows
from generator.importing.recognition.cells import Located
from generator.importing.recognition.code_texts import split_code
from generator.importing.recognition.column_roles import OFFICE_WORDS, Column, Row
from generator.importing.recognition.columns import Header
from generator.importing.recognition.headings import words
from generator.importing.recognition.item_rows import divided
from generator.importing.recognition.records import (
    CODED,
    GUESSED,
    HEADER_SIGN,
    PART_OF_TABLE,
    Field,
    Leftover,
    Level,
    Record,
)
from generator.importing.recognition.roles import OBJECTIVE_ROLES, Heading, Role
from generator.importing.recognition.table_doubts import header_guesses, table_doubts, without_shifts
from generator.importing.recognition.vocabulary import vocabulary

#: Heading of a hidden column.
HIDDEN = Heading("", Role.HIDDEN)
#: Roles of an objective that are not of one of its levels.
_LEVEL_ROLES = (Role.CODE, Role.TITLE, Role.LEVEL)


def read_flat_table(
    header: Header, rows: Sequence[Row], scope: str, above: tuple[Level, ...] = ()
) -> tuple[tuple[Record, ...], tuple[Leftover, ...]]:
    """The records of the rows, the header first, and what is no record.

    `scope` names the table; `above` are the objectives that it stands under.
    """
    hidden = {column.index for column in header.columns if column.hidden}
    shown = replace(header, columns=tuple(map(_blank_if_hidden, header.columns)))
    reader = BodyRows(shown)
    reader.read(rows)
    names = _level_names(reader.rows, shown)
    guesses = () if above else header_guesses(header)
    rows_of_one = (one for row in reader.rows for one in divided(row, shown))
    records = tuple(_record(row, shown, names, scope, above, guesses) for row in rows_of_one)
    if above:
        doubts = table_doubts(header, records)
        records = (Record(above, guesses=doubts), *map(without_shifts, records))
    return records, (*reader.leftovers, *_hidden_columns(rows, sorted(hidden)))


def _blank_if_hidden(column: Column) -> Column:
    """A hidden column has no role: what it holds is not for publication."""
    return replace(column, heading=HIDDEN, sign="") if column.hidden else column


def _hidden_columns(rows: Sequence[Row], columns: Sequence[int]) -> Iterator[Leftover]:
    """What hidden columns hold, each as one text."""
    for index in columns:
        cells = [row[index] for row in rows if index < len(row) and row[index].text and row[index].hidden]
        if cells:
            texts = ", ".join(cell.line for cell in cells if not cell.merged)
            yield Leftover(replace(cells[0], text=texts), "è in una colonna nascosta")


def _level_names(rows: Sequence[BodyRow], header: Header) -> tuple[str, ...]:
    """The names of the levels from the top: in the order of their columns, unless the cells say otherwise.

    What has several values for one of the level at its left is below it, and not the other way round.
    """
    names = list(dict.fromkeys(one.heading.level for one in header.having(*_LEVEL_ROLES)))
    texts = {
        name: [
            tuple(
                row.cells[one.index].line for one in header.having(*_LEVEL_ROLES) if one.heading.level == name
            )
            for row in rows
        ]
        for name in names
    }
    for _ in names:
        for index, (upper, lower) in enumerate(pairwise(names)):
            if _depends(texts[upper], texts[lower]) and not _depends(texts[lower], texts[upper]):
                names[index], names[index + 1] = lower, upper
    return tuple(names)


def _depends(texts: Sequence[tuple[str, ...]], on: Sequence[tuple[str, ...]]) -> bool:
    """Whether each of some texts always stands beside the same other one."""
    return len(set(zip(texts, on, strict=True))) == len(set(texts))


def _record(
    row: BodyRow,
    header: Header,
    names: Sequence[str],
    scope: str,
    above: tuple[Level, ...],
    guesses: tuple[str, ...],
) -> Record:
    is_area = bool(header.having(Role.TITLE, Role.CODE)) and not _heads_objective(row.section)
    levels = (*above, *(() if is_area else _section(row)), *_levels(row, header, names))
    fields = list(_fields(row, header, scope))
    if row.section and is_area:
        first = words(row.section.text).split()[:1]
        is_office = set(first) <= OFFICE_WORDS - {"area"} and bool(first)
        heading = Heading("Ufficio", Role.OFFICE) if is_office else Heading("Ambito", Role.AREA)
        fields.append(Field(heading, row.section, PART_OF_TABLE))
    fields += [
        Field(Heading("", Role.UNKNOWN), Located(guess, _place(row, header)), GUESSED)
        for guess in (*row.guesses, *guesses)
    ]
    return Record(levels, tuple(fields))


def _place(row: BodyRow, header: Header) -> str:
    names = [row.cells[one.index] for one in header.having(Role.NAME)]
    return next(cell.place for cell in (*names, *row.cells) if cell.text)


def _heads_objective(section: Located | None) -> bool:
    return section is not None and words(section.text).startswith("obiettivo")


def _section(row: BodyRow) -> Iterator[Level]:
    if row.section:
        code, title = split_code(row.section.line, weak=True)
        yield Level("obiettivo", code, title, row.section)


def _levels(row: BodyRow, header: Header, names: Sequence[str]) -> Iterator[Level]:
    """The objectives of a row, from the top; a level that only repeats the one above is left out."""
    before: Level | None = None
    for name in names:
        columns = [one for one in header.having(*_LEVEL_ROLES) if one.heading.level == name]
        level = _level(row, name, columns)
        if level is None or (before and (level.code, level.title) == (before.code, before.title)):
            continue
        yield level
        before = level


def _level(row: BodyRow, name: str, columns: Sequence[Column]) -> Level | None:
    cells = {
        role: [row.cells[one.index] for one in columns if one.role is role and not _is_absent(row, one)]
        for role in _LEVEL_ROLES
    }
    # Of two codes that of the column nearest to the title is the one that the act uses.
    codes, titles = cells[Role.CODE], cells[Role.TITLE]
    code = codes[-1].line if codes else ""
    title = titles[0].text if titles else ""
    coded = next((one.coded for one in columns if one.role is Role.TITLE), False)
    if coded and not code:
        code, title = split_code(title, weak=True)
    cell = next(iter((*titles, *codes)), None)
    return Level(name, code, " ".join(title.split()), cell) if cell and (code or title) else None


def _is_absent(row: BodyRow, column: Column) -> bool:
    text = row.cells[column.index].line.casefold()
    return not text or text in vocabulary().absent


def _fields(row: BodyRow, header: Header, scope: str) -> Iterator[Field]:
    """The cells of a row with their headings, but for codes and titles of objectives."""
    used_codes = {_last_code(header, one.heading.level) for one in header.having(Role.CODE)}
    for column in header.columns:
        if column.role in (Role.TITLE, Role.LEVEL) or column.index in used_codes:
            continue
        if column.role is Role.HIDDEN:
            continue
        cell = row.cells[column.index]
        heading = column.heading
        if heading.role is Role.CODE:
            # The other code of a level.
            heading = Heading(heading.text, Role.OTHER, heading.level)
        if column.role is Role.NAME and column.coded:
            heading = replace(heading, level=CODED)
        if cell.text or heading.role not in OBJECTIVE_ROLES:
            yield Field(heading, cell, f"{scope}#{column.index}")
        if column.sign:
            sign = Located(column.sign, f"{header.place} (intestazione)")
            yield Field(Heading("intestazione", Role.CONDITION, year=heading.year), sign, HEADER_SIGN)


def _last_code(header: Header, level: str) -> int:
    return [one.index for one in header.having(Role.CODE) if one.heading.level == level][-1]
