"""One small plan under many headings, as a table and as cards; and rows and cells of other shapes."""

from pathlib import Path
from typing import Any

import pytest

from generator.importing.recognition.headings import read_heading
from generator.importing.recognition.roles import Role
from generator.importing.recognition.year_parts import values_by_year
from tests.importing.table.imports import Imported, import_files

#: Headings of the same columns; the shorter lists begin anew.
HEADINGS = {
    "code": ["Codice", "Cod.", "Codice obiettivo", "Cod. Ob.", "ID obiettivo", "N. obiettivo", "Rif.", "N."],
    "title": [
        "Obiettivo",
        "Obiettivo operativo",
        "Descrizione obiettivo",
        "Titolo obiettivo",
        "Obiettivi operativi",
        "Denominazione obiettivo",
        "Obiettivo di performance",
    ],
    "office": [
        "Ufficio",
        "U.O. responsabile",
        "Settore",
        "C.d.R.",
        "Centro di costo",
        "Direzione/Ufficio",
        "Area",
        "Ufficio/i",
        "Resp.",
        "Servizio competente",
        "U.O.",
    ],
    "name": [
        "Indicatore",
        "KPI",
        "Indicatori di performance",
        "Indicatore di output",
        "Nome KPI",
        "Descrizione indicatore",
    ],
    "unit": ["Unità di misura", "U.M.", "UdM", "u.m.", "Unità mis."],
    "base": [
        "Baseline 2025",
        "Valore di partenza 2025",
        "Consuntivo 2025",
        "Dato 2025",
        "Storico (2025)",
        "Base 2025",
        "Situazione al 31.12.2025",
        "Partenza 2025",
    ],
    "target": [
        "Target {}",
        "Valore atteso {}",
        "T{}",
        "Target anno {}",
        "Target al 31.12.{}",
        "Valori attesi {}",
        "{}",
        "Anno {}",
        "Previsione {}",
        "Traguardo {}",
        "Livello atteso {}",
    ],
    "weight": ["Peso", "Peso %", "Ponderazione", "Peso (%)", "Pesatura", "Peso KPI"],
}
ROWS = [
    ("A.1", "Servizi rapidi", "Ufficio Anagrafe", "Giorni di attesa", "giorni", "32,5", "≤ 25", "≤ 20", "60"),
    ("A.1", "Servizi rapidi", "Ufficio Anagrafe", "Pratiche on line", "%", "41%", "≥ 60%", "≥ 75%", "40"),
    ("A.2", "Strade curate", "Ufficio Strade", "Km rifatti", "km", "8,4", "12", "15", "100"),
]


def read_text(text: str, folder: Path, name: str = "piano.csv") -> Imported:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    imported = import_files([file], folder)
    assert imported.errors == []
    return imported


def indicators(imported: Imported, objective: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = imported.read(f"obiettivi/{objective}.yml")["indicatori"]
    return found


def is_right(imported: Imported) -> bool:
    """Whether the plan of `ROWS` was read."""
    wanted = {
        "A-1": [
            (
                "Giorni di attesa",
                "giorni",
                {"2025": "32,5"},
                "al massimo",
                {"2026": "25", "2027": "20"},
                "60%",
            ),
            ("Pratiche on line", "%", {"2025": "41%"}, "almeno", {"2026": "60%", "2027": "75%"}, "40%"),
        ],
        "A-2": [("Km rifatti", "km", {"2025": "8,4"}, None, {"2026": "12", "2027": "15"}, "100%")],
    }
    found = {
        objective: [
            (
                one["nome"],
                one["unita"],
                one["stato"],
                one.get("condizione"),
                one["target"],
                one["peso"],
            )
            for one in indicators(imported, objective)
        ]
        for objective in wanted
    }
    titles = [imported.read(f"obiettivi/{objective}.yml")["titolo"] for objective in wanted]
    offices = {one["nome"] for one in imported.read("uffici.yml")["uffici"]}
    assert found == wanted
    return titles == ["Servizi rapidi", "Strade curate"] and offices == {"Ufficio Anagrafe", "Ufficio Strade"}


def heading(kind: str, number: int) -> str:
    return HEADINGS[kind][number % len(HEADINGS[kind])]


@pytest.mark.parametrize("number", range(max(map(len, HEADINGS.values()))))
@pytest.mark.parametrize("is_repeated", [True, False], ids=["repeated", "first row only"])
def test_a_table_under_other_headings(number: int, is_repeated: bool, tmp_path: Path) -> None:
    target = heading("target", number)
    heads = [heading(kind, number) for kind in HEADINGS if kind not in ("target", "weight")]
    heads += [target.format(2026), target.format(2027), heading("weight", number)]
    rows = [list(row) for row in ROWS]
    if not is_repeated:
        rows[1][:3] = ["", "", ""]
    lines = ["Piano della performance 2026-2027", ";".join(heads), *(";".join(row) for row in rows)]
    assert is_right(read_text("\n".join(lines) + "\n", tmp_path))


@pytest.mark.parametrize("separator", [": ", ":** "], ids=["text", "markdown"])
@pytest.mark.parametrize(
    "labels",
    [
        ("Codice obiettivo", "Titolo obiettivo", "Ufficio responsabile", "Indicatore"),
        ("Codice", "Titolo", "Struttura responsabile", "Nome indicatore"),
        ("ID obiettivo", "Obiettivo operativo", "U.O. responsabile", "Indicatore n. {}"),
        ("Cod. obiettivo", "Denominazione obiettivo", "Centro di responsabilità", "KPI"),
    ],
    ids=lambda labels: labels[0],
)
@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)], ids=str)
def test_cards_with_other_labels_and_orders(
    labels: tuple[str, ...], order: tuple[int, ...], separator: str, tmp_path: Path
) -> None:
    mark = "**" if "*" in separator else ""
    lines, before = ["Piano della performance 2026-2027"], ""
    for number, row in enumerate(ROWS, 1):
        code, title, office, name, unit, base, first, second, weight = row
        pairs = [] if code == before else [(labels[at], (code, title, office)[at]) for at in order]
        before = code
        pairs += [(labels[3].format(number), name), ("Unità di misura", unit), ("Valore 2025", base)]
        pairs += [("Target 2026", first), ("Target 2027", second), ("Peso", f"{weight}%")]
        lines += [f"{mark}{label}{separator}{text}" for label, text in pairs]
    name = "piano.md" if mark else "piano.txt"
    assert is_right(read_text("\n\n".join(lines) + "\n", tmp_path, name))


def test_an_empty_value_in_a_card_takes_nothing_from_below(tmp_path: Path) -> None:
    imported = read_text(
        "Codice obiettivo: A1\nTitolo obiettivo: Aprire i dati\n"
        "Indicatore: Portale attivo\nValore 2025:\nTarget 2026: entro il 30/06/2026\n"
        "Target 2027:\nPeso: 100%\n\n"
        "Codice obiettivo: A2\nTitolo obiettivo: Curare le strade\n"
        "Indicatore: Km rifatti\nTarget 2026: 12\nPeso: 100%\n",
        tmp_path,
        "piano.txt",
    )
    (portal,) = indicators(imported, "A1")
    assert (portal["nome"], portal["target"], portal["peso"]) == (
        "Portale attivo",
        {"2026": "30/06/2026"},
        "100%",
    )
    assert "stato" not in portal


@pytest.mark.parametrize(
    ("text", "role", "year"),
    [
        ("T2026", Role.TARGET, 2026),
        ("Valore atteso anno 2026", Role.TARGET, 2026),
        ("Indicatore n. 2", Role.NAME, 0),
        ("Target 1", Role.TARGET, 0),
        ("Indicatori di outcome", Role.NAME, 0),
        ("C.d.R.", Role.OFFICE, 0),
        ("Settore/Servizio", Role.OFFICE, 0),
        ("Strutture interessate", Role.OFFICE, 0),
        ("Area", Role.UNKNOWN, 0),
        ("Peso KPI", Role.WEIGHT, 0),
        ("Unità di misura dell'indicatore", Role.UNIT, 0),
        ("Tipo target", Role.TYPE, 0),
        # The values below are of that year, whatever they are.
        ("Anno 2026", Role.UNKNOWN, 2026),
    ],
)
def test_composed_headings(text: str, role: Role, year: int) -> None:
    found = read_heading(text)
    assert (found.role, found.year, found.is_certain) == (role, year, True)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2026: 100; 2027: 150", {2026: "100", 2027: "150"}),
        ("2026: ≥ 3\n2027: ≥ 5", {2026: "≥ 3", 2027: "≥ 5"}),
        ("anno 2026 - 40% anno 2027 - 50%", {2026: "40%", 2027: "50%"}),
        ("≥ 3 (2026), ≥ 5 (2027)", {2026: "≥ 3", 2027: "≥ 5"}),
        ("2026: entro il 30/06/2026; 2027: 2", {2026: "entro il 30/06/2026", 2027: "2"}),
        # One value, a period, a day, the same year twice.
        ("2026: 100", {}),
        ("2026-2027", {}),
        ("entro il 31/12/2026", {}),
        ("2026: 1; 2026: 2", {}),
        ("Incremento rispetto al 2025", {}),
    ],
)
def test_values_of_several_years_in_a_cell(text: str, values: dict[int, str]) -> None:
    assert values_by_year(text) == values


def test_a_number_beside_each_row_is_no_code(tmp_path: Path) -> None:
    imported = read_text(
        "Piano 2026\nN.;Obiettivo;Indicatore;Target\n"
        "1;Aprire i dati;Dataset;10\n2;Aprire i dati;Visite;500\n",
        tmp_path,
    )
    assert [one["nome"] for one in indicators(imported, "OB-1")] == ["Dataset", "Visite"]


def test_a_list_of_names_and_dates_is_not_divided(tmp_path: Path) -> None:
    imported = read_text(
        "Codice;Obiettivo;Indicatori;Target 2026\n"
        'A1;Aprire lo sportello;"1) Bando\n2) Apertura";"1) 30/06/2026\n2) 31/12/2026"\n',
        tmp_path,
    )
    assert len(indicators(imported, "A1")) == 1


def test_targets_of_days_within_the_year(tmp_path: Path) -> None:
    imported = read_text(
        "Codice;Obiettivo;Indicatore;Target al 30/06/2026;Target al 31/12/2026\n"
        "A1;Aprire i dati;Dataset;5;10\n",
        tmp_path,
    )
    (found,) = indicators(imported, "A1")
    assert (found["traguardi_intermedi"], found["target"]) == ({"2026-06-30": "5"}, {"2026": "10"})


def test_a_table_of_other_things_below_is_left(tmp_path: Path) -> None:
    imported = read_text(
        "Codice;Obiettivo;U.O.;Indicatore;Baseline 2025;Target 2026\n"
        "A1;Aprire i dati;Ufficio Dati;Dataset;5;10\n;;;;;\n"
        "Profilo;Posti 2025;Posti 2026;;;\nIstruttore;14;15;;;\nOperaio;6;6;;;\n;;;;;\n"
        "Il dirigente;;;Data: 10/01/2026;;\n",
        tmp_path,
    )
    assert [path.name for path in (imported.folder / "obiettivi").iterdir()] == ["A1.yml"]
    assert [one["nome"] for one in indicators(imported, "A1")] == ["Dataset"]
    for text in ("Posti 2025", "Istruttore", "Operaio", "Il dirigente"):
        assert any(text in doubt for doubt in imported.doubts)


@pytest.mark.parametrize("target", ["-10%", "2026", "uguale al 2025"])
def test_a_target_that_may_be_something_else_is_doubted(target: str, tmp_path: Path) -> None:
    imported = read_text(
        f"Codice;Obiettivo;Indicatore;Target 2026\nA1;Ridurre i consumi;Consumi;{target}\n", tmp_path
    )
    assert any(f"«{target}» può essere" in doubt for doubt in imported.doubts)


def test_coded_lines_above_boxes_and_the_last_row_above_a_header(tmp_path: Path) -> None:
    header = "KPI;Valore 2025;2026;2027\n"
    imported = read_text(
        "Piano 2026-2027;;;\n"
        f"A.1 - Aprire i dati;;;\nUfficio;Ufficio Dati;;\n{header}Dataset;5;10;20\nPortale attivo;;sì;\n"
        f"A.2 - Curare le strade;;;\nUfficio;Ufficio Strade;;\n{header}Km rifatti;8;12;15\n",
        tmp_path,
    )
    assert [one["nome"] for one in indicators(imported, "A-1")] == ["Dataset", "Portale attivo"]
    assert [one["nome"] for one in indicators(imported, "A-2")] == ["Km rifatti"]
    for code, office in (("A-1", "ufficio-dati"), ("A-2", "ufficio-strade")):
        assert imported.read(f"obiettivi/{code}.yml")["uffici"] == [office]


def test_lines_with_numbers_are_no_objectives(tmp_path: Path) -> None:
    imported = read_text(
        "Piano 2026;;\nObiettivo A1: Aprire i dati;;\n2.1 - Nel 2025 sono state svolte 12 verifiche.;;\n"
        "Indicatore;Target;Peso\nDataset;10;100\n",
        tmp_path,
    )
    assert len(list((imported.folder / "obiettivi").iterdir())) == 1
