"""Jobs shared among processes leave the same files and the same account as jobs done by one."""

import os
import signal
import time
from functools import partial
from pathlib import Path

import pytest

from generator.build.parallel import WorkerError
from generator.build.work import do_jobs
from generator.publishing.output_dir import FolderSink, MemorySink, Sink


def job(number: int, sink: Sink) -> str:
    sink.write(f"{number}/index.html", f"page {number}".encode())
    return f"{number}/"


def failing(sink: Sink) -> str:
    raise OSError(28, "no space")


JOBS = [partial(job, number) for number in range(200)]


@pytest.mark.parametrize("processes", [1, 2, 5])
def test_outcomes_come_in_order_and_files_are_all_there(tmp_path: Path, processes: int) -> None:
    sink = FolderSink(tmp_path)
    outcomes = do_jobs(JOBS, sink, processes)
    assert list(outcomes) == [f"{number}/" for number in range(200)]
    assert sorted(sink.written) == sorted(f"{number}/index.html" for number in range(200))
    assert {path.read_bytes() for path in tmp_path.rglob("*.html")} == {
        f"page {number}".encode() for number in range(200)
    }


def test_memory_takes_the_same_files() -> None:
    sink = MemorySink()
    do_jobs(JOBS, sink, 2)
    assert sink.files["7/index.html"] == b"page 7"
    assert len(sink.files) == 200


@pytest.mark.parametrize("processes", [1, 2])
def test_what_a_job_raises_is_raised(tmp_path: Path, processes: int) -> None:
    with pytest.raises(OSError, match="no space"):
        do_jobs([*JOBS, failing], FolderSink(tmp_path), processes)


def test_a_helper_that_is_killed_is_noticed(tmp_path: Path) -> None:
    here = os.getpid()

    def ends_helper(sink: Sink) -> None:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.005)

    with pytest.raises(WorkerError):
        do_jobs([ends_helper] * 200, FolderSink(tmp_path), 2)
