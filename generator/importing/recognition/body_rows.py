"""Body rows: the rows under a header, made whole, without totals, footers and repeated headers.

Merged and flattened row spans, cells left empty below the first, and rows cut by a page are put right; what
was guessed on the way is said.
"""

import re
from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from generator.importing.recognition.alignment import align
from generator.importing.recognition.cell_values import read_cell
from generator.importing.recognition.cells import Located, filled
from generator.importing.recognition.code_texts import split_code
from generator.importing.recognition.column_roles import Row, texts_of
from generator.importing.recognition.columns import Header
from generator.importing.recognition.headings import words
from generator.importing.recognition.records import Leftover
from generator.importing.recognition.roles import OBJECTIVE_ROLES, VALUE_ROLES, Role
from generator.importing.recognition.vocabulary import vocabulary

#: Roles that tell rows of one indicator apart.
_DETAIL = frozenset({Role.STRUCTURE, Role.PERIOD, Role.YEAR, Role.OFFICE, Role.DEPARTMENT})
_MEASURING = VALUE_ROLES | {Role.UNIT, Role.FORMULA, Role.QUALITATIVE, Role.WEIGHT, Role.TYPE, Role.DUE}
_LONGEST_PART = 60
_SIGNATURE = re.compile(
    r"(?:il |la |lo |l['’])?"
    r"(?:dirigente|responsabile|dirett\w+|segretari\w+|sindac\w+|president\w+|funzionari\w+)\b.{0,40}"
    r"|(?:firm\w*|visto|luogo|data|f\.to|letto)\b.{0,60}",
    re.IGNORECASE,
)


class BodyRow(Struct, frozen=True):
    """A row by columns. `section` heads its part of the table.

    `guesses` are what was put right and could be otherwise.
    """

    cells: tuple[Located, ...]
    section: Located | None = None
    guesses: tuple[str, ...] = ()


class BodyRows(Struct):
    """A reader of the rows under a header; `rows` and `leftovers` grow as it reads.

    `weights` are all of the table.
    """

    header: Header
    rows: list[BodyRow] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    weights: frozenset[str] = frozenset()
    _section: Located | None = None
    _spanned: list[int] = field(default_factory=list)

    def read(self, rows: Sequence[Row]) -> None:
        """Read the rows of a table, the header first."""
        heads = {_texts(row) for row in rows[: self.header.height]}
        self.weights = frozenset(
            text
            for one in self.header.having(Role.WEIGHT)
            for text in texts_of(rows[self.header.height :], one.index)
        )
        titles = [one.index for one in self.header.having(Role.TITLE, Role.CODE)]
        self._spanned = [
            index
            for index in titles
            if any(index < len(row) and row[index].merged and row[index].text for row in rows)
        ]
        after_blank = False
        for row in rows[self.header.height :]:
            cells = filled(row)
            if not cells:
                after_blank = True
            elif _texts(row) not in heads and self._take(row, cells, after_blank=after_blank):
                after_blank = False
        self._leave_signatures()
        self._leave_section()

    def _leave_signatures(self) -> None:
        """The last rows are no indicators where they measure nothing and begin like a signature."""
        while self.rows and not self._has(self.rows[-1].cells, _MEASURING):
            row = self.rows[-1]
            own = filled(cell for cell in row.cells if cell.row == row.cells[-1].row)
            if not own or not _SIGNATURE.fullmatch(own[0].line):
                return
            self.rows.pop()
            self._leave(own, "è una firma o una data")

    def _leave_section(self) -> None:
        """A part of the table without rows is left over."""
        if self._section and not any(row.section is self._section for row in self.rows):
            self.leftovers.append(Leftover(self._section, "non ha righe sotto di sé"))

    def _take(self, row: Row, cells: Sequence[Located], *, after_blank: bool) -> bool:
        """Take a row; false if it is left over."""
        whole, guesses = self._aligned(row, may_shift=not after_blank)
        has_name = bool(self._text(whole, Role.NAME))
        is_single = len(cells) == 1 and len(self.header.columns) > 2
        if all(cell.hidden for cell in cells) and not all(one.hidden for one in self.header.columns):
            return self._leave(cells, "è in una riga nascosta")
        is_counted = has_name and self._has(whole, {Role.UNIT, Role.FORMULA, Role.TYPE})
        if _is_total(cells) and not is_counted:
            return self._leave(cells, "è una riga di totali")
        if after_blank and _SIGNATURE.fullmatch(cells[0].line):
            return self._leave(cells, "è una firma o una data")
        is_across = is_single and any(cell.merged and cell.text for cell in row)
        if is_single and (not has_name or is_across):
            return self._take_single(cells[0], after_blank=after_blank, across=is_across)
        if has_name and (not (after_blank or is_single) or self._is_measured(whole)):
            self._add(whole, guesses)
        elif (after_blank and not self._is_detailed(whole)) or has_name:
            return self._leave(cells, "non è di un indicatore")
        elif self._continues(whole):
            self._join(whole)
        elif self.rows and self._has(whole, _DETAIL) and self._has(whole, VALUE_ROLES | _DETAIL):
            self._add(whole, guesses, repeats_name=True)
        elif self._has(whole, {Role.TITLE}) and not self._has(whole, _MEASURING):
            self._add(whole, guesses)
        else:
            return self._leave(cells, "non è di un indicatore")
        return True

    def _is_measured(self, cells: Sequence[Located]) -> bool:
        """Whether a row after a blank one is of an indicator, and no signature."""
        if self._has(cells, {Role.UNIT, Role.FORMULA, Role.TYPE, Role.CODE, Role.TITLE, Role.QUALITATIVE}):
            return self._has(cells, _MEASURING)
        values = [cells[one.index].text for one in self.header.having(*VALUE_ROLES, Role.WEIGHT)]
        return any(text and not read_cell(text, 2000, 1999).is_text for text in values)

    def _is_detailed(self, cells: Sequence[Located]) -> bool:
        """Whether a row after a blank one is of a structure, and no signature."""
        if not (self._has(cells, {Role.STRUCTURE}) and len(filled(cells)) > 2 and self.rows):
            return False
        above = self.rows[-1].cells
        return all(
            cells[one.index].text in ("", above[one.index].text)
            for one in self.header.having(Role.TITLE, Role.CODE)
        )

    def _take_single(self, cell: Located, *, after_blank: bool, across: bool) -> bool:
        """A text alone in its row: a part of the table, an objective, or a cell cut by a page."""
        titles = self.header.having(Role.TITLE, Role.CODE)
        if not titles and (split_code(cell.text)[0] or words(cell.text).startswith("obiettivo")):
            self._leave_section()
            self._section = cell
            return True
        if titles and across and self._is_part(cell):
            self._leave_section()
            self._section = cell
            return True
        column = next((one for one in self.header.columns if one.index == cell.column), None)
        spans = cell.column == 0 and len(cell.text) > _LONGEST_PART
        is_part = column and column.role in (Role.NAME, Role.FORMULA, Role.TITLE, Role.DESCRIPTION)
        if is_part and self.rows and not after_blank and cell.column and not spans and not across:
            blank = Located("", cell.place, row=cell.row)
            self._join(tuple(cell if index == cell.column else blank for index in range(self._width)))
            return True
        return self._leave([cell], "sta da solo in una riga")

    def _is_part(self, cell: Located) -> bool:
        """Whether a text across the table heads a part of it, and is no note."""
        is_note = re.match(r"[*(\d]*[*)]|not[ae]\b", cell.text, re.IGNORECASE) or cell.line.endswith(".")
        return not is_note and len(cell.line) <= _LONGEST_PART * 2 and not self.header.having(Role.AREA)

    @property
    def _width(self) -> int:
        return len(self.header.columns)

    def _aligned(self, row: Row, *, may_shift: bool) -> tuple[tuple[Located, ...], tuple[str, ...]]:
        """The row as long as the header; shifted where it lost the cells of a row span at its start."""
        place = row[0].place
        blank = Located("", place, row=row[0].row)
        cells = tuple(row[: self._width]) + (blank,) * (self._width - len(row))
        first = next((one.index for one in self.header.having(Role.NAME)), 0)
        last = max((one.index for one in self.header.having(*VALUE_ROLES)), default=0)
        lost = may_shift and first and not any(cell.text or cell.merged for cell in cells[-first:])
        # A row that begins as one before it has lost nothing.
        known = cells[0].merged or any(row.cells[0].text == cells[0].text for row in self.rows)
        if lost and last >= self._width - first and cells[0].text and self.rows and not known:
            shifted = (blank,) * first + cells[: self._width - first]
            if self._values_in(shifted) > self._values_in(cells):
                guess = "le caselle della riga sono state spostate a destra, sotto le loro intestazioni"
                return shifted, (guess,)
        return align(cells, self.header.columns, self._is_weight)

    def _is_weight(self, text: str) -> bool:
        """Whether a row has a text as its weight."""
        return text in self.weights

    def _values_in(self, cells: Sequence[Located]) -> int:
        """The number of cells under headings of values that hold one."""
        texts = [cells[one.index].text for one in self.header.having(*VALUE_ROLES)]
        return sum(bool(text) and not read_cell(text, 2000, 1999).is_text for text in texts)

    def _add(self, cells: Sequence[Located], guesses: tuple[str, ...], *, repeats_name: bool = False) -> None:
        before = self.rows[-1] if self.rows and self.rows[-1].section is self._section else None
        if before:
            values = self.header.having(*VALUE_ROLES)
            is_shared = repeats_name and values and not any(cells[one.index].text for one in values)
            if is_shared and any(before.cells[one.index].text for one in values):
                guesses = (*guesses, "la riga non ha valori: si è inteso che valgono quelli della riga sopra")
                cells = tuple(
                    before.cells[index] if any(one.index == index for one in values) else cell
                    for index, cell in enumerate(cells)
                )
            if (
                any(not cells[index].text and not cells[index].merged for index in self._spanned)
                and not repeats_name
            ):
                guesses = (*guesses, "la casella dell'obiettivo è vuota: si è inteso quello della riga sopra")
            cells = self._filled_down(cells, before.cells, everything=repeats_name)
        self.rows.append(BodyRow(tuple(cells), self._section, guesses))

    def _filled_down(
        self, cells: Sequence[Located], above: Sequence[Located], *, everything: bool
    ) -> tuple[Located, ...]:
        """The row with the objective of the row above where it names none, or names only lower levels."""
        columns = [one for one in self.header.columns if one.role in OBJECTIVE_ROLES]
        if everything:
            columns += self.header.having(Role.NAME, Role.INDICATOR_CODE, Role.FORMULA, Role.UNIT, Role.TYPE)
        named = [one.index for one in columns if cells[one.index].text]
        until = min(named, default=self._width)
        if named:
            first = next(one for one in self.header.columns if one.index == until)
            same = [one.index for one in columns if one.heading.level == first.heading.level]
            until = min(same) if first.heading.level else until
        fill = {one.index for one in columns if one.index < until or everything}
        return tuple(
            above[index] if index in fill and not cell.text else cell for index, cell in enumerate(cells)
        )

    def _continues(self, cells: Sequence[Located]) -> bool:
        """Whether a row without a name goes on with the texts of the row above."""
        if not self.rows or any(cells[one.index].text for one in self.header.having(Role.CODE)):
            return False
        above = self.rows[-1].cells
        filled_columns = [one for one in self.header.columns if cells[one.index].text]
        values = [one for one in filled_columns if one.role in VALUE_ROLES]
        # A value below a value is of another structure or year, unless it is cut within.
        if any(above[one.index].text and not _is_cut(above[one.index].text) for one in values):
            return False
        details = [one for one in filled_columns if one.role in _DETAIL]
        return not any(
            above[one.index].text and above[one.index].text != cells[one.index].text for one in details
        )

    def _join(self, cells: Sequence[Located]) -> None:
        before = self.rows[-1]
        joined = tuple(
            replace(one, text=f"{one.text} {two.text}".strip(), place=one.place if one.text else two.place)
            if two.text and two.text != one.text
            else one
            for one, two in zip(before.cells, cells, strict=True)
        )
        guess = f"la riga è stata unita a quella che la segue ({next(c.place for c in cells if c.text)})"
        self.rows[-1] = replace(before, cells=joined, guesses=(*before.guesses, guess))

    def _has(self, cells: Sequence[Located], roles: frozenset[Role] | set[Role]) -> bool:
        return any(cells[one.index].text for one in self.header.having(*roles))

    def _text(self, cells: Sequence[Located], role: Role) -> str:
        return next((cells[one.index].text for one in self.header.having(role)), "")

    def _leave(self, cells: Sequence[Located], reason: str) -> bool:
        text = " | ".join(cell.line for cell in cells)
        self.leftovers.append(Leftover(replace(cells[0], text=text), reason))
        return False


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(cell.text for cell in row)


def _is_cut(text: str) -> bool:
    """Whether a text cannot end here."""
    return text.rstrip().endswith(("il", "al", "entro", "tra", "e", "di", "≥", "≤", ">", "<", "=", ","))


def _is_total(cells: Sequence[Located]) -> bool:
    first = words(cells[0].text.split(":")[0])
    known = vocabulary().totals
    return first in known or (first.split(" ")[0] in known and len(first.split()) <= 3)
