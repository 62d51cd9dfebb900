"""Environment key: digest of program, packages and Python, on which every result of a task depends."""

import hashlib
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from generator.loading.file_system import files_below, shown_name

CODE = Path(__file__).parent.parent


@cache
def program_digest() -> str:
    """SHA-256 of the program's files, of the version of Python and of the installed packages."""
    digest = hashlib.sha256(json.dumps([sys.version, sorted(_packages())]).encode())
    digest.update(digest_of_folder(CODE, (".py", ".yml")).encode())
    return digest.hexdigest()


def _packages() -> Iterator[str]:
    """The installed packages with their versions, as the names of their folders say both."""
    for folder in map(Path, dict.fromkeys(sys.path)):
        with suppress(OSError):
            yield from (path.name for path in folder.iterdir() if path.suffix == ".dist-info")


def digest_of_folder(folder: Path, endings: tuple[str, ...] = ("",)) -> str:
    """SHA-256 of the files below a folder whose names end in one of `endings`, with their names."""
    digest = hashlib.sha256()
    for path in files_below(folder):
        if path.name.endswith(endings):
            content = path.read_bytes()
            digest.update(f"{shown_name(path, folder)}\n{len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()


def key_of(*parts: object) -> str:
    """SHA-256 of parts that JSON can hold, in their order."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
