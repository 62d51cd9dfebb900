"""The program itself as an input: another version of it, or of its packages, may give other results."""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from generator.loading.file_system import names_below

CODE = Path(__file__).parent.parent


@cache
def program_digest() -> str:
    """The SHA-256 of the program's files, of the version of Python and of the packages installed."""
    digest = hashlib.sha256(json.dumps([sys.version, *sorted(_packages())]).encode())
    code = str(CODE)
    for name in sorted(name for name in names_below(code) if name.endswith((".py", ".yml"))):
        with open(name, "rb", buffering=0) as file:  # noqa: PTH123 - three hundred times in each run
            content = file.read()
        digest.update(f"{name[len(code) :]}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _packages() -> Iterator[str]:
    """The packages that are installed, with their versions: the names of their folders say both."""
    for place in dict.fromkeys(sys.path):
        with suppress(OSError), os.scandir(place or ".") as entries:
            yield from (entry.name for entry in entries if entry.name.endswith(".dist-info"))
