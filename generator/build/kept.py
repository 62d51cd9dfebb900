"""What one run keeps for the next: lines of JSON under keys, in a file that is believed only if it is whole.

The file begins with its own SHA-256 and with the `basis` that its lines rest on. A file that is damaged,
of another basis, or that cannot be read is as good as none: that costs time, never a wrong result.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path


def read_kept(path: Path, basis: str) -> dict[str, bytes]:
    """The lines of a file by their keys; none if it is missing, damaged or of another basis."""
    try:
        digest, _, payload = path.read_bytes().partition(b"\n")
        if hashlib.sha256(payload).hexdigest().encode() != digest:
            return {}
        head, *lines = payload.split(b"\n")
        if head != basis.encode():
            return {}
        return {key.decode(): value for key, _, value in (line.partition(b"\t") for line in lines)}
    except (OSError, UnicodeDecodeError):
        return {}


def remembered(path: Path, basis: str, make: Callable[[], bytes]) -> bytes:
    """What a file keeps on that basis; if there is no such thing, it is made, and kept there."""
    head = f"{basis}\n".encode()
    try:
        digest, _, payload = path.read_bytes().partition(b"\n")
        if hashlib.sha256(head + payload).hexdigest().encode() == digest:
            return payload
    except OSError:
        pass
    made = make()
    put_in_place(path, hashlib.sha256(head + made).hexdigest().encode() + b"\n", made)
    return made


def write_kept(path: Path, basis: str, lines: Mapping[str, bytes]) -> None:
    """Keep lines, none of which holds a line break, for the next run.

    A folder that cannot be written costs time, never the build.
    """
    payload = b"\n".join([basis.encode(), *(key.encode() + b"\t" + value for key, value in lines.items())])
    put_in_place(path, hashlib.sha256(payload).hexdigest().encode() + b"\n", payload)


def put_in_place(path: Path, *pieces: bytes) -> None:
    """Write a file whole or not at all. A folder that cannot be written costs time, never the build."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".kept-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(pieces)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink()
