"""Bytes and text of a document."""

import codecs
import re
from pathlib import Path

from generator.importing.formats.support.limits import MAX_FILE_BYTES
from generator.importing.imported_plan import ImportingError, read_source

#: Byte order marks, the longer ones first, with their encodings.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Marks that no reader sees: byte order mark, soft hyphen, joiners, and how Excel writes a carriage return.
_INVISIBLE = re.compile("[\ufeff\u00ad\u200b-\u200f\u2060]|_x000D_")
_SPACES = re.compile("[ \u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_LINE_BREAK = re.compile(r"\r\n?|\v|\f|\u2028|\u2029|\u0085")


def read_document(path: Path) -> bytes:
    """The bytes of a document. Raises `ImportingError` for one that is empty or too large."""
    if path.is_file() and path.stat().st_size > MAX_FILE_BYTES:
        raise ImportingError(
            f"{path}: il documento supera {MAX_FILE_BYTES // 1_000_000} MB: importare solo la parte del piano"
        )
    content = read_source(path)
    if not content.strip():
        raise ImportingError(f"{path}: il documento è vuoto")
    return content


def decode(content: bytes, path: Path) -> str:
    """The text of a document: by its byte order mark, else UTF-8, else the Western encoding of Windows.

    Line breaks are `\\n`.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            text = content[len(mark) :].decode(encoding, "replace")
            break
    else:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            # The five bytes that the encoding leaves out are control characters.
            text = content.decode("cp1252", "ignore")
    if "\0" in text:
        raise ImportingError(f"{path}: il contenuto non è testo: salvare di nuovo il documento")
    return _LINE_BREAK.sub("\n", text)


def clean(text: str) -> str:
    """The text of a cell as a reader sees it: single plain spaces, none around its lines, plain line breaks.

    Empty lines stay, also the first: they align the lines of a cell with those of its neighbour.
    """
    text = _SPACES.sub(" ", _LINE_BREAK.sub("\n", _INVISIBLE.sub("", text)))
    return "\n".join(line.strip() for line in text.split("\n")).rstrip("\n")
