"""Imports all that the command may need, so that a process forked from the one that did starts at once."""

import gc
import importlib
import pkgutil

import generator

#: What MkDocs and Markdown look up by name.
_BY_NAME = (
    "backrefs.bre",
    "markdown.extensions.admonition",
    "markdown.extensions.attr_list",
    "markdown.extensions.footnotes",
    "markdown.extensions.tables",
    "mkdocs.commands.build",
    "pygments.formatters.html",
    "pygments.lexers",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.quotes",
    "pymdownx.saneheaders",
    "pymdownx.superfences",
)

for _module in pkgutil.walk_packages(generator.__path__, f"{generator.__name__}."):
    if not _module.name.endswith("__main__"):
        importlib.import_module(_module.name)
for _name in _BY_NAME:
    importlib.import_module(_name)
# The collector of a forked process need not go through all that has been imported.
gc.freeze()
