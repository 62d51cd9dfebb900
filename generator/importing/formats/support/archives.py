"""Archive of a compressed document: its parts, within limits, and their XML without entities."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from generator.importing.formats.support.files import read_document
from generator.importing.formats.support.limits import MAX_PART_BYTES, MAX_PARTS, MAX_UNPACKED_BYTES
from generator.importing.imported_plan import ImportingError

if TYPE_CHECKING:
    from lxml import etree

#: Endings of the parts that are read as XML.
_XML = (".xml", ".rels", ".vml")
#: Where OpenDocument lists its parts, and how it calls encrypted ones.
_MANIFEST = "META-INF/manifest.xml"
_ENCRYPTED_PARTS = (b":encryption-data", b"encrypted-package")
#: Flag of an encrypted part.
_ENCRYPTED = 0x1


class Archive:
    """The parts of a compressed document, which was checked as a whole."""

    def __init__(self, content: bytes, path: Path) -> None:
        """Raises `ImportingError` for a damaged, encrypted or too large archive, or for a document type."""
        self.content = content
        self.path = path
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise damaged(path) from error
        self._check_sizes()
        if any(mark in self.read(_MANIFEST) for mark in _ENCRYPTED_PARTS):
            raise encrypted(path)
        for name in self._zip.namelist():
            if name.lower().endswith(_XML):
                self._check_declarations(name)

    @property
    def names(self) -> list[str]:
        """Names of the parts."""
        return self._zip.namelist()

    def read(self, name: str) -> bytes:
        """The bytes of a part; none if it is not there."""
        return self._zip.read(name) if name in self.names else b""

    def tree(self, name: str) -> "etree._Element":
        """The root of a part. Raises `ImportingError` if it is not there or is no XML."""
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(self.read(name), parser)
        except etree.LxmlError as error:
            raise damaged(self.path) from error

    def elements(self, name: str, *tags: str) -> "Iterator[etree._Element]":
        """The elements of a part that have one of the tags, whatever their namespace, as they end.

        Each is emptied after its use.
        """
        from lxml import etree

        source = io.BytesIO(self.read(name))
        if not source.getbuffer().nbytes:
            return
        found: Any = etree.iterparse(
            source,
            events=("end",),
            tag=[f"{{*}}{tag}" for tag in tags],
            resolve_entities=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
        )
        for _, element in found:
            yield element
            element.clear()

    def _check_sizes(self) -> None:
        parts = self._zip.infolist()
        if any(part.flag_bits & _ENCRYPTED for part in parts):
            raise encrypted(self.path)
        xml_bytes = [part.file_size for part in parts if part.filename.lower().endswith(_XML)]
        total = sum(part.file_size for part in parts)
        if (
            len(parts) > MAX_PARTS
            or total > MAX_UNPACKED_BYTES
            or any(size > MAX_PART_BYTES for size in xml_bytes)
        ):
            raise ImportingError(
                f"{self.path}: il contenuto compresso diventa troppo grande ({total // 1_000_000} MB): "
                "lasciare nel documento solo la tabella del piano"
            )

    def _check_declarations(self, name: str) -> None:
        """Refuse a document type, which alone can declare entities; it stands before the first element."""
        parser = expat.ParserCreate()
        started = False

        def start(*_: object) -> None:
            nonlocal started
            started = True

        def refuse(*_: object) -> None:
            raise ImportingError(
                f"{self.path}: il documento contiene dichiarazioni che nessun programma d'ufficio scrive "
                f"({name}: DOCTYPE): non viene letto"
            )

        parser.StartElementHandler = start
        parser.StartDoctypeDeclHandler = refuse
        try:
            with self._zip.open(name) as part:
                while not started and (chunk := part.read(4096)):
                    parser.Parse(chunk)
        except (expat.ExpatError, zipfile.BadZipFile, OSError, EOFError, NotImplementedError) as error:
            raise damaged(self.path) from error


def open_archive(path: Path) -> Archive:
    """The archive of a compressed document."""
    return Archive(read_document(path), path)


def damaged(path: Path) -> ImportingError:
    """The error of a document that is cut off or damaged."""
    return ImportingError(
        f"{path}: il documento è danneggiato o incompleto: aprirlo con il programma che l'ha scritto e "
        "salvarlo di nuovo"
    )


def encrypted(path: Path) -> ImportingError:
    """The error of a document that asks for a password."""
    return ImportingError(f"{path}: il documento è protetto da una password: toglierla e salvarlo di nuovo")
