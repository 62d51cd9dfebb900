"""Files of a plan that are links to somewhere else: what is published must lie where everybody sees it."""

import os
from collections.abc import Iterator
from pathlib import Path

from generator.source.findings import Finding, Place


def links_elsewhere(folder: Path, root: Path) -> Iterator[Finding]:
    """A finding for each link in a plan's folder, at any depth, that leads out of it."""
    inside = folder.resolve()
    for place, folders, files in os.walk(folder):
        for name in sorted([*folders, *files]):
            path = Path(place, name)
            if path.is_symlink() and not path.resolve().is_relative_to(inside):
                shown = path.relative_to(root) if path.is_relative_to(root) else path
                message = "è un collegamento simbolico che esce dalla cartella del piano: mettere qui il file"
                yield Finding(Place(shown.as_posix()), "E211", message)
