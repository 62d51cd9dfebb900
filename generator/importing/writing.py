"""Import of a source into a plan's folder, without overwriting what an editor changed.

A record beside the source documents holds the SHA-256 digest of every file as the last import wrote it. A
file with another digest was changed by an editor, and is overwritten only with `force`.
"""

import hashlib
import json
from collections.abc import Mapping
from enum import Enum, auto
from pathlib import Path

from msgspec import Struct

from generator.importing.imported_plan import SOURCES_FOLDER, ImportedPlan, ImportingError, Reader
from generator.loading.file_system import lies_within, os_error_message

RECORD = f"{SOURCES_FOLDER}/importazione.json"
_RECORD_NOTE = (
    "Impronte SHA-256 dei file come li ha scritti l'importazione: "
    "un file che ne ha un'altra è stato corretto."
)


class ImportResult(Struct, frozen=True):
    """Names of a plan's files after an import, relative to its folder, in order.

    `edited` files were changed or removed by an editor and left alone; `stale` files come from an earlier
    import and are no longer in the source.
    """

    plan: ImportedPlan
    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    edited: tuple[str, ...]
    stale: tuple[str, ...]


class _FileState(Enum):
    """State of a file in the plan's folder, compared with the import and with the record."""

    SAME = auto()
    WRITABLE = auto()
    EDITED = auto()


class _Record(Struct, frozen=True):
    """Record of the last import: name of the public body, digest of each file as written."""

    body: str
    digests: Mapping[str, str]


def import_plan(
    reader: Reader, path: Path, folder: Path, *, body: str = "", force: bool = False
) -> ImportResult:
    """Import the source in `path` into a plan's folder.

    `body` is the name of the public body, by default that of the last import. `force` overwrites what
    editors changed. Raises `ImportingError` when the source cannot be read or the folder cannot be written.
    """
    if reader.needs_body and not body:
        body = recorded_body(folder)
    return write_plan(reader.read(path, body), folder, force=force)


def recorded_body(folder: Path) -> str:
    """The name of the public body at the last import into a plan's folder; empty if there was none."""
    return _read_record(folder / RECORD).body


def write_plan(plan: ImportedPlan, folder: Path, *, force: bool) -> ImportResult:
    """Write the files of a plan; `force` overwrites what editors changed. Raises `ImportingError`."""
    contents = {name: text.encode() for name, text in plan.files.items()} | dict(plan.documents)
    try:
        for name in (*contents, RECORD):
            _refuse_link(folder, name)
        recorded = _read_record(folder / RECORD).digests
        states = {name: _state(folder / name, data, recorded.get(name)) for name, data in contents.items()}
        to_write = {_FileState.WRITABLE, _FileState.EDITED} if force else {_FileState.WRITABLE}
        written = {name for name, state in states.items() if state in to_write}
        for name in sorted(written):
            _write(folder / name, contents[name])
        edited = {name for name, state in states.items() if state is _FileState.EDITED} - written
        imported = {name: _digest(data) for name, data in contents.items() if name not in edited}
        retained = {name: recorded[name] for name in edited if name in recorded}
        _write_record(folder / RECORD, _Record(plan.body, imported | retained))
    except OSError as error:
        raise ImportingError(
            f"{error.filename or folder}: non si può scrivere ({os_error_message(error)})"
        ) from error
    return ImportResult(
        plan,
        written=tuple(sorted(written)),
        unchanged=tuple(sorted(name for name, state in states.items() if state is _FileState.SAME)),
        edited=tuple(sorted(edited)),
        stale=tuple(sorted(name for name in recorded if name not in contents and (folder / name).exists())),
    )


def _refuse_link(folder: Path, name: str) -> None:
    """Raise `ImportingError` where a link in the folder would let a file be written elsewhere."""
    path = folder / name
    if path.is_symlink() or not lies_within(path, folder):
        raise ImportingError(f"{path}: è un collegamento, e l'importazione scriverebbe altrove: toglierlo")


def _state(path: Path, data: bytes, recorded: str | None) -> _FileState:
    """State of the file in `path`; a file that was recorded and is missing was removed by an editor."""
    if not path.exists():
        return _FileState.EDITED if recorded else _FileState.WRITABLE
    found = path.read_bytes()
    if found == data:
        return _FileState.SAME
    return _FileState.WRITABLE if recorded == _digest(found) else _FileState.EDITED


def _read_record(path: Path) -> _Record:
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return _Record("", {})
    except OSError as error:
        raise ImportingError(f"{path}: non si può leggere ({os_error_message(error)})") from error
    try:
        content = json.loads(data)
        digests = {str(name): str(digest) for name, digest in content["file"].items()}
        return _Record(str(content["ente"]), digests)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ImportingError(
            f"{path}: il registro dell'importazione è rovinato; "
            "cancellarlo, o riprenderlo dalla versione precedente"
        ) from error


def _write_record(path: Path, record: _Record) -> None:
    content = {"nota": _RECORD_NOTE, "ente": record.body, "file": dict(sorted(record.digests.items()))}
    _write(path, (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode())


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
