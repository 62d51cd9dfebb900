"""Readers of the sources of a plan: one module each, with a `READER`.

To add a source, add its module here and its reader to `READERS`; `vetro import` makes a subcommand
of each.
"""

from generator.importing.imported_plan import Reader
from generator.importing.readers import plan_document, published_data

READERS: tuple[Reader, ...] = (plan_document.READER, published_data.READER)
