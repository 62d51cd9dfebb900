"""Offices with a role and a share, those of single indicators, sources, verifications: where they show."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from html import unescape

import pytest
from msgspec.structs import replace

from generator.plan.body import AssignedOffice
from generator.plan.model import Plan
from generator.plan.scoring.assessment import assess_plan
from generator.plan.values import Percentage
from generator.site.published_plan import PublishedPlan
from tests.conftest import INVENTED_PROJECT, site_in_memory
from tests.opendata.pivot import typed_tables

Site = Mapping[str, bytes]
PLAN = "piano/2025-2026/"
OTHER, OTHER_NAME = "segreteria", "Segreteria"


def assigned(plan: Plan, identifier: str, role: str = "", share: str = "") -> AssignedOffice:
    (office,) = (one for one in plan.offices if one.id == identifier)
    part = Percentage(Decimal(share)) if share else None
    return AssignedOffice(office.id, office.name, office.other_names, role, part)


@pytest.fixture(scope="module")
def site(invented_published: PublishedPlan) -> Site:
    """The library leads the first objective; its first indicator is the secretariat's."""
    plan = invented_published.plan
    first, *rest = plan.objectives
    indicator, *others = first.indicators
    indicator = replace(
        indicator,
        source="Gestionale dei prestiti",
        verification="Relazione annuale",
        offices=(assigned(plan, OTHER, "di supporto", "30"),),
    )
    first = replace(
        first, offices=(assigned(plan, "biblioteca", "capofila", "70"),), indicators=(indicator, *others)
    )
    plan = replace(plan, objectives=(first, *rest))
    return site_in_memory((PublishedPlan(plan, assess_plan(plan)),), INVENTED_PROJECT / "site_config.yml")


def text_of(html: bytes | str) -> str:
    html = html.decode() if isinstance(html, bytes) else html
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_the_page_of_the_objective(site: Site) -> None:
    page = site[f"{PLAN}01_01_OS01/index.html"].decode()
    assert "Uffici Biblioteca (capofila, 70%) " in text_of(page)
    card = page.split('<h3 id="prestiti"')[1].split("</article>")[0]
    assert f"Uffici: {OTHER_NAME} (di supporto, 30%) Fonte: Gestionale dei prestiti " in text_of(card)
    assert "Verifica: Relazione annuale" in text_of(card)
    assert f'{PLAN}uffici/{OTHER}/"' in card


def test_the_printout(site: Site) -> None:
    text = text_of(site[f"{PLAN}stampa/index.html"])
    assert "Uffici Biblioteca (capofila, 70%)" in text
    assert f"Uffici: {OTHER_NAME} (di supporto, 30%) Fonte: Gestionale dei prestiti " in text


def test_the_page_of_an_office_lists_the_indicators_that_name_it(site: Site) -> None:
    page = site[f"{PLAN}uffici/{OTHER}/index.html"].decode()
    section = page.split('<h2 id="affidati">')[1].split("</section>")[0]
    assert text_of(section) == ("Indicatori affidati all'ufficio 01_01_OS01 Prestiti (di supporto, 30%)")
    assert f'{PLAN}01_01_OS01/#prestiti"' in section
    assert "Una biblioteca aperta a tutti" in text_of(page)
    assert 'id="affidati"' not in site[f"{PLAN}uffici/biblioteca/index.html"].decode()


def test_the_filter_finds_the_objectives_that_an_office_takes_part_in(site: Site) -> None:
    """As its page does: the counts of that page lead to the filter."""
    page = site[f"{PLAN}indicatori/index.html"].decode()
    rows = [row for row in page.split("<tr ") if 'data-riga="01_01_OS01,' in row]
    assert [re.findall(r'data-ufficio="([^"]*)"', row) for row in rows] == [[f"biblioteca|{OTHER}"]] * 4
    (select,) = re.findall(r'<select id="filtro-ufficio".*?</select>', page, re.DOTALL)
    counts = dict(re.findall(r'<option value="([^"]+)">[^<]*\((\d+)\)</option>', select))
    for office, count in counts.items():
        shown = text_of(site[f"{PLAN}uffici/{office}/index.html"])
        assert re.search(rf"obiettiv[oi], {count} indicator[ei]", shown), office


def test_the_search_finds_the_source(site: Site) -> None:
    entries = {one["location"]: one for one in json.loads(site["search/search_index.json"])["docs"]}
    text = entries[f"{PLAN}01_01_OS01/#prestiti"]["text"]
    assert text.endswith(f"{OTHER_NAME} Gestionale dei prestiti Relazione annuale")


def test_the_data(site: Site) -> None:
    tables = typed_tables(site, "2025-2026")
    indicator, *_ = tables("indicatori")
    names = ("indicatore", "ufficio", "ruolo", "quota", "quota_testo")
    rows = [tuple(row[name] for name in names) for row in tables("uffici_obiettivi")]
    assert rows[:2] == [
        (None, "biblioteca", "capofila", 70, "70%"),
        ("prestiti", OTHER, "di supporto", 30, "30%"),
    ]
    assert indicator["fonte"] == "Gestionale dei prestiti"
    assert indicator["verifica"] == "Relazione annuale"
    (written,) = (
        one["uffici"]
        for one in json.loads(site["dati/2025-2026/piano.json"])["obiettivi"]
        if one["codice"] == "01_01_OS01"
    )
    assert written == [{"id": "biblioteca", "ruolo": "capofila", "quota": "70%"}]
