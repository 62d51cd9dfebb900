"""Columns: the header rows of a table, and the role of each column by its heading and by its content."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.importing.recognition.cells import Located, filled
from generator.importing.recognition.code_texts import all_coded, is_code
from generator.importing.recognition.headings import is_sign, is_year_heading, read_heading, words
from generator.importing.recognition.roles import VALUE_ROLES, Heading, Role

Row = Sequence[Located]
#: First words of names of offices.
OFFICE_WORDS = frozenset(
    """area centro dip dipartimento direzione distretto divisione sc servizio settore struttura u o uo ufficio
    unita segreteria""".split()
)
#: Headings over persons or over offices.
_RESPONSIBLE = ("responsabile", "referente", "dirigente responsabile")

#: Roles of which a header row has one at least.
_ESSENTIAL = VALUE_ROLES | {Role.NAME, Role.QUALITATIVE}


class Column(Struct, frozen=True):
    """A column: its index, its heading with the role found for it, and whether its texts begin with codes.

    `sign` is a sign of comparison that stands in the header.
    """

    index: int
    heading: Heading
    coded: bool = False
    sign: str = ""
    hidden: bool = False

    @property
    def role(self) -> Role:
        """The role of the heading."""
        return self.heading.role


class Header(Struct, frozen=True):
    """The header of a table: its first row, how many rows it has, and the columns."""

    row: int
    height: int
    columns: tuple[Column, ...]
    place: str

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
    essential = {one.role for one in known} & _ESSENTIAL
    return bool(essential) and len(certain) >= 2 and 2 * len(known) >= len(cells) and len(known) >= 3


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
    return all(
        is_year_heading(cell.text)
        or is_sign(cell.text)
        or (_is_below_span(cell, header) and read_heading(cell.text).role is not Role.UNKNOWN)
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
    body = [row for row in rows[start + height : end] if any(cell.text for cell in row)]
    width = max(len(row) for row in (*rows[start : start + height], *body))
    columns = [_column(rows[start : start + height], index, body) for index in range(width)]
    columns = _bare_years(_group_years(columns) if height > 1 else columns, height)
    columns = _move_headings(columns, body)
    columns = _resolve(columns, _of_indicators(columns, body))
    columns = [replace(column, heading=correct(column.heading)) for column in columns]
    return Header(start, height, tuple(columns), filled(rows[start])[0].place)


def _of_indicators(columns: Sequence[Column], body: Sequence[Row]) -> list[Row]:
    """The rows that may be of an indicator: footers and signatures say nothing about their columns."""
    names = [column.index for column in columns if column.role is Role.NAME]
    values = [column.index for column in columns if column.role in VALUE_ROLES]

    def has(row: Row, indexes: Sequence[int]) -> bool:
        return not indexes or any(index < len(row) and row[index].text for index in indexes)

    return [row for row in body if len(filled(row)) > 2 and has(row, names) and has(row, values)] or list(
        body
    )


def texts_of(body: Iterable[Row], index: int) -> list[str]:
    """The texts of a column that are not empty."""
    return [row[index].text for row in body if index < len(row) and row[index].text]


def _column(header: Sequence[Row], index: int, body: Sequence[Row]) -> Column:
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
        is_year = bool(heading.text) and (is_year_heading(heading.text) or height > 1 and bool(heading.year))
        if heading.role is Role.UNKNOWN and is_year:
            role = Role.BASELINE if heading.year and heading.year < first else Role.TARGET
            column = replace(column, heading=replace(heading, role=role, is_certain=bool(years)))
        found.append(column)
    return found


def _move_headings(columns: Sequence[Column], body: Sequence[Row]) -> list[Column]:
    """Find the columns of signs: a heading over signs belongs to the blank one beside it."""
    found = list(columns)
    for index, column in enumerate(columns):
        texts = texts_of(body, index)
        only_signs = all(is_sign(text) for text in texts)
        if column.heading.text and column.role in VALUE_ROLES and only_signs:
            for beside in (index + 1, index - 1):
                if 0 <= beside < len(found) and not found[beside].heading.text and texts_of(body, beside):
                    found[beside] = replace(found[beside], heading=column.heading, sign=column.sign)
                    break
            else:
                if not texts:
                    continue
            found[index] = replace(column, heading=Heading("", Role.CONDITION), sign="")
        elif not column.heading.text and texts and only_signs:
            found[index] = replace(column, heading=Heading("", Role.CONDITION))
    return found


def _resolve(columns: Sequence[Column], body: Sequence[Row]) -> list[Column]:
    """Give roles to the headings that say what they are but not of what, such as «Codice»."""
    found = [_by_content(column, columns, body) for column in _one_name(_subjects(columns), body)]
    found = _structures_by_content(found, body)
    for index, column in enumerate(found):
        role, level = column.role, column.heading.level
        if role is Role.DESCRIPTION and level and not _has(found, level, Role.TITLE, Role.LEVEL, body):
            found[index] = _as(column, Role.TITLE)
    for index, column in enumerate(found):
        texts = list(dict.fromkeys(texts_of(body, index)))
        if column.role is Role.LEVEL:
            titled = any(
                other.role is Role.TITLE and other.heading.level == column.heading.level for other in found
            )
            coded = any(
                other.role is Role.CODE and other.heading.level == column.heading.level for other in found
            )
            if (titled or not coded) and texts and all(is_code(text) for text in texts) and titled:
                found[index] = _as(column, Role.CODE)
            else:
                found[index] = replace(_as(column, Role.TITLE), coded=not coded and all_coded(texts))
        elif column.role is Role.TITLE:
            coded = _has_role(found, column.heading.level, Role.CODE)
            found[index] = replace(column, coded=not coded and all_coded(texts))
        elif column.role is Role.NAME:
            coded = any(other.role is Role.INDICATOR_CODE for other in found)
            found[index] = replace(column, coded=not coded and all_coded(texts))
    return found


def _by_content(column: Column, columns: Sequence[Column], body: Sequence[Row]) -> Column:
    """A column whose content tells more than its heading."""
    has_results = any(one.role is Role.RESULT for one in columns)
    has_target_years = any(one.role is Role.TARGET_YEAR for one in columns)
    if column.role is Role.QUARTER and has_results and not has_target_years:
        return _as(column, Role.PERIOD)
    has_targets = any(one.role in (Role.TARGET, Role.QUALITATIVE) for one in columns)
    texts = texts_of(body, column.index)
    if column.role is Role.LEVEL and not has_targets:
        numbers = [text for text in texts if re.search(r"\d", text) and not re.search(r"[A-Za-z]{4}", text)]
        if 2 * len(numbers) >= max(len(texts), 1):
            return _as(column, Role.TARGET, "")
    has_offices = any(one.role in (Role.OFFICE, Role.STRUCTURE) for one in columns)
    if column.role is Role.OTHER and words(column.heading.text) in _RESPONSIBLE and not has_offices:
        texts = texts_of(body, column.index)
        if texts and all(
            words(text).split()[:1] and words(text).split()[0] in OFFICE_WORDS for text in texts
        ):
            return _as(column, Role.OFFICE)
    return column


def _structures_by_content(columns: Sequence[Column], body: Sequence[Row]) -> list[Column]:
    """A column without a known heading that tells the rows of one indicator apart has its structures."""
    roles = {one.role for one in columns}
    names = [one.index for one in columns if one.role is Role.NAME]
    if not names or roles & {Role.STRUCTURE, Role.PERIOD, Role.YEAR, Role.INDICATOR_CODE}:
        return list(columns)
    found = []
    for column in columns:
        if column.role in (Role.UNKNOWN, Role.OTHER) and column.heading.text and not column.hidden:
            groups: dict[str, list[str]] = {}
            for row in body:
                if max(names[0], column.index) < len(row):
                    groups.setdefault(row[names[0]].text, []).append(row[column.index].text)
            several = [texts for texts in groups.values() if len(texts) > 1]
            known = {text for texts in several for text in texts}
            tells = several and all(len(set(texts)) == len(texts) for texts in several)
            is_text = all(re.search(r"[^\W\d]{3}", text) for text in known) and len(known) < sum(map(len, several))
            if tells and is_text:
                column = replace(_as(column, Role.STRUCTURE), heading=replace(column.heading, role=Role.STRUCTURE, is_certain=False))
        found.append(column)
    return found


def _as(column: Column, role: Role, level: str | None = None) -> Column:
    heading = column.heading
    return replace(
        column, heading=replace(heading, role=role, level=heading.level if level is None else level)
    )


def _has_role(columns: Iterable[Column], level: str, role: Role) -> bool:
    return any(one.role is role and one.heading.level == level for one in columns)


def _has(columns: Iterable[Column], level: str, first: Role, bare: Role, body: Sequence[Row]) -> bool:
    """Whether another column has the titles of a level; a bare one that has only codes does not."""
    for column in columns:
        if column.heading.level != level:
            continue
        if column.role is first:
            return True
        texts = texts_of(body, column.index)
        if column.role is bare and not (texts and all(is_code(text) for text in texts)):
            return True
    return False


def _subjects(columns: Sequence[Column]) -> list[Column]:
    """Bare «Codice», «Titolo» and «Descrizione» belong to the subject nearest to them."""
    indicator_named = any(column.role is Role.NAME for column in columns)
    found: list[Column] = []
    for position, column in enumerate(columns):
        heading = column.heading
        if column.role in (Role.CODE, Role.TITLE, Role.DESCRIPTION) and not heading.level:
            subject = _subject(found, columns[position + 1 :], before_first=column.role is Role.CODE)
            is_name = column.role is Role.TITLE and not indicator_named and subject == "indicatore"
            if is_name:
                indicator_named = True
                column = _as(column, Role.NAME)
            elif subject == "indicatore":
                role = {Role.CODE: Role.INDICATOR_CODE, Role.DESCRIPTION: Role.FORMULA}.get(column.role)
                column = _as(column, role or Role.OTHER)
            else:
                column = _as(column, column.role, subject)
        found.append(column)
    return found


def _subject(before: Sequence[Column], after: Sequence[Column], *, before_first: bool) -> str:
    """The level, or «indicatore», that a bare heading belongs to: what is left of it, or right of a code."""
    ways: tuple[Iterable[Column], ...] = (reversed(before), after)
    if before_first and after:
        following = after[0]
        if following.heading.level or following.role is Role.NAME:
            ways = (after, reversed(before))
    for way in ways:
        for column in way:
            if column.role in (Role.NAME, Role.INDICATOR_CODE):
                return "indicatore"
            if column.heading.level:
                return column.heading.level
            if column.role is Role.TITLE:
                return "obiettivo"
    return "obiettivo"


def _one_name(columns: Sequence[Column], body: Sequence[Row]) -> list[Column]:
    """Leave one column of names of indicators: that with most different texts."""
    named = [column for column in columns if column.role is Role.NAME]
    if len(named) < 2:
        return list(columns)
    kinds = Counter({column.index: len(set(texts_of(body, column.index))) for column in named})
    best = kinds.most_common(1)[0][0]
    typed = any(column.role is Role.TYPE for column in columns)
    other = Role.OTHER if typed else Role.TYPE
    return [
        _as(column, other) if column.role is Role.NAME and column.index != best else column
        for column in columns
    ]
