"""An invented body that lives two periods: a closed year with its acts and corrections, and the next plan.

The figures of every table are worked out by hand from the files of the body.
"""

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from html import unescape
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from lxml import etree
from lxml import html as lxml_html
from msgspec import Struct
from rdflib import DCAT, DCTERMS, RDF, Graph

from generator.checks.check import check
from generator.checks.checked_plan import check_plan
from generator.importing.readers.published_data import published_files
from generator.plan.model import Plan
from generator.plan.scoring.assessment import assess_plan
from generator.plan.succession import Reference, succession_of
from generator.site.published_plan import PublishedPlan
from tests.conftest import ROOT, published_plan, site_in_memory

BODY = ROOT / "tests" / "data" / "due-periodi"
CLOSED, NEXT = "2025-2027", "2026-2028"
OLD, NEW = f"piano/{CLOSED}/", f"piano/{NEXT}/"
TODAY = date(2026, 11, 1)
FIRST = "Deliberazione inventata n. 21 del 31/05/2025"
SECOND = "Deliberazione inventata n. 38 del 30/09/2025"


class Site(Struct, frozen=True):
    """All files of the site, and the plans that it is made of, by period."""

    files: Mapping[str, bytes]
    published: Mapping[str, PublishedPlan]

    def page(self, address: str) -> str:
        """The words of a page, one space apart."""
        text = re.sub(r"<[^>]+>", " ", self.files[f"{address}index.html"].decode())
        return " ".join(unescape(text).split())

    def links(self, address: str) -> set[str]:
        page = lxml_html.fromstring(self.files[f"{address}index.html"])
        page.make_links_absolute(f"https://site.example/{address}")
        return {str(link).removeprefix("https://site.example/") for link in page.xpath("//main//a/@href")}

    def rows(self, name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.files[f"dati/{name}.csv"].decode(), newline="")))


@pytest.fixture(scope="module")
def site() -> Site:
    plans = {period: published_plan(BODY / "plan_data" / period) for period in (CLOSED, NEXT)}
    return Site(site_in_memory(tuple(plans.values()), BODY / "site_config.yml"), plans)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BODY, tmp_path / "ente", ignore=shutil.ignore_patterns("site", ".cache")))


def warnings(root: Path) -> list[str]:
    return [str(one).removeprefix("plan_data/") for one in check(root, today=TODAY).diagnostics]


def test_nothing_is_wrong_with_it() -> None:
    assert warnings(BODY) == []


# ---- Verdicts


def verdicts(plan: Plan, year: int) -> Iterator[tuple[str, str, str]]:
    """Of every indicator with a target its path, its verdict and its degree."""
    assessment = assess_plan(plan)
    for objective in plan.objectives:
        for indicator in objective.indicators:
            one = assessment.of_indicator(objective, indicator, year)
            rate = "" if one.achievement_rate is None else str(one.achievement_rate)
            yield f"{objective.code} {indicator.id}", one.status.value, rate


CLOSED_YEAR = [
    ("A.1 attese", "parzialmente raggiunto", "15/16"),  # 16 days, no more than 15
    ("A.1 pratiche-in-linea", "raggiunto", "1"),  # 52% of 50%
    ("A.1 risposte", "parzialmente raggiunto", "11/12"),  # (1 + 1 + 60 ÷ 80) ÷ 3
    ("A.2 prestiti", "raggiunto", "1"),  # 1.155 of 1.000 and its tenth; 1.045 before the correction
    ("A.2 orario", "raggiunto", "1"),  # 32:30 of 32:00
    ("A.3 portale", "non raggiunto", "2/5"),  # the first step, 40%; the second was 25 days late
    ("A.3 carta", "raggiunto", "1"),
    ("B.1 asfalto", "raggiunto", "1"),  # 15 of 15, which had been 20
    ("B.1 segnalazioni", "parzialmente raggiunto", "9/10"),  # 72 of 80
    ("B.2 ponti", "raggiunto", "1"),  # 8 of 8
    ("B.2 programma", "raggiunto", "1"),  # 12/06, and it had until 30/06
    ("B.3 area-camper", "non valutabile", ""),  # dropped
    ("B.4 impianti", "non valutabile", ""),  # replaced
    ("B.5 ore-palestre", "parzialmente raggiunto", "4/5"),  # 8 of 10 hours; added in September
    ("B.6 campi", "raggiunto", "1"),  # 3 of 3
    ("B.6 acqua", "da rilevare", ""),
]
IN_AUGUST = [
    ("A.1 attese", "in linea", "1"),  # 14, no more than 14
    ("A.1 domande-digitali", "in linea", "1"),  # 61% of 60%
    ("A.1 risposte", "in ritardo", "29/30"),  # (1 + 81 ÷ 90 + 1) ÷ 3
    ("A.3 portale", "in linea", "1/2"),  # the other step has until 30/11
    ("A.3 carta", "in linea", "1"),
    ("A.4 prestiti", "in ritardo", "160/251"),  # 800 of 1.255, of which 243 ÷ 365 are 835,5
    ("A.5 orario", "in linea", "1"),  # 34:30 of 34:00
    ("B.1 asfalto", "in linea", "13/18"),  # 18 · 243 ÷ 365 = 12,0 are expected
    ("B.1 segnalazioni", "in linea", "1"),  # 82% of 80%
    ("B.5 ore-palestre", "in linea", "1"),  # 12 of 12 hours
    ("B.6 campi", "in ritardo", "3/4"),  # 3 of 4
    ("B.6 acqua", "in linea", "1"),  # 420, no more than 480
    ("B.7 alberi", "in ritardo", "17/30"),  # 34 of 60, of which 39,9 are expected
]
IN_OCTOBER = [
    ("A.1 attese", "in linea", "1"),  # 13, no more than 14
    ("A.1 domande-digitali", "in linea", "1"),  # 63% of 60%
    ("A.1 risposte", "in ritardo", "59/60"),  # (1 + 1 + 76 ÷ 80) ÷ 3
    ("A.3 portale", "in linea", "1/2"),  # the other step still has until 30/11
    ("A.3 carta", "in linea", "1"),
    ("A.4 prestiti", "in linea", "220/251"),  # 1.100 of 1.255, of which 304 ÷ 365 are 1.045,3
    ("A.5 orario", "in linea", "1"),  # 34:30 of 34:00
    ("B.1 asfalto", "in linea", "5/6"),  # 15 of 18, of which 14,99 are expected
    ("B.1 segnalazioni", "in ritardo", "39/40"),  # 78 of 80
    ("B.5 ore-palestre", "in linea", "1"),  # 12 of 12 hours
    ("B.6 campi", "in linea", "1"),  # 4 of 4
    ("B.6 acqua", "in linea", "1"),  # 470, no more than 480
    ("B.7 alberi", "in linea", "11/12"),  # 55 of 60, of which 49,97 are expected
]


def test_the_closed_year_is_judged_by_the_plan_of_its_last_day(site: Site) -> None:
    assert list(verdicts(site.published[CLOSED].plan, 2025)) == CLOSED_YEAR


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2026, 10, 30), IN_AUGUST), (date(2026, 10, 31), IN_OCTOBER)]
)
def test_the_current_year_is_judged_by_the_day(
    site: Site, day: date, expected: list[tuple[str, str, str]]
) -> None:
    assert list(verdicts(site.published[NEXT].plan.known_on(day), 2026)) == expected


#: What was known of an indicator on a day: before and after acts, results and corrections.
KNOWN = [
    (date(2025, 5, 15), "A.1 attese", "in ritardo", "15/17"),  # 17, before its correction of 20/05
    (date(2025, 5, 20), "A.1 attese", "in ritardo", "5/6"),  # 18
    (date(2025, 5, 30), "B.1 asfalto", "in ritardo", "1/4"),  # 5 of 20, where 6,6 are expected
    (
        date(2025, 5, 31),
        "B.1 asfalto",
        "in ritardo",
        "1/4",
    ),  # the act does not change what was measured before
    (date(2025, 8, 31), "B.1 asfalto", "in linea", "2/3"),  # 10 of 15, where 9,99 are expected
    (date(2025, 8, 31), "B.4 impianti", "in ritardo", "3/5"),  # 3 of 5
    (date(2025, 9, 30), "B.4 impianti", "non valutabile", ""),
    (date(2025, 9, 30), "B.3 area-camper", "non valutabile", ""),
    (date(2025, 9, 30), "B.5 ore-palestre", "da rilevare", ""),
    (date(2026, 2, 9), "A.2 prestiti", "parzialmente raggiunto", "19/20"),  # 1.045 of 1.100
    (date(2026, 2, 10), "A.2 prestiti", "raggiunto", "1"),
]


@pytest.mark.parametrize(("day", "path", "status", "degree"), KNOWN)
def test_what_was_known_on_a_day(site: Site, day: date, path: str, status: str, degree: str) -> None:
    assert (path, status, degree) in list(verdicts(site.published[CLOSED].plan.known_on(day), 2025))


SCORES = [
    ("A.1", 2025, Fraction(95, 100)),  # 40% · 15/16 + 30% + 30% · 11/12
    ("A.3", 2025, Fraction(58, 100)),  # 70% · 40% + 30%
    ("B.1", 2025, Fraction(95, 100)),  # the weights of the revision: 50% + 50% · 9/10
    ("B.6", 2025, Fraction(1)),  # what was not measured does not count
    ("B.4", 2025, None),
]


@pytest.mark.parametrize(("code", "year", "score"), SCORES)
def test_scores_of_objectives(site: Site, code: str, year: int, score: Fraction | None) -> None:
    plan = site.published[CLOSED].plan
    assert assess_plan(plan).of_objective(plan.by_code[code], year).score == score


#: (95% + 100% + 58% + 95% + 100% + 80% + 100%) ÷ 7, and those of areas and offices. The indicator of three
#: offices makes its objective one of each of them.
GROUPS = [
    ("piano", CLOSED, "89.7143", "parzialmente raggiunto", "13", "14"),
    ("ambito", "A", "84.3333", "parzialmente raggiunto", "7", "7"),
    ("ambito", "B", "93.75", "parzialmente raggiunto", "6", "7"),
    ("ufficio", "sportello", "76.5", "parzialmente raggiunto", "5", "5"),
    ("ufficio", "scuola", "93.75", "parzialmente raggiunto", "7", "8"),
    ("ufficio", "strade", "96.6667", "parzialmente raggiunto", "7", "7"),
]


def test_groups_of_the_closed_year(site: Site) -> None:
    names = ("gruppo", "codice", "grado", "esito", "rilevati", "misurabili")
    rows = [row for row in site.rows(f"{CLOSED}/esiti_gruppi") if row["anno"] == "2025"]
    assert sorted(tuple(row[name] for name in names) for row in rows) == sorted(GROUPS)


# ---- Pages

#: Words of every kind of page.
WORDS = [
    # Home and lists of plans and data.
    ("", "8 obiettivi 13 indicatori 2 ambiti strategici 3 uffici Esito 2026 in linea grado finora 91,8%"),
    # 87,5% of the objectives go as expected, seven of eight: half the weight of B.1 does not. In A.1 30%
    # count 98,3%, in A.4 it is 1.100 ÷ 1.255, in B.1 50% of 83,3% and 50% of 97,5%, in B.7 55 ÷ 60.
    ("", "(99,5% + 65% + 87,6% + 100% + 90,4% + 100% + 100% + 91,7%) ÷ 8 = 91,8%"),
    ("", "31 ottobre 2026 13 indicatori di 8 obiettivi 31 agosto 2026 13 indicatori di 8 obiettivi"),
    ("piano/", "Piano della performance 2026-2028 8 obiettivi, 13 indicatori Deliberazione inventata n. 3"),
    ("piano/", "Piano della performance 2025-2027 7 obiettivi (e 2 non più in vigore), 14 indicatori"),
    # B.3 was dropped and B.4 replaced, each with one indicator.
    (OLD, "7 obiettivi 14 indicatori 2 obiettivi non più in vigore 2 ambiti strategici 3 uffici"),
    (f"{OLD}ambiti/B/", "4 obiettivi (e 2 non più in vigore), 7 indicatori"),
    ("dati/", "Dati aperti 2025-2027 Unione dei Comuni di Roccafinta (ente di prova): gli obiettivi (9)"),
    ("dati/", "Aggiornati al 10/02/2026"),
    (f"dati/{CLOSED}/", "revisioni.csv"),
    (f"dati/{NEXT}/", "rilevazioni.csv"),
    # The plan.
    (OLD, "Piano 2025-2027 La stessa pagina: 2026-2028"),
    (OLD, "Esito 2025 parzialmente raggiunto grado 89,7% 13 indicatori rilevati su 14"),
    (OLD, "(95% + 100% + 58% + 95% + 100% + 80% + 100%) ÷ 7 = 89,7%"),
    (OLD, "B.3 Un'area di sosta per i camper stralciato dal 30/09/2025"),
    (OLD, "B.4 Impianti sportivi aperti sostituito dal 30/09/2025 da B.5, B.6"),
    (OLD, "B.5 Palestre aperte la sera aggiunto dal 30/09/2025"),
    (OLD, f"Che cosa è cambiato dopo l'approvazione Dal 30/09/2025: {SECOND}"),
    (OLD, "B.1 Strade senza buche : cambiano 2 indicatori"),
    (NEW, "Piano 2026-2028 La stessa pagina: 2025-2027"),
    # An objective whose target and weight an act has changed.
    (f"{OLD}B-1/", "almeno 15 era almeno 20 fino al 30/05/2025"),
    (f"{OLD}B-1/", "50% era 60% fino al 30/05/2025"),
    (
        f"{OLD}B-1/",
        f"Dal 31/05/2025: {FIRST} Motivo: il contributo per l'asfalto è stato ridotto di un quarto",
    ),
    (f"{OLD}B-1/", "Strade asfaltate , traguardo 2025: da 20 a 15"),
    (f"{OLD}B-1/", "(50 × 100% + 50 × 90%) ÷ 100 = 95%"),
    (
        f"{OLD}B-1/",
        "Motivo dello scostamento le piogge di ottobre hanno raddoppiato le segnalazioni",
    ),
    (f"{OLD}A-1/", "al massimo 13 era al massimo 12 fino al 30/05/2025"),
    # Results of three offices in one indicator.
    (f"{OLD}A-1/", "Ufficio sportello almeno il 90% 95% (al 31/12/2025) 100% raggiunto"),
    (f"{OLD}A-1/", "Ufficio strade almeno l'80% 60% (al 31/12/2025) 75% parzialmente raggiunto"),
    (f"{OLD}A-1/", "(100% + 100% + 75%) ÷ 3 = 91,7%"),
    # A correction, old and new; a target that is a difference.
    (
        f"{OLD}A-2/",
        "Rettifica del 10 febbraio 2026 da 1.045 a 1.155: mancavano i prestiti di dicembre",
    ),
    (f"{OLD}A-2/", "+10% di 1.000 = 1.100, rispetto al valore 2024"),
    (
        f"{OLD}A-1/",
        "18 Rettifica del 20/05/2025: era 17; mancavano gli appuntamenti di uno sportello",
    ),
    # Steps; dropped; replaced; added.
    (f"{OLD}A-3/", "1 fase su 2 nei tempi, peso 40%"),
    (f"{OLD}B-3/", f"non valutabile: stralciato dal 30/09/2025 con {SECOND}"),
    (f"{OLD}B-4/", "Tutto l'obiettivo : sostituito da B.5 , B.6"),
    (f"{OLD}B-5/", "8 ore ÷ 10 ore = 80%"),
    (f"{OLD}B-6/", "Esito 2025: da rilevare"),
    # Succession: the same code, a split one, another name, another thing, a new one.
    (f"{OLD}B-1/", "Nei piani successivi: 2026-2028"),
    (f"{OLD}A-2/", "Nei piani successivi: 2026-2028: A.4 Leggere di più"),
    (f"{OLD}A-2/", "2026-2028: A.5 La biblioteca aperta la sera"),
    (f"{NEW}A-4/", "Nei piani precedenti: 2025-2027: A.2 Una biblioteca per tutti"),
    (f"{OLD}A-1/", "Nel piano 2026-2028: Domande digitali"),
    (f"{NEW}A-1/", "Nel piano 2025-2027: Pratiche in linea"),
    # The series of an indicator, each year with its targets in both plans.
    (f"{NEW}A-1/", "2024 40% (valore di partenza) — — 2025 52% almeno 50% —"),
    (f"{NEW}A-1/", "2026 63% (al 31/10/2026) almeno 60% almeno 60% 2027 — almeno 70% almeno 70%"),
    (f"{OLD}B-1/", "2025 15 almeno 15 — 2026 15 (al 31/10/2026) almeno 18 almeno 18"),
    (f"{NEW}A-4/", "2024 1.000 (valore di partenza) — — 2025 1.155 almeno 1.100 —"),
    # Areas, offices, all indicators, printing.
    (
        f"{OLD}ambiti/",
        "A Servizi vicini 3 obiettivi, 7 indicatori · parzialmente raggiunto grado 84,3%",
    ),
    (f"{OLD}ambiti/B/", "(95% + 100% + 80% + 100%) ÷ 4 = 93,8%"),
    (f"{OLD}ambiti/B/", "raggiunto ( 4 ) : il traguardo è raggiunto parzialmente raggiunto ( 2 )"),
    (
        f"{OLD}uffici/",
        "Ufficio sportello 2 obiettivi 5 indicatori parzialmente raggiunto grado 76,5%",
    ),
    (f"{OLD}uffici/strade/", "(95% + 95% + 100%) ÷ 3 = 96,7%"),
    (f"{OLD}indicatori/", "almeno 15 era almeno 20 fino al 30/05/2025"),
    (
        f"{OLD}indicatori/",
        "raggiunto (8) parzialmente raggiunto (4) non raggiunto (1) da rilevare (1)",
    ),
    (f"{OLD}stampa/", "B.4 Impianti sportivi aperti: sostituito da B.5, B.6"),
    (f"{OLD}stampa/", "50% era 60% fino al 30/05/2025"),
    (f"{NEW}stampa/", "A.4 Continua l'obiettivo A.2 del piano 2025-2027"),
    (f"{NEW}stampa/", "Continua l'indicatore «pratiche-in-linea» di A.1 del piano 2025-2027"),
    (f"{NEW}stampa/", "Non continua nessun indicatore dei piani di prima"),
    # The report of the closed year.
    (f"{OLD}relazione/2025/", "Esito 2025 parzialmente raggiunto grado 89,7%"),
    (
        f"{OLD}relazione/2025/",
        "5 traguardi non sono stati raggiunti, o solo in parte: di ciascuno l'ente dice perché.",
    ),
    (
        f"{OLD}relazione/2025/",
        "Ufficio strade parzialmente raggiunto grado 96,7% 3 obiettivi (e 1 non più in vigore)",
    ),
    (
        f"{OLD}relazione/2025/",
        "Attesa per un appuntamento 40% al massimo 15 giorni 16 giorni al 31/12/2025 +1 giorno uno "
        "sportello è rimasto chiuso a novembre 93,8% parzialmente raggiunto",
    ),
    (f"{OLD}relazione/2025/", "1.155 al 31/12/2025 rettificato il 10/02/2026 +55 100% raggiunto"),
    (f"{OLD}relazione/2025/", f"Dal 30/09/2025: {SECOND}"),
    # What is missing, for who evaluates.
    (f"{OLD}completezza/", "Manca in 1 indicatore su 14 Risultato 2025: dove manca"),
    (f"{OLD}completezza/", "Motivo dello scostamento 2025 Non manca niente."),
    (f"{OLD}completezza/", "A.1 Attesa per un appuntamento 30/04/2025 17 18 20/05/2025"),
    (f"{NEW}completezza/", "Manca in 1 indicatore su 13 Valore di partenza: dove manca"),
]


@pytest.mark.parametrize(("address", "words"), WORDS)
def test_the_page_says_it(site: Site, address: str, words: str) -> None:
    assert words in site.page(address)


def kind_of(address: str) -> str:
    """An address without what differs between pages of a kind."""
    address = re.sub(r"\d{4}-\d{4}", "PERIODO", address)
    address = re.sub(r"(ambiti|uffici)/[^/]+/", r"\1/UNO/", address)
    return re.sub(r"PERIODO/[AB]-\d/", "PERIODO/OBIETTIVO/", address)


def test_every_kind_of_page_is_looked_at(site: Site) -> None:
    pages = {name.removesuffix("index.html") for name in site.files if name.endswith("index.html")}
    of_content = {"accessibilita/", "note-legali/", "privacy/"}
    assert {kind_of(one) for one in pages - of_content} == {kind_of(address) for address, _ in WORDS}


UNSAID = [
    # Nothing of the next plan continues what was dropped, and nothing before what is new.
    (f"{OLD}B-2/", "Nei piani successivi"),
    (f"{OLD}B-3/", "Nei piani successivi"),
    (f"{NEW}B-7/", "Nei piani precedenti"),
    # Other steps than those of before: «continua: nessuno».
    (f"{NEW}A-3/", "Avvio del portale"),
    # The closed year is of the plan that closed it.
    (NEW, "Relazione annuale sulla performance 2025"),
]


@pytest.mark.parametrize(("address", "words"), UNSAID)
def test_the_page_does_not_say_it(site: Site, address: str, words: str) -> None:
    assert words not in site.page(address)


LINKS = [
    ("", NEW),
    ("piano/", OLD),
    (OLD, NEW),
    (f"{OLD}A-2/", f"{NEW}A-4/"),
    (f"{OLD}A-2/", f"{NEW}A-5/"),
    (f"{NEW}A-5/", f"{OLD}A-2/"),
    (f"{NEW}A-1/", f"{OLD}A-1/#pratiche-in-linea"),
    (f"{OLD}A-1/", f"{NEW}A-1/#domande-digitali"),
    (f"{OLD}uffici/strade/", f"{NEW}uffici/strade/"),
    (OLD, f"{OLD}relazione/2025/"),
    (f"{OLD}B-4/", f"{OLD}B-5/"),
]


@pytest.mark.parametrize(("address", "target"), LINKS)
def test_the_page_leads_there(site: Site, address: str, target: str) -> None:
    assert target in site.links(address)


CONTINUED = [
    (Reference(NEXT, "A.4", "prestiti"), Reference(CLOSED, "A.2", "prestiti")),
    (Reference(NEXT, "A.5", "orario"), Reference(CLOSED, "A.2", "orario")),
    (Reference(NEXT, "A.1", "domande-digitali"), Reference(CLOSED, "A.1", "pratiche-in-linea")),
    (Reference(NEXT, "B.1", "asfalto"), Reference(CLOSED, "B.1", "asfalto")),
    (Reference(NEXT, "A.3", "portale"), None),
    (Reference(NEXT, "B.7"), None),
]


@pytest.mark.parametrize(("one", "before"), CONTINUED)
def test_what_continues_what(site: Site, one: Reference, before: Reference | None) -> None:
    assert succession_of(published.plan for published in site.published.values()).previous(one) == before


# ---- Data


def test_the_table_of_revisions_has_old_and_new(site: Site) -> None:
    names = ("giorno", "codice_obiettivo", "indicatore", "campo", "prima", "dopo")
    assert [tuple(row[name] for name in names) for row in site.rows(f"{CLOSED}/revisioni")] == [
        ("2025-05-31", "A.1", "attese", "target/2026", "12", "13"),
        ("2025-05-31", "B.1", "asfalto", "target/2025", "20", "15"),
        ("2025-05-31", "B.1", "asfalto", "target/2026", "24", "18"),
        ("2025-05-31", "B.1", "asfalto", "peso", "60%", "50%"),
        ("2025-05-31", "B.1", "segnalazioni", "peso", "40%", "50%"),
        ("2025-09-30", "B.3", "", "vigore", "in vigore", "stralciato"),
        ("2025-09-30", "B.4", "", "vigore", "in vigore", "sostituito da B.5, B.6"),
        ("2025-09-30", "B.5", "", "vigore", "", "aggiunto"),
        ("2025-09-30", "B.6", "", "vigore", "", "aggiunto"),
    ]
    # A plan that no act has changed has none.
    assert site.rows(f"{NEXT}/revisioni") == []


def test_the_table_of_results_has_what_was_published_and_what_is_right(site: Site) -> None:
    rows = [row for row in site.rows(f"{CLOSED}/rilevazioni") if not row["parte"]]
    # 13 indicators on each of three days.
    assert len(rows) == 39
    names = (
        "codice_obiettivo",
        "indicatore",
        "giorno",
        "rettificato_il",
        "prima_testo",
        "valore_numero",
        "motivo",
    )
    assert [tuple(row[name] for name in names) for row in site.rows(f"{CLOSED}/rettifiche")] == [
        (
            *("A.1", "attese", "2025-04-30", "2025-05-20", "17", "18"),
            "mancavano gli appuntamenti di uno sportello",
        ),
        (
            *("A.2", "prestiti", "2025-12-31", "2026-02-10", "1.045", "1155"),
            "mancavano i prestiti di dicembre",
        ),
    ]
    reasons = {(row["codice_obiettivo"], row["indicatore"]) for row in rows if row["motivo_scostamento"]}
    missed = {tuple(path.split()) for path, status, _ in CLOSED_YEAR if status.endswith("non raggiunto")}
    missed |= {tuple(path.split()) for path, status, _ in CLOSED_YEAR if status.startswith("parzialmente")}
    assert reasons == missed
    assert len([row for row in site.rows(f"{NEXT}/rilevazioni") if not row["parte"]]) == 39


def test_the_table_of_indicators_says_by_which_target(site: Site) -> None:
    targets = [
        (row["anno"], row["valore_testo"], row["in_vigore_dal"])
        for row in site.rows(f"{CLOSED}/valori")
        if (row["indicatore"], row["misura"]) == ("asfalto", "traguardo")
    ]
    revised = [("2025", "15", "2025-05-31"), ("2026", "18", "2025-05-31")]
    assert targets == [("2025", "20", ""), revised[0], ("2026", "24", ""), revised[1], ("2027", "28", "")]
    rows = {(row["indicatore"], row["anno"]): row for row in site.rows(f"{CLOSED}/esiti")}
    verdict = rows["asfalto", "2025"]
    assert (verdict["peso"], verdict["esito"], verdict["grado"]) == ("50", "raggiunto", "100")


def test_the_tables_say_what_is_continued(site: Site) -> None:
    objectives = {row["codice"]: row["continua"] for row in site.rows(f"{NEXT}/obiettivi")}
    assert {code: text for code, text in objectives.items() if text} == {
        "A.4": "2025-2027/A.2",
        "A.5": "2025-2027/A.2",
    }
    indicators = {row["indicatore"]: row["continua"] for row in site.rows(f"{NEXT}/indicatori")}
    assert {name: text for name, text in indicators.items() if text} == {
        "domande-digitali": "2025-2027/A.1#pratiche-in-linea",
        "portale": "nessuno",
    }
    assert [*site.rows(f"{NEXT}/obiettivi")[0]][-1] == [*site.rows(f"{NEXT}/indicatori")[0]][-1] == "continua"


def test_the_series_of_a_renamed_indicator_is_one(site: Site) -> None:
    rows = [row for row in site.rows("serie") if row["serie"] == f"{CLOSED}/A.1#pratiche-in-linea"]
    measured = [
        (row["periodo"], row["indicatore"], row["anno"], row["valore_numero"])
        for row in rows
        if row["misura"] == "rilevato"
    ]
    assert measured == [
        (CLOSED, "pratiche-in-linea", "2025", "52"),
        (NEXT, "domande-digitali", "2026", "63"),
    ]
    targets = [(row["periodo"], row["anno"]) for row in rows if row["misura"] == "traguardo"]
    assert targets == [
        (period, str(year))
        for period in (CLOSED, NEXT)
        for year in range(int(period[:4]), int(period[5:]) + 1)
    ]


def test_what_has_been_dropped_is_no_starting_point(site: Site) -> None:
    published = site.published[CLOSED].in_year(2025)
    # All indicators but those of B.3 and B.4.
    assert len([*published.starting_points(published.plan.objectives)]) == 14
    assert [*published.starting_points([published.plan.by_code["B.3"]])] == []
    assert "Punto di partenza" in site.page(f"{OLD}indicatori/")


@pytest.mark.parametrize("period", [CLOSED, NEXT])
def test_the_tables_follow_their_schemas(site: Site, period: str) -> None:
    schemas = {
        name: json.loads(site.files[f"dati/{period}/{name}.schema.json"]) for name in ("piano", "obiettivo")
    }
    jsonschema.Draft202012Validator(schemas["piano"]).validate(
        json.loads(site.files[f"dati/{period}/piano.json"])
    )
    files = [name for name in site.files if re.fullmatch(rf"dati/{period}/obiettivi/[^/]+\.json", name)]
    assert len(files) >= 8
    for name in files:
        jsonschema.Draft202012Validator(schemas["obiettivo"]).validate(json.loads(site.files[name]))


@pytest.mark.parametrize("period", [CLOSED, NEXT])
def test_the_workbook_and_the_archive_have_the_tables(site: Site, period: str) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(site.files[f"dati/{period}/piano.xlsx"]), read_only=True)
    rows = list(workbook["Rilevazioni"].iter_rows(values_only=True))
    assert len(rows) == len(site.rows(f"{period}/rilevazioni")) + 1
    with zipfile.ZipFile(io.BytesIO(site.files[f"dati/{period}/piano-{period}.zip"])) as archive:
        found = {name.rpartition("/")[2]: archive.read(name) for name in archive.namelist()}
    assert found["rilevazioni.csv"] == site.files[f"dati/{period}/rilevazioni.csv"]


@pytest.mark.parametrize("period", [CLOSED, NEXT])
def test_the_plan_comes_back_from_what_is_published(site: Site, period: str, tmp_path: Path) -> None:
    target = tmp_path / period
    for name, text in published_files(site.files[f"dati/{period}/piano.json"]).items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text(text, "utf-8")
    # The document is a file of its own.
    shutil.copytree(BODY / "plan_data" / period / "fonti", target / "fonti", dirs_exist_ok=True)
    again = check_plan(target, tmp_path)
    assert again.is_valid, again.diagnostics
    assert again.plan == site.published[period].plan


#: The day of each entry of the feed, its title and its summary: a revision has what was and what is.
ENTRIES = [
    (
        "2026-10-31",
        f"{NEXT} – Rilevazioni al 31/10/2026",
        "Pubblicati i risultati di 13 indicatori del piano 2026-2028.",
    ),
    (
        "2026-08-31",
        f"{NEXT} – Rilevazioni al 31/08/2026",
        "Pubblicati i risultati di 13 indicatori del piano 2026-2028.",
    ),
    (
        "2026-04-30",
        f"{NEXT} – Rilevazioni al 30/04/2026",
        "Pubblicati i risultati di 13 indicatori del piano 2026-2028.",
    ),
    (
        "2026-02-10",
        f"{CLOSED} – Rettifica: Libri prestati (A.2), valore al 31/12/2025",
        "da 1.045 a 1.155: mancavano i prestiti di dicembre",
    ),
    ("2026-01-29", f"{NEXT} – Approvato il piano", "Con la deliberazione inventata n. 3 del 29/01/2026."),
    (
        "2025-12-31",
        f"{CLOSED} – Rilevazioni al 31/12/2025",
        "Pubblicati i risultati di 13 indicatori del piano 2025-2027.",
    ),
    (
        "2025-09-30",
        f"{CLOSED} – Revisione del piano dal 30/09/2025",
        f"{SECOND}: il terreno dell'area di sosta non è più disponibile, e palestre e campi hanno gestori "
        "diversi. B.3: stralciato; B.4: sostituito da B.5, B.6; B.5: aggiunto; B.6: aggiunto.",
    ),
    (
        "2025-08-31",
        f"{CLOSED} – Rilevazioni al 31/08/2025",
        "Pubblicati i risultati di 13 indicatori del piano 2025-2027.",
    ),
    (
        "2025-05-31",
        f"{CLOSED} – Revisione del piano dal 31/05/2025",
        f"{FIRST}: il contributo per l'asfalto è stato ridotto di un quarto. A.1 Attesa per un appuntamento, "
        "traguardo 2026: da 12 a 13; B.1 Strade asfaltate, traguardo 2025: da 20 a 15; B.1 Strade asfaltate, "
        "traguardo 2026: da 24 a 18; B.1 Strade asfaltate, peso: da 60% a 50%; B.1 Segnalazioni risolte, "
        "peso: da 40% a 50%.",
    ),
    (
        "2025-05-20",
        f"{CLOSED} – Rettifica: Attesa per un appuntamento (A.1), valore al 30/04/2025",
        "da 17 a 18: mancavano gli appuntamenti di uno sportello",
    ),
    (
        "2025-04-30",
        f"{CLOSED} – Rilevazioni al 30/04/2025",
        "Pubblicati i risultati di 13 indicatori del piano 2025-2027.",
    ),
    ("2025-01-30", f"{CLOSED} – Approvato il piano", "Con la deliberazione inventata n. 4 del 30/01/2025."),
]


def test_the_feed_tells_what_has_happened_in_order(site: Site) -> None:
    feed = etree.fromstring(site.files["novita.xml"])
    names = {"a": "http://www.w3.org/2005/Atom"}
    fields = ("a:updated", "a:title", "a:summary")
    found = [
        tuple(entry.findtext(name, "", names) for name in fields) for entry in feed.findall("a:entry", names)
    ]
    assert [(day[:10], title, text) for day, title, text in found] == ENTRIES


def test_each_dataset_has_the_day_of_its_own_latest_change(site: Site) -> None:
    graph = Graph().parse(data=site.files["dati/catalogo.ttl"], format="turtle")
    found = {
        str(one): str(graph.value(one, DCTERMS.modified))[:10]
        for one in graph.subjects(RDF.type, DCAT.Dataset)
    }
    address = "https://trasparenza.roccafinta.example/dati/"
    # The correction of the closed year is later than all of its measurements.
    assert found[f"{address}{CLOSED}/#dataset"] == "2026-02-10"
    assert found[f"{address}{NEXT}/#dataset"] == "2026-10-31"


def test_the_reason_of_a_missed_target_is_asked_for(project: Path) -> None:
    path = project / "plan_data" / CLOSED / "rilevazioni" / "2025-12-31" / "strade.yml"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if "motivo_scostamento" not in line) + "\n", "utf-8")
    (line,) = warnings(project)
    assert line.startswith(
        f"{CLOSED}/rilevazioni/2025-12-31/strade.yml:7:13: avviso W404: il 2025 è concluso"
    )
    assert "«parzialmente raggiunto» (grado 90%)" in line
