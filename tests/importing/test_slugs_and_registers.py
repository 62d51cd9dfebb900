"""Slugs, ids, offices and registers."""

import pytest

from generator.importing.recognition.office_names import OfficeNames, office_key, offices_named_in
from generator.importing.recognition.row_doubts import is_cut_off
from generator.importing.register_entries import RegisterEntry, register_codes, register_names
from generator.importing.slugs import content_words, indicator_ids, slug, unique_slugs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Desk - coinvolgimento imprese", "desk-coinvolgimento-imprese"),
        ("Certificati d'origine", "certificati-d-origine"),
        ("Certificati d’origine", "certificati-d-origine"),
        ("Qualità dell'attività", "qualita-dell-attivita"),
        ("% di incasso del Diritto annuale", "percentuale-di-incasso-del-diritto-annuale"),
        ("N. Carnet ATA rilasciati/convalidati", "numero-carnet-ata-rilasciati-convalidati"),
        (
            "Partecipazione alle azioni di valorizzazione dell'attrattività",
            "partecipazione-alle-azioni-di-valorizzazione",
        ),
        (
            "Revisione ordinaria partecipazioni pubbliche (art. 20 TUSP)",
            "revisione-ordinaria-partecipazioni-pubbliche",
        ),
        ("Formazione 2", "formazione-2"),
        ("x" * 80, "x" * 50),
        ("«…»", "senza-nome"),
        ("", "senza-nome"),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ([("Desk", "Desk tematici", "n."), ("Forum", "Temi", "n.")], ["desk", "forum"]),
        (
            [("CRM", "Numero di utenti", "n."), ("CRM", "Numero di invii", "n.")],
            ["crm-utenti", "crm-invii"],
        ),
        (
            [("Sportello", "Apertura", "n."), ("Sportello", "Apertura", "data")],
            ["sportello", "sportello-data"],
        ),
        ([("Sportello", "", "n."), ("Sportello", "", "n.")], ["sportello", "sportello-2"]),
        (
            [
                ("Tempestività pubblicazioni determinazioni dirigenziali", "Giorni", "gg"),
                ("Tempestività pubblicazioni determinazioni presidenziali", "Giorni", "gg"),
            ],
            ["tempestivita-pubblicazioni-dirigenziali", "tempestivita-pubblicazioni-presidenziali"],
        ),
        ([], []),
    ],
)
def test_ids_tell_like_indicators_apart(named: list[tuple[str, str, str]], expected: list[str]) -> None:
    assert indicator_ids(named) == expected


def test_slugs_that_would_be_the_same_are_numbered() -> None:
    assert unique_slugs(["Città", "citta'", "Altro"]) == ["citta", "citta-2", "altro"]


CELLS = [
    ("Turismo e cultura", ["Turismo e cultura"]),
    ("ADR sede di Pistoia e ADR sede di Prato", ["ADR sede di Pistoia", "ADR sede di Prato"]),
    ("Provveditorato e Ufficio Tecnico", ["Provveditorato", "Ufficio Tecnico"]),
    ("Studi e informazione economica", ["Studi e informazione economica"]),
    (
        "Orientamento lavoro / Studi e informazione economica",
        ["Orientamento lavoro", "Studi e informazione economica"],
    ),
    (
        "Studi e informazione economica e Digitalizzazione",
        ["Studi e informazione economica", "Digitalizzazione"],
    ),
    (
        "Albi e ruoli - leggi speciali e accertamento sanzioni (PT) e Albi e ruoli - leggi speciali (PO) "
        "Registro imprese e REA (PO) (PT)",
        [
            "Albi e ruoli - leggi speciali e accertamento sanzioni (PT)",
            "Albi e ruoli - leggi speciali (PO)",
            "Registro imprese e REA (PO) (PT)",
        ],
    ),
    ("Sportelli polifunzionali (PO) (PT)", ["Sportelli polifunzionali (PO) (PT)"]),
    ("Affari Generali e Composizione Negoziata", ["Affari Generali e Composizione Negoziata"]),
]


@pytest.mark.parametrize(("cell", "offices"), CELLS)
def test_offices_in_one_cell(cell: str, offices: list[str]) -> None:
    names = offices_named_in(other for other, _ in CELLS)
    assert list(names.split(cell)) == offices


def test_a_name_that_may_be_two_offices_is_doubtful() -> None:
    assert "non è chiaro" in OfficeNames().doubt("Affari Generali e Composizione Negoziata")
    assert OfficeNames().doubt("Turismo e cultura") == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Orientamento lavoro e professioni", "Orientamento al lavoro e alle professioni"),
        ("Sportelli Polifunzionali (PO)", "Sportelli polifunzionali - PO"),
        ("Ufficio Tecnico", "Tecnico"),
    ],
)
def test_the_same_office_in_other_words(one: str, other: str) -> None:
    assert office_key(one) == office_key(other)
    assert office_key(one) != office_key("Ragioneria")


def test_the_most_frequent_wording_names_the_entry() -> None:
    names = ["Risorse e organizzazione", "Affari", "Risorse ed organizzazione", "Risorse ed organizzazione"]
    register = register_names(names, lambda name: tuple(content_words(name)))
    assert register.entries == (
        RegisterEntry("affari", "Affari"),
        RegisterEntry(
            "risorse-ed-organizzazione", "Risorse ed organizzazione", ("Risorse e organizzazione",)
        ),
    )
    assert register.ids["Risorse e organizzazione"] == "risorse-ed-organizzazione"


def test_a_code_under_several_names() -> None:
    coded = [("02", "B"), ("01", "A"), ("02", "C"), ("02", "C"), ("03", "")]
    assert register_codes(coded) == (
        RegisterEntry("01", "A"),
        RegisterEntry("02", "C", ("B",)),
        RegisterEntry("03", ""),
    )


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("su una tematica infrastrutturale o", True),
        ("Numero totale di", True),
        ("secondo il modello", False),
        ("le seguenti:", False),
        ("gruppo A", False),
        ("a", False),
        ("", False),
    ],
)
def test_a_text_cut_off_by_the_page(text: str, cut: bool) -> None:
    assert is_cut_off(text) is cut
