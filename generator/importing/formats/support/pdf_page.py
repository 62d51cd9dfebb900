"""Page of a PDF: its lines of text and its tables."""

import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.importing.formats.support.archives import damaged, encrypted
from generator.importing.formats.support.files import read_document
from generator.importing.formats.support.limits import MAX_PAGE_LETTERS, MAX_PAGES
from generator.importing.formats.support.pdf_tables import PageTable, closing_lines, ruled_table
from generator.importing.formats.support.pdf_text import Line, lines_of, words_of
from generator.importing.imported_plan import ImportingError

#: Lines are drawn as areas, too, which are not wider.
_LINE_WIDTH = 3.0


class Page(Struct, frozen=True):
    """The ruled tables of a page and the lines of text outside of them, both from top to bottom.

    `rules` are the places of horizontal lines, from above.
    `sizes` has the number of letters of each size, to half a point.
    """

    number: int
    height: float
    width: float
    lines: tuple[Line, ...]
    tables: tuple[PageTable, ...]
    rules: tuple[float, ...]
    sizes: dict[float, int]


def read_pages(path: Path) -> Iterator[Page]:
    """The pages of a PDF, one after the other."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    content = read_document(path)
    try:
        with pdfplumber.open(io.BytesIO(content)) as document:
            if len(document.pages) > MAX_PAGES:
                raise ImportingError(
                    f"{path}: le pagine sono più di {MAX_PAGES}: importare solo quelle del piano"
                )
            for page in document.pages:
                yield _page(page)
                page.close()
    except PdfminerException as error:
        raise (encrypted if isinstance(error.args[0], PDFPasswordIncorrect) else damaged)(path) from error


def _page(page: Any) -> Page:
    """Take a page of pdfplumber apart. Raises `MemoryError` for more letters than a page can show."""
    if len(page.chars) > MAX_PAGE_LETTERS:
        raise MemoryError
    ruled = page.filter(_is_no_shade)
    outside, tables = page.chars, []
    for found in ruled.find_tables({"explicit_vertical_lines": closing_lines(ruled)}):
        # A single cell is a frame around text.
        if len(found.cells) > 1:
            table, outside = ruled_table(found.cells, ruled.vertical_edges, outside)
            tables.append(table)
    return Page(
        page.page_number,
        float(page.height),
        float(page.width),
        tuple(lines_of(words_of(outside))),
        tuple(sorted(tables, key=lambda table: table.top)),
        tuple(sorted({float(edge["top"]) for edge in ruled.horizontal_edges})),
        dict(Counter(round(float(letter["size"]) * 2) / 2 for letter in page.chars)),
    )


def _is_no_shade(item: dict[str, Any]) -> bool:
    """Whether an item of a page is no area behind text, whose edges are no lines."""
    is_area = item["object_type"] == "rect" and min(item["width"], item["height"]) > _LINE_WIDTH
    return not is_area or bool(item.get("stroke"))
