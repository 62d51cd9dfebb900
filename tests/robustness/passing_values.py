"""Saves a passing value in the moment in which a module of the build is done with its part, and undoes it."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from generator.cli import build

MOMENTS = [
    "while the inputs are read",
    "while the data are checked",
    "until the data are checked",
    "while the pages are made",
    "from the inputs to the pages",
]


def save_and_undo(file: Path, old: str, new: str, moment: str) -> None:
    """Make the build of this process meet another text in a file, from one moment to another."""
    text = file.read_text("utf-8")
    passing = text.replace(old, new)
    assert passing != text

    def save() -> None:
        file.write_text(passing, "utf-8")

    def undo() -> None:
        file.write_text(text, "utf-8")

    match moment:
        case "while the inputs are read":
            _around(build, "read_inputs", save, undo)
        case "while the data are checked":
            _around(build, "check_project", save, undo)
        case "until the data are checked":
            _around(build, "read_inputs", save, _nothing)
            _around(build, "check_project", _nothing, undo)
        case "while the pages are made":
            _around(build, "publish", save, undo)
        case "from the inputs to the pages":
            _around(build, "read_inputs", _nothing, save)
            _around(build, "publish", _nothing, undo)


def _nothing() -> None:
    pass


def _around(module: ModuleType, name: str, before: Callable[[], None], after: Callable[[], None]) -> None:
    original = getattr(module, name)

    def wrapped(*arguments: Any, **options: Any) -> Any:
        before()
        try:
            return original(*arguments, **options)
        finally:
            after()

    setattr(module, name, wrapped)
