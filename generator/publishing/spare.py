"""The folder of the site that was there before the old one: from it the next one is made.

Most of its files are those of the next site too. Each is looked at again when it is kept; what is missing,
other or too much is put right.
"""

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from generator.publishing.output_dir import FolderSink


class _Link(Exception):
    """There is a link in the folder."""


def spare_files(spare: Path, target: Path) -> frozenset[str] | None:
    """The files of a spare that may become the site of `target`, by their names within; folders are made.

    `None` if it cannot: on another disk, or where it cannot be written. With a link in it nothing stays.
    """
    try:
        shutil.rmtree(FolderSink(spare).aside, ignore_errors=True)
        spare.mkdir(parents=True, exist_ok=True)
        if spare.stat().st_dev != target.parent.stat().st_dev:
            spare.rmdir()
            return None
        try:
            return frozenset(_names(str(spare), ""))
        except _Link:
            shutil.rmtree(spare)
            spare.mkdir()
            return frozenset()
    except OSError:
        return None


def _names(folder: str, inside: str) -> Iterator[str]:
    """The files below a folder; folders without any, which no site has, are removed. Raises `_Link`."""
    if Path(folder).is_symlink():
        raise _Link
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                empty = True
                for name in _names(entry.path, f"{inside}{entry.name}/"):
                    empty = False
                    yield name
                if empty:
                    Path(entry.path).rmdir()
            elif entry.is_symlink():
                raise _Link
            else:
                yield f"{inside}{entry.name}"


def remove_others(folder: Path, before: Collection[str], names: Collection[str]) -> None:
    """Remove those files of `before` that are not among `names`, and the folders that this leaves empty."""
    for name in sorted(set(before).difference(names)):
        (folder / name).unlink()
        for parent in Path(name).parents[:-1]:
            with suppress(OSError):
                (folder / parent).rmdir()
