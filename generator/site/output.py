"""The site's folder, replaced as a whole: readers find the old site or the new one, never half of one.

The site that was there before the old one may stay as a spare, to become the next one: most of its files are
those of the next one too. Each is looked at again; what is missing, other or too much is put right.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.machine.fingerprints import Fingerprints
from generator.machine.obstacles import obstacle
from generator.plan.errors import VetroError
from generator.site.exchange import exchange
from generator.site.sink import MANIFEST, FolderSink, Written, manifest


class OutputError(VetroError):
    """The site cannot be written; the message says why, in Italian."""


def publish(files: Mapping[str, bytes], target: Path) -> None:
    """Write the files beside the target and swap them in. Raises `OutputError`; the old site stays then."""

    def write(sink: FolderSink) -> None:
        for name, content in files.items():
            sink.write(name, content)

    publish_with(write, target)


def publish_with(
    make: Callable[[FolderSink], None],
    target: Path,
    spare: Path | None = None,
    prints: Fingerprints | None = None,
) -> Mapping[str, Written]:
    """Let `make` write a site beside the target, add its manifest, and swap it in.

    `spare` is where the site that was replaced may stay; the next call makes the next site from it. `prints`
    are those of the files that there are, and get to know those of the new ones. Returns what was written, by
    path. Raises `OutputError`, and what `make` raises; the old site stays then.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _alone(target):
            _remove_leftovers(target)
            _check_ours(target)
            with _staging(target, spare) as staging:
                sink = FolderSink(staging, target, prints or Fingerprints())
                make(sink)
                sink.write(MANIFEST, manifest(sink.written))
                if staging == spare:
                    _remove_others(staging, sink.written.keys())
                exchange(staging, target)
                return sink.written
    except OSError as error:
        raise OutputError(f"il sito non si può scrivere in «{target}»: {obstacle(error)}") from error


@contextmanager
def _alone(target: Path) -> Iterator[None]:
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
def _staging(target: Path, spare: Path | None) -> Iterator[Path]:
    folder = spare if spare and _is_usable(spare, target) else None
    folder = folder or Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
    # A web server must be able to read what was made in a private folder.
    folder.chmod(0o755)
    done = False
    try:
        yield folder
        done = True
    finally:
        if not (done and folder == spare):
            shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(FolderSink(folder).aside, ignore_errors=True)


def _is_usable(spare: Path, target: Path) -> bool:
    """Whether a site can be made there and swapped in: on the same disk, with no links in it."""
    try:
        shutil.rmtree(FolderSink(spare).aside, ignore_errors=True)
        spare.mkdir(parents=True, exist_ok=True)
        if spare.stat().st_dev != target.parent.stat().st_dev:
            spare.rmdir()
            return False
        if spare.is_symlink() or _has_links(spare):
            shutil.rmtree(spare)
            spare.mkdir()
    except OSError:
        return False
    return True


def _has_links(folder: Path) -> bool:
    with os.scandir(folder) as entries:
        return any(
            entry.is_symlink() or (entry.is_dir(follow_symlinks=False) and _has_links(Path(entry.path)))
            for entry in entries
        )


def _remove_others(folder: Path, names: Collection[str]) -> None:
    """Remove the files that are not of the site, and the folders that are left empty."""
    for path, folders, files in os.walk(folder, topdown=False):
        inside = path[len(str(folder)) + 1 :]
        for name in files:
            if (f"{inside}/{name}" if inside else name) not in names:
                Path(path, name).unlink()
        for name in folders:
            with suppress(OSError):
                Path(path, name).rmdir()


def tidy(target: Path) -> None:
    """Remove what killed builds left beside a site that needs no new one, where that can be done."""
    with suppress(OSError, OutputError), _alone(target):
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
        with os.scandir(target) as entries:
            names = {entry.name for entry in entries}
        if not names or {"index.html", "sitemap.xml"} <= names:
            return
    raise OutputError(f"«{target}» c'è già e non è un sito generato: spostarlo, o scegliere altrove")
