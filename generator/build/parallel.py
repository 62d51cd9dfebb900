"""Shares work among the processors: jobs that do not need each other, in any order.

The jobs are functions that this process has already prepared; a forked process has them all without
being sent anything, and sends back only what they return.
"""

import ctypes
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, BinaryIO, TypeVar

from msgspec import Struct

from generator.plan.errors import VetroError

T = TypeVar("T")

#: Fewer jobs than this are done sooner than a process is made.
WORTHWHILE = 6
_INDEX_BYTES = 4
#: Things that one process does at most before it asks for more, and how often it should ask.
_MOST, _OFTEN = 16, 8
#: What a pipe surely holds: more jobs than that are done by one process.
_MAX_JOBS = 65_536 // _INDEX_BYTES
_PR_SET_PDEATHSIG = 1

#: Told how many of how many jobs are begun.
OnProgress = Callable[[int, int], None]


class WorkerError(VetroError):
    """A process that helped ended before its time."""


def batch_size(things: int) -> int:
    """How many of so many small things make one job: few enough that no process is left alone at the end."""
    return max(1, min(_MOST, things // _OFTEN))


def no_progress(_done: int, _total: int) -> None:
    """For those who do not want to know."""


class _Report(Struct, frozen=True):
    """What a worker sends back: what its jobs returned, by their number, or why it gave up."""

    results: dict[int, Any]
    problem: BaseException | None


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def share(
    jobs: Sequence[Callable[[], T]],
    processes: int = 1,
    on_progress: OnProgress = no_progress,
    *,
    worthwhile: int = WORTHWHILE,
) -> tuple[T, ...]:
    """Do all jobs; what they return, in their order. Raises whatever a job raises, and `WorkerError`.

    Put the longest jobs first. With more than one process, what a job changes in memory is lost: only
    what it returns comes back. Fewer jobs than `worthwhile` are not shared.
    """
    if processes < 2 or len(jobs) < worthwhile or len(jobs) > _MAX_JOBS or not hasattr(os, "fork"):
        results = []
        for number, job in enumerate(jobs, 1):
            results.append(job())
            on_progress(number, len(jobs))
        return tuple(results)
    queue = _queue(len(jobs))
    workers = [_start_worker(jobs, queue) for _ in range(processes - 1)]
    try:
        reports = [_work(jobs, queue, on_progress)]
    finally:
        os.close(queue)
        received = [_receive(process, pipe) for process, pipe in workers]
    done: dict[int, T] = {}
    for report in [*reports, *received]:
        if report.problem:
            raise report.problem
        done |= report.results
    return tuple(done[index] for index in range(len(jobs)))


def begin(job: Callable[[], object]) -> Callable[[], object]:
    """Begin a job in a process of its own, and return what waits for its end.

    For a job that leaves on disk what somebody else would have to make: what it returns or raises is lost.
    Where there are no such processes the job is not done.
    """
    if not hasattr(os, "fork"):
        return lambda: None
    parent = os.getpid()
    process = os.fork()
    if process:
        return partial(os.waitpid, process, 0)
    try:
        _die_with(parent)
        with suppress(VetroError, OSError, ValueError, KeyboardInterrupt):
            job()
    finally:
        # As below.
        os._exit(0)


def _queue(length: int) -> int:
    """A pipe that holds the numbers of the jobs: whoever reads one does that job."""
    reading, writing = os.pipe()
    os.write(writing, b"".join(index.to_bytes(_INDEX_BYTES, "little") for index in range(length)))
    os.close(writing)
    return reading


def _taken(queue: int) -> Iterator[int]:
    while number := os.read(queue, _INDEX_BYTES):
        yield int.from_bytes(number, "little")


def _work(jobs: Sequence[Callable[[], object]], queue: int, on_progress: OnProgress = no_progress) -> _Report:
    results: dict[int, object] = {}
    try:
        for index in _taken(queue):
            results[index] = jobs[index]()
            on_progress(index, len(jobs))
    except (VetroError, OSError, ValueError) as problem:
        # The others need not go on.
        for _ in _taken(queue):
            pass
        return _Report({}, problem)
    return _Report(results, None)


def _start_worker(jobs: Sequence[Callable[[], object]], queue: int) -> tuple[int, BinaryIO]:
    parent = os.getpid()
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, os.fdopen(reading, "rb")
    status = 1
    try:
        _die_with(parent)
        os.close(reading)
        report = _work(jobs, queue)
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(report, pipe, pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        # Nothing of the parent's may run twice: no handlers, no buffers, no removing of folders.
        os._exit(status)


def _receive(process: int, pipe: BinaryIO) -> _Report:
    with pipe:
        try:
            report = pickle.load(pipe)  # noqa: S301 - from our own child, through our own pipe
        except (EOFError, pickle.UnpicklingError):
            report = _Report({}, WorkerError("un processo della generazione si è interrotto: riprovare"))
    os.waitpid(process, 0)
    if not isinstance(report, _Report):
        raise TypeError(type(report))
    return report


def _die_with(parent: int) -> None:
    """A killed build must not go on writing through its workers."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
