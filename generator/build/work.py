"""Shares the making of a site among the processors: jobs that do not need each other, in any order.

Each process writes the files of its jobs itself; only what the whole site needs to know comes back.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from generator.build.parallel import OnProgress, no_progress, share
from generator.publishing.output_dir import FolderSink, Sink, Written

T = TypeVar("T")

Job = Callable[[Sink], T]


def do_jobs(
    jobs: Sequence[Job[T]], sink: Sink, processes: int = 1, on_progress: OnProgress = no_progress
) -> tuple[T, ...]:
    """Do all jobs; what they return, in their order. Raises whatever a job raises.

    Put the longest jobs first. More than one process is used only for a `FolderSink`.
    """
    if not isinstance(sink, FolderSink):
        return share([partial(job, sink) for job in jobs], 1, on_progress)
    results: list[T] = []
    for result, written, found in share([partial(_do, job, sink) for job in jobs], processes, on_progress):
        sink.written |= written
        sink.prints.found |= found
        results.append(result)
    return tuple(results)


def _do(job: Job[T], sink: FolderSink) -> tuple[T, dict[str, Written], dict[bytes, bytes]]:
    own = sink.another()
    return job(own), own.written, own.prints.found
