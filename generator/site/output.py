"""The site's folder, replaced as a whole: readers find the old site or the new one, never half of one."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from generator.plan.errors import VetroError


class OutputError(VetroError):
    """The site cannot be written; the message says why, in Italian."""


def publish(files: Mapping[str, bytes], target: Path) -> None:
    """Write the files beside the target and swap them in. Raises `OutputError`; the old site stays then."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _staging(target) as staging:
            for name, content in files.items():
                path = staging / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            _swap(staging, target)
    except OSError as error:
        raise OutputError(f"il sito non si può scrivere in «{target}»: {error.strerror}") from error


@contextmanager
def _staging(target: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    # A web server must be able to read what was made in a private folder.
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _swap(staging: Path, target: Path) -> None:
    """Put the new folder in the place of the old one; what was there ends up where the new one was."""
    if not target.exists():
        staging.rename(target)
        return
    if not target.is_dir() or not _is_ours(target):
        raise OutputError(
            f"«{target}» c'è già e non è un sito generato: spostarlo, o scegliere un'altra cartella"
        )
    old = staging.with_name(f"{staging.name}-old")
    target.rename(old)
    try:
        staging.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _is_ours(target: Path) -> bool:
    """An empty folder, or one that holds a site: never remove what somebody keeps there by mistake."""
    with os.scandir(target) as entries:
        names = {entry.name for entry in entries}
    return not names or {"index.html", "sitemap.xml"} <= names
