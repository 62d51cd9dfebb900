"""Boxes of a card: markup, areas, resources, codes and offices of a plan in a text."""

import pytest

from generator.importing.recognition.budget import is_resources
from generator.importing.recognition.cells import clean
from generator.importing.recognition.code_form_choice import find_code_forms, kind_names
from generator.importing.recognition.code_texts import area_codes, area_of_code, split_area
from generator.importing.recognition.row_doubts import foreign_letters
from tests.importing.conftest import import_text, read_yaml


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("<b>01_01_UIC01</b>", "01_01_UIC01"),
        ("**03\\_01\\_UIC02**", "03_01_UIC02"),
        ("<i>Turismo  e cultura</i>", "Turismo e cultura"),
        ("*Obiettivo trasversale*", "Obiettivo trasversale"),
        ("\\*\\* follower Twitter", "** follower Twitter"),
        ("canali social**dell'ente anno n", "canali social**dell'ente anno n"),
        ("Registro Imprese* Numero (RI)* / Numero", "Registro Imprese* Numero (RI)* / Numero"),
        ("personale con >10 anni", "personale con >10 anni"),
        ("", ""),
    ],
)
def test_markup_is_removed_and_nothing_else(raw: str, text: str) -> None:
    assert clean(raw) == text


@pytest.mark.parametrize(
    ("cell", "code", "name"),
    [
        ("01_01 Sostegno", "01_01", "Sostegno"),
        ("01_01 - Digitalizzazione", "01_01", "Digitalizzazione"),
        ("03_01- L'ottimizzazione", "03_01", "L'ottimizzazione"),
        ("02_01L'e-government", "02_01", "L'e-government"),
        ("02_01_Semplificazione", "02_01", "Semplificazione"),
        ("02_011 Altro", "02_011", "Altro"),
        ("A1 Sviluppo", "A1", "Sviluppo"),
        ("Legalità", "", "Legalità"),
    ],
)
def test_areas(cell: str, code: str, name: str) -> None:
    assert split_area(cell, frozenset({"01_01", "02_01", "03_01"})) == (code, name)


def test_the_area_that_a_code_begins_with() -> None:
    assert [area_of_code(code) for code in ("01_04_OS01", "7.1.PX3", "OS01", "1.2")] == [
        "01_04",
        "7.1",
        "",
        "",
    ]
    assert area_codes(["01_04_OS01", "01_04_OS02", "7.1.PX3"]) == {"01_04", "7.1"}


@pytest.mark.parametrize(
    ("text", "is_amount_or_words"),
    [
        ("27.300,00 €", True),
        ("12.000 €", True),
        ("risorse interne", True),
        ("27.300,0 €", False),
        ("27.300,00", False),
        ("2 persone e 300 €", False),
    ],
)
def test_resources(text: str, is_amount_or_words: bool) -> None:
    assert is_resources(text) is is_amount_or_words


def test_the_form_of_codes_that_tell_area_and_kind() -> None:
    forms = find_code_forms(["01_01_OS01", "01_02_OP02"], {"01_01", "01_02"}, ["11", "4"], ["005"])
    assert forms.declared == {
        "obiettivo": "{ambito}_{tipo}{numero:2}",
        "ambito": "{numero:2}_{numero:2}",
        "tipo": "{lettere:1-4}",
        "missione": "{numero:1-2}",
        "programma": "{numero:3}",
    }
    parts = {"01_01_OS01": "GLI OBIETTIVI STRATEGICI", "01_02_OP02": ""}
    assert kind_names(forms.kinds, parts) == {"OS": "Obiettivi strategici", "OP": "OP"}


@pytest.mark.parametrize(
    "codes",
    [
        ["01_01_OS01", "01_02_OS02"],  # one kind
        ["01_01_OS01", "01_02-OP02"],  # two forms
        ["01_01_OS01", "01_03_OP02"],  # an area that has no name
        ["01_01_OS01", "OP2"],
        [],
    ],
)
def test_codes_without_a_form_of_their_own(codes: list[str]) -> None:
    assert find_code_forms(codes, {"01_01", "01_02"}, [], []).declared == {}


def test_a_letter_of_another_alphabet() -> None:
    assert foreign_letters("imprese impres\u0435 n\u00ba \u0430\u0431\u0432") == ("impres\u0435",)


TABLE = "7.1.PX3\tMense\n\nIndicatori\tTipo\tStato 2030\tTarget 2031\nPasti\tVolume\t1\t2\n"


@pytest.mark.parametrize(
    "opening",
    [
        "**Camera di commercio dell'Ombra  \nPiano integrato 2031-2033**\n\n**Allegato 2\nObiettivi**\n\n",
        "**Camera di commercio dell'Ombra**\n\n**Piano integrato 2031-2033**\n\n**Allegato 2\nObiettivi**\n",
    ],
)
def test_a_title_in_bold_goes_on_in_the_next_line(opening: str) -> None:
    plan = read_yaml(import_text(opening + TABLE).files["piano.yml"])
    assert plan["ente"]["nome"] == "Camera di commercio dell'Ombra"
    assert plan["titolo"] == "Piano integrato 2031-2033"
    assert plan["sezione"] == "Allegato 2 – Obiettivi"


def test_footnotes_of_a_table_are_notes_of_its_objective() -> None:
    text = TABLE + "* dato provvisorio\t\t\t\n\n\\*\\* stima\n\nAltro testo.\n"
    imported = import_text(text)
    objective = read_yaml(imported.files["obiettivi/7-1-PX3.yml"])
    assert objective["note"] == ["* dato provvisorio", "** stima"]
    assert any("«Altro testo.» sta sotto una tabella" in str(doubt) for doubt in imported.doubts)
