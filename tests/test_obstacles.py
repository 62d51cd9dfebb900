"""What the system has against something is said in Italian."""

import errno
from pathlib import Path

import pytest

from generator.loading.file_system import os_error_message


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "il disco è pieno"),
        (errno.EROFS, "il disco si può solo leggere"),
        (errno.EACCES, "manca il permesso"),
        (errno.EXDEV, "parole del sistema"),
    ],
)
def test_what_is_said(number: int, said: str) -> None:
    assert os_error_message(OSError(number, "parole del sistema")) == said


def test_a_real_one(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file") as caught:
        (tmp_path / "manca").read_bytes()
    assert os_error_message(caught.value) == "non c'è"
