"""Parallel runs: one function over many items, by several processes."""

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import connection, get_all_start_methods, get_context, parent_process
from typing import Any, TypeVar

from generator.plan.errors import VetroError

T = TypeVar("T")
R = TypeVar("R")

#: Items of one batch at most, and batches that there should be for each process.
_MAX_BATCH, _BATCHES = 16, 4
#: How processes are started: a forked one has the function and what it refers to without being sent it.
_FORK = "fork"

#: Told how many of how many items are done.
OnProgress = Callable[[int, int], None]


class WorkerError(VetroError):
    """A worker process ended before its time."""


def no_progress(_done: int, _total: int) -> None:
    """Progress that nobody wants to know."""


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_parallel(
    function: Callable[[T], R],
    items: Sequence[T],
    processes: int = 1,
    on_progress: OnProgress = no_progress,
) -> Iterator[R]:
    """The results of a function for each item, in their order, as they become ready.

    With one process, or where no others can be started, the items are done one after the other. Otherwise
    items and results must be picklable, and what the function changes in memory is lost. Raises whatever the
    function raises, and `WorkerError`.
    """
    pool = _pool(function, processes) if min(processes, len(items)) > 1 else None
    if pool is None:
        for done, item in enumerate(items, 1):
            yield function(item)
            on_progress(done, len(items))
        return
    size = max(1, min(_MAX_BATCH, len(items) // (processes * _BATCHES)))
    try:
        for done, result in enumerate(pool.map(_work, items, chunksize=size), 1):
            yield result
            on_progress(done, len(items))
    except BrokenProcessPool as error:
        raise WorkerError("un processo della generazione si è interrotto: riprovare") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(function: Callable[[T], R], processes: int) -> ProcessPoolExecutor | None:
    """Worker processes; `None` on a system that cannot fork, or has no room for their locks."""
    if _FORK not in get_all_start_methods():
        return None
    with suppress(OSError, NotImplementedError):
        context = get_context(_FORK)
        return ProcessPoolExecutor(processes, context, initializer=_start_worker, initargs=(function,))
    return None


class _Worker:
    """What a worker process was started with."""

    function: Callable[[Any], Any]


def _start_worker(function: Callable[[Any], Any]) -> None:
    _Worker.function = staticmethod(function)
    try:
        threading.Thread(target=_die_with_parent, daemon=True).start()
    except RuntimeError:
        # No memory for a thread: the pool finds that this process has ended, and says so once.
        os._exit(1)


def _die_with_parent() -> None:
    """End this process with its parent: a killed build must not go on writing through its workers."""
    parent = parent_process()
    if parent:
        connection.wait([parent.sentinel])
        os._exit(1)


def _work(item: Any) -> Any:
    return _Worker.function(item)
