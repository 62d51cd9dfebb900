"""The shape of the codes of objectives (`01_04_OS02`) and of strategic areas (`01_04`)."""

import re

from msgspec import Struct

_AREA = r"\d{1,2}(?:[_.]\d{1,2})*"
_CODE = re.compile(rf"({_AREA})([_.])([A-Z]{{1,5}})( ?)(\d{{1,3}})(?![\w])")
_AREA_CELL = re.compile(rf"({_AREA})(?!\d)[\s_.:–—-]*(.*)")


class Code(Struct, frozen=True):
    """A code. `written` is the document's spelling, `kind` its letters, `area` what stands before them."""

    text: str
    written: str
    area: str
    kind: str


def read_code(text: str) -> tuple[Code, str] | None:
    """The code that a text opens with, and what follows it; `None` if it opens with none."""
    match = _CODE.match(text)
    if match is None:
        return None
    area, separator, kind, _, number = match.groups()
    code = Code(f"{area}{separator}{kind}{number}", match[0], area, kind)
    return code, text[match.end() :].lstrip(" |\t-–:")


def read_area(text: str) -> tuple[str, str]:
    """Code and name of the strategic area in a cell; an empty code if it has none."""
    match = _AREA_CELL.fullmatch(text)
    return (match[1], match[2]) if match else ("", text)
