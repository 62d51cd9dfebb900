"""Files of a body's repository that follow the version of the program, until somebody edits them.

`.vetro` in the repository holds the version, where the program is published if its workflows are called from
there, and the SHA-256 of each file as it was written: one that still has it was not edited.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from enum import Enum
from pathlib import Path

from msgspec import Struct

from generator.plan.errors import VetroError
from generator.scaffold.new_body import Program, read_program

RECORD = ".vetro"
_VERSION, _PROGRAM = "versione", "programma"
_HEAD = (
    "# Scritto da vetro: versione, file che «vetro upgrade» e «vetro new albero» aggiornano, loro SHA-256."
)


class Outcome(Enum):
    """What becomes of a file, in Italian; `SAME` is nothing to speak of."""

    WRITTEN = "scritto"
    UPDATED = "aggiornato"
    EDITED = "modificato da qualcuno: resta com'è"
    REMOVED = "tolto da qualcuno: resta tolto"
    SAME = "uguale"


class Record(Struct, frozen=True):
    """What was written, by which version, and from which address; empty where nothing is known."""

    version: str = ""
    digests: Mapping[str, str] = {}
    program: Program | None = None


class BadRecordError(VetroError):
    """The record cannot be read; the message says where, in Italian."""


def digest_of(content: bytes) -> str:
    """SHA-256, the same with line ends of Windows, to which Git may have changed those of a text."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def record_of(version: str, files: Mapping[str, bytes], program: Program | None = None) -> bytes:
    """The record of files as they are written by a version."""
    return _encoded(Record(version, {path: digest_of(content) for path, content in files.items()}, program))


def _encoded(record: Record) -> bytes:
    lines = (f"{digest}  {path}" for path, digest in sorted(record.digests.items()))
    head = [f"{_VERSION} {record.version}"] if record.version else []
    head += [f"{_PROGRAM} {record.program.url}"] if record.program else []
    return "\n".join([_HEAD, *head, *lines, ""]).encode()


def read_record(root: Path) -> Record:
    """The record of a repository; an empty one if there is none. Raises `BadRecordError`."""
    path = root / RECORD
    if not path.exists():
        return Record()
    version, program, digests = "", None, {}
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        first, _, rest = line.partition(" ")
        if first == _VERSION:
            version = rest.strip()
        elif first == _PROGRAM and (found := _program(rest)):
            program = found
        elif len(first) == hashlib.sha256().digest_size * 2 and rest.strip():
            digests[rest.strip()] = first
        elif line.strip() and not line.startswith("#"):
            message = "non è una riga che scrive «vetro upgrade»: riprendere il file di prima, o toglierlo"
            raise BadRecordError(f"{RECORD}:{number}:1: errore: {message}")
    return Record(version, digests, program)


def _program(url: str) -> Program | None:
    with suppress(ValueError):
        return read_program(url)
    return None


def outcomes(
    root: Path, files: Mapping[str, bytes], record: Record, again: Collection[str] = ()
) -> Iterator[tuple[str, Outcome]]:
    """What becomes of each file; those of `again` are written whatever is there. Raises `OSError`."""
    for path, content in files.items():
        yield path, _outcome(root / path, content, record.digests.get(path, ""), path in again)


def _outcome(path: Path, content: bytes, recorded: str, again: bool) -> Outcome:
    if not path.exists():
        return Outcome.REMOVED if recorded and not again else Outcome.WRITTEN
    present = digest_of(path.read_bytes())
    if present == digest_of(content):
        return Outcome.SAME
    return Outcome.UPDATED if again or present == recorded else Outcome.EDITED


def bring_up_to_date(
    root: Path, files: Mapping[str, bytes], version: str, found: Iterable[tuple[str, Outcome]], record: Record
) -> None:
    """Write the files whose outcome says so, and the record of this version. Raises `OSError`.

    What was edited or removed stays in the record as it was written, so that it stays known as such; so does
    what another set of files wrote, while it is there.
    """
    digests = dict(record.digests)
    for path, outcome in found:
        if outcome in (Outcome.WRITTEN, Outcome.UPDATED):
            write(root / path, files[path])
        if outcome in (Outcome.WRITTEN, Outcome.UPDATED, Outcome.SAME):
            digests[path] = digest_of(files[path])
    known = {path: digest for path, digest in digests.items() if path in files or (root / path).exists()}
    write(root / RECORD, _encoded(Record(version, known, record.program)))


def write(path: Path, content: bytes) -> None:
    """Write a file with its folders. Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
