"""Parallel runs give the same results in the same order as one process, and pass on what goes wrong."""

import os
import signal
import time

import pytest

from generator.build.parallel import WorkerError, run_parallel


def double(number: int) -> tuple[int, int]:
    return 2 * number, os.getpid()


@pytest.mark.parametrize("processes", [1, 2, 5])
@pytest.mark.parametrize("count", [0, 1, 2, 7, 200])
def test_results_are_in_the_order_of_the_items(processes: int, count: int) -> None:
    told: list[tuple[int, int]] = []
    results = list(run_parallel(double, range(count), processes, lambda *done: told.append(done)))
    assert [result for result, _ in results] == [2 * number for number in range(count)]
    assert told == [(number, count) for number in range(1, count + 1)]
    elsewhere = processes > 1 and count > 1
    assert all((process != os.getpid()) == elsewhere for _, process in results)


def test_a_function_that_cannot_be_sent_is_run_all_the_same() -> None:
    unnamed = lambda number: number + 1  # noqa: E731 - a name would make it one that can be sent
    assert list(run_parallel(unnamed, range(9), 2)) == list(range(1, 10))


@pytest.mark.parametrize("processes", [1, 2])
def test_what_the_function_raises_is_raised(processes: int) -> None:
    def fail(number: int) -> int:
        if number == 150:
            raise OSError(28, "no space")
        return number

    with pytest.raises(OSError, match="no space"):
        list(run_parallel(fail, range(200), processes))


def test_a_worker_that_is_killed_is_noticed() -> None:
    here = os.getpid()

    def die(_: int) -> None:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(WorkerError):
        list(run_parallel(die, range(200), 2))


def test_workers_end_with_a_parent_that_is_killed() -> None:
    reading, writing = os.pipe()

    def tell(_: int) -> None:
        os.write(writing, f"{os.getpid()}\n".encode())
        time.sleep(60)

    parent = os.fork()
    if not parent:
        list(run_parallel(tell, range(2), 2))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        for _ in range(2):
            assert told.readline()
        os.kill(parent, signal.SIGKILL)
        os.waitpid(parent, 0)
        # The pipe ends when the last process that could write into it is gone.
        assert told.read() == ""
