"""The pages of a closed year: verdicts, deviations and reasons, and what who evaluates asks of the data."""

import re
from collections.abc import Mapping
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from lxml import html as lxml_html

from generator.build.project import published_plans
from generator.checks.checked_plan import check_plan
from generator.plan.model import Plan
from generator.plan.scoring.assessment import assess_plan
from generator.site.published_plan import PublishedPlan
from tests.conftest import PLAN_FOLDER, ROOT, site_in_memory
from tests.reporting.conftest import PERIOD

REPORT = f"piano/{PERIOD}/relazione/2025/"
COMPLETENESS = f"piano/{PERIOD}/completezza/"
FIRST = "Deliberazione inventata n. 12 del 31/07/2025"


def words(files: Mapping[str, bytes], address: str) -> str:
    """The words of a page, one space apart."""
    text = re.sub(r"<[^>]+>", " ", files[f"{address}index.html"].decode())
    return " ".join(unescape(text).split())


SAID = [
    # (95% + 100% + 80%) ÷ 3; 2 of 5 measured targets were missed, and one has its reason.
    "Esito 2025 parzialmente raggiunto grado 91,7% 4 indicatori rilevati su 5",
    "2 traguardi non sono stati raggiunti, o solo in parte; di 1 l'ente non ha ancora detto perché.",
    "(95% + 100% + 80%) ÷ 3 = 91,7%",
    # By office: BON01, BON04 and BON06 have «manutenzione», BON02, BON03 and BON05 «impianti»; BON04 was
    # dropped, BON03 replaced.
    "Ufficio manutenzione parzialmente raggiunto grado 87,5% 2 obiettivi (e 1 non più in vigore) 3 indicatori"
    " rilevati su 4",
    "(95% + 80%) ÷ 2 = 87,5%",
    "Ufficio impianti raggiunto grado 100% 2 obiettivi (e 1 non più in vigore) 1 indicatore rilevato su 1"
    " (100%) ÷ 1 = 100%",
    # Each objective: weight, target, value, deviation, reason, degree.
    # The weight of 2026 is another; that of 2025 has been so since July.
    "Canali sfalciati 50% era 60% fino al 30/07/2025 almeno 320 km era almeno 400 fino al 30/07/2025 320 km",
    "Segnalazioni evase 50% era 40% fino al 30/07/2025 almeno l'80% 72% al 31/12/2025 -8 punti percentuali"
    " due addetti in meno da settembre 90% parzialmente raggiunto",
    "(50 × 100% + 50 × 90%) ÷ 100 = 95%",
    "Protocollo con i comuni 50% «protocollo firmato da tutti» «firmato da tre comuni su cinque»"
    " al 31/12/2025 manca il motivo 80% dichiarato: grado 80% parzialmente raggiunto",
    "Risorse: 12.000,00 €",
    # The revision of the year alone, with old and new.
    f"Le revisioni dell'anno Dal 31/07/2025: {FIRST} Motivo: il contributo regionale è stato ridotto",
    "BON01, Canali sfalciati , traguardo 2025: da 400 a 320",
    "BON04 Un catasto nuovo : stralciato",
    "BON01 Canali sfalciati 31/12/2025 310 320 15/02/2026 un tratto era stato dimenticato",
    # What has no verdict, and why.
    "BON06 Ricorsi da rilevare non c'è ancora una rilevazione",
    f"BON04 Catasto pubblicato non valutabile stralciato dal 31/07/2025 con {FIRST}",
    "BON05 Domande arrivate in rete senza target",
    # The method.
    "A fine anno l'esito è «raggiunto» dal 100% di grado, «parzialmente raggiunto» dal 70%",
    "ciascuno con il peso che gli dà il piano, in percentuale",
    "valida entro il 30 giugno 2026 (D.Lgs. 150/2009, art. 10",
]


@pytest.mark.parametrize("said", SAID)
def test_the_report_says_it(files: Mapping[str, bytes], said: str) -> None:
    assert said in words(files, REPORT)


def test_it_says_nothing_of_another_year(files: Mapping[str, bytes]) -> None:
    page = words(files, REPORT)
    assert (
        "n. 3 del 31/01/2026: " not in page.partition("Le revisioni dell'anno")[2].partition("Il metodo")[0]
    )
    assert "30/06/2026" not in page


def test_the_arithmetic_is_one_step_away(files: Mapping[str, bytes], published: PublishedPlan) -> None:
    page = lxml_html.fromstring(files[f"{REPORT}index.html"])
    rows = page.xpath("//table[contains(@class, 'cv-relazione')]/tbody/tr/th/a/@href")
    assert len(rows) == published.plan.indicator_count
    for href in rows:
        target, _, anchor = href.removeprefix("../../../../").partition("#")
        assert f'id="{anchor}"' in files[f"{target}index.html"].decode()


def test_the_pages_of_the_plan_lead_to_it(files: Mapping[str, bytes]) -> None:
    plan = lxml_html.fromstring(files[f"piano/{PERIOD}/index.html"])
    links = plan.xpath("//ul[contains(@class, 'cv-strade')]//a/@href")
    assert [href for href in links if href.endswith(("relazione/2025/", "completezza/"))] == [
        f"../../{REPORT}",
        f"../../{COMPLETENESS}",
    ]
    beside = lxml_html.fromstring(files[f"{COMPLETENESS}index.html"])
    assert f"../../../{REPORT}" in beside.xpath("//aside//nav//a/@href")


GAPS = [
    "Valore di partenza Manca in 1 indicatore su 9",  # the register of BON04, «n.d.»
    "BON04 Catasto pubblicato il documento dice «n.d.»",
    "Traguardo 2025 Non manca niente.",
    "Traguardo 2026 Manca in 1 indicatore su 9",  # the protocol
    "BON06 Protocollo con i comuni il documento non lo dice",
    "Chi ne risponde Non manca niente.",
    "Risultato 2025 Manca in 1 indicatore su 5",
    "Motivo dello scostamento 2025 Manca in 1 traguardo mancato su 2",
    "Del piano l'ente non ha ancora indicato: il documento approvato, il Sistema di misurazione",
    # 60 + 40, 100, 100, 100, 100, 50 + 50.
    "In tutte le 6 somme i pesi fanno 100",
    "BON06 Ricorsi Nella tabella «ricorsi» è scritto due volte.",
    "BON01 Canali sfalciati 31/12/2025 310 320 15/02/2026 un tratto era stato dimenticato",
    "Tutti i conti del 2026",
    "Tutto il piano parzialmente raggiunto grado 91,7%",
    "(50 × 80%) ÷ 50 = 80%",
]


@pytest.mark.parametrize("said", GAPS)
def test_the_completeness_says_it(files: Mapping[str, bytes], said: str) -> None:
    assert said in words(files, COMPLETENESS)


def test_weights_that_are_not_whole_are_listed(body: Path, tmp_path: Path) -> None:
    folder = tmp_path / PERIOD
    folder.mkdir()
    (folder / "piano.yml").write_text((body / "plan_data" / PERIOD / "piano.yml").read_text("utf-8"))
    (folder / "obiettivi").mkdir()
    text = (body / "plan_data" / PERIOD / "obiettivi" / "BON06.yml").read_text("utf-8")
    text = text.replace("uffici: [manutenzione]\n", "eccezioni: {E306: l'atto dice così}\n")
    (folder / "obiettivi" / "BON06.yml").write_text(text.replace("peso: 50%", "peso: 45%", 1), "utf-8")
    published = published_plans([check_plan(folder, tmp_path)], tmp_path)
    page = words(site_in_memory(published, body / "site_config.yml"), COMPLETENESS)
    assert "in 0 somme su 1" in page
    assert "BON06 Un accordo con i comuni 2 indicatori 95%" in page


def test_a_year_is_closed_by_a_result_of_its_last_day_or_later(published: PublishedPlan) -> None:
    plan = published.plan
    assert published.assessment.closed_years == (2025,)
    assert closed_on(plan, 2025, 12, 30) == ()
    # A later day that is given closes the year, if it has results.
    assert closed_on(plan, 2025, 12, 31) == (2025,)
    assert closed_on(plan, 2027, 1, 1) == (2025, 2026)
    assert closed_on(plan, 2028, 1, 1) == (2025, 2026)


def closed_on(plan: Plan, year: int, month: int, day: int) -> tuple[int, ...]:
    today = date(year, month, day)
    return assess_plan(plan.known_on(today), today).closed_years


def test_the_real_body_has_no_report(real_published: PublishedPlan) -> None:
    assert real_published.assessment.closed_years == ()
    (later,) = published_plans([check_plan(PLAN_FOLDER, ROOT)], ROOT)
    files = site_in_memory((later,), ROOT / "site_config.yml")
    assert [path for path in files if "/relazione/" in path] == []
    assert b"/relazione/" not in files["piano/2025-2027/index.html"]
    page = words(files, "piano/2025-2027/completezza/")
    assert "Valore di partenza Manca in 55 indicatori su 415" in page
    assert "Tutti i conti" not in page
