"""Imported plan: what a reader makes of a source, and the interface of a reader."""

from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct

from generator.loading.file_system import NAME_NOT_UTF8, is_text, os_error_message
from generator.plan.errors import VetroError

#: Folder for the source documents, relative to the plan's folder.
SOURCES_FOLDER = "fonti"


class ImportingError(VetroError):
    """A source that cannot be imported, or files that cannot be written; the message is in Italian."""


def read_source(path: Path) -> bytes:
    """The bytes of a source. Raises `ImportingError`, also for a pipe or a device, which may never end."""
    try:
        if path.exists() and not path.is_file():
            raise ImportingError(f"{path}: il documento non si può leggere (non è un file)")
        if not is_text(path.name):
            raise ImportingError(f"{path}: {NAME_NOT_UTF8}")
        return path.read_bytes()
    except OSError as error:
        raise ImportingError(
            f"{path}: il documento non si può leggere ({os_error_message(error)})"
        ) from error


class Doubt(Struct, frozen=True):
    """An irregularity at a place of the source, for an editor to look at.

    `place` is in words, `riga 12` or `foglio Piano, cella C7`, and empty where the document itself is the
    place. `text` completes the sentence «Nel documento (riga 12) …». `objective` and `indicator` are the code
    and the id of its subject, empty where it has more than one.
    """

    text: str
    objective: str = ""
    indicator: str = ""
    place: str = ""

    def __str__(self) -> str:
        subject = " ".join(part for part in (self.objective, self.indicator) if part)
        return ": ".join(part for part in (self.place, subject, self.text) if part)


class ImportedPlan(Struct, frozen=True):
    """A plan's files, by name relative to its folder.

    `files` are YAML texts, `documents` are copies of the source documents. `doubts` have the order of the
    source. `body` is the name of the public body to use again in later imports, empty where the source
    itself names it.
    """

    files: Mapping[str, str]
    doubts: tuple[Doubt, ...] = ()
    documents: Mapping[str, bytes] = {}
    body: str = ""


class Reader(Struct, frozen=True):
    """A kind of source.

    `name` and `help` are those of the subcommand of `vetro import`, in English and in Italian. `read` takes
    the path of the source and the name of the public body, and raises `ImportingError`. `needs_body` is set
    where the source does not name the body: the subcommand then has the option `--ente`.
    """

    name: str
    help: str
    read: Callable[[Path, str], ImportedPlan]
    needs_body: bool = False
