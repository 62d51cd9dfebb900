"""The files of a theme as MkDocs looks through them: without those that are hidden.

MkDocs passes over hidden files in any case, but only after it has compared the name of each with a dozen
patterns; and Material has fourteen thousand icons in a hidden folder.
"""

import os
from collections.abc import Callable

from jinja2 import Environment, FileSystemLoader


class _VisibleFiles(FileSystemLoader):
    """Loads templates from the same folders, and lists what is not hidden."""

    def list_templates(self) -> list[str]:
        """The names of all files, relative to their folder, sorted."""
        found: set[str] = set()
        for start in self.searchpath:
            for folder, folders, names in os.walk(start):
                folders[:] = [name for name in folders if not name.startswith(".")]
                inside = os.path.relpath(folder, start).replace(os.sep, "/")
                found.update(name if inside == "." else f"{inside}/{name}" for name in names)
        return sorted(found)


def without_hidden_files(get_env: Callable[[], Environment]) -> Environment:
    """The environment of a theme, which lists only what is not hidden."""
    environment = get_env()
    if isinstance(environment.loader, FileSystemLoader):
        environment.loader = _VisibleFiles(environment.loader.searchpath)
    return environment
