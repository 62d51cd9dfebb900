"""The committed plan against its source document, read by an independent reader."""

import hashlib
from collections import Counter
from typing import Any

import pytest

from tests.importing.conftest import DOCUMENT, PLAN
from tests.importing.plain_reader import PlainSheet, read_plain

pytestmark = pytest.mark.usefixtures("real_project")

SYMBOLS = {"almeno": ">=", "al massimo": "<=", "entro": "<=", "pari a": "="}

#: Footnotes, copied from the document by hand.
NOTES = {
    "03_01_UIC02": [
        "* I valori 2023 e 2024 risentono del Contributo del Comune a favore del distretto tessile pratese"
    ],
    "03_01_UIC03": [
        "*per le società di capitali sulla base dell'art.2490 c.c. e dell'art.40 co. 1-2 e ss; "
        "per le società di persone e le imprese individuali ai sensi del D.P.R. n. 247/2004 e art. 40 co. 1 "
        "del DL 76/2020. Data suggerita per l'estrazione elenchi: 31 gennaio.",
        "** follower Twitter, like Facebook, iscrizioni YouTube, follower LinkedIn",
    ],
    "02_01_OP01": ["*I target indicati nella scheda si riferiscono ai valori complessivi di ente."],
    "02_01_OP02": ["*I target indicati nella scheda si riferiscono ai valori complessivi di ente."],
    "02_01_OP03": ["I target indicati nella scheda si riferiscono ai valori complessivi di ente."],
    "02_01_OP04": ["I target indicati nella scheda si riferiscono ai valori complessivi di ente."],
    "02_01_OP05": ["I target indicati nella scheda si riferiscono ai valori complessivi di ente."],
}

#: The rows whose targets are not one for each year of the header of their table, by id.
TWO_TARGETS = {
    "distribuzione-della-dirigenza-per-genere",
    "distribuzione-del-personale-per-genere",
    "indagine-di-clima-interno",
    "conciliazione-tempi-di-vita-e-di-lavoro",
    "ricorso-ai-congedi-di-paternita",
    "utilizzo-dei-congedi-di-paternita",
    "formazione-del-personale",
    "favorire-la-partecipazione-dei-dipendenti",
}


@pytest.fixture(scope="module")
def sheets(document_text: str) -> list[PlainSheet]:
    return read_plain(document_text)


def test_the_reader_finds_the_whole_document(sheets: list[PlainSheet]) -> None:
    assert Counter("".join(filter(str.isalpha, sheet.code)) for sheet in sheets) == {
        "UIC": 5,
        "OS": 20,
        "OP": 24,
    }
    assert sum(len(sheet.rows) for sheet in sheets) == 415


def test_every_objective_has_its_file(sheets: list[PlainSheet], objectives: dict[str, Any]) -> None:
    assert sorted(objectives) == sorted(sheet.code for sheet in sheets)
    assert len(objectives) == 49
    assert sum(len(objective["indicatori"]) for objective in objectives.values()) == 415


def test_every_row_is_found_again_to_the_letter(sheets: list[PlainSheet], objectives: dict[str, Any]) -> None:
    for sheet in sheets:
        indicators = objectives[sheet.code]["indicatori"]
        assert len(indicators) == len(sheet.rows), sheet.code
        for (line, cells), indicator in zip(sheet.rows, indicators, strict=True):
            assert _as_row(indicator) == " ".join(cell for cell in cells if cell), line


def test_every_cell_is_in_its_field(sheets: list[PlainSheet], objectives: dict[str, Any]) -> None:
    for sheet in sheets:
        for (line, cells), indicator in zip(sheet.rows, objectives[sheet.code]["indicatori"], strict=True):
            found = [
                f"{indicator['nome']} {indicator.get('formula', '')}".strip(),
                indicator["tipologia"],
                indicator["unita"],
                indicator.get("stato", {}).get("2024", ""),
                indicator["peso"],
            ]
            assert found == [*cells[:4], cells[-1]], line


def test_targets_have_the_years_of_their_table(objectives: dict[str, Any]) -> None:
    for code, objective in objectives.items():
        for indicator in objective["indicatori"]:
            wanted = ["2025", "2026", "2027"] if "OS" in code else ["2025"]
            if code == "03_01_OS05" and indicator["id"] in TWO_TARGETS:
                wanted = ["2025", "2026"]
            assert list(indicator["target"]) == wanted, (code, indicator["id"])


def test_the_cells_above_the_tables_are_found_again(
    sheets: list[PlainSheet], objectives: dict[str, Any]
) -> None:
    for sheet in sheets:
        objective = objectives[sheet.code]
        area = sheet.sections.get("Obiettivo strategico (OS):")
        wording = sheet.cells | ({"ambito": " ".join(area)} if area else {})
        assert objective["titolo"] == sheet.title
        assert objective["testo_documento"] == wording, sheet.code
        assert objective.get("risorse", "") == " ".join(sheet.sections.get("Risorse economiche:", []))


def test_descriptions_are_the_words_of_the_document(
    sheets: list[PlainSheet], objectives: dict[str, Any]
) -> None:
    for sheet in sheets:
        description = objectives[sheet.code].get("descrizione", "")
        assert description.split() == " ".join(sheet.sections.get("Descrizione:", [])).split(), sheet.code
    assert sum("descrizione" in objective for objective in objectives.values()) == 44


def test_lists_and_paragraphs_survive(objectives: dict[str, Any]) -> None:
    description = objectives["01_01_OS02"]["descrizione"]
    assert "\n\nNello specifico sono individuate tre linee di attività:\n\n- _ attivazione" in description
    assert "\n- creazione di materiale promozionale delle CER." in description


def test_footnotes_survive(objectives: dict[str, Any]) -> None:
    assert {code: found["note"] for code, found in objectives.items() if "note" in found} == NOTES


def test_a_letter_of_another_alphabet_survives(objectives: dict[str, Any]) -> None:
    found = next(
        i for i in objectives["03_01_OP07"]["indicatori"] if i["id"] == "efficacia-procedura-di-sollecito"
    )
    assert "impres\u0435 raggiunte" in found["formula"]


def test_ids_are_unique_readable_and_short(objectives: dict[str, Any]) -> None:
    for code, objective in objectives.items():
        ids = [indicator["id"] for indicator in objective["indicatori"]]
        assert len(set(ids)) == len(ids), code
        for identity in ids:
            assert len(identity) <= 50
            assert all(
                part.isascii() and part.isalnum() and part == part.lower() for part in identity.split("-")
            )


@pytest.mark.parametrize(
    ("code", "indicator", "words"),
    [
        ("01_04_OS01", "", "il codice è scritto «01_04_OS 01»"),
        ("01_04_OS01", "", "l'ambito è 03_01, mentre il codice dell'obiettivo è 01_04_OS01"),
        ("03_01_UIC03", "", "l'ambito è 02_01, mentre il codice dell'obiettivo è 03_01_UIC03"),
        ("01_06_OP01", "", "l'ambito è 02_01, mentre il codice dell'obiettivo è 01_06_OP01"),
        ("03_01_OS05", "", "«Stato 2026» e «Stato 2027»"),
        ("02_01_UIC01", "", "le colonne delle righe non sono quelle dell'intestazione"),
        ("03_01_UIC02", "", "(riga 80) l'intestazione della tabella contiene ancora «>=»"),
        ("02_01_OP05", "", "l'asterisco dell'intestazione «Target 2025*»"),
        ("02_01_OP01", "", "una sola casella nomina più uffici"),
        ("01_04_OS02", "", "(righe 435-441) il nome e la formula degli indicatori non sono distinti"),
        ("01_01_UIC01", "tasso-di-variazione-del-livello-di-maturita", "la condizione è scritta «=<»"),
        ("01_01_OS02", "report-position-paper", "«…su una tematica infrastrutturale o»"),
        ("01_05_OS02", "storie-di-nuove-imprese", "il testo si interrompe"),
        ("03_01_OS05", "ricorso-ai-congedi-di-paternita", "il testo si interrompe"),
        ("03_01_OS05", "distribuzione-della-dirigenza-per-genere", "la riga ha 2 valori per i 3 anni"),
        ("03_01_OS07", "piena-accessibilita-fisica", "(riga 774) manca la condizione"),
        ("03_01_OS07", "piena-accessibilita-digitale", "(riga 775) manca la condizione"),
        ("01_06_OP04", "convenzione-mimit-unioncamere-rendicontazione", "«45900»"),
        ("02_01_OP02", "tempestivita-vidimazione-registri-e-libri", "manca lo stato di partenza"),
        ("03_01_OS04", "antiriciclaggio-relazione-annuale", "la data del target 2026 («30/11/2025»)"),
        ("03_01_OP04", "revisione-crediti-debiti", "la data del target 2025 («30/06/2024»)"),
        ("02_01_OP04", "carte-tachigrafiche-2", "la condizione di una data è «>=»"),
        ("03_01_OP02", "indagine-sui-fabbisogni-formativi-del-personale", "«05/01/2025») è di un altro anno"),
        ("03_01_OP07", "efficacia-procedura-di-sollecito", "U+0435"),
    ],
)
def test_each_irregularity_is_noted(
    objectives: dict[str, Any], code: str, indicator: str, words: str
) -> None:
    content = objectives[code]
    if indicator:
        content = next(found for found in content["indicatori"] if found["id"] == indicator)
    assert any(words in note for note in content["note_redazionali"]), content.get("note_redazionali")


def test_registers_are_complete(committed: dict[str, Any], objectives: dict[str, Any]) -> None:
    areas = {area["codice"] for area in committed["ambiti.yml"]}
    departments = {area["id"] for area in committed["uffici.yml"]["aree"]}
    offices = {office["id"] for office in committed["uffici.yml"]["uffici"]}
    programmes = {
        f"{mission['codice']}/{programme['codice']}"
        for mission in committed["missioni.yml"]
        for programme in mission["programmi"]
    }
    assert {found["ambito"] for found in objectives.values()} == areas
    assert {found["area_responsabilita"] for found in objectives.values()} == departments
    assert {office for found in objectives.values() for office in found.get("uffici", [])} == offices
    assert {found["missione"] for found in objectives.values() if "missione" in found} == programmes
    assert (len(areas), len(departments), len(offices)) == (8, 8, 32)
    assert programmes == {"11/005", "16/005", "32/003"}


def test_the_plan_names_its_document(committed: dict[str, Any]) -> None:
    plan = committed["piano.yml"]
    assert plan["documento"]["sha256"] == hashlib.sha256(DOCUMENT.read_bytes()).hexdigest()
    assert (PLAN / plan["documento"]["file"]) == DOCUMENT
    assert plan["titolo"] == "Piano Integrato di Attività e Organizzazione (PIAO) 2025-2027"
    assert plan["tipi"] == {
        "UIC": "Obiettivi comuni di sistema",
        "OS": "Obiettivi strategici",
        "OP": "Performance operativa",
    }
    assert (plan["anni"], plan["anno_base"], plan["atto_approvazione"]) == (
        ["2025", "2026", "2027"],
        "2024",
        "",
    )


def test_files_are_written_as_the_importer_would(committed: dict[str, Any]) -> None:
    """Corrected files keep the order of the fields, so that diffs are small."""
    order = ("id", "nome", "formula", "tipologia", "unita", "condizione", "stato", "target", "peso")
    order = (*order, "andamento", "calcolo", "note_redazionali", "eccezioni")
    for name, content in committed.items():
        for indicator in content["indicatori"] if name.startswith("obiettivi/") else []:
            assert list(indicator) == [key for key in order if key in indicator], name


def _as_row(indicator: dict[str, Any]) -> str:
    condition = indicator.get("condizione", "")
    cells = [
        indicator["nome"],
        indicator.get("formula", ""),
        indicator["tipologia"],
        indicator["unita"],
        *indicator.get("stato", {}).values(),
        SYMBOLS.get(condition, condition),
        *indicator["target"].values(),
        indicator["peso"],
    ]
    return " ".join(cell for cell in cells if cell)
