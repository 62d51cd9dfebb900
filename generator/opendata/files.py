"""Files of the open data with their descriptive attributes, and the fragments they are joined from."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from functools import cached_property
from zipfile import ZIP_DEFLATED, ZipInfo

from msgspec import Struct


class MediaType(Struct, frozen=True):
    """File format: IANA media type, code in the European file type vocabulary, label for readers.

    The codes are those of http://publications.europa.eu/resource/authority/file-type. Content that is
    `compressed` is stored in archives as it is.
    """

    mime: str
    code: str
    label: str
    compressed: bool = False


CSV = MediaType("text/csv", "CSV", "CSV")
CSV_FOR_EXCEL = MediaType("text/csv", "CSV", "CSV per Excel")
JSON = MediaType("application/json", "JSON", "JSON")
JSON_SCHEMA = MediaType("application/schema+json", "JSON", "JSON Schema")
XLSX = MediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX", "XLSX", True)
ZIP = MediaType("application/zip", "ZIP", "ZIP", True)
TEXT = MediaType("text/plain", "TXT", "testo")


class Role(Enum):
    """Role of a file in the dataset."""

    #: All the data in one format: listed in catalogues as a distribution.
    DATA = "dati"
    #: The data of one objective.
    PART = "parte"
    #: Machine-readable description of the data.
    DESCRIPTION = "descrizione"


class DataFile(Struct, frozen=True, dict=True):
    """`name` is relative to the folder of the dataset, or of the site; `title` is in Italian.

    `subject` is the table that the file holds or describes, empty if there is not exactly one; `rows` is the
    number of its rows.
    """

    name: str
    media_type: MediaType
    title: str
    content: bytes
    role: Role = Role.DATA
    subject: str = ""
    rows: int = 0

    @property
    def size(self) -> int:
        """Size in bytes."""
        return len(self.content)

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the content, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


class StoredFile(Struct, frozen=True):
    """A data file already written to the output; its content is read on access."""

    name: str
    media_type: MediaType
    title: str
    role: Role
    subject: str
    size: int
    sha256: str
    read: Callable[[], bytes]
    rows: int = 0

    @property
    def content(self) -> bytes:
        """The content, read from the output."""
        return self.read()


#: A file that other files describe or contain.
KnownFile = DataFile | StoredFile


class Fragments(Struct, frozen=True):
    """Parts of the files about a whole plan, one for each objective: file name → objective code → bytes."""

    by_file: Mapping[str, Mapping[str, bytes]]

    def join(self, file: str, codes: Iterable[str], separator: bytes = b"") -> bytes:
        """The fragments of a file in the order of the codes; objectives without one are skipped."""
        by_code = self.by_file.get(file, {})
        return separator.join(fragment for code in codes if (fragment := by_code.get(code)))


#: Compression level of zip entries: the default 6 makes files a tenth smaller and takes twice as long.
COMPRESSION = 3


def timeless_entry(name: str, method: int = ZIP_DEFLATED) -> ZipInfo:
    """A zip entry readable by all, dated 1980-01-01 (the default of `ZipInfo`): archives are reproducible."""
    entry = ZipInfo(name)
    entry.compress_type = method
    entry.external_attr = 0o644 << 16
    return entry
