"""Content of a document: its format by what is in it, whatever its name ends with."""

import io
import re
import zipfile
from pathlib import Path

from generator.importing.formats.support.archives import damaged, encrypted
from generator.importing.formats.support.files import read_document
from generator.importing.imported_plan import ImportingError

_HEAD = 4096
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
#: First records of workbooks before Excel 5.
_OLD_SHEETS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|table|meta)\b", re.I | re.S
)

#: A part of a compressed document, and its format.
_ZIP_PARTS = {"xl/workbook.xml": "XLSX", "word/document.xml": "DOCX"}
_ODF_TYPES = {"spreadsheet": "ODS", "text": "ODT"}
#: What cannot be read, by a part or a beginning of its content, and as what it is to be saved.
_FOREIGN_ZIP_PARTS = {
    "xl/workbook.bin": ".xlsx",
    "ppt/presentation.xml": ".pdf",
    "index/document.iwa": ".xlsx o .docx",
}
_FOREIGN_STREAMS = {"WordDocument": ".docx", "PowerPoint Document": ".pdf"}
_REMEDIES = {b"{\\rtf": ".docx", b"<?xml": ".xlsx o .docx"}


def content_format(path: Path) -> str:
    """The name of the format of a document: `XLSX`, `ODT`, `PDF`, `HTML`, `testo`.

    Raises `ImportingError` for a format that cannot be read, with the one to save it as.
    """
    content = read_document(path)
    head = content[:_HEAD]
    if head.startswith(b"PK"):
        return _zip_format(content, path)
    if head.startswith(_OLE):
        return _ole_format(content, path)
    if head.startswith(_OLD_SHEETS):
        return "XLS"
    if b"%PDF-" in head[:1024]:
        return "PDF"
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "HTML"
    for beginning, ending in _REMEDIES.items():
        if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(beginning):
            raise _foreign(path, ending)
    return "testo"


def _zip_format(content: bytes, path: Path) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {name.casefold(): name for name in archive.namelist()}
            # The type is written first, and not compressed; a part that claims to be it may be long.
            kind = _beginning(archive, names.get("mimetype"))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, RuntimeError):
        raise damaged(path) from None
    for part, name in _ZIP_PARTS.items():
        if part in names:
            return name
    if match := re.match(r"application/vnd\.oasis\.opendocument\.(\w+)", kind):
        if match[1] in _ODF_TYPES:
            return _ODF_TYPES[match[1]]
        raise _foreign(path, ".ods o .odt")
    for part, ending in _FOREIGN_ZIP_PARTS.items():
        if part in names:
            raise _foreign(path, ending)
    raise ImportingError(
        f"{path}: è un archivio compresso, non un documento: estrarre i documenti e importare quelli"
    )


def _beginning(archive: zipfile.ZipFile, name: str | None) -> str:
    if name is None:
        return ""
    with archive.open(name) as part:
        return part.read(100).decode("ascii", "replace")


def _ole_format(content: bytes, path: Path) -> str:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if has("EncryptedPackage"):
        raise encrypted(path)
    if has("Workbook") or has("Book"):
        return "XLS"
    for stream, ending in _FOREIGN_STREAMS.items():
        if has(stream):
            raise _foreign(path, ending)
    raise damaged(path)


def _foreign(path: Path, ending: str) -> ImportingError:
    return ImportingError(f"{path}: questo formato non si può leggere: salvare il documento come {ending}")
