"""Layout of the workbook of an office: headings, and the hidden keys that tell its rows apart."""

import re
from datetime import date

from msgspec import Struct

from generator.plan.identifiers import SLUG_WORDS, read_iso_day

RESULTS, GUIDE, LISTS = "Risultati", "Istruzioni", "Elenchi"

KEY, CODE, OBJECTIVE, INDICATOR = "Chiave", "Codice obiettivo", "Obiettivo", "Indicatore"
PART, UNIT, CONDITION, BASELINE, LAST = (
    "Fase o ufficio",
    "Unità",
    "Condizione",
    "Valore di partenza",
    "Ultimo valore",
)
NOTE, SOURCE, REASON = "Nota", "Fonte", "Motivo dello scostamento"
DECLARED, NOT_ASSESSABLE = "Grado dichiarato", "Non valutabile: perché"

_KEY = re.compile(rf"(?P<objective>.+)#(?P<indicator>{SLUG_WORDS})(?:/(?P<part>{SLUG_WORDS}))?")
_MARKER = re.compile(rf"vetro rilevazioni (?P<day>\d{{4}}-\d{{2}}-\d{{2}})(?: (?P<office>{SLUG_WORDS}))?")


def target_heading(year: int) -> str:
    """`Traguardo 2026`."""
    return f"Traguardo {year}"


def value_heading(day: date) -> str:
    """`Valore al 30/06/2026`."""
    return f"Valore al {day:%d/%m/%Y}"


class RowKey(Struct, frozen=True, order=True):
    """Identity of a row: `OB.2.1#tempo-medio`, of a part `OB.2.1#sportello/1`."""

    objective: str
    indicator: str
    part: str = ""

    def __str__(self) -> str:
        return f"{self.objective}#{self.indicator}" + (f"/{self.part}" if self.part else "")


def read_key(text: str) -> RowKey | None:
    """The key of a text; `None` if it is none."""
    match = _KEY.fullmatch(text.strip())
    return RowKey(match["objective"], match["indicator"], match["part"] or "") if match else None


class SheetMarker(Struct, frozen=True):
    """Day and office of a workbook of ours; `office` is empty for what no office answers for."""

    day: date
    office: str

    def __str__(self) -> str:
        return f"vetro rilevazioni {self.day.isoformat()} {self.office}".rstrip()


def read_marker(text: str) -> SheetMarker | None:
    """The marker of a text; `None` if it is none."""
    match = _MARKER.fullmatch(text.strip())
    day = read_iso_day(match["day"]) if match else None
    return SheetMarker(day, match["office"] or "") if match and day else None
