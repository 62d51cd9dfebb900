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

#: Fields of a text with separators, most of them empty where a program wrote all columns that it knows.
MAX_FIELDS = 2_000_000

#: Lines of a text: a plan of 300 pages has 15,000.
MAX_LINES = 100_000

#: Cells of a document, counting those that a merged range fills: 150 MB of memory.
MAX_CELLS = 1_000_000

#: Sheets of a workbook.
MAX_SHEETS = 500

#: Pages of a PDF; letters on one, and seconds for it; bytes of memory for all: what a PDF contains is known
#: only when it is drawn. A page of a plan has 5,000 letters and takes half a second on a slow machine; the
#: program that draws it takes 200 MB.
MAX_PAGES = 500
MAX_PAGE_LETTERS = 50_000
MAX_SECONDS = 30
MAX_MEMORY_BYTES = 1_500_000_000
