"""Lock of an output folder: keeps a second build of the same site out."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.plan.errors import VetroError

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        """Lock without waiting. Raises `PermissionError` if another process has the lock."""
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        """Lock without waiting. Raises `BlockingIOError` if another process has the lock."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class LockError(VetroError):
    """The folder cannot be locked; the message says why, in Italian."""


@contextmanager
def locked(target: Path) -> Iterator[None]:
    """Hold the lock of a folder; its file, beside the folder, is removed at the end.

    Raises `LockError` if another process has it, or if the file is not ours; and `OSError`.
    """
    path = target.parent / f".{target.name}.lock"
    descriptor = _acquire(path, target)
    try:
        yield
    finally:
        if sys.platform == "win32":
            # Windows removes no open file.
            os.close(descriptor)
            with suppress(OSError):
                path.unlink()
        else:
            # Removed while locked: who opened it meanwhile finds in `_acquire` that it is gone.
            path.unlink(missing_ok=True)
            os.close(descriptor)


def _acquire(path: Path, target: Path) -> int:
    """The descriptor of the locked file."""
    while True:
        descriptor = _open(path)
        try:
            _lock(descriptor)
            if _is_still(path, descriptor):
                return descriptor
        except (BlockingIOError, PermissionError) as error:
            os.close(descriptor)
            message = f"un'altra generazione sta scrivendo «{target}»: aspettare che finisca e riprovare"
            raise LockError(message) from error
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _open(path: Path) -> int:
    """Open the file of the lock, which is empty; a link is not followed."""
    if path.is_symlink():
        raise _foreign(path)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    except IsADirectoryError as error:
        raise _foreign(path) from error
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode) or found.st_size:
        os.close(descriptor)
        raise _foreign(path)
    return descriptor


def _foreign(path: Path) -> LockError:
    return LockError(f"«{path}» serve per tenere fuori una seconda generazione, e c'è già altro: spostarlo")


def _is_still(path: Path, descriptor: int) -> bool:
    """Whether the path still names the open file: the process that had the lock removes it."""
    try:
        return os.path.samestat(path.lstat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
