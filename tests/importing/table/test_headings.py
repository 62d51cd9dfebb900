"""What a heading says: its role, its level, its year."""

from datetime import date

import pytest

from generator.importing.recognition.headings import read_heading
from generator.importing.recognition.numerals import Spelling, in_italian, spelling_of
from generator.importing.recognition.roles import Role


@pytest.mark.parametrize(
    ("text", "role", "level", "year", "plan_year"),
    [
        ("Cod. ob.", Role.CODE, "obiettivo", 0, -1),
        ("Obiettivo", Role.LEVEL, "obiettivo", 0, -1),
        ("ObiettivoOperativo", Role.LEVEL, "obiettivo operativo", 0, -1),
        ("Codice Univoco Submisura", Role.CODE, "submisura", 0, -1),
        ("Descrizione Missione", Role.DESCRIPTION, "missione", 0, -1),
        ("Settore responsabile", Role.OFFICE, "", 0, -1),
        ("U.O.", Role.STRUCTURE, "", 0, -1),
        ("N.", Role.ORDINAL, "", 0, -1),
        ("Indicatore di risultato", Role.NAME, "", 0, -1),
        ("Codice univoco Traguardo", Role.INDICATOR_CODE, "", 0, -1),
        ("Modalità di calcolo", Role.FORMULA, "", 0, -1),
        ("UdM", Role.UNIT, "", 0, -1),
        ("Valore di partenza 2025", Role.BASELINE, "", 2025, -1),
        ("Target 2026\n(valore o scadenza)", Role.TARGET, "", 2026, -1),
        ("Target anno 1", Role.TARGET, "", 0, 1),
        ("Target secondo anno", Role.TARGET, "", 0, 2),
        ("Risultato atteso 2026", Role.TARGET, "", 2026, -1),
        ("Target conseguito nell'esercizio precedente", Role.BASELINE, "", 0, 0),
        ("Valore conseguito al 31/12/2025", Role.RESULT, "", 2025, -1),
        ("GradoRaggiungimento", Role.DEGREE, "", 0, -1),
        ("Peso %", Role.WEIGHT, "", 0, -1),
        ("Peso dell'obiettivo", Role.OBJECTIVE_WEIGHT, "", 0, -1),
        ("FTE dirigenza programmato", Role.UNKNOWN, "", 0, -1),
    ],
)
def test_a_heading(text: str, role: Role, level: str, year: int, plan_year: int) -> None:
    found = read_heading(text)
    assert (found.role, found.level, found.year, found.plan_year) == (role, level, year, plan_year)


def test_the_day_of_a_result() -> None:
    assert read_heading("Valore conseguito al 31/12/2025").day == date(2025, 12, 31)


def test_a_heading_that_is_understood_in_part_is_uncertain() -> None:
    found = read_heading("Unità di misura (riclassificata dal gruppo)")
    assert (found.role, found.is_certain) == (Role.UNIT, True)
    assert not read_heading("Eventuale peso nel sistema premiante").is_certain


@pytest.mark.parametrize(
    ("texts", "spelling"),
    [
        (["95.0", "0.140"], Spelling.ENGLISH),
        (["1,250.50"], Spelling.ENGLISH),
        (["4.083,00", "12"], Spelling.ITALIAN),
        (["0,82", "1.830"], Spelling.ITALIAN),
        # A dot and three digits are thousands or decimals.
        (["1.250", "4.200"], Spelling.UNKNOWN),
        (["1.5", "2,5"], Spelling.MIXED),
        (["31.12.2026"], Spelling.UNKNOWN),
    ],
)
def test_the_spelling_of_a_column(texts: list[str], spelling: Spelling) -> None:
    assert spelling_of(texts) is spelling


@pytest.mark.parametrize(
    ("text", "spelling", "written", "is_doubted"),
    [
        ("95.0", Spelling.ENGLISH, "95,0", False),
        ("<= 1,200,000.00", Spelling.ENGLISH, "<= 1.200.000,00", False),
        ("1.250", Spelling.ITALIAN, "1.250", False),
        ("1.5", Spelling.ITALIAN, "1,5", True),
        ("1.250", Spelling.MIXED, "1.250", True),
        ("30.06.2026", Spelling.ENGLISH, "30.06.2026", False),
    ],
)
def test_a_number_the_italian_way(text: str, spelling: Spelling, written: str, is_doubted: bool) -> None:
    found, doubt = in_italian(text, spelling)
    assert (found, bool(doubt)) == (written, is_doubted)
