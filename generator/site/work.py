"""Shares the making of a site among the processors: jobs that do not need each other, in any order.

The jobs are functions that this process has already prepared; a forked process has them all without
being sent anything, writes its files itself and sends back only what the whole site needs to know.
"""

import ctypes
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from generator.plan.errors import VetroError
from generator.site.sink import FolderSink, Sink, Written

#: Fewer jobs than this are done sooner than a process is made.
WORTHWHILE = 6
_INDEX_BYTES = 4
#: What a pipe surely holds: more jobs than that are done by one process.
_MAX_JOBS = 65_536 // _INDEX_BYTES
_PR_SET_PDEATHSIG = 1


class WorkerError(VetroError):
    """A process that helped with the build ended before its time."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a job tells the rest of the site: addresses of its pages, search entries (location, JSON)."""

    addresses: tuple[str, ...] = ()
    entries: tuple[tuple[str, str], ...] = ()


Job = Callable[[Sink], Outcome]
#: Told how many of how many jobs are begun.
OnProgress = Callable[[int, int], None]


def no_progress(_done: int, _total: int) -> None:
    """For those who do not want to know."""


@dataclass(frozen=True, slots=True)
class _Report:
    """What a worker sends back."""

    outcomes: dict[int, Outcome]
    written: dict[str, Written]
    problem: BaseException | None


def do_jobs(
    jobs: Sequence[Job], sink: Sink, processes: int = 1, on_progress: OnProgress = no_progress
) -> tuple[Outcome, ...]:
    """Do all jobs; the outcomes are in the order of the jobs. Raises whatever a job raises.

    Put the longest jobs first. More than one process is used only for a `FolderSink`, where the
    system can fork.
    """
    can_share = isinstance(sink, FolderSink) and hasattr(os, "fork") and len(jobs) <= _MAX_JOBS
    if not can_share or processes < 2 or len(jobs) < WORTHWHILE:
        outcomes = []
        for number, job in enumerate(jobs, 1):
            outcomes.append(job(sink))
            on_progress(number, len(jobs))
        return tuple(outcomes)
    assert isinstance(sink, FolderSink)  # noqa: S101 - can_share says so
    return _share(jobs, sink, processes, on_progress)


def _share(
    jobs: Sequence[Job], sink: FolderSink, processes: int, on_progress: OnProgress
) -> tuple[Outcome, ...]:
    queue = _queue(len(jobs))
    workers = [_start_worker(jobs, sink, queue) for _ in range(processes - 1)]
    try:
        reports = [_work(jobs, sink, queue, on_progress)]
    finally:
        os.close(queue)
        received = [_receive(process, pipe) for process, pipe in workers]
    reports += received
    outcomes: dict[int, Outcome] = {}
    for report in reports:
        if report.problem:
            raise report.problem
        outcomes |= report.outcomes
        sink.written |= report.written
    return tuple(outcomes[index] for index in range(len(jobs)))


def _queue(length: int) -> int:
    """A pipe that holds the numbers of the jobs: whoever reads one does that job."""
    reading, writing = os.pipe()
    os.write(writing, b"".join(index.to_bytes(_INDEX_BYTES, "little") for index in range(length)))
    os.close(writing)
    return reading


def _taken(queue: int) -> Iterator[int]:
    while number := os.read(queue, _INDEX_BYTES):
        yield int.from_bytes(number, "little")


def _work(
    jobs: Sequence[Job], sink: FolderSink, queue: int, on_progress: OnProgress = no_progress
) -> _Report:
    outcomes: dict[int, Outcome] = {}
    try:
        for index in _taken(queue):
            outcomes[index] = jobs[index](sink)
            on_progress(index, len(jobs))
    except (VetroError, OSError, ValueError) as problem:
        # The others need not go on.
        for _ in _taken(queue):
            pass
        return _Report({}, {}, problem)
    return _Report(outcomes, sink.written, None)


def _start_worker(jobs: Sequence[Job], sink: FolderSink, queue: int) -> tuple[int, BinaryIO]:
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
        report = _work(jobs, FolderSink(sink.folder), queue)
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
            report = _Report({}, {}, WorkerError("un processo della generazione si è interrotto: riprovare"))
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
