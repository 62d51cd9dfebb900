"""What lies below a folder, at any depth; links to folders are not followed."""

import os
from collections.abc import Iterator
from pathlib import Path


def names_below(folder: str) -> Iterator[str]:
    """The paths of all that is no folder, in no order. Raises `OSError`."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from names_below(entry.path)
            else:
                yield entry.path


def files_below(folder: Path) -> list[Path]:
    """The same, sorted; nothing where there is no such folder."""
    return sorted(map(Path, names_below(str(folder)))) if folder.is_dir() else []
