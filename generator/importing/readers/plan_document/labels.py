"""Labels («Descrizione:», «Ufficio:»…) and codes of a sheet, by patterns that fit the words of any body."""

import re
from enum import Enum

from msgspec import Struct

from generator.importing.readers.plan_document.lines import clean

_AREA = r"\d{1,2}(?:[_.]\d{1,2})*"
_CODE = re.compile(rf"({_AREA})([_.])([A-Z]{{1,5}})( ?)(\d{{1,3}})(?![\w])")
_AREA_CELL = re.compile(rf"({_AREA})(?!\d)[\s_.:–—-]*(.*)")


class Label(Enum):
    """Kinds of labelled text."""

    MISSION = "missione"
    PROGRAMME = "programma"
    AREA = "ambito"
    TITLE = "titolo"
    CODE = "codice"
    DESCRIPTION = "descrizione"
    RESOURCES = "risorse"
    UNITS = "unità organizzative"
    DEPARTMENT = "area di responsabilità"
    OFFICES = "uffici"


#: Labels only in a row of a table: in running text they are ordinary words.
HEADER_LABELS = frozenset({Label.MISSION, Label.PROGRAMME, Label.TITLE, Label.CODE})

_PATTERNS: tuple[tuple[str, Label], ...] = (
    (r"(.* )?missione", Label.MISSION),
    (r"(.* )?programma", Label.PROGRAMME),
    (r"ambito( strategico)?( .*)?|(obiettivo|area) strategic[oa]( \(.*\))?", Label.AREA),
    (r"obiettivo( operativo)?|titolo( dell'obiettivo)?", Label.TITLE),
    (r"codice( obiettivo| dell'obiettivo)?", Label.CODE),
    (r"descrizione( dell'obiettivo)?", Label.DESCRIPTION),
    (r"risorse( economiche| finanziarie)?", Label.RESOURCES),
    (r"unità organizzative( coinvolte)?", Label.UNITS),
    (r"area (di responsabilità|responsabile)", Label.DEPARTMENT),
    (r"uffici[o]?( coinvolt[oi]| responsabil[ei])?", Label.OFFICES),
)
_LABELS = tuple((re.compile(pattern, re.IGNORECASE), label) for pattern, label in _PATTERNS)
#: Maximum length of a label, in characters.
_MAX_LENGTH = 60


def read_label(raw: str) -> tuple[Label, str] | None:
    """The label at the start of a line and the text after it, without markup; `None` if there is no label."""
    first, tab, rest = raw.partition("\t")
    name, colon, inline = clean(first).partition(":")
    if not colon or len(name) > _MAX_LENGTH:
        return None
    for pattern, label in _LABELS:
        if pattern.fullmatch(name.strip()):
            if label in HEADER_LABELS and not tab:
                return None
            return label, " ".join(f"{inline} {clean(rest)}".split())
    return None


class Code(Struct, frozen=True):
    """The code of an objective (`01_04_OS02`).

    `written` is the document's spelling, `area` the code of the strategic area (`01_04`), `kind` the letters.
    """

    text: str
    written: str
    area: str
    kind: str


def read_code(text: str) -> tuple[Code, str] | None:
    """The code at the start of a text and the text after it; `None` if there is no code."""
    match = _CODE.match(text)
    if match is None:
        return None
    area, separator, kind, _, number = match.groups()
    code = Code(f"{area}{separator}{kind}{number}", match[0], area, kind)
    return code, text[match.end() :].lstrip(" |\t-–:")


def read_area(text: str) -> tuple[str, str]:
    """Code and name of a strategic area, from a cell; an empty code if the cell has none."""
    match = _AREA_CELL.fullmatch(text)
    return (match[1], match[2]) if match else ("", text)
