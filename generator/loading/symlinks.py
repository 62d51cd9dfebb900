"""Symbolic links to somewhere else: what is published must lie where everybody sees it."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from generator.loading.diagnostics import Diagnostic, SourceLocation
from generator.loading.plan_folder import shown_name


def links_elsewhere(folder: Path, root: Path) -> Iterator[Diagnostic]:
    """A finding for each link in a folder, at any depth, that leads out of it."""
    for path in sorted(_links_below(folder)):
        if not lies_within(path, folder):
            message = f"è un collegamento simbolico che esce da {folder.name}/: mettere qui il file"
            yield Diagnostic(SourceLocation(shown_name(path, root)), "E109", message)


def _links_below(folder: Path) -> Iterator[Path]:
    with suppress(FileNotFoundError, NotADirectoryError, PermissionError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_symlink():
                yield Path(entry.path)
            elif entry.is_dir():
                yield from _links_below(Path(entry.path))


def lies_within(path: Path, folder: Path) -> bool:
    """Whether a file or folder, wherever links lead, lies in a folder; a link in a circle leads nowhere."""
    # Not `resolve`, which raises an exception for a circle.
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
