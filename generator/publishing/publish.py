"""Publication of a site: its folder is replaced as a whole, so that no reader sees a partial site."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.loading.file_system import os_error_message
from generator.plan.errors import VetroError
from generator.publishing.atomic_swap import atomic_swap
from generator.publishing.manifest import MANIFEST, manifest_of
from generator.publishing.output_dir import FileDigest, OutputDir


class OutputError(VetroError):
    """The site cannot be written; the message says why, in Italian."""


def publish(make: Callable[[OutputDir], None], target: Path) -> Mapping[str, FileDigest]:
    """Let `make` write a site beside the target, add its manifest, and swap it in.

    Returns the digests of its files, by name. Raises `OutputError`, and what `make` raises; the old site
    stays then.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _locked(target):
            _remove_leftovers(target)
            _check_ours(target)
            with _staging(target) as staging:
                output = OutputDir(staging, target if target.is_dir() else None)
                make(output)
                output.write(MANIFEST, manifest_of(output.files))
                atomic_swap(staging, target)
                return output.files
    except OSError as error:
        raise OutputError(f"il sito non si può scrivere in «{target}»: {os_error_message(error)}") from error


@contextmanager
def _locked(target: Path) -> Iterator[None]:
    """Keep a second build of the same site out while this one writes."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with (target.parent / f".{target.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = f"un'altra generazione sta scrivendo «{target}»: aspettare che finisca e riprovare"
            raise OutputError(message) from error
        yield


@contextmanager
def _staging(target: Path) -> Iterator[Path]:
    """A new folder beside the target, which is removed with whatever it holds at the end."""
    folder = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
    # A web server must be able to read what was made in a private folder.
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def tidy(target: Path) -> None:
    """Remove what killed builds left beside a site that needs no new one, where that can be done."""
    with suppress(OSError, OutputError), _locked(target):
        _remove_leftovers(target)


def _remove_leftovers(target: Path) -> None:
    """Remove what builds that were killed left behind; nobody else writes here while we hold the lock."""
    for path in target.parent.glob(f"{_prefix(target)}*"):
        shutil.rmtree(path, ignore_errors=True)


def _prefix(target: Path) -> str:
    return f".{target.name}-new-"


def _check_ours(target: Path) -> None:
    """Never replace what somebody keeps there by mistake: the target is absent, empty or a site."""
    if not target.exists():
        return
    names: set[str] = set()
    if target.is_dir() and not target.is_symlink():
        names = {entry.name for entry in os.scandir(target)}
        if not names or {"index.html", "sitemap.xml"} <= names:
            return
    raise OutputError(f"«{target}» c'è già e non è un sito generato: spostarlo, o scegliere altrove")
