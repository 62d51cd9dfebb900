"""Files and folders: bounded reading, walks, symbolic links, and the system's errors in Italian."""

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from generator.loading.copies import is_set_aside
from generator.loading.diagnostics import Diagnostic, Diagnostics, SourceLocation

#: Maximum size of a source file, in bytes. The longest real one has 20 KB.
MAX_SIZE = 1_000_000

#: Errors after which nothing more can be written.
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}

#: First line of a pointer (git-lfs/docs/spec.md), and what an editor can do about it.
_LFS_POINTER = b"version https://git-lfs.github.com/spec/v1"
LFS_REMEDY = (
    "è un rimando di Git LFS, non il documento: scaricarlo con «git lfs pull», o mettere qui il documento "
    "vero"
)

#: The message for a path that is not in UTF-8.
NAME_NOT_UTF8 = "il nome del file non è in UTF-8, forse viene da un vecchio archivio: rinominarlo"

_MESSAGES = {
    errno.ENOSPC: "il disco è pieno",
    errno.EDQUOT: "lo spazio assegnato è finito",
    errno.EFBIG: "un file supera la grandezza ammessa",
    errno.EROFS: "il disco si può solo leggere",
    errno.ENOMEM: "la memoria non basta",
    errno.EACCES: "manca il permesso",
    errno.EPERM: "manca il permesso",
    errno.ENOENT: "non c'è",
    errno.ENOTDIR: "un file sta al posto di una cartella",
    errno.EISDIR: "è una cartella",
    errno.EEXIST: "c'è già",
    errno.ENAMETOOLONG: "il nome è troppo lungo",
    errno.ELOOP: "i collegamenti simbolici girano in tondo",
    errno.EBUSY: "è in uso",
    errno.EADDRINUSE: "è già in uso",
    errno.EMFILE: "troppi file aperti",
    errno.EIO: "il disco non risponde come dovrebbe",
}
_UNREADABLE = {
    errno.EACCES: "permesso negato",
    errno.EISDIR: "è una cartella",
    errno.ELOOP: "è un collegamento che gira in tondo",
}


def os_error_message(error: OSError) -> str:
    """The cause of a failed read, write or listen, in Italian; in the system's words if it is a rare one."""
    return _MESSAGES.get(error.errno or 0) or error.strerror or str(error)


def read_bounded(path: Path, name: str, diagnostics: Diagnostics, limit: int = MAX_SIZE) -> bytes | None:
    """At most `limit + 1` bytes of a file; `None`, with a diagnostic, if it cannot be read."""
    try:
        if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():
            # A pipe or a device, which may never end.
            diagnostics.add(
                SourceLocation(name), "E100", "non è un file: mettere qui un file vero, o toglierlo"
            )
            return None
        with path.open("rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError:
        diagnostics.add(SourceLocation(name), "E100", "il file manca: il piano non è completo senza")
    except OSError as error:
        reason = _UNREADABLE.get(error.errno or 0, "errore del disco o del sistema")
        diagnostics.add(SourceLocation(name), "E100", f"il file non si può leggere: {reason}")
    return None


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file as a whole or not at all. Raises `OSError`."""
    # What a link leads to is replaced, not the link.
    target = Path(os.path.realpath(path))
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}-", delete=False) as file:
        new = Path(file.name)
        try:
            file.write(content)
            file.close()
            new.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
            new.replace(target)
        except BaseException:
            new.unlink(missing_ok=True)
            raise


def is_lfs_pointer(path: Path) -> bool:
    """Whether a file is what Git LFS leaves in the place of one that was not downloaded. Raises `OSError`."""
    with path.open("rb") as file:
        return file.read(len(_LFS_POINTER)) == _LFS_POINTER


def shown_name(path: Path, folder: Path) -> str:
    """A path relative to a folder, with slashes; unchanged if it lies elsewhere."""
    return path.as_posix().removeprefix(f"{folder.as_posix()}/")


def names_below(folder: str) -> Iterator[str]:
    """The paths of all that is no folder, at any depth, unsorted; linked folders are not followed.

    Raises `OSError`.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from names_below(entry.path)
            else:
                yield entry.path


def files_below(folder: Path) -> list[Path]:
    """`names_below` as paths, sorted by name; empty if there is no such folder."""
    return [Path(name) for name in sorted(names_below(str(folder)))] if folder.is_dir() else []


def is_text(name: str) -> bool:
    """Whether a path is in UTF-8; Python keeps bytes that are not as surrogates."""
    return name.isascii() or not any("\ud800" <= character <= "\udfff" for character in name)


def visible_files(folder: Path) -> list[Path]:
    """`files_below` without litter and without what has been set aside: what of a folder may be published."""
    found = ((path, shown_name(path, folder).split("/")) for path in files_below(folder))
    return [path for path, parts in found if not any(map(is_set_aside, parts))]


def links_elsewhere(folder: Path, root: Path) -> Iterator[Diagnostic]:
    """A diagnostic for each symbolic link in a folder, at any depth, that leads out of it.

    For the folder itself, if it is a link that leads out of the project.
    """
    if leads_out(folder, root):
        message = "è un collegamento simbolico che esce dal progetto: mettere qui la cartella"
        yield Diagnostic(SourceLocation(shown_name(folder, root)), "E109", message)
        return
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


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path is a symbolic link that leads out of a folder: what is there is never opened."""
    return path.is_symlink() and not lies_within(path, folder)


def lies_within(path: Path, folder: Path) -> bool:
    """Whether a path lies in a folder after symbolic links are resolved; false for a circle of links."""
    # Not `Path.resolve`, which raises `RuntimeError` for a circle.
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
