"""Action cache: results of tasks kept between builds, in one SQLite file.

An entry is found by task and name, and used only under the key that it was made under: the digest of all
that the task read. A file that is damaged, foreign or no file at all is an empty cache; one that cannot be
written is only read. That costs time, never a wrong result.
"""

import hashlib
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

#: Seconds to wait for another process that writes.
_TIMEOUT = 5
#: What SQLite calls a file that is no database, a damaged one, and one with other tables.
_USELESS = ("SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_ERROR")
_TABLE = """
    CREATE TABLE IF NOT EXISTS results (
        task TEXT, name TEXT, key TEXT, digest BLOB, value BLOB, PRIMARY KEY (task, name)
    )
"""


class ActionCache:
    """Entries: (task, name) → key, value. Use it as a context manager; its methods raise nothing.

    `problem` says why the file cannot be used, or not be written any more; empty while it can.
    """

    def __init__(self, path: Path, timeout: float = _TIMEOUT) -> None:
        self.problem = ""
        self._path = path
        self._timeout = timeout
        self._database: sqlite3.Connection | None = None

    def __enter__(self) -> "ActionCache":
        with self._guarded():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(self._path, timeout=self._timeout)
            # A power cut may damage the file: then it is an empty cache.
            self._database.execute("PRAGMA synchronous = OFF")
            self._database.execute(_TABLE)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._writing() as database:
            if database:
                database.commit()
        with suppress(sqlite3.Error):
            if self._database:
                self._database.close()
        self._database = None

    def get(self, task: str, name: str, key: str) -> bytes | None:
        """The value kept under a key; `None` if there is none, or only under another key."""
        return next((value for _, value in self._rows(task, "AND name = ? AND key = ?", name, key)), None)

    def get_all(self, task: str) -> Iterator[tuple[tuple[str, str], bytes]]:
        """Every entry of a task: its name and key, and its value."""
        return self._rows(task, "")

    def put(self, task: str, name: str, key: str, value: bytes) -> None:
        """Keep a value; an entry of that name under another key is replaced."""
        with self._writing() as database:
            if database:
                row = (task, name, key, _digest(task, name, key, value), value)
                database.execute("REPLACE INTO results VALUES (?, ?, ?, ?, ?)", row)

    def prune(self, task: str, names: Collection[str]) -> None:
        """Remove the entries of a task that are not among `names`."""
        with self._writing() as database:
            if database:
                rows = database.execute("SELECT name FROM results WHERE task = ?", (task,))
                gone = [(task, name) for (name,) in rows if name not in names]
                database.executemany("DELETE FROM results WHERE task = ? AND name = ?", gone)

    def _rows(self, task: str, condition: str, *values: str) -> Iterator[tuple[tuple[str, str], bytes]]:
        with self._guarded():
            if self._database:
                query = f"SELECT name, key, digest, value FROM results WHERE task = ? {condition}"  # noqa: S608
                for name, key, digest, value in self._database.execute(query, (task, *values)):
                    if digest != _digest(task, name, key, value):
                        raise sqlite3.DatabaseError("a value is damaged")
                    yield (name, key), value

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Go on without the cache after any error; a file that will never be one is removed."""
        try:
            yield
        except (sqlite3.Error, OSError, TypeError, ValueError) as error:
            self._note(error)
            if self._database:
                with suppress(sqlite3.Error):
                    self._database.close()
                self._database = None
            if isinstance(error, sqlite3.Error) and _is_useless(error):
                with suppress(OSError):
                    self._path.unlink()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection | None]:
        """The database if it can be written; after an error that leaves it sound it is only read."""
        with self._guarded():
            try:
                yield None if self.problem else self._database
            except sqlite3.Error as error:
                if self._database is None or _is_useless(error):
                    raise
                self._note(error)
                self._database.rollback()

    def _note(self, error: Exception) -> None:
        self.problem = self.problem or f"{self._path.name}: {error}"


def _is_useless(error: sqlite3.Error) -> bool:
    """Whether the file is damaged, or that of another program: not only locked, full or read-only."""
    # An error of our own has no name.
    return getattr(error, "sqlite_errorname", "SQLITE_CORRUPT").startswith(_USELESS)


def _digest(task: str, name: str, key: str, value: bytes) -> bytes:
    digest = hashlib.sha256(f"{task}\n{name}\n{key}\n".encode())
    digest.update(value)
    return digest.digest()
