"""PDF: the paragraphs and the ruled tables of a document, joined where a page cut them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.importing.formats.support.archives import damaged
from generator.importing.formats.support.grids import Position, Range, grid_rows, too_many_cells
from generator.importing.formats.support.isolated import isolated
from generator.importing.formats.support.limits import MAX_CELLS
from generator.importing.formats.support.pdf_columns import column_tables
from generator.importing.formats.support.pdf_page import Page, read_pages
from generator.importing.formats.support.pdf_tables import PageTable
from generator.importing.formats.support.pdf_text import Line, is_folded, joined
from generator.importing.formats.support.running_text import Block, Row, text_tables
from generator.importing.imported_plan import ImportingError
from generator.importing.tables import Cell, Table, TableFormat

#: Lines of a list of contents: dots, and the number of a page.
_CONTENTS = re.compile(r".*(?:\.\s?){5,}\s*\d*")
#: The number of a page, after its word or by itself.
_PAGE_NUMBER = re.compile(
    r"\bpag(?:ina|\.)?\s*\d+(?:\s*(?:/|di)\s*\d+)?|^[\W_]*\d{1,3}(?:\s*(?:/|di)\s*\d+)?[\W_]*$", re.IGNORECASE
)
#: Share of the height of a page, at its top and bottom, where its header and its footer stand.
_MARGIN = 0.09
#: Edges of the columns of a table that goes on are as far apart at most, in points.
_SAME_COLUMNS = 4.0
#: Letters of a heading are larger than those of most of the text, at least by this factor.
_LARGER = 1.1
#: Longest line of a heading.
_HEADING_LENGTH = 90
#: Paragraphs are further apart than lines, as a share of the size of the letters.
_PARAGRAPH_GAP = 0.9


class _Part(Struct, frozen=True):
    """The part of a table that is on one page, or its parts on several.

    `cut` has the places of cells that a page cut, so that they have no line above or below.
    """

    rows: tuple[Row, ...]
    edges: tuple[float, ...]
    cut: frozenset[str] = frozenset()


def read_pdf(path: Path) -> tuple[Table, ...]:
    """The tables and the paragraphs between them. What pages repeat in their margins comes once, first."""
    if find_spec("pdfplumber") is None:
        raise ModuleNotFoundError(name="pdfplumber")
    pages = list(isolated(read_pages, path))
    if not pages:
        raise damaged(path)
    if sum(len(table.cells) for page in pages for table in page.tables) > MAX_CELLS:
        raise too_many_cells(path)
    if not any(page.lines or page.tables for page in pages):
        raise ImportingError(
            f"{path}: il PDF contiene solo immagini, senza testo: usare il documento da cui è stato fatto, o "
            "riconoscere il testo con un programma apposito (OCR)"
        )
    furniture = _furniture(pages)
    # In the order of the first page that has them.
    texts = (_without_number(line) for page in pages for line in page.lines if _in_margin(line, page))
    repeated = [Cell(text, "pagina 1") for text in dict.fromkeys(texts) if text in furniture]
    return text_tables([*repeated, *_numbered(_joined(_blocks(pages, furniture, path)))])


def _furniture(pages: Sequence[Page]) -> set[str]:
    """The headers and footers: texts in the margins of more than half of the pages."""
    found = Counter(
        text
        for page in pages
        for text in {_without_number(line) for line in page.lines if _in_margin(line, page)}
    )
    return {text for text, count in found.items() if count > 1 and count * 2 > len(pages)}


def _without_number(line: Line) -> str:
    """The text of a header or footer without the number of its page, which may stand apart.

    Other numbers stay: «Scheda 1» and «Scheda 2» are titles.
    """
    return " ".join(filter(None, (_PAGE_NUMBER.sub("", cell.text).strip() for cell in line.cells)))


def _in_margin(line: Line, page: Page) -> bool:
    return line.bottom < page.height * _MARGIN or line.top > page.height * (1 - _MARGIN)


def _is_furniture(line: Line, page: Page, furniture: set[str]) -> bool:
    text = _without_number(line)
    return _in_margin(line, page) and (not text or text in furniture)


def _blocks(pages: Sequence[Page], furniture: set[str], path: Path) -> Iterator[Block | _Part]:
    """Paragraphs and parts of tables from the first page to the last."""
    levels = _heading_levels(pages)
    for page in pages:
        lines = [line for line in page.lines if not _is_furniture(line, page, furniture)]
        right = max((line.right for line in lines), default=page.width)
        lines, unruled = column_tables(lines, page.rules)
        for table in sorted([*page.tables, *unruled], key=lambda table: table.top):
            above = [line for line in lines if line.top < table.top]
            lines = lines[len(above) :]
            yield from _paragraphs(above, page, right, levels)
            yield _part(table, page, path)
        yield from _paragraphs(lines, page, right, levels)


def _paragraphs(
    lines: Sequence[Line], page: Page, right: float, levels: dict[tuple[float, bool], int]
) -> Iterator[Block]:
    """Lines as paragraphs; a line with wide gaps is a row of cells, one of a list of contents is left out."""
    pending: list[Line] = []
    place = f"pagina {page.number}"
    for line in lines:
        if pending and not _goes_on(pending[-1], line, right):
            yield _paragraph(pending, place, levels)
            pending = []
        if len(line.cells) > 1 and not _CONTENTS.fullmatch(line.text):
            yield tuple(Cell(cell.text, place) for cell in line.cells)
        elif not _CONTENTS.fullmatch(line.text):
            pending.append(line)
    if pending:
        yield _paragraph(pending, place, levels)


def _goes_on(line: Line, following: Line, right: float) -> bool:
    """Whether a line belongs to the paragraph of the line before."""
    return (
        following.top - line.bottom < _PARAGRAPH_GAP * line.size
        and (following.size, following.bold) == (line.size, line.bold)
        and len(following.cells) == 1
        and is_folded(line, following, right)
    )


def _paragraph(lines: Sequence[Line], place: str, levels: dict[tuple[float, bool], int]) -> Cell:
    text = joined(lines, 0)
    return Cell(text, place, level=levels.get((lines[0].size, lines[0].bold), 0))


def _heading_levels(pages: Sequence[Page]) -> dict[tuple[float, bool], int]:
    """Levels of headings, by the size of letters and whether they are bold; the largest is the first."""
    sizes: Counter[float] = Counter()
    longest: dict[tuple[float, bool], int] = {}
    for page in pages:
        sizes.update(page.sizes)
        for line in page.lines:
            style = (line.size, line.bold)
            # A sentence is no heading.
            length = _HEADING_LENGTH + 1 if line.text.endswith((".", ",", ";")) else len(line.text)
            longest[style] = max(longest.get(style, 0), length)
    body = max(sorted(sizes), key=lambda size: sizes[size], default=0.0)
    styles = [
        (size, bold)
        for (size, bold), length in longest.items()
        if length <= _HEADING_LENGTH and (size >= body * _LARGER or (bold and size >= body))
    ]
    return {style: level for level, style in enumerate(sorted(styles, reverse=True), 1)}


def _part(table: PageTable, page: Page, path: Path) -> _Part:
    def place(row: int, column: int) -> str:
        return f"pagina {page.number}, riga {row}, colonna {column}"

    cells: dict[Position, Cell] = {}
    merged: list[Range] = []
    cut: set[str] = set()
    for box in table.cells:
        first = (box.top, box.left)
        rest = [Cell("", place(row, box.left), merged=True) for row in range(box.top, box.bottom + 1)]
        if box.is_open:
            cut |= {cell.place for cell in rest}
        if box.text:
            cells[first] = Cell(box.text, place(*first))
            merged.append((first, (box.bottom, box.right)))
        elif box.is_open or box.bottom > box.top:
            # What is left of a cell, whose text is on the page before.
            cells |= {(row, box.left): cell for row, cell in enumerate(rest, box.top)}
    return _Part(grid_rows(cells, merged, path, place), table.edges, frozenset(cut))


def _joined(blocks: Iterator[Block | _Part]) -> Iterator[Block | _Part]:
    """Blocks in which a table that goes on after a page break is one table."""
    pending: _Part | None = None
    for block in blocks:
        if pending is None:
            pass
        elif isinstance(block, _Part) and _is_continued(pending, block):
            pending = _with_rest(pending, block)
            continue
        else:
            yield pending
            pending = None
        if isinstance(block, _Part):
            pending = block
        else:
            yield block
    if pending:
        yield pending


def _is_continued(part: _Part, rest: _Part) -> bool:
    """Whether a table has the columns of the one before, and begins on a later page, with nothing between."""
    if not part.rows or not rest.rows or _page(part.rows[-1]) >= _page(rest.rows[0]):
        return False
    first, second = part.rows[0], rest.rows[0]
    # A card that begins like the one before is the next card.
    is_next_card = len(first) == 2 and first[0].text == second[0].text and first[1].text != second[1].text
    return (
        not is_next_card
        and len(first) == len(second)
        and len(part.edges) == len(rest.edges)
        and all(abs(one - other) < _SAME_COLUMNS for one, other in zip(part.edges, rest.edges, strict=True))
    )


def _page(row: Row) -> int:
    match = re.match(r"pagina (\d+)", row[0].place)
    return int(match[1]) if match else 0


def _with_rest(part: _Part, rest: _Part) -> _Part:
    """A table and what the next page has of it, without the header that is printed again."""
    header = 0
    for one, other in zip(part.rows, rest.rows, strict=False):
        if [cell.text for cell in one] != [cell.text for cell in other]:
            break
        header += 1
    rows, added = list(part.rows), list(rest.rows[header:])
    if added and _is_cut(part.rows[-1], added[0], part.cut | rest.cut):
        rows[-1] = tuple(_whole(cell, more) for cell, more in zip(rows[-1], added.pop(0), strict=True))
    cut = part.cut | rest.cut
    return _Part((*rows, *_filled(rows[-1], added, cut)), part.edges, cut)


def _is_cut(last: Row, row: Row, cut: frozenset[str]) -> bool:
    """Whether a row is what was left of the last one of the page before."""
    if all(cell.merged or cell.place in cut for cell in last):
        return True
    pairs = list(zip(last, row, strict=True))
    if any(more.text and not cell.text for cell, more in pairs):
        return False
    # Merged cells go on in any case. A cell of one line was whole on the page before.
    own = [
        (cell, more)
        for cell, more in pairs
        if cell.text and not cell.merged and not more.merged and not {cell.place, more.place} & cut
    ]
    left = [(cell.text, more.text) for cell, more in own if more.text]
    if not left or len(left) == len(own):
        return False
    if not row[0].text and own[0][0] is last[0]:
        # The first cell was whole: a new row would have most of the others.
        return 2 * len(left) <= len(own)
    return any(more[0].islower() for _, more in left) and not any(
        text.endswith((".", ";", ":")) and not more[0].islower() for text, more in left
    )


def _whole(cell: Cell, more: Cell) -> Cell:
    return replace(cell, text=f"{cell.text} {more.text}".strip())


def _filled(last: Row, rows: Sequence[Row], cut: frozenset[str]) -> Iterator[Row]:
    """The rows of a page with the texts of merged cells, which are printed on the page before only."""
    going_on = {column for column, cell in enumerate(last) if cell.text}
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            above = last[column]
            is_rest = cell.merged if number else above.merged or cell.place in cut or above.place in cut
            if cell.text or not is_rest:
                going_on.discard(column)
        yield tuple(
            replace(cell, text=last[column].text, merged=True) if column in going_on else cell
            for column, cell in enumerate(row)
        )


def _numbered(blocks: Iterator[Block | _Part]) -> Iterator[Block]:
    number = 0
    for block in blocks:
        if isinstance(block, _Part):
            number += 1
            yield Table(block.rows, f"tabella {number}")
        else:
            yield block


FORMAT = TableFormat("PDF", (".pdf",), read_pdf)
