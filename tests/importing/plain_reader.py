"""Minimal reader of the real document, independent of the importer: tabs and labels only."""

import re
from dataclasses import dataclass, field

CODE = re.compile(r"\d\d_\d\d_[A-Z]{2,3} ?\d\d")
SECTION_LABELS = (
    "Descrizione:",
    "Obiettivo strategico (OS):",
    "Risorse economiche:",
    "Unità organizzative coinvolte:",
)
CELL_LABELS = {"Missione:": "missione", "Programma:": "programma", "PT-PO:": "ambito"}
UNIT_LABELS = {"Area di responsabilità:": "area_responsabilita", "Ufficio:": "uffici"}


@dataclass
class PlainSheet:
    code: str
    title: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    sections: dict[str, list[str]] = field(default_factory=dict)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)


def tidy(text: str) -> str:
    text = re.sub(r"</?[bi]>", "", text).replace("\\_", "_")
    text = re.sub(r"\*\*([^*]+)\*\*", r"\1", text)
    text = re.sub(r"^\*([^* ][^*]*)\*$", r"\1", text.strip())
    return " ".join(text.split())


def read_plain(text: str) -> list[PlainSheet]:
    reader = _Reader()
    for number, line in enumerate(text.split("\n"), start=1):
        reader.read(number, line.rstrip("\t"))
    return reader.sheets


class _Reader:
    """Line by line reader with the state of the current sheet and section."""

    def __init__(self) -> None:
        self.sheets: list[PlainSheet] = []
        self.pending: dict[str, str] = {}
        self.section = ""
        self.in_table = False

    def read(self, number: int, line: str) -> None:
        cells = [tidy(cell) for cell in line.split("\t")]
        self.in_table = "\t" in line and (self.in_table or cells[0] == "Indicatori")
        if not self.in_table:
            if not self._read_label(cells):
                self._read_text(tidy(line.replace("#", "").replace("|", " ")), line)
        elif cells[0] == "Indicatori":
            self.section = ""
        elif cells[0] and len([cell for cell in cells if cell]) > 1:
            self.sheets[-1].rows.append((number, cells))

    def _read_label(self, cells: list[str]) -> bool:
        name = next((name for end, name in CELL_LABELS.items() if cells[0].endswith(end)), "")
        if name:
            self.pending[name] = cells[1]
        elif cells[0] == "Obiettivo:" and not CODE.match(cells[1]):
            self.pending["titolo"] = cells[1]
        elif cells[0] in ("Obiettivo:", "Codice:"):
            coded = cells[1] if cells[0] == "Obiettivo:" else f"{cells[1]} {self.pending.pop('titolo')}"
            self.sheets.append(_sheet(coded, self.pending))
            self.pending = {}
        else:
            return False
        return True

    def _read_text(self, flat: str, line: str) -> None:
        label = next((label for label in UNIT_LABELS if flat.startswith(label)), "")
        if CODE.match(flat):
            self.sheets.append(_sheet(flat, {}))
        elif flat in SECTION_LABELS:
            self.section = flat
        elif label:
            self.sheets[-1].cells[UNIT_LABELS[label]] = tidy(flat.removeprefix(label))
        elif self.section and set(line) - set("- "):
            self.sheets[-1].sections.setdefault(self.section, []).append(flat)


def _sheet(coded: str, cells: dict[str, str]) -> PlainSheet:
    code = CODE.match(coded)
    assert code
    wording = {name: text for name, text in cells.items() if name != "titolo"}
    return PlainSheet(code[0].replace(" ", ""), coded[code.end() :].strip(), wording)
