"""Recognition of a document: its tables, cards and paragraphs, from the first to the last, as records."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from generator.importing.recognition.cards import Card, as_attribute, indicator_record, objective_levels
from generator.importing.recognition.cell_values import is_absent
from generator.importing.recognition.cells import Located, filled, locate
from generator.importing.recognition.code_texts import is_code, split_code
from generator.importing.recognition.columns import OFFICE_WORDS, Header, Row, header_starts, read_header
from generator.importing.recognition.flat_tables import read_flat_table
from generator.importing.recognition.headings import read_heading, words, years_in
from generator.importing.recognition.labels import (
    dated_value,
    glued_pair,
    has_glued_labels,
    inline_pair,
    lone_label,
    pair_of_cells,
)
from generator.importing.recognition.layout_file import Corrections
from generator.importing.recognition.records import Field, Leftover, Level, Recognised, Record
from generator.importing.recognition.roles import Heading, Role
from generator.importing.tables import Table

_BOLD = re.compile(r"\s*(?:\*\*|<b>|<strong>)")
_BODY = re.compile(
    r"(?:comune|citt[aà]|ministero|universit[aà]|politecnico|agenzia|regione|provincia|camera|azienda|istituto"
    r"|consorzio|unione|asl|ats|asst|ente)\s+(?:d[ei]|del\w*|dell['’]|per|metropolitana|ospedaliera|sanitaria)\b.{2,80}",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_TITLE = 200
#: First words of headings of parts of a document, which may have a number but are no objectives.
_PARTS = {
    "capitolo",
    "area",
    "ambito",
    "asse",
    "parte",
    "sezione",
    "tabella",
    "allegato",
    "appendice",
    "capo",
    "figura",
}
#: A code that can be no number of a list.
_TELLING_CODE = re.compile(r"[A-Za-z]|\d[._/]\d")


def recognise(
    documents: Iterable[tuple[str, Sequence[Table]]], corrections: Corrections | None = None
) -> Recognised:
    """All that the tables of some files say; each file with its name, empty where there is only one."""
    reader = _Document(corrections or Corrections())
    for file, tables in documents:
        reader.read_file(tables, file)
    return reader.finish()


class _Document(Struct):
    """A reader of documents, which goes through their rows once.

    `objective` is the current one with those above it; `headings` are the paragraphs since the last that
    was understood, `areas` and `heads` the headings above the objective, these being objectives; `open` is a label that waits for its
    value. `is_headed`: the current objective has no indicators yet; `before` is the one before it.
    """

    corrections: Corrections
    records: list[Record] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    layouts: list[tuple[str, tuple[Heading, ...]]] = field(default_factory=list)
    title: list[Located] = field(default_factory=list)
    objective: tuple[Level, ...] = ()
    headings: list[Located] = field(default_factory=list)
    areas: dict[int, Located] = field(default_factory=dict)
    heads: list[Level] = field(default_factory=list)
    labels: dict[str, Heading] = field(default_factory=dict)
    card: Card = field(default_factory=Card)
    open: Heading | None = None
    open_cells: list[Located] = field(default_factory=list)
    indicator: list[Field] = field(default_factory=list)
    glued: bool = False
    is_headed: bool = False
    before: tuple[Level, ...] = ()
    tables: int = 0
    body: str = ""

    def read_file(self, tables: Sequence[Table], file: str) -> None:
        """Read the tables of a file; an objective does not go on from one file to the next."""
        located = [(table, locate(table, file)) for table in tables]
        self.glued = has_glued_labels(row[0] for _, rows in located for row in rows if len(row) == 1)
        for table, rows in located:
            starts = header_starts(rows, self._heading)
            self._read_rows(rows[: starts[0]] if starts else rows)
            for start, following in pairwise((*starts, len(rows))):
                end = following if following == len(rows) else _end_of_body(rows, start, following)
                self._read_flat(rows, start, end, table)
                self._read_rows(rows[end:following])
        self._close_all()
        self.objective = ()
        self._leave_headings()

    def finish(self) -> Recognised:
        """What was found."""
        # The title is the first line that tells the years of the plan.
        named = [cell for cell in self.title if years_in(cell.text) and len(cell.line) < _LONGEST_TITLE]
        title = (named or self.title or [Located("", "")])[0]
        body = self.body or next((found for cell in self.title if (found := body_in(cell.line))), "")
        leftovers = [
            Leftover(cell, "sta prima degli obiettivi")
            for cell in self.title
            if cell is not title and cell.line != body
        ]
        return Recognised(
            tuple(self.records),
            (*leftovers, *self.leftovers),
            (
                *self.layouts,
                *([("etichette delle schede", tuple(self.labels.values()))] if self.labels else []),
            ),
            title.line,
            years_in(title.text),
            body,
            is_body_guessed=not self.body,
        )

    # Flat tables.

    def _read_flat(self, rows: Sequence[Row], start: int, end: int, table: Table) -> None:
        self._close_all()
        header = read_header(rows, start, end, self.corrections.apply)
        self.tables += 1
        self.layouts.append((header.place, header.headings))
        names_objectives = bool(header.having(Role.CODE, Role.TITLE, Role.LEVEL))
        if not names_objectives:
            self._take_heading()
        self._leave_headings()
        above = () if names_objectives else self.objective
        records, leftovers = read_flat_table(header, rows[start:end], f"tabella {self.tables}", above)
        if not any(record.levels for record in records) and records:
            level = self._objective_of_title(rows[start][0])
            records = tuple(replace(record, levels=(level,)) for record in records)
        self.records += [_with_sheet(record, table, header) for record in records]
        self.leftovers += leftovers
        self.is_headed = False

    def _objective_of_title(self, cell: Located) -> Level:
        """An objective for a table under none."""
        title = next((one.line for one in self.title if one.line), "")
        return Level("obiettivo", "", title or "Obiettivi del documento", cell)

    # Rows of cards and paragraphs.

    def _read_rows(self, rows: Sequence[Row]) -> None:
        for row in rows:
            cells = filled(row)
            if not cells:
                continue
            if len(cells) > 1:
                self._read_cells(cells)
            elif len(row) > 1 and self._opens(cells[0], alone=False):
                continue
            else:
                self._read_paragraph(cells[0])

    def _read_cells(self, cells: Sequence[Located]) -> None:
        pairs = pair_of_cells(cells, self._heading)
        if pairs:
            self._close_label()
            for one in pairs:
                self._add(one)
        elif len(cells) == 2 and is_code(cells[0].line) and not is_code(cells[1].line):
            self._close_all()
            self._begin(Level("obiettivo", cells[0].line, cells[1].line, cells[1]))
        elif len(cells) == 2 and self.card.fields and len(cells[0].line) < 60:
            # A label that is not known, within a card.
            self._close_label()
            self._add(Field(Heading(cells[0].line.rstrip(":"), Role.OTHER), cells[1]))
        else:
            self._close_all()
            self._leave_headings()
            self._leave([replace(cells[0], text=" | ".join(cell.line for cell in cells))])

    def _heading(self, text: str) -> Heading:
        return self.corrections.apply(read_heading(text))

    def _read_paragraph(self, cell: Located) -> None:
        value = dated_value(cell, self._heading)
        if value is not None and (cell.is_item or self.indicator or self.headings):
            self._add_value(value)
            return
        pair = inline_pair(cell, self._heading) or (glued_pair(cell, self._heading) if self.glued else None)
        if pair is not None and not cell.is_item:
            self._close_label()
            self._add(pair)
        elif self._opens(cell, alone=True):
            return
        elif self._is_head(cell):
            self._close_all()
            code, title = split_code(cell.line, weak=True)
            self._place_heading(cell)
            self._begin(Level("obiettivo", code, title, cell, self._area(cell)))
        elif self.open is not None and (not cell.level or cell.is_item):
            self.open_cells.append(cell)
        else:
            self._close_indicator()
            if cell.level and not cell.is_item:
                self._close_all()
            self._place_heading(cell)
            self.headings.append(cell)

    def _opens(self, cell: Located, *, alone: bool) -> bool:
        """Whether a paragraph is a label whose value is below it; then it is opened."""
        heading = lone_label(cell, self._heading, with_colon=alone and not self.glued)
        if heading is None:
            return False
        self._close_label()
        self.open, self.open_cells = heading, []
        return True

    def _is_head(self, cell: Located) -> bool:
        """Whether a paragraph is the code and the title of an objective."""
        code, title = split_code(cell.line, weak=True)
        if not code or cell.is_item or len(title) > 250:
            return False
        is_marked = bool(cell.level) or bool(_BOLD.match(cell.raw))
        first = words(cell.line).split()[:1]
        return is_marked and bool(_TELLING_CODE.search(code)) and not set(first) & _PARTS

    # Cards.

    def _add(self, one: Field) -> None:
        """Add a box to the current card, or begin another one with it."""
        self._close_indicator()
        if one.role is Role.BODY and not self.body:
            self.body = one.cell.line
        if self.card.repeats(one):
            self._close_card()
        self.labels.setdefault(one.heading.text, one.heading)
        if not self.card.fields:
            self.card.above, self.headings = self.headings, []
        self.card.fields.append(one)

    def _close_label(self) -> None:
        if self.open is None:
            return
        heading, cells = self.open, self.open_cells
        self.open, self.open_cells = None, []
        texts = [
            f"- {cell.text}" if cell.is_item and heading.role is Role.DESCRIPTION else cell.text
            for cell in cells
        ]
        texts = [text for text in texts if not is_absent(text)] or texts
        first = cells[0] if cells else Located("", "")
        self._add(Field(heading, replace(first, text="\n".join(texts), is_item=False, level=0)))

    def _close_card(self) -> None:
        card, self.card = self.card, Card()
        if not card.fields:
            return
        if card.is_indicator:
            self._close_indicator_card(card)
        elif card.is_objective and not (self.is_headed and card.names_parent_only):
            levels = objective_levels(card, card.title)
            own = levels[-1] if levels else None
            if own is None:
                self._leave((*card.above, *(one.cell for one in card.fields)))
                return
            used = [own.cell, *(one.cell for one in own.fields)]
            rest = [
                cell for cell in card.above if not any(cell is one for one in used) and cell.line != own.title
            ]
            self._leave(rest)
            self._begin(replace(own, fields=(*own.fields, *self._area(own.cell))))
        elif self.objective:
            self._leave(card.above)
            own, fields = self.objective[-1], tuple(map(as_attribute, card.fields))
            self.objective = (*self.objective[:-1], replace(own, fields=(*own.fields, *fields)))
            self.records.append(Record(self.objective))
        else:
            self._leave((*card.above, *(one.cell for one in card.fields)))

    def _close_indicator_card(self, card: Card) -> None:
        title = card.title
        has_name = any(one.role in (Role.NAME, Role.TITLE) for one in card.fields)
        above = card.above[:-1] if title is not None and not has_name else card.above
        self.headings, later = list(above), self.headings
        self._take_heading()
        record = indicator_record(card, self.objective, title)
        if record.levels:
            self.objective = self.objective or record.levels
            self.is_headed = False
            self.records.append(record)
        else:
            self._leave(one.cell for one in card.fields)
        name = record.first(Role.NAME)
        self._leave(cell for cell in self.headings if name is None or cell.line != name.cell.line)
        self.headings = later

    def _begin(self, level: Level) -> None:
        """Make an objective the current one."""
        self._leave_headings()
        self.before = self.objective
        self.is_headed = True
        cell = level.cell
        self.heads = [one for one in self.heads if 0 < one.cell.level < cell.level and not cell.is_item]
        self.objective = (*self.heads, level)
        if cell.level and not cell.is_item:
            self.heads.append(level)
        self.records.append(Record(self.objective))

    def _take_heading(self) -> None:
        """Where there is no objective since the last heading, that heading is one."""
        candidates = [cell for cell in self.headings if cell.level and not cell.is_item]
        if not candidates or (self.objective and not self._is_higher(candidates[-1])):
            return
        cell = candidates[-1]
        self.headings = [one for one in self.headings if one is not cell]
        code, title = split_code(cell.line, weak=True)
        self._begin(Level("obiettivo", code, title, cell, self._area(cell)))

    def _is_higher(self, cell: Located) -> bool:
        """Whether a heading is not below that of the current objective."""
        current = self.objective[-1].cell
        return not current.level or current.is_item or cell.level <= current.level

    # Outlines.

    def _place_heading(self, cell: Located) -> None:
        """Remember a heading as what the next ones are below."""
        if cell.level and not cell.is_item:
            self.areas = {level: one for level, one in self.areas.items() if level < cell.level}
            self.areas[cell.level] = cell

    def _area(self, cell: Located) -> tuple[Field, ...]:
        """The heading that an objective stands under, if it has a number of its own."""
        above = [one for level, one in sorted(self.areas.items()) if level < cell.level and one is not cell]
        if (
            cell.level
            and not cell.is_item
            and above
            and split_code(above[-1].line)[0]
            and years_in(above[-1].line) == ()
        ):
            return (Field(Heading("Ambito", Role.AREA), above[-1]),)
        return ()

    def _add_value(self, value: Field) -> None:
        """Add a dated value to the indicator that is named above it."""
        if not self.indicator:
            self._close_label()
            self._close_card()
            name = self.headings.pop() if self.headings else self._demoted()
            self._take_heading()
            if name is None or not self.objective:
                self._leave([value.cell])
                return
            code, title = split_code(name.line, weak=True)
            self.indicator = [Field(Heading("Indicatore", Role.NAME), replace(name, text=title, raw=title))]
            if code:
                self.indicator.insert(
                    0, Field(Heading("Codice", Role.INDICATOR_CODE), replace(name, text=code))
                )
            self._leave_headings()
        self.labels.setdefault(value.heading.text, value.heading)
        self.indicator.append(value)

    def _demoted(self) -> Located | None:
        """The heading of an objective that turns out to be that of an indicator of the one before it."""
        if not (
            self.is_headed and self.before and self.records and self.records[-1].levels == self.objective
        ):
            return None
        cell = self.objective[-1].cell
        self.records.pop()
        self.heads = [one for one in self.heads if one.cell is not cell]
        self.objective, self.before = self.before, ()
        return cell

    def _close_indicator(self) -> None:
        if self.indicator:
            self.records.append(Record(self.objective, tuple(self.indicator)))
            self.indicator = []
            self.is_headed = False

    def _close_all(self) -> None:
        self._close_label()
        self._close_indicator()
        self._close_card()

    # What is no data.

    def _leave_headings(self) -> None:
        cells, self.headings = self.headings, []
        self._leave(cells)

    def _leave(self, cells: Iterable[Located]) -> None:
        for cell in cells:
            if not cell.text:
                continue
            if self.records:
                self.leftovers.append(Leftover(cell, "non è di un obiettivo"))
            else:
                self.title.append(cell)


def _end_of_body(rows: Sequence[Row], start: int, following: int) -> int:
    """The end of the rows of a table; the short ones right above the next header are about that one."""
    end = following
    while end - 1 > start and len(filled(rows[end - 1])) < 3:
        end -= 1
    return end


def body_in(title: str) -> str:
    """The public body that a part of a title is; empty if none is one."""
    found = (_BODY.fullmatch(part.strip()) for part in re.split(r"\s[-–—]\s|\n", title))
    return next((match[0] for match in found if match), "")


def _with_sheet(record: Record, table: Table, header: Header) -> Record:
    """The record with the office that its sheet is called like."""
    first = table.name.replace(".", " ").split()[:1]
    if not first or first[0].casefold() not in OFFICE_WORDS or header.having(Role.OFFICE):
        return record
    cell = Located(table.name, f"nome del {table.place}" if table.place else "nome del foglio")
    return Record(record.levels, (*record.fields, Field(Heading("Foglio", Role.OFFICE), cell, "foglio")))
