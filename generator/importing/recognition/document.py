"""Recognition of a document: its tables, cards and paragraphs, from the first to the last, as records."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from generator.importing.recognition.cells import Located, filled, locate
from generator.importing.recognition.column_roles import OFFICE_WORDS, Row
from generator.importing.recognition.columns import Header, header_starts, read_header
from generator.importing.recognition.flat_tables import read_flat_table
from generator.importing.recognition.headings import years_in
from generator.importing.recognition.labels import has_glued_labels
from generator.importing.recognition.layout_file import Corrections
from generator.importing.recognition.records import Field, Guess, Leftover, Level, Recognised, Record
from generator.importing.recognition.roles import Heading, Role
from generator.importing.recognition.running_text import BelowTable, TextReader
from generator.importing.recognition.table_doubts import footnote_doubts
from generator.importing.tables import Table

_BODY = re.compile(
    r"(?:comune|citt[aà]|ministero|universit[aà]|politecnico|agenzia|regione|provincia|camera|azienda|istituto"
    r"|consorzio|unione|asl|ats|asst|ente)\s+(?:d[ei]|del\w*|dell['’]|per|metropolitana|ospedaliera|sanitaria)\b.{2,80}",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_TITLE = 200


def recognise(
    documents: Iterable[tuple[str, Sequence[Table]]], corrections: Corrections | None = None
) -> Recognised:
    """All that the tables of some files say; each file with its name, empty where there is only one."""
    reader = _Document(TextReader(corrections or Corrections()))
    for file, tables in documents:
        reader.read_file(tables, file)
    return reader.finish()


class _Document(Struct):
    """A reader of documents, which goes through their rows once.

    `tables` counts the tables with a header, `layouts` are their columns, `below` the footnotes within them.
    `under` are the tables under an objective, with their records.
    """

    text: TextReader
    layouts: list[tuple[str, tuple[Heading, ...]]] = field(default_factory=list)
    tables: int = 0
    below: list[BelowTable] = field(default_factory=list)
    under: list[tuple[Header, tuple[Record, ...]]] = field(default_factory=list)

    def read_file(self, tables: Sequence[Table], file: str) -> None:
        """Read the tables of a file; an objective does not go on from one file to the next."""
        located = [(table, locate(table, file)) for table in tables]
        self.text.glued = has_glued_labels(row[0] for _, rows in located for row in rows if len(row) == 1)
        for table, rows in located:
            starts = header_starts(rows, self.text.heading_of)
            self.text.read_rows(rows[: starts[0]] if starts else rows)
            for start, following in pairwise((*starts, len(rows))):
                end = following if following == len(rows) else _end_of_body(rows, start, following)
                self._read_flat(rows, start, end, table)
                self.text.read_rows(rows[end:following])
        self.text.close_all()
        self.text.objective = ()
        self.text.leave_headings()

    def _take_notes(self) -> None:
        """Make the footnotes of tables notes of their objectives; leave over what else is below tables."""
        below = [*self.below, *self.text.below]
        notes: dict[tuple[tuple[str, str], ...], list[Guess]] = {}
        starred = {_bare_note(one.cell.line) for one in below if is_footnote(one.cell.line)}
        for one in below:
            if one.levels and (is_footnote(one.cell.line) or _bare_note(one.cell.line) in starred):
                note = Field(Heading("Nota", Role.NOTE), one.cell)
                self.text.records.append(Record(one.levels, (note,)))
            else:
                self.text.leftovers.append(Leftover(one.cell, "sta sotto una tabella"))
                continue
            notes.setdefault(_key_of(one.levels), []).append(Guess(one.cell.place, one.cell.line))
        for header, records in self.under:
            levels = records[0].levels
            guesses = footnote_doubts(header, records, notes.get(_key_of(levels), ()))
            self.text.records.append(Record(levels, guesses=guesses))

    def finish(self) -> Recognised:
        """What was found."""
        self._take_notes()
        # The title is the first line that tells the years of the plan.
        named = [cell for cell in self.text.title if years_in(cell.text) and len(cell.line) < _LONGEST_TITLE]
        title = (named or self.text.title or [Located("", "")])[0]
        body = self.text.body or next(
            (found for cell in self.text.title if (found := body_in(cell.text))), ""
        )
        rest = [cell for cell in self.text.title if cell is not title and cell.line != body]
        subtitle = next((cell for cell in rest if is_subtitle(cell)), None)
        section = joined_lines(subtitle.text) if subtitle else ""
        leftovers = [
            Leftover(cell, "sta prima degli obiettivi")
            for cell in self.text.title
            if cell is not title and cell is not subtitle and cell.line != body
        ]
        return Recognised(
            tuple(self.text.records),
            (*leftovers, *self.text.leftovers),
            (
                *self.layouts,
                *([("etichette delle schede", tuple(self.text.labels.values()))] if self.text.labels else []),
            ),
            " ".join(line for line in title.text.split("\n") if line != body) or title.line,
            section,
            years_in(title.text),
            body,
            is_body_guessed=not self.text.body,
        )

    # Flat tables.

    def _read_flat(self, rows: Sequence[Row], start: int, end: int, table: Table) -> None:
        self.text.close_all()
        header = read_header(rows, start, end, self.text.corrections.apply)
        self.tables += 1
        self.layouts.append((header.place, header.headings))
        names_objectives = bool(header.having(Role.CODE, Role.TITLE, Role.LEVEL))
        if not names_objectives:
            self.text.take_heading()
        self.text.leave_headings()
        above = () if names_objectives else self.text.objective
        records, leftovers = read_flat_table(header, rows[start:end], f"tabella {self.tables}", above)
        if not any(record.levels for record in records) and records:
            level = self._objective_of_title(rows[start][0])
            records = tuple(replace(record, levels=(level,)) for record in records)
        self.text.records += [_with_sheet(record, table, header) for record in records]
        for one in leftovers:
            if above and is_footnote(one.cell.line):
                self.below.append(BelowTable(one.cell, above))
            else:
                self.text.leftovers.append(one)
        if above:
            self.under.append((header, records))
        self.text.is_headed = False
        self.text.table = above or None

    def _objective_of_title(self, cell: Located) -> Level:
        """An objective for a table under none."""
        title = next((one.line for one in self.text.title if one.line), "")
        return Level("obiettivo", "", title or "Obiettivi del documento", cell)


def _end_of_body(rows: Sequence[Row], start: int, following: int) -> int:
    """The end of the rows of a table; titles and labels right above the next header are about that one."""
    end = following
    while end - 1 > start and _is_label(filled(rows[end - 1])):
        end -= 1
    return end


def _is_label(cells: Sequence[Located]) -> bool:
    return len(cells) < 3 and all(cell.column < 2 or number == 0 for number, cell in enumerate(cells))


def is_footnote(line: str) -> bool:
    """Whether a text begins with an asterisk."""
    return line.startswith(("*", "(*"))


def _key_of(levels: Sequence[Level]) -> tuple[tuple[str, str], ...]:
    return tuple((level.code, level.title) for level in levels)


def _bare_note(line: str) -> str:
    return line.lstrip("(*) ")


def is_subtitle(cell: Located) -> bool:
    """Whether a text before the objectives is in bold, and no heading in capitals."""
    return bool(re.match(r"\*\*.+\*\*\s*$", cell.raw, re.DOTALL)) and not cell.line.isupper()


def joined_lines(text: str) -> str:
    """The lines of a title as one, with a dash before a line that begins with a capital after a word."""
    joined = ""
    for line in text.split("\n"):
        dashed = joined and joined[-1].isalnum() and line[:1].isupper()
        joined = f"{joined} – {line}" if dashed else f"{joined} {line}".strip()
    return joined


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
