"""The site's folder, replaced as a whole: readers find the old site or the new one, never half of one."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.build.fingerprints import Fingerprints
from generator.loading.file_system import os_error_message
from generator.plan.errors import VetroError
from generator.publishing.atomic_swap import exchange
from generator.publishing.output_dir import MANIFEST, FolderSink, Written, manifest
from generator.publishing.spare import remove_others, spare_files


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
            before = spare_files(spare, target) if spare else None
            with _staging(target, spare if before is not None else None) as staging:
                sink = FolderSink(staging, target, prints or Fingerprints(), empty=not before)
                make(sink)
                sink.write(MANIFEST, manifest(sink.written))
                remove_others(staging, before or (), sink.written.keys())
                exchange(staging, target)
                return sink.written
    except OSError as error:
        raise OutputError(f"il sito non si può scrivere in «{target}»: {os_error_message(error)}") from error


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
    folder = spare or Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
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
