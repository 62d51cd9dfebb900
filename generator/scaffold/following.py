"""Files of a body's repository that follow the version of the program, until somebody edits them.

`.vetro` in the repository holds the version and the SHA-256 of each of them as it was written: a file that
still has it was not edited.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import Enum
from pathlib import Path

from msgspec import Struct

from generator.plan.errors import VetroError

RECORD = ".vetro"
_VERSION = "versione"
_HEAD = "# Scritto da vetro: versione, file che «vetro upgrade» aggiorna, loro impronta (SHA-256)."


class Outcome(Enum):
    """What becomes of a file, in Italian; `SAME` is nothing to speak of."""

    WRITTEN = "scritto"
    UPDATED = "aggiornato"
    EDITED = "modificato da qualcuno: resta com'è"
    REMOVED = "tolto da qualcuno: resta tolto"
    SAME = "uguale"


class Record(Struct, frozen=True):
    """What was written, and by which version; empty where nothing is known."""

    version: str = ""
    digests: Mapping[str, str] = {}


class BadRecordError(VetroError):
    """The record cannot be read; the message says where, in Italian."""


def digest_of(text: str) -> str:
    """SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def record_text(version: str, texts: Mapping[str, str]) -> str:
    """The record of files as they are written by a version."""
    return _record_text(Record(version, {path: digest_of(text) for path, text in texts.items()}))


def _record_text(record: Record) -> str:
    lines = (f"{digest}  {path}" for path, digest in sorted(record.digests.items()))
    return "\n".join([_HEAD, f"{_VERSION} {record.version}", *lines, ""])


def read_record(root: Path) -> Record:
    """The record of a repository; an empty one if there is none. Raises `BadRecordError`."""
    path = root / RECORD
    if not path.exists():
        return Record()
    version, digests = "", {}
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        first, _, rest = line.partition(" ")
        if first == _VERSION:
            version = rest.strip()
        elif len(first) == hashlib.sha256().digest_size * 2 and rest.strip():
            digests[rest.strip()] = first
        elif line.strip() and not line.startswith("#"):
            message = "non è una riga che scrive «vetro upgrade»: riprendere il file di prima, o toglierlo"
            raise BadRecordError(f"{RECORD}:{number}:1: errore: {message}")
    return Record(version, digests)


def outcomes(
    root: Path, texts: Mapping[str, str], record: Record, again: Collection[str] = ()
) -> Iterator[tuple[str, Outcome]]:
    """What becomes of each file; those of `again` are written whatever is there. Raises `OSError`."""
    for path, text in texts.items():
        yield path, _outcome(root / path, text, record.digests.get(path, ""), path in again)


def _outcome(path: Path, text: str, recorded: str, again: bool) -> Outcome:
    if not path.exists():
        return Outcome.REMOVED if recorded and not again else Outcome.WRITTEN
    # Line ends are no edit: Git may have changed them. What is no text has been edited.
    present = path.read_text(encoding="utf-8", errors="replace")
    if present == text:
        return Outcome.SAME
    return Outcome.UPDATED if again or digest_of(present) == recorded else Outcome.EDITED


def bring_up_to_date(
    root: Path, texts: Mapping[str, str], version: str, found: Iterable[tuple[str, Outcome]], record: Record
) -> None:
    """Write the files whose outcome says so, and the record. Raises `OSError`.

    What was edited or removed stays in the record as it was written, so that it stays known as such.
    """
    digests = dict(record.digests)
    for path, outcome in found:
        if outcome in (Outcome.WRITTEN, Outcome.UPDATED):
            write(root / path, texts[path])
        if outcome in (Outcome.WRITTEN, Outcome.UPDATED, Outcome.SAME):
            digests[path] = digest_of(texts[path])
    known = {path: digest for path, digest in digests.items() if path in texts}
    write(root / RECORD, _record_text(Record(version, known)))


def write(path: Path, text: str) -> None:
    """Write a file with its folders, its lines ending in LF on every system. Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
