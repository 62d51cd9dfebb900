"""A disk of a few MB that a test can fill, empty and write-protect.

It is a file system of its own, mounted where only the test sees it: whoever has root, or may make a name
space of users, has one. Where neither is allowed the kernel's limit on the size of files takes its place: a
write then fails in the middle of a file as on a full disk, though not for want of room.
"""

import ctypes
import os
import resource
import subprocess
import warnings
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.command import run
from tests.conftest import ROOT

_MEGABYTES = 24
_BALLAST = "zavorra"
_ENV = {**os.environ, "CI": ""}


class Disk(ABC):
    """`folder` is where the test sees its files; the rest is what an editor is told."""

    folder: Path
    full: str
    protected: str

    @abstractmethod
    def leave(self, size: int) -> None:
        """Let no more than so many bytes be written."""

    @abstractmethod
    def protect(self) -> None:
        """Let nothing be written or changed."""

    @abstractmethod
    def release(self) -> None:
        """Let everything be written again."""

    @abstractmethod
    def vetro(self, project: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command in a project on the disk."""


class MountedDisk(Disk):
    """A tmpfs in a name space that a process holds open."""

    full = "il disco è pieno"
    protected = "il disco si può solo leggere"

    def __init__(self, holder: int, place: Path, *, as_user: bool) -> None:
        self._spaces = [Path(f"/proc/{holder}/ns/{kind}") for kind in (["user"] if as_user else []) + ["mnt"]]
        self._enter = ["nsenter", "--target", str(holder), "--mount"]
        self._enter += ["--user", "--preserve-credentials"] if as_user else []
        self._place = place
        self.folder = Path(f"/proc/{holder}/root{place}")

    def leave(self, size: int) -> None:
        room = os.statvfs(self.folder)
        (self.folder / _BALLAST).write_bytes(bytes(max(0, room.f_bavail * room.f_frsize - size)))

    def protect(self) -> None:
        self._remount("ro")

    def release(self) -> None:
        self._remount("rw")
        (self.folder / _BALLAST).unlink(missing_ok=True)

    def vetro(self, project: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return run(arguments, ROOT, _ENV, prepare=partial(_enter, self._spaces, self._place / project))

    def _remount(self, how: str) -> None:
        command = [*self._enter, "mount", "-o", f"remount,{how}", str(self._place)]
        subprocess.run(command, check=True, capture_output=True)


class LimitedDisk(Disk):
    """A plain folder whose files may not grow beyond a size."""

    full = protected = "un file supera la grandezza ammessa"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._limit = resource.RLIM_INFINITY

    def leave(self, size: int) -> None:
        # The files of a site are small: what would be too much for them together, each stays below.
        self._limit = size // 100

    def protect(self) -> None:
        self._limit = 0

    def release(self) -> None:
        self._limit = resource.RLIM_INFINITY

    def vetro(self, project: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        limits = self._limit, resource.RLIM_INFINITY
        limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, limits)
        return run(arguments, self.folder / project, _ENV, prepare=limit)


def _enter(spaces: Sequence[Path], folder: Path) -> None:
    """Take this process into name spaces, and to a folder in them."""
    system = ctypes.CDLL(None, use_errno=True)
    descriptors = [os.open(space, os.O_RDONLY) for space in spaces]
    for descriptor in descriptors:
        if system.setns(descriptor, 0):
            raise OSError(ctypes.get_errno(), "setns")
        os.close(descriptor)
    os.chdir(folder)


@contextmanager
def small_disk(place: Path, *, as_user: bool) -> Iterator[Disk]:
    """An empty disk at a place: a file system of its own or, where that is not allowed, one with a limit."""
    place.mkdir()
    with _mounted(place, as_user=as_user) as disk:
        if not disk:
            warnings.warn("no file system of its own here: files with a limit take its place", stacklevel=1)
        yield disk or LimitedDisk(place)


@contextmanager
def _mounted(place: Path, *, as_user: bool) -> Iterator[MountedDisk | None]:
    script = 'mount -t tmpfs -o "size=$1m" tmpfs "$0" && echo pronto && exec cat'
    command = ["unshare", "--mount", *(["--map-root-user"] if as_user else [])]
    command += ["sh", "-c", script, str(place), str(_MEGABYTES)]
    try:
        holder = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except FileNotFoundError:
        yield None
        return
    with holder:
        assert holder.stdout
        allowed = holder.stdout.readline() == b"pronto\n"
        # The holder waits for its input to end, which it does when we leave; its mounts go with it.
        yield MountedDisk(holder.pid, place, as_user=as_user) if allowed else None
