"""A file of the open data, with what catalogues and people need to know of it."""

import hashlib
from collections.abc import Callable
from enum import Enum
from functools import cached_property
from zipfile import ZIP_DEFLATED, ZipInfo

from msgspec import Struct


class MediaType(Enum):
    """The formats of files: media type, code in the European file type vocabulary, name for people."""

    CSV = ("text/csv", "CSV", "CSV")
    JSON = ("application/json", "JSON", "JSON")
    SCHEMA = ("application/schema+json", "JSON", "JSON Schema")
    XLSX = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX", "XLSX")
    ZIP = ("application/zip", "ZIP", "ZIP")
    TURTLE = ("text/turtle", "RDF_TURTLE", "Turtle")
    JSON_LD = ("application/ld+json", "JSON_LD", "JSON-LD")
    ATOM = ("application/atom+xml", "ATOM", "Atom")
    TEXT = ("text/plain", "TXT", "testo")

    @property
    def mime(self) -> str:
        """The media type of HTTP."""
        return self.value[0]

    @property
    def code(self) -> str:
        """The code in http://publications.europa.eu/resource/authority/file-type."""
        return self.value[1]

    @property
    def label(self) -> str:
        """The name for people."""
        return self.value[2]


class Role(Enum):
    """What a file is to the dataset."""

    #: The data, or a form of all of them: listed in catalogues.
    DATA = "dati"
    #: A small part of the data, for one objective.
    PART = "parte"
    #: What describes the data to programs.
    DESCRIPTION = "descrizione"


class DataFile(Struct, frozen=True, dict=True):
    """`name` is relative to the folder of the dataset, or of the site; `title` is in Italian.

    `subject` is the table that the file holds or describes, empty where it is not of one table.
    """

    name: str
    media_type: MediaType
    title: str
    content: bytes
    role: Role = Role.DATA
    subject: str = ""

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.content)

    @cached_property
    def sha256(self) -> str:
        """Of the content."""
        return hashlib.sha256(self.content).hexdigest()


class StoredFile(Struct, frozen=True):
    """A data file that was written somewhere: its content is read whenever it is asked for."""

    name: str
    media_type: MediaType
    title: str
    role: Role
    subject: str
    size: int
    sha256: str
    read: Callable[[], bytes]

    @property
    def content(self) -> bytes:
        """What was written."""
        return self.read()


#: A file that other files describe or hold.
KnownFile = DataFile | StoredFile


#: How hard to compress: the usual 6 makes files a tenth smaller, and takes twice as long.
COMPRESSION = 3


def timeless_entry(name: str, method: int = ZIP_DEFLATED) -> ZipInfo:
    """An entry of a zip archive, readable by all, with the earliest date that there is."""
    entry = ZipInfo(name)
    entry.compress_type = method
    entry.external_attr = 0o644 << 16
    return entry
