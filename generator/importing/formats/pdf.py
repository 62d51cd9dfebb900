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
from generator.importing.formats.support.pdf_page import (
    Line,
    Page,
    PageTable,
    is_folded,
    plain_text,
    read_pages,
)
from generator.importing.formats.support.running_text import Block, Row, text_tables
from generator.importing.imported_plan import ImportingError
from generator.importing.tables import Cell, Table, TableFormat

#: Lines of a list of contents: dots, and the number of a page.
_CONTENTS = re.compile(r".*(?:\.\s?){5,}\s*\d*")
#: The number of a page at the end of a header or footer.
_PAGE_NUMBER = re.compile(r"(?:^|\s+)(?:pag(?:ina|\.)?\s*)?\d{1,3}(?:\s*(?:/|di)\s*\d+)?$", re.IGNORECASE)
#: Share of the height of a page, at its top and bottom, where its header and its footer stand.
_MARGIN = 0.12
#: Edges of the columns of a table that goes on are as far apart at most, in points.
_SAME_COLUMNS = 4.0
#: Letters of a heading are larger than those of most of the text, at least by this factor.
_LARGER = 1.1
#: Longest heading in the letters of the text.
_HEADING_LENGTH = 120
#: Paragraphs are further apart than lines, as a share of the size of the letters.
_PARAGRAPH_GAP = 0.9


class _Part(Struct, frozen=True):
    """The part of a table that is on one page, or its parts on several."""

    rows: tuple[Row, ...]
    edges: tuple[float, ...]


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
    repeated = {text: Cell(text, "pagina 1") for page in pages for text in _repeated_texts(page, furniture)}
    return text_tables([*repeated.values(), *_numbered(_joined(_blocks(pages, furniture, path)))])


def _furniture(pages: Sequence[Page]) -> set[str]:
    """The headers and footers: lines in the margins of more than half of the pages, but for their numbers."""
    found = Counter(
        key for page in pages for key in {_key(line) for line in page.lines if _in_margin(line, page)}
    )
    return {key for key, count in found.items() if count > 1 and count * 2 > len(pages)}


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _in_margin(line: Line, page: Page) -> bool:
    return line.bottom < page.height * _MARGIN or line.top > page.height * (1 - _MARGIN)


def _is_furniture(line: Line, page: Page, furniture: set[str]) -> bool:
    is_number = not _PAGE_NUMBER.sub("", line.text)
    return _in_margin(line, page) and (is_number or _key(line) in furniture)


def _repeated_texts(page: Page, furniture: set[str]) -> Iterator[str]:
    """Headers and footers without the number of their page."""
    for line in page.lines:
        if _is_furniture(line, page, furniture) and (text := _PAGE_NUMBER.sub("", line.text)):
            yield text


def _blocks(pages: Sequence[Page], furniture: set[str], path: Path) -> Iterator[Block | _Part]:
    """Paragraphs and parts of tables from the first page to the last."""
    levels = _heading_levels(pages)
    for page in pages:
        lines = [line for line in page.lines if not _is_furniture(line, page, furniture)]
        right = max((line.right for line in lines), default=page.width)
        for table in page.tables:
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
    text = plain_text(lines)
    return Cell(text, place, level=levels.get((lines[0].size, lines[0].bold), 0))


def _heading_levels(pages: Sequence[Page]) -> dict[tuple[float, bool], int]:
    """Levels of headings, by the size of letters and whether they are bold; the largest is the first."""
    lengths: Counter[tuple[float, bool]] = Counter()
    longest: dict[tuple[float, bool], int] = {}
    for line in (line for page in pages for line in page.lines):
        style = (line.size, line.bold)
        lengths[style] += len(line.text)
        longest[style] = max(longest.get(style, 0), len(line.text))
    if not lengths:
        return {}
    body, _ = max(lengths, key=lambda style: (lengths[style], style))
    styles = [
        style
        for style in lengths
        if style[0] >= body * _LARGER or (style[1] and style[0] >= body and longest[style] <= _HEADING_LENGTH)
    ]
    return {style: level for level, style in enumerate(sorted(styles, reverse=True), 1)}


def _part(table: PageTable, page: Page, path: Path) -> _Part:
    def place(row: int, column: int) -> str:
        return f"pagina {page.number}, riga {row}, colonna {column}"

    cells: dict[Position, Cell] = {}
    merged: list[Range] = []
    for box in table.cells:
        first = (box.top, box.left)
        if box.text:
            cells[first] = Cell(box.text, place(*first))
        if (box.bottom, box.right) != first:
            merged.append((first, (box.bottom, box.right)))
    rows = grid_rows(cells, merged, path, place)
    return _Part(rows, table.edges)


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
    return (
        bool(part.rows and rest.rows)
        and _page(part.rows[-1]) < _page(rest.rows[0])
        and len(part.edges) == len(rest.edges)
        and len(part.rows[0]) == len(rest.rows[0])
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
    if added and _is_cut(rows[-1], added[0]):
        rows[-1] = tuple(_whole(cell, more) for cell, more in zip(rows[-1], added.pop(0), strict=True))
    filled: list[Row] = []
    for row in added:
        # A merged cell is printed on its first page only.
        above = filled[-1] if filled else rows[-1]
        filled.append(tuple(_filled(cell, over) for cell, over in zip(row, above, strict=True)))
    return _Part((*rows, *filled), part.edges)


def _is_cut(row: Row, rest: Row) -> bool:
    """Whether a row is what was left of the last one of the page before."""
    pairs = [(cell.text, more.text) for cell, more in zip(row, rest, strict=True) if more.text]
    if not pairs or not all(text for text, _ in pairs) or len(pairs) == sum(bool(cell.text) for cell in row):
        return False
    if len(row) == 2 and not rest[0].text:
        return True
    return all(more[0].islower() or not text.endswith((".", ";", ":")) for text, more in pairs) and any(
        more[0].islower() for _, more in pairs
    )


def _whole(cell: Cell, more: Cell) -> Cell:
    return replace(cell, text=f"{cell.text} {more.text}".strip())


def _filled(cell: Cell, above: Cell) -> Cell:
    """An empty cell below a merged one that goes on."""
    return replace(cell, text=above.text, merged=True) if not cell.text and above.merged else cell


def _numbered(blocks: Iterator[Block | _Part]) -> Iterator[Block]:
    number = 0
    for block in blocks:
        if isinstance(block, _Part):
            number += 1
            yield Table(block.rows, f"tabella {number}")
        else:
            yield block


FORMAT = TableFormat("PDF", (".pdf",), read_pdf)
