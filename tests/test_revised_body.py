"""An invented body whose plan two acts have changed: from its files to verdicts, pages, data and feed."""

import csv
import io
import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from html import unescape
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree
from lxml import html as lxml_html

from generator.build.action_cache import ActionCache
from generator.build.inputs import read_inputs
from generator.build.project import published_plans
from generator.build.site_build import BuildOptions, SiteBuild
from generator.checks.checked_plan import check_plan
from generator.importing.readers.published_data import published_files
from generator.plan.changes import changes_of, last_change
from generator.plan.model import Plan
from generator.plan.scoring.assessment import assess_plan
from generator.publishing.output_dir import MemoryOutput
from generator.publishing.permanence import Permanence
from generator.site.frame.sources import read_sources
from generator.site.published_plan import PublishedPlan
from tests.conftest import ROOT, published_plan, site_in_memory

BODY = ROOT / "tests" / "data" / "bonifica-di-prova"
PERIOD = "2025-2027"
FOLDER = BODY / "plan_data" / PERIOD
FIRST, SECOND = "Deliberazione inventata n. 12 del 31/07/2025", "Deliberazione inventata n. 3 del 31/01/2026"


@dataclass(frozen=True)
class Site:
    published: PublishedPlan
    files: Mapping[str, bytes]

    def page(self, address: str) -> str:
        """The words of a page, one space apart."""
        text = self.files[f"piano/{PERIOD}/{address}index.html"].decode()
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())

    def data(self, name: str) -> bytes:
        return self.files[f"dati/{PERIOD}/{name}"]

    def rows(self, table: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.data(f"{table}.csv").decode(), newline="")))


@pytest.fixture(scope="module")
def site() -> Site:
    published = published_plan(FOLDER)
    return Site(published, site_in_memory((published,), BODY / "site_config.yml"))


def test_nothing_is_wrong_with_it() -> None:
    assert check_plan(FOLDER, ROOT).diagnostics == ()


def verdicts(plan: Plan, year: int) -> dict[str, tuple[str, str]]:
    assessment = assess_plan(plan)
    found = {}
    for objective in plan.objectives:
        for indicator in objective.indicators:
            one = assessment.of_indicator(objective, indicator, year)
            rate = "-" if one.achievement_rate is None else str(one.achievement_rate)
            found[f"{objective.code}#{indicator.id}"] = (one.status.value, rate)
    return found


def score(plan: Plan, code: str, year: int) -> Fraction | None:
    return assess_plan(plan).of_objective(plan.by_code[code], year).score


def test_a_closed_year_is_judged_by_the_plan_of_its_last_day(site: Site) -> None:
    plan = site.published.plan
    assert verdicts(plan, 2025) == {
        "BON01#sfalcio": ("raggiunto", "1"),  # 320 of 320, which had been 400
        "BON01#segnalazioni": ("parzialmente raggiunto", "9/10"),  # 72 of 80
        "BON01#rilievi": ("senza target", "-"),
        "BON02#collaudi": ("non valutabile", "-"),  # suspended
        "BON03#domande": ("raggiunto", "1"),  # 100 of 100, and replaced a month later
        "BON04#catasto": ("non valutabile", "-"),  # dropped
        "BON05#domande": ("senza target", "-"),
    }
    # 50% and 50% from 31/07/2025 on.
    assert score(plan, "BON01", 2025) == Fraction(95, 100)


def test_the_current_year_is_judged_by_the_plan_of_the_day_of_its_measurements(site: Site) -> None:
    plan = site.published.plan
    assert verdicts(plan, 2026) == {
        "BON01#sfalcio": ("in ritardo", "1/2"),  # 180 of 360; 360 · 181/334 = 195.1 are expected
        "BON01#segnalazioni": ("in linea", "9/10"),  # 72 of 80; 70 are expected on that day, and were 60
        "BON01#rilievi": ("in ritardo", "2/5"),  # 40 of 100; 100 · 181/365 = 49.6 are expected
        "BON02#collaudi": ("in linea", "1"),  # resumed; 9 of 9
        "BON03#domande": ("non valutabile", "-"),  # replaced
        "BON04#catasto": ("senza target", "-"),
        "BON05#domande": ("in ritardo", "3/5"),  # 30 of 50
    }
    # 40% · 1/2 + 40% · 9/10 + 20% · 2/5.
    assert score(plan, "BON01", 2026) == Fraction(64, 100)


def test_the_plan_as_it_was_known_before_the_acts(site: Site) -> None:
    plan = site.published.plan.known_on(date(2025, 7, 30))
    assert [one.code for one in plan.objectives] == ["BON01", "BON02", "BON03", "BON04"]
    assert verdicts(plan, 2025) == {
        "BON01#sfalcio": ("in linea", "1/2"),  # 200 of 400; 400 · 181/365 = 198.4 are expected
        "BON01#segnalazioni": ("in ritardo", "19/20"),  # 76 of 80
        "BON02#collaudi": ("in ritardo", "2/3"),  # 4 of 6
        "BON03#domande": ("in ritardo", "3/5"),  # 60 of 100
        "BON04#catasto": ("in linea", "0"),  # not yet, and it has until 31/10
    }
    # 60% · 1/2 + 40% · 19/20.
    assert score(plan, "BON01", 2025) == Fraction(68, 100)


def test_between_an_act_and_the_next_measurement_the_old_verdict_stays(site: Site) -> None:
    plan = site.published.plan.known_on(date(2025, 7, 31))
    found = verdicts(plan, 2025)
    assert found["BON01#sfalcio"] == ("in linea", "1/2")
    assert found["BON02#collaudi"] == found["BON04#catasto"] == ("non valutabile", "-")
    assert score(plan, "BON01", 2025) == Fraction(68, 100)
    files = site_in_memory((published_on(plan),), BODY / "site_config.yml")
    page = Site(site.published, files).page("BON01/")
    assert "almeno 320 era almeno 400 fino al 30/07/2025" in page
    # The card of the indicator: the target of the day of its measurement, and a word that it is another now.
    assert "per il 2025 l'ente si è impegnato ad almeno 400 km. Al 30 giugno 2025" in page
    assert "secondo il traguardo di allora" in page


def published_on(plan: Plan) -> PublishedPlan:
    return PublishedPlan(plan, assess_plan(plan))


WORDS = [
    # Old and new beside the target and the weight.
    ("BON01/", "almeno 320 era almeno 400 fino al 30/07/2025"),
    ("BON01/", "più di 360 era almeno 450 fino al 30/07/2025 entro il 30/11/2026"),
    ("BON01/", "40% era 50% fino al 30/01/2026"),
    ("BON01/", "aggiunto dal 31/01/2026 partenza"),
    # The revisions, the latest first.
    ("BON01/", f"Revisioni Dal 31/01/2026: {SECOND} Motivo: il piano è allineato al bilancio di previsione"),
    ("BON01/", "Canali sfalciati , peso: da 50% a 40%"),
    ("BON01/", "Segnalazioni evase , traguardo al 30/06/2026: da 60% a 70%"),
    ("BON01/", "Canali rilevati dall'alto : aggiunto"),
    ("BON01/", f"Dal 31/07/2025: {FIRST} Motivo: il contributo regionale è stato ridotto"),
    ("BON01/", "Canali sfalciati , traguardo 2026: da 450 a più di 360, entro 30/11/2026"),
    ("BON01/", "(40 × 50% + 40 × 90% + 20 × 40%) ÷ 100 = 64%"),
    ("BON01/", "(50 × 100% + 50 × 90%) ÷ 100 = 95%"),
    ("BON02/", "ripreso dal 31/01/2026"),
    ("BON03/", "sostituito dal 31/01/2026 da BON05"),
    ("BON03/", "Tutto l'obiettivo : sostituito da BON05"),
    ("BON03/", f"non valutabile: sostituito dal 31/01/2026 da BON05 con {SECOND}"),
    ("BON04/", "stralciato dal 31/07/2025 perché"),
    ("BON04/", f"non valutabile: stralciato dal 31/07/2025 con {FIRST}"),
    ("BON05/", "Tutto l'obiettivo : sostituisce BON03"),
    ("", "Un catasto nuovo stralciato dal 31/07/2025"),
    ("", f"Che cosa è cambiato dopo l'approvazione Dal 31/01/2026: {SECOND}"),
    ("", "BON01 Canali puliti prima dell'inverno : cambiano 3 indicatori"),
    ("", "BON03 Domande di irrigazione allo sportello : sostituito da BON05"),
    ("stampa/", f"Dal 31/07/2025: {FIRST}"),
    ("stampa/", "almeno 320 era almeno 400 fino al 30/07/2025"),
    ("stampa/", "Canali sfalciati, traguardo 2025: da 400 a 320"),
    ("stampa/", "stralciato dal 31/07/2025"),
    ("indicatori/", "più di 360 era almeno 450 fino al 30/07/2025"),
    ("uffici/manutenzione/", "stralciato dal 31/07/2025"),
]


@pytest.mark.parametrize(("address", "words"), WORDS)
def test_the_page_says_it(site: Site, address: str, words: str) -> None:
    assert words in site.page(address)


def test_what_replaces_an_objective_is_linked_both_ways(site: Site) -> None:
    for code, other in (("BON03", "BON05"), ("BON05", "BON03")):
        page = lxml_html.fromstring(site.files[f"piano/{PERIOD}/{code}/index.html"])
        section = page.xpath("//section[@aria-labelledby='revisioni']")[0]
        assert f"../../../piano/{PERIOD}/{other}/" in section.xpath(".//a/@href")


def test_a_plan_without_revisions_has_neither_sections_nor_tables(real_published: PublishedPlan) -> None:
    plan = real_published.plan
    assert not plan.revisions
    assert real_published.dataset.rows(real_published.dataset.table("revisioni")) == ()
    assert plan.known_on(date(2099, 1, 1)).objectives == plan.objectives


CHANGES = [
    ("2025-07-31", "BON01", "sfalcio", "target/2025", "2025", "400", "320"),
    ("2025-07-31", "BON01", "sfalcio", "target/2026", "2026", "450", "più di 360, entro 30/11/2026"),
    ("2025-07-31", "BON01", "sfalcio", "peso", "", "60%", "50%"),
    ("2025-07-31", "BON01", "segnalazioni", "peso", "", "40%", "50%"),
    ("2025-07-31", "BON02", "", "vigore", "", "in vigore", "sospeso"),
    ("2025-07-31", "BON04", "", "vigore", "", "in vigore", "stralciato"),
    ("2026-01-31", "BON01", "sfalcio", "peso", "", "50%", "40%"),
    ("2026-01-31", "BON01", "segnalazioni", "traguardi_intermedi/2026-06-30", "2026", "60%", "70%"),
    ("2026-01-31", "BON01", "segnalazioni", "peso", "", "50%", "40%"),
    ("2026-01-31", "BON01", "rilievi", "vigore", "", "", "aggiunto"),
    ("2026-01-31", "BON02", "", "vigore", "", "sospeso", "ripreso"),
    ("2026-01-31", "BON03", "", "vigore", "", "in vigore", "sostituito da BON05"),
    ("2026-01-31", "BON05", "", "vigore", "", "", "aggiunto"),
]


def test_the_table_of_revisions_has_old_and_new(site: Site) -> None:
    names = ("giorno", "codice_obiettivo", "indicatore", "campo", "anno", "prima", "dopo")
    rows = site.rows("revisioni")
    assert [tuple(row[name] for name in names) for row in rows] == CHANGES
    assert {row["giorno"]: row["atto"] for row in rows} == {"2025-07-31": FIRST, "2026-01-31": SECOND}
    assert len({row["id"] for row in rows}) == len(rows)


def test_the_data_hold_every_target_with_its_first_day(site: Site) -> None:
    names = ("anno", "valore_testo", "condizione", "giorno", "in_vigore_dal")
    found = [
        tuple(row[name] for name in names)
        for row in site.rows("valori")
        if (row["indicatore"], row["misura"]) == ("sfalcio", "traguardo")
    ]
    assert found == [
        ("2025", "400", "almeno", "", ""),
        ("2025", "320", "almeno", "", "2025-07-31"),
        ("2026", "450", "almeno", "", ""),
        ("2026", "360", "più di", "2026-11-30", "2025-07-31"),
        ("2027", "500", "almeno", "", ""),
    ]


def test_the_data_hold_the_weight_that_a_verdict_is_by(site: Site) -> None:
    """The last measurements were on 31/12/2025 and on 30/06/2026."""
    rows = {(row["indicatore"], row["anno"]): row["peso"] for row in site.rows("esiti")}
    assert [rows["sfalcio", year] for year in ("2025", "2026")] == ["50", "40"]
    assert [rows["catasto", year] for year in ("2025", "2026")] == ["", ""]


def test_the_whole_document_has_the_approved_plan_and_the_revisions(site: Site) -> None:
    document = json.loads(site.data("piano.json"))
    objective = next(one for one in document["obiettivi"] if one["codice"] == "BON01")
    assert objective["indicatori"][0]["target"] == {"2025": "400", "2026": "450", "2027": "500"}
    assert document["revisioni"]["2025-07-31"] == {
        "atto": FIRST,
        "motivo": "il contributo regionale è stato ridotto",
        "BON01": {
            "sfalcio": {
                "target": {
                    "2025": "320",
                    "2026": {"condizione": "più di", "valore": "360", "entro": "30/11/2026"},
                },
                "peso": "50%",
            },
            "segnalazioni": {"peso": "50%"},
        },
        "BON02": "sospeso",
        "BON04": "stralciato",
    }
    schema = json.loads(site.data("piano.schema.json"))
    jsonschema.Draft202012Validator(schema).validate(document)
    assert document["revisioni"]["2026-01-31"]["BON03"] == {"sostituito da": ["BON05"]}


@pytest.mark.parametrize("wrong", ["eliminato", {"sostituito": ["BON05"]}, {"sfalcio": {"target": "320"}}])
def test_its_schema_refuses_another_revision(site: Site, wrong: Any) -> None:
    document = json.loads(site.data("piano.json"))
    document["revisioni"]["2025-07-31"]["BON01"] = wrong
    schema = json.loads(site.data("piano.schema.json"))
    assert not jsonschema.Draft202012Validator(schema).is_valid(document)


def test_the_plan_comes_back_from_what_is_published(site: Site, tmp_path: Path) -> None:
    target = tmp_path / PERIOD
    for name, text in published_files(site.data("piano.json")).items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text(text, "utf-8")
    again = check_plan(target, tmp_path)
    assert again.is_valid, again.diagnostics
    assert again.plan == site.published.plan


def test_each_act_is_an_entry_of_the_feed(site: Site) -> None:
    plan = site.published.plan
    found = {one.key: (one.day, one.title, one.text) for one in changes_of(plan) if "revisioni" in one.key}
    assert found == {
        "revisioni/2025-07-31": (
            date(2025, 7, 31),
            "Revisione del piano dal 31/07/2025",
            f"{FIRST}: il contributo regionale è stato ridotto. BON01 Canali sfalciati, traguardo 2025: da "
            "400 a 320; BON01 Canali sfalciati, traguardo 2026: da 450 a più di 360, entro 30/11/2026; BON01 "
            "Canali sfalciati, peso: da 60% a 50%; BON01 Segnalazioni evase, peso: da 40% a 50%; BON02: "
            "sospeso; BON04: stralciato.",
        ),
        "revisioni/2026-01-31": (
            date(2026, 1, 31),
            "Revisione del piano dal 31/01/2026",
            f"{SECOND}: il piano è allineato al bilancio di previsione. BON01 Canali sfalciati, peso: da 50% "
            "a 40%; BON01 Segnalazioni evase, traguardo al 30/06/2026: da 60% a 70%; BON01 Segnalazioni "
            "evase, peso: da 50% a 40%; BON01 Canali rilevati dall'alto: aggiunto; BON02: ripreso; BON03: "
            "sostituito da BON05; BON05: aggiunto.",
        ),
    }
    ids = etree.fromstring(site.files["novita.xml"]).xpath("//*[local-name()='id']/text()")
    assert f"tag:trasparenza.acquaferma.example,2025:{PERIOD}/revisioni/2025-07-31" in ids
    assert last_change(plan) == date(2026, 6, 30)


def test_a_file_of_a_revision_that_is_gone_gives_the_approved_plan(tmp_path: Path) -> None:
    copy = tmp_path / PERIOD
    shutil.copytree(FOLDER, copy)
    shutil.rmtree(copy / "revisioni")
    plan = check_plan(copy, tmp_path).plan
    revised = check_plan(FOLDER, ROOT).plan
    assert plan is not None
    assert revised is not None
    assert plan.objectives == tuple(one.approved for one in revised.objectives)


def test_the_pages_of_an_earlier_day_are_not_taken_for_those_of_today(tmp_path: Path) -> None:
    """A revision after the last measurement: what was measured and the files are the same on both days."""
    copy = tmp_path / PERIOD
    shutil.copytree(FOLDER, copy)
    (copy / "revisioni" / "2026-07-15.yml").write_text(
        "atto: Decreto inventato n. 9\nmotivo: le idrovore si rifanno nel 2027\nBON02: stralciato\n",
        encoding="utf-8",
    )
    checked = check_plan(copy, tmp_path)
    earlier = published_plans([checked], tmp_path, date(2026, 6, 30))
    today = published_plans([checked], tmp_path)
    config = BODY / "site_config.yml"
    sources = read_sources(config)
    inputs = read_inputs((sources.content, *sources.themes), (config,))
    with ActionCache(tmp_path / "cache") as cache:
        before = MemoryOutput()
        SiteBuild(earlier, config, before, BuildOptions(cache, inputs)).write(Permanence())
        after = MemoryOutput(previous=before)
        SiteBuild(today, config, after, BuildOptions(cache, inputs)).write(Permanence())
    name = f"piano/{PERIOD}/BON02/index.html"
    assert "stralciato dal 15/07/2026" not in before.contents[name].decode()
    assert "stralciato dal 15/07/2026" in after.contents[name].decode()
    assert dict(sorted(after.contents.items())) == site_in_memory(today, config)
