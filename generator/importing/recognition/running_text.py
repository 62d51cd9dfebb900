"""Running text: paragraphs, labels with their values, cards and outlines, one after the other, as records."""

from collections.abc import Iterable, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from generator.importing.recognition.cards import (
    Card,
    as_attribute,
    indicator_record,
    label_key,
    objective_levels,
)
from generator.importing.recognition.cells import Located, filled
from generator.importing.recognition.code_texts import is_code, split_code
from generator.importing.recognition.column_roles import Row
from generator.importing.recognition.headings import read_heading, years_in
from generator.importing.recognition.labels import (
    dated_value,
    empty_label,
    glued_pair,
    inline_pair,
    labelled,
    lone_label,
    pair_of_cells,
    takes,
)
from generator.importing.recognition.layout_file import Corrections
from generator.importing.recognition.records import Field, Leftover, Level, Record
from generator.importing.recognition.roles import OBJECTIVE_ROLES, VALUE_ROLES, Heading, Role
from generator.importing.recognition.text_headings import Outline, is_coded, is_head, is_title

#: Roles of boxes of an objective that may stand above those of its first indicator.
_ATTRIBUTES = OBJECTIVE_ROLES | {Role.OFFICE, Role.OTHER, Role.YEAR}


class BelowTable(Struct, frozen=True):
    """A paragraph right below the table of an objective."""

    cell: Located
    levels: tuple[Level, ...]


class TextReader(Struct):
    """A reader of running text, which goes through its paragraphs once.

    `title` are the texts before the first record. `objective` is the current one with those above it, and
    `before` the one before it; `is_headed`: it has no indicators yet. `headings` are the paragraphs since the
    last that was understood, `outline` those above it, and `heads` those of them that are objectives.
    `opener` is the label with which the card of the last objective began, `open` one that waits for its
    value, in `open_cells`. `glued`: labels are glued to their values.
    `section` is the last title of a part of the document. `table` are the objectives of the table right
    above, `below` the paragraphs right below tables.
    """

    corrections: Corrections
    records: list[Record] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    title: list[Located] = field(default_factory=list)
    objective: tuple[Level, ...] = ()
    before: tuple[Level, ...] = ()
    is_headed: bool = False
    headings: list[Located] = field(default_factory=list)
    outline: Outline = field(default_factory=Outline)
    heads: list[Level] = field(default_factory=list)
    labels: dict[str, Heading] = field(default_factory=dict)
    card: Card = field(default_factory=Card)
    opener: str = ""
    open: Heading | None = None
    open_cells: list[Located] = field(default_factory=list)
    indicator: list[Field] = field(default_factory=list)
    glued: bool = False
    body: str = ""
    section: str = ""
    table: tuple[Level, ...] | None = None
    below: list[BelowTable] = field(default_factory=list)

    def read_rows(self, rows: Sequence[Row]) -> None:
        """Read the rows of cards and paragraphs."""
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
        pairs = pair_of_cells(cells, self.heading_of)
        if pairs:
            self._close_label()
            for one in pairs:
                self._add(one)
        elif len(cells) == 2 and is_code(cells[0].line) and not is_code(cells[1].line):
            self.close_all()
            self._begin(Level("obiettivo", cells[0].line, cells[1].line, cells[1]))
        elif len(cells) == 2 and self.card.fields and len(cells[0].line) < 60:
            # A label that is not known, within a card.
            self._close_label()
            self._add(Field(Heading(cells[0].line.rstrip(":"), Role.OTHER), cells[1]))
        else:
            self.close_all()
            self.leave_headings()
            self._leave([replace(cells[0], text=" | ".join(cell.line for cell in cells))])

    def heading_of(self, text: str) -> Heading:
        """What a text says as a heading, as an editor has corrected it."""
        return self.corrections.apply(read_heading(text))

    def _read_paragraph(self, cell: Located) -> None:
        value = dated_value(cell, self.heading_of)
        if value is not None and (cell.is_item or self.indicator or self.headings):
            self._add_value(value)
            return
        pair = inline_pair(cell, self.heading_of) or (
            glued_pair(cell, self.heading_of) if self.glued else None
        )
        if pair is not None and not cell.is_item:
            self._close_label()
            self._add(pair)
        elif self._opens(cell, alone=True):
            return
        elif is_head(cell):
            self.close_all()
            code, title = split_code(cell.line, weak=True)
            self.outline.place(cell)
            self._begin(Level("obiettivo", code, title, cell, self.outline.area(cell, self.heading_of)))
        elif self.open is not None and takes(self.open, self.open_cells, cell):
            self.open_cells.append(cell)
        elif self.table is not None and not is_title(cell) and not split_code(cell.line)[0]:
            self.below.append(BelowTable(cell, self.table))
        else:
            self._close_indicator()
            if self.open is not None and self.open.role in VALUE_ROLES:
                self._close_label()
            if cell.level and not cell.is_item:
                self.close_all()
            if is_title(cell):
                self.section, self.table = cell.line, None
            self.outline.place(cell)
            self.headings.append(cell)

    def _opens(self, cell: Located, *, alone: bool) -> bool:
        """Whether a paragraph is a label whose value is below it; then it is opened."""
        heading = lone_label(cell, self.heading_of, with_colon=alone and not self.glued)
        if heading is None and alone and self.card.fields:
            heading = empty_label(cell, self.heading_of)
        if heading is None:
            return False
        self._close_label()
        self.table = None
        self.open, self.open_cells = heading, []
        return True

    # Cards.

    def _add(self, one: Field) -> None:
        """Add a box to the current card, or begin another one with it."""
        self._close_indicator()
        self.table = None
        if one.role is Role.BODY and not self.body:
            self.body = one.cell.line
        if self._begins(one):
            self._close_card()
        self.labels.setdefault(one.heading.text, one.heading)
        if not self.card.fields:
            self.card.above, self.headings = self.headings, []
        self.card.fields.append(one)

    def _begins(self, one: Field) -> bool:
        """Whether a box begins another card: by what it is of, or by the label that began the others."""
        card = self.card
        if card.ends_before(one):
            return True
        if not card.is_indicator or label_key(one) != self.opener:
            return False
        is_bare = one.role in (Role.CODE, Role.TITLE, Role.DESCRIPTION) and not one.heading.level
        # An indicator may have a title of its own before its values.
        return not is_bare or any(other.role in VALUE_ROLES for other in card.fields)

    def _close_label(self) -> None:
        if self.open is None:
            return
        heading, cells = self.open, self.open_cells
        self.open, self.open_cells = None, []
        self._add(labelled(heading, cells))

    def _close_card(self) -> None:
        card, self.card = self.card, Card()
        if not card.fields:
            return
        if card.is_indicator:
            self._close_indicator_card(card)
        elif card.is_objective and not (self.is_headed and card.names_parent_only):
            if not self.records and not any(years_in(cell.text) for cell in self.title):
                # The title of the document may stand right above the first card.
                self.title += [cell for cell in card.above if years_in(cell.text)]
            levels = objective_levels(card, card.title, self.section)
            own = levels[-1] if levels else None
            if own is None:
                self._leave((*card.above, *(one.cell for one in card.fields)))
                return
            used = [own.cell, *(one.cell for one in own.fields)]
            rest = [
                cell for cell in card.above if not any(cell is one for one in used) and cell.line != own.title
            ]
            self._leave(rest)
            self.opener = label_key(card.fields[0])
            self._begin(replace(own, fields=(*own.fields, *self.outline.area(own.cell, self.heading_of))))
        elif coded := [cell for cell in card.above if is_coded(cell)]:
            self._leave(cell for cell in card.above if cell is not coded[-1])
            self.opener = label_key(card.fields[0])
            code, title = split_code(coded[-1].line)
            fields = tuple(map(as_attribute, card.fields))
            self._begin(Level("obiettivo", code, title, coded[-1], fields))
        elif self.objective:
            self._leave(card.above)
            own, fields = self.objective[-1], tuple(map(as_attribute, card.fields))
            self.objective = (*self.objective[:-1], replace(own, fields=(*own.fields, *fields)))
            self.records.append(Record(self.objective))
        else:
            self._leave((*card.above, *(one.cell for one in card.fields)))

    def _close_indicator_card(self, card: Card) -> None:
        card = self._without_attributes(card)
        title = card.title
        has_name = any(one.role in (Role.NAME, Role.TITLE) for one in card.fields)
        above = card.above[:-1] if title is not None and not has_name else card.above
        self.headings, later = list(above), self.headings
        self.take_heading()
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

    def _without_attributes(self, card: Card) -> Card:
        """The card of an indicator without the boxes of its objective, which stand before its name."""
        roles = [one.role for one in card.fields]
        first = roles.index(Role.NAME) if Role.NAME in roles else 0
        if not (first and self.is_headed and set(roles[:first]) <= _ATTRIBUTES):
            return card
        own, fields = self.objective[-1], tuple(map(as_attribute, card.fields[:first]))
        self.objective = (*self.objective[:-1], replace(own, fields=(*own.fields, *fields)))
        return Card(card.fields[first:], card.above)

    def _begin(self, level: Level) -> None:
        """Make an objective the current one."""
        self.leave_headings()
        self.before = self.objective
        self.is_headed = True
        self.table = None
        level = replace(level, section=self.section)
        cell = level.cell
        self.heads = [one for one in self.heads if 0 < one.cell.level < cell.level and not cell.is_item]
        self.objective = (*self.heads, level)
        if cell.level and not cell.is_item:
            self.heads.append(level)
        self.records.append(Record(self.objective))

    def take_heading(self) -> None:
        """Where there is no objective since the last heading, that heading is one."""
        candidates = [
            cell
            for cell in self.headings
            # «Indicatori» is over the tables of an objective.
            if cell.level and not cell.is_item and self.heading_of(cell.line).role is Role.UNKNOWN
        ]
        candidates = candidates or [cell for cell in self.headings if is_coded(cell)]
        if not candidates or (self.objective and not self._is_higher(candidates[-1])):
            return
        cell = candidates[-1]
        self.headings = [one for one in self.headings if one is not cell]
        code, title = split_code(cell.line, weak=True)
        self._begin(Level("obiettivo", code, title, cell, self.outline.area(cell, self.heading_of)))

    def _is_higher(self, cell: Located) -> bool:
        """Whether a heading is not below that of the current objective."""
        current = self.objective[-1].cell
        return not current.level or current.is_item or cell.level <= current.level

    # Indicators of lists.

    def _add_value(self, value: Field) -> None:
        """Add a dated value to the indicator that is named above it."""
        if not self.indicator:
            self._close_label()
            self._close_card()
            name = self.headings.pop() if self.headings else self._demoted()
            self.take_heading()
            if name is None or not self.objective:
                self._leave([value.cell])
                return
            code, title = split_code(name.line, weak=True)
            self.indicator = [Field(Heading("Indicatore", Role.NAME), replace(name, text=title, raw=title))]
            if code:
                self.indicator.insert(
                    0, Field(Heading("Codice", Role.INDICATOR_CODE), replace(name, text=code))
                )
            self.leave_headings()
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

    def close_all(self) -> None:
        """End what is open: a label, an indicator, a card."""
        self._close_label()
        self._close_indicator()
        self._close_card()

    # What is no data.

    def leave_headings(self) -> None:
        """Leave over the paragraphs that named nothing."""
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
