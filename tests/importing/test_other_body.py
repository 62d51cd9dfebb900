"""A document of an invented body: other codes, years and words. Nothing of one body is in the code."""

import hashlib
import re
from pathlib import Path

import pytest

import generator.importing
from generator.importing import ImportedPlan
from tests.importing.conftest import import_text, indicator_count, read_yaml

OTHER_BODY = Path(__file__).with_name("other_body.txt")


@pytest.fixture(scope="module")
def other() -> ImportedPlan:
    return import_text(OTHER_BODY.read_text(encoding="utf-8"))


def test_its_plan(other: ImportedPlan) -> None:
    assert (len(other.files), indicator_count(other.files)) == (4 + 2, 3)
    assert read_yaml(other.files["piano.yml"]) == {
        "ente": {"nome": "Ente da indicare"},
        "titolo": "Piano triennale delle attività 2031-2033",
        "sezione": "Allegato unico: obiettivi e indicatori",
        # Those of the title, though 2033 has no target yet.
        "anni": ["2031", "2032", "2033"],
        "anno_base": "2030",
        "atto_approvazione": "",
        "codici": {
            "obiettivo": "{ambito}.{tipo}{numero:1}",
            "ambito": "{numero:1}.{numero:1}",
            "tipo": "{lettere:1-4}",
            "missione": "{numero:1}",
            "programma": "{numero:1}",
        },
        "tipi": {"PX": "Obiettivi di mandato", "QX": "Seconda parte"},
        "tipologie": ["Quantità", "Qualità", "Effetto"],
        "documento": {
            "titolo": "Piano triennale delle attività 2031-2033. Allegato unico: obiettivi e indicatori",
            "file": "fonti/p.txt",
            "sha256": hashlib.sha256(OTHER_BODY.read_bytes()).hexdigest(),
        },
    }


def test_its_registers(other: ImportedPlan) -> None:
    assert read_yaml(other.files["ambiti.yml"]) == [
        {"codice": "7.1", "nome": "Scuola e comunità"},
        {"codice": "7.2", "nome": "Strade"},
    ]
    assert read_yaml(other.files["uffici.yml"]) == {
        "aree": [{"id": "servizi-alla-persona", "nome": "Servizi alla persona"}],
        "uffici": [{"id": "mense", "nome": "Mense"}, {"id": "scuole", "nome": "Scuole"}],
    }
    assert read_yaml(other.files["missioni.yml"]) == [
        {"codice": "4", "nome": "Istruzione", "programmi": [{"codice": "2", "nome": "Scuole"}]}
    ]


def test_its_objectives(other: ImportedPlan) -> None:
    objective = read_yaml(other.files["obiettivi/7-1-PX3.yml"])
    indicators = objective.pop("indicatori")
    notes = objective.pop("note_redazionali")
    assert objective == {
        "codice": "7.1.PX3",
        "titolo": "Mense di qualità",
        "ambito": "7.1",
        "missione": "4/2",
        "risorse": "12.000 €",
        "area_responsabilita": "servizi-alla-persona",
        "uffici": ["mense", "scuole"],
        "descrizione": "Più mense,\n\ne più buone.\n",
        "testo_documento": {
            "ambito": "7.1 Scuola e comunità",
            "missione": "4 Istruzione",
            "programma": "2 - Scuole",
            "area_responsabilita": "Servizi alla persona",
            "uffici": "Mense; Scuole",
        },
        "note": ["* rilevato a maggio"],
    }
    assert [re.sub(r".*?\) ", "", note, count=1).partition(":")[0] for note in notes] == [
        "le colonne delle righe non sono quelle dell'intestazione",
        "l'asterisco della nota sotto la tabella non ha un richiamo nella tabella.",
    ]
    signs = [indicator.pop("note_redazionali") for indicator in indicators]
    assert signs == [
        ["Nel documento (riga 25) il segno davanti a «>= 11.000» vale anche per gli altri anni."],
        ["Nel documento (riga 26) il segno davanti a «>= 8» vale anche per gli altri anni."],
    ]
    assert indicators == [
        {
            "id": "pasti",
            "nome": "Pasti",
            "formula": "Numero di pasti serviti",
            "tipologia": "Quantità",
            "unita": "n.",
            "condizione": "almeno",
            "stato": {"2030": "10.000"},
            "target": {"2031": "11.000", "2032": "12.000"},
            "peso": "60%",
        },
        {
            # One cell in bold is no rule: where the name ends is for an editor to say.
            "id": "gradimento-delle-famiglie-voto-medio",
            "nome": "Gradimento delle famiglie Voto medio dei questionari",
            "tipologia": "Qualità",
            "unita": "n.",
            "condizione": "almeno",
            "stato": {"2030": "7,5"},
            "target": {"2031": "8", "2032": "8"},
            "peso": "40%",
        },
    ]


def test_doubts_give_the_line_of_the_document(other: ImportedPlan) -> None:
    lines = OTHER_BODY.read_text(encoding="utf-8").split("\n")
    doubt = next(doubt for doubt in other.doubts if doubt.objective == "7.2.QX1")
    line = int(doubt.place.removeprefix("riga "))
    assert lines[line - 1].startswith("Indicatore\t")
    assert str(doubt).startswith(f"riga {line}: 7.2.QX1: le colonne delle righe non sono")


@pytest.mark.parametrize(
    ("before", "after", "doubt"),
    [
        ("* rilevato a maggio", "\t\trilevato a maggio", "«rilevato a maggio» sta sotto una tabella"),
        ("\t12.000\t60%", "\t12.000\t13.000\t60%", "restano senza anno «13.000»"),
    ],
)
def test_what_has_no_place_is_named(before: str, after: str, doubt: str) -> None:
    text = OTHER_BODY.read_text(encoding="utf-8").replace(before, after)
    found = import_text(text)
    assert any(doubt in str(each) for each in found.doubts), list(map(str, found.doubts))


def test_offices_of_two_boxes_are_two_offices() -> None:
    text = OTHER_BODY.read_text(encoding="utf-8").replace("Mense; Scuole", "Mense\nUffici:\tScuole")
    objective = read_yaml(import_text(text).files["obiettivi/7-1-PX3.yml"])
    assert objective["uffici"] == ["mense", "scuole"]


def test_nothing_of_one_body_is_in_the_code(committed: dict[str, object]) -> None:
    sources = "\n".join(
        path.read_text(encoding="utf-8") for path in Path(generator.importing.__file__).parent.rglob("*.py")
    )
    for word in ("Pistoia", "Prato", "Camera", "CCIAA", "Excelsior", "CONSIP", "27/03/2013"):
        assert word not in sources
