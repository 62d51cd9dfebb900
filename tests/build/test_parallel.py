"""Work is shared so that no processor waits, and begun beside other work where the system can."""

import os
from pathlib import Path

import pytest

from generator.build.parallel import batch_size, begin
from generator.plan.errors import VetroError


@pytest.mark.parametrize(
    ("things", "size"),
    [(0, 1), (1, 1), (8, 1), (16, 2), (49, 6), (127, 15), (128, 16), (490, 16), (4900, 16)],
)
def test_jobs_are_neither_few_nor_small(things: int, size: int) -> None:
    assert batch_size(things) == size


def test_a_job_that_was_begun_is_done_by_another_process(tmp_path: Path) -> None:
    wait = begin(lambda: (tmp_path / "chi").write_text(f"{os.getpid()}"))
    wait()
    assert int((tmp_path / "chi").read_text()) != os.getpid()


@pytest.mark.parametrize(
    "problem", [VetroError("no"), OSError(2, "no"), ValueError("no"), KeyboardInterrupt()]
)
def test_a_job_that_fails_is_as_good_as_none(
    tmp_path: Path, problem: BaseException, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise problem

    begin(fail)()
    assert capfd.readouterr() == ("", "")
