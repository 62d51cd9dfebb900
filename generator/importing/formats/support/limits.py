"""Limits of a document: beyond them it is no plan of a body, or is made to exhaust the machine.

The largest real plan has 1,000 rows, 40 columns and 3 MB.
"""

#: Bytes of a file. A PDF with pictures on every page stays below.
MAX_FILE_BYTES = 60_000_000

#: Bytes of all parts of a compressed document, and of one of its XML parts, which takes ten times its size
#: in memory while it is read.
MAX_UNPACKED_BYTES = 250_000_000
MAX_PART_BYTES = 50_000_000

#: Parts of a compressed document: a hundred sheets with their pictures stay below.
MAX_PARTS = 10_000

#: Cells of a document, counting those that a merged range fills: 150 MB of memory.
MAX_CELLS = 1_000_000

#: Sheets of a workbook.
MAX_SHEETS = 500

#: Pages of a PDF, and characters on one: a page takes a second at most.
MAX_PAGES = 500
MAX_PAGE_CHARACTERS = 50_000
