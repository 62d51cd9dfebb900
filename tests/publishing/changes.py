"""Changes of the files of a project, which tests make and then look for."""

from collections.abc import Callable
from pathlib import Path

Change = Callable[[Path], None]


def replace(name: str, *changes: tuple[str, str]) -> Change:
    """Other words in a file below a folder, each of which stands there once."""

    def change(folder: Path) -> None:
        path = folder / name
        text = path.read_text("utf-8")
        for old, new in changes:
            assert text.count(old) == 1, f"«{old}» is {text.count(old)} times in {name}"
            text = text.replace(old, new)
        path.write_text(text, "utf-8")

    return change
