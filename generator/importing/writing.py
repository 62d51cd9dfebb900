"""Writing an import to a folder without harm: a file that someone changed since is left alone.

A record beside the document keeps the fingerprint of every file as the import last wrote it. A
file that no longer has it was changed by an editor, whose work counts more than the import's.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from generator.importing.document import Imported, import_document
from generator.importing.errors import ImportingError
from generator.importing.lines import decode
from generator.importing.published import import_published, source_document
from generator.loading.file_system import os_error_message

SOURCES = "fonti"
RECORD = f"{SOURCES}/importazione.json"
_EXPLANATION = (
    "Impronte SHA-256 dei file come li ha scritti l'importazione: "
    "un file che ne ha un'altra è stato corretto."
)


class ImportResult(Struct, frozen=True):
    """What became of the files, by relative name, in order.

    `kept` were changed or removed by an editor and left so; `stale` come from an earlier import
    and are no longer in the document.
    """

    imported: Imported
    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: tuple[str, ...]
    stale: tuple[str, ...]


def import_file(path: Path, folder: Path, *, body: str = "", force: bool = False) -> ImportResult:
    """Import a document into a folder. `force` overwrites what editors changed.

    The name of the body, once given, is remembered for the imports that follow.

    Raises `ImportingError` when the document cannot be read or the folder not be written.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ImportingError(
            f"{path}: il documento non si può leggere ({os_error_message(error)})"
        ) from error
    place = f"{SOURCES}/{path.name}"
    body = body or _read_record(folder / RECORD).body
    imported = import_document(decode(data), file=place, sha256=hashlib.sha256(data).hexdigest(), body=body)
    return write_import(imported, folder, {place: data}, body=body, force=force)


def import_published_file(path: Path, folder: Path, *, force: bool = False) -> ImportResult:
    """Write again the files of a published plan (`piano.json`). `force` overwrites what editors changed.

    The source document is taken along where it lies beside the file, as in the published archive.

    Raises `ImportingError` when the file cannot be read or the folder not be written.
    """
    try:
        data = path.read_bytes()
        place = source_document(data)
        beside = path.parent / place
        sources = {place: beside.read_bytes()} if place and beside.is_file() else {}
    except OSError as error:
        raise ImportingError(f"{path}: il file non si può leggere ({os_error_message(error)})") from error
    return write_import(import_published(data), folder, sources, force=force)


def write_import(
    imported: Imported, folder: Path, sources: Mapping[str, bytes], *, body: str = "", force: bool = False
) -> ImportResult:
    """Write the files of an import and the documents it comes from (`sources`, by relative name).

    Raises `ImportingError` when the folder cannot be written.
    """
    wanted = {name: text.encode() for name, text in imported.files.items()} | dict(sources)
    try:
        record = _read_record(folder / RECORD).fingerprints
        states = {name: _state(folder / name, data, record.get(name)) for name, data in wanted.items()}
        chosen = {name for name, state in states.items() if state == "new" or (force and state == "changed")}
        for name in sorted(chosen):
            _write(folder / name, wanted[name])
        left = {name for name, state in states.items() if state == "changed"} - chosen
        fresh = {name: _fingerprint(data) for name, data in wanted.items() if name not in left}
        known = {name: record[name] for name in left if name in record}
        _write_record(folder / RECORD, _Record(body, fresh | known))
    except OSError as error:
        raise ImportingError(
            f"{error.filename or folder}: non si può scrivere ({os_error_message(error)})"
        ) from error
    return ImportResult(
        imported,
        written=tuple(sorted(chosen)),
        unchanged=tuple(sorted(name for name, state in states.items() if state == "same")),
        kept=tuple(sorted(left)),
        stale=tuple(sorted(name for name in record if name not in wanted and (folder / name).exists())),
    )


def _state(path: Path, data: bytes, recorded: str | None) -> str:
    """`same` as wanted, `new` if it may be written, `changed` if an editor changed or removed it."""
    if not path.exists():
        return "changed" if recorded else "new"
    found = path.read_bytes()
    if found == data:
        return "same"
    return "new" if recorded == _fingerprint(found) else "changed"


class _Record(Struct, frozen=True):
    """What the last import left: the name of the body, and each file's fingerprint as written."""

    body: str
    fingerprints: Mapping[str, str]


def _read_record(path: Path) -> _Record:
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return _Record("", {})
    except OSError as error:
        raise ImportingError(f"{path}: non si può leggere ({os_error_message(error)})") from error
    try:
        content = json.loads(data)
        fingerprints = {str(name): str(fingerprint) for name, fingerprint in content["file"].items()}
        return _Record(str(content["ente"]), fingerprints)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ImportingError(
            f"{path}: il registro dell'importazione è rovinato; "
            "cancellarlo, o riprenderlo dalla versione precedente"
        ) from error


def _write_record(path: Path, record: _Record) -> None:
    content = {"nota": _EXPLANATION, "ente": record.body, "file": dict(sorted(record.fingerprints.items()))}
    _write(path, (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode())


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
