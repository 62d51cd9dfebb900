"""Publication of a site: its folder is replaced as a whole, so that no reader sees a partial site."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath

from generator.loading.file_system import files_below, os_error_message
from generator.plan.errors import VetroError
from generator.publishing.atomic_swap import atomic_swap
from generator.publishing.lock import LockError, locked
from generator.publishing.manifest import MANIFEST, listed_files, manifest_of, unlisted_files
from generator.publishing.output_dir import FileDigest, OutputDir

#: Seconds for which a folder that another program holds is tried again.
_PATIENCE = 2.0
#: Modes of what a web server must read, whatever the umask.
_FILE_MODE, _FOLDER_MODE = 0o644, 0o755
#: Maximum number of files that a message lists.
_MAX_LISTED = 5


class OutputError(VetroError):
    """The site cannot be written; the message says why, in Italian."""


def publish(
    make: Callable[[OutputDir], None], target: Path, keep: Collection[str] = ()
) -> Mapping[str, FileDigest]:
    """Let `make` write a site beside the target, add its manifest, and swap it in.

    `keep` names what is not part of the site and is carried over from the folder that was there. Returns the
    digests of the site's files, by name. Raises `OutputError`, `LockError`, and what `make` raises; the old
    site stays then.
    """
    target = _with_name(target)
    if not target.name:
        raise OutputError(f"il sito non può stare in «{target}»: scegliere una cartella con --out")
    try:
        _make_folder(target.parent)
        with locked(target):
            _clear_leftovers(target)
            _check_ours(target, keep)
            with _staging(target) as staging:
                output = OutputDir(staging, target if target.is_dir() else None)
                make(output)
                output.write(MANIFEST, manifest_of(output.files))
                _set_modes(staging, output.files)
                # Once more, since somebody may have put a file there meanwhile.
                _check_ours(target, keep)
                _carry_over(keep, target, staging)
                _swap(staging, target)
                return output.files
    except OSError as error:
        raise OutputError(f"il sito non si può scrivere in «{target}»: {os_error_message(error)}") from error


def tidy(target: Path, files: Collection[str]) -> None:
    """Mend what lies around a site that needs no new one, where that can be done: leftovers and modes."""
    target = _with_name(target)
    with suppress(OSError, LockError), locked(target):
        _clear_leftovers(target)
        _set_modes(target, files)


def _with_name(target: Path) -> Path:
    """The absolute path, without `.` or `..` at the end, of which no name can be made."""
    if target.name in {"", ".."}:
        return Path(os.path.realpath(target))
    return Path(os.path.realpath(target.parent)) / target.name


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing; everybody may read those that are new."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for one in missing:
        one.chmod(_FOLDER_MODE)


@contextmanager
def _staging(target: Path) -> Iterator[Path]:
    """A new folder beside the target, which is removed with whatever it holds at the end."""
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name}-new-", dir=target.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _clear_leftovers(target: Path) -> None:
    """Remove what builds that were killed left behind; nobody else writes here while we hold the lock."""
    # The names of `tempfile.mkdtemp`.
    name = re.compile(rf"{re.escape(f'.{target.name}-new-')}[a-z0-9_]{{8}}(?P<old>-old)?")
    with os.scandir(target.parent) as entries:
        found = [(entry.path, match["old"]) for entry in entries if (match := name.fullmatch(entry.name))]
    for path, is_old_site in found:
        if is_old_site and not os.path.lexists(target):
            # Killed between two renames: what is to be kept is there.
            Path(path).rename(target)
        else:
            shutil.rmtree(path, ignore_errors=True)


def _check_ours(target: Path, keep: Collection[str]) -> None:
    """Raise `OutputError` for what a build must not replace.

    A folder may be replaced if it is empty, or if its manifest lists every file in it that is not to be kept.
    A listed file that was changed counts as ours: a build mends damaged files.
    """
    if not os.path.lexists(target):
        return
    if target.is_symlink() or not target.is_dir():
        raise OutputError(f"«{target}» c'è già e non è un sito generato: {_remedy(target)}")
    listed = listed_files(target)
    if listed is None:
        if {path.name for path in target.iterdir()} - {*keep}:
            raise OutputError(f"«{target}» c'è già e non è un sito generato: {_remedy(target)}")
        return
    names = (path.relative_to(target).as_posix() for path in files_below(target))
    if foreign := unlisted_files(names, listed, keep):
        shown = ", ".join(f"«{name}»" for name in foreign[:_MAX_LISTED])
        if len(foreign) > _MAX_LISTED:
            shown += f" e altri {len(foreign) - _MAX_LISTED}"
        option = shlex.join(["--keep", PurePath(foreign[0]).parts[0]])
        message = f"in «{target}» c'è qualcosa che non è del sito generato ({shown})"
        raise OutputError(f"{message}: {_remedy(target)}; per tenerlo dov'è aggiungere {option}")


def _remedy(target: Path) -> str:
    """The command that moves away what is in the way."""
    free = next(
        path
        for number in range(1, sys.maxsize)
        if not os.path.lexists(path := target.with_name(f"{target.name}-prima-{number}"))
    )
    if sys.platform == "win32":
        command = f"move {subprocess.list2cmdline([str(target), str(free)])}"
    else:
        command = shlex.join(["mv", "--", str(target), str(free)])
    return f"spostarlo con «{command}», o scegliere un'altra cartella con --out"


def _carry_over(keep: Collection[str], target: Path, staging: Path) -> None:
    """Link what is to be kept into the new folder: the old one still has it if we are killed."""
    for name in keep:
        source, copy = target / name, staging / name
        if not os.path.lexists(source):
            continue
        if os.path.lexists(copy):
            raise OutputError(f"--keep: «{name}» è una parte del sito generato, e non può restare com'era")
        if source.is_dir() and not source.is_symlink():
            shutil.copytree(source, copy, symlinks=True, copy_function=_link)
        else:
            _link(str(source), str(copy))


def _link(source: str, copy: str) -> None:
    """Hard-link a file, or copy it where the file system has no links."""
    try:
        os.link(source, copy, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, copy, follow_symlinks=False)


def _set_modes(site: Path, files: Collection[str]) -> None:
    """Let everybody read the files of a site and their folders."""
    folders = {folder.as_posix() for name in files for folder in PurePath(name).parents}
    for names, mode in ((files, _FILE_MODE), (folders, _FOLDER_MODE)):
        for name in names:
            path = site / name
            if path.stat().st_mode & 0o777 != mode:
                path.chmod(mode)


def _swap(staging: Path, target: Path) -> None:
    """Swap the new site in; on Windows a program that looks into the folder can prevent that for a while."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            atomic_swap(staging, target)
        except PermissionError as error:
            if time.monotonic() < end:
                time.sleep(0.1)
                continue
            message = (
                f"«{target}» non si può sostituire: un programma la tiene aperta (la finestra dei file, un "
                "terminale, un antivirus), o manca il permesso; chiuderlo e riprovare"
            )
            raise OutputError(message) from error
        return
