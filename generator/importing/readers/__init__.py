"""Readers of the sources of a plan: one module or package each, with a `READER`.

To add a source, add its module or package here and its reader to `READERS`; `vetro import` makes a subcommand
of each.
"""

from generator.importing.imported_plan import Reader
from generator.importing.readers import published_data
from generator.importing.readers.plan_document import reader as plan_document

READERS: tuple[Reader, ...] = (plan_document.READER, published_data.READER)
