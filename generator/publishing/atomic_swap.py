"""Atomic exchange of two folders, where the system supports it."""

import ctypes
import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
#: Errors of a kernel or a file system that cannot exchange two names.
_UNABLE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}


def atomic_swap(new: Path, target: Path) -> None:
    """Move `new` to `target`; what was there, if anything, ends up at `new`.

    One step on Linux (`renameat2`, `RENAME_EXCHANGE`): whoever looks finds the one or the other.
    Elsewhere two renames, with an instant between them. Raises `OSError`.
    """
    if not target.exists():
        new.rename(target)
    elif not _exchange_at_once(new, target):
        aside = new.with_name(f"{new.name}-old")
        target.rename(aside)
        try:
            new.rename(target)
        except OSError:
            aside.rename(target)
            raise
        # The new site is in its place: what cannot be moved now is removed by the next build.
        with suppress(OSError):
            aside.rename(new)


def _exchange_at_once(one: Path, other: Path) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "renameat2"):
        return False
    done = library.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    if done == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNABLE:
        return False
    raise OSError(number, os.strerror(number), str(other))
