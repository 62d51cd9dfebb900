"""Running text: paragraphs and tables in the order of a document."""

from collections.abc import Iterable, Sequence

from generator.importing.formats.support.files import clean
from generator.importing.tables import Cell, Table

Row = tuple[Cell, ...]
#: A paragraph, a row that its paragraph divides with tabs, or a table.
Block = Cell | Row | Table


def text_tables(blocks: Iterable[Block]) -> tuple[Table, ...]:
    """The tables of a document; one for the paragraphs between two, and one for successive rows with tabs.

    Empty paragraphs are left out.
    """
    tables: list[Table] = []
    pending: list[Row] = []
    for block in blocks:
        if isinstance(block, Table):
            _flush(pending, tables)
            if block.rows:
                tables.append(block)
            continue
        row = (block,) if isinstance(block, Cell) else block
        if not any(cell.text for cell in row):
            continue
        if pending and (len(row) > 1) != (len(pending[-1]) > 1):
            _flush(pending, tables)
        pending.append(row)
    _flush(pending, tables)
    return tuple(tables)


def tabbed(text: str, cell: Cell) -> Cell | Row:
    """A paragraph as its cells, if tabs divide it, else as it is."""
    texts = text.strip(" ").split("\t")
    return tuple(Cell(clean(part), cell.place) for part in texts) if len(texts) > 1 else cell


def padded(rows: Sequence[Sequence[Cell]]) -> tuple[Row, ...]:
    """Rows that are as long as the longest of them."""
    width = max(map(len, rows), default=0)
    return tuple((*row, *(Cell("", row[0].place) for _ in range(width - len(row)))) for row in rows)


def _flush(pending: list[Row], tables: list[Table]) -> None:
    if pending:
        tables.append(Table(padded(pending)))
        pending.clear()
