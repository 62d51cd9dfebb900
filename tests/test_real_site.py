"""The site of the real plan: every page is there, every row is on a page, and the data say the same."""

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path

import pytest

from generator.plan.model import Plan
from generator.plan.values import show
from generator.site.published_plan import PublishedPlan
from tests.conftest import site_in_memory
from tests.opendata.pivot import typed_tables
from tests.page_addresses import KINDS, address_of

ROOT = Path(__file__).parent.parent
OBJECTIVE_PAGE = re.compile(r"piano/2025-2027/\d\d_\d\d_[A-Z]+\d\d/index\.html")


@pytest.fixture(scope="module")
def site(real_published: PublishedPlan, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    return site_in_memory((real_published,), ROOT / "site_config.yml")


def objective_pages(site: Mapping[str, bytes]) -> dict[str, str]:
    return {path: content.decode() for path, content in site.items() if OBJECTIVE_PAGE.fullmatch(path)}


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_there_are_49_objective_pages_and_415_cards_over_all_of_them(site: Mapping[str, bytes]) -> None:
    pages = objective_pages(site)
    assert len(pages) == 49
    assert sum(page.count('<article class="cv-cartella"') for page in pages.values()) == 415


def test_the_cards_of_the_pages_are_those_of_the_data(site: Mapping[str, bytes], real_plan: Plan) -> None:
    rows = typed_tables(site, "2025-2027")("indicatori")
    anchors = [
        (path.split("/")[2], anchor)
        for path, page in objective_pages(site).items()
        for anchor in re.findall(r'<h3 id="([^"]+)"', page)
    ]
    assert sorted(anchors) == sorted((row["codice_obiettivo"], row["indicatore"]) for row in rows)
    assert len(typed_tables(site, "2025-2027")("obiettivi")) == 49


def test_every_text_of_an_indicator_is_on_its_page(site: Mapping[str, bytes], real_plan: Plan) -> None:
    for objective in real_plan.objectives:
        page = site[f"piano/2025-2027/{objective.code}/index.html"].decode()
        for indicator in objective.indicators:
            card = page.split(f'<h3 id="{indicator.id}"')[1].split("</article>")[0]
            shown = text_of(card)
            values = [indicator.baseline, *indicator.targets.values(), indicator.weight]
            for text in (indicator.name, indicator.formula, indicator.type, *(show(v) for v in values if v)):
                assert " ".join(text.split()) in shown, (objective.code, indicator.id, text)


def test_the_starting_points_of_2025_are_57_117_166_and_75(site: Mapping[str, bytes]) -> None:
    rows = typed_tables(site, "2025-2027")("esiti")
    found = [row["partenza"] for row in rows if row["indicatore"] and row["anno"] == 2025]
    assert {word: found.count(word) for word in set(found)} == {
        "migliora": 57,
        "mantiene": 117,
        "arretra": 166,
        "non confrontabile": 75,
    }


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "404.html",
        "amministrazione-trasparente/index.html",
        "amministrazione-trasparente/performance/piano-della-performance/index.html",
        "piano/index.html",
        "piano/2025-2027/index.html",
        "piano/2025-2027/indicatori/index.html",
        "piano/2025-2027/ambiti/index.html",
        "piano/2025-2027/ambiti/01_01/index.html",
        "piano/2025-2027/uffici/index.html",
        "piano/2025-2027/stampa/index.html",
        "piano/2025-2027/uffici/metrologia/index.html",
        "piano/2025-2027/01_01_OS02/badge.svg",
        "piano/2025-2027/fonti/allegato-2-piao-2025-2027.txt",
        "dati/index.html",
        "dati/2025-2027/index.html",
        "dati/2025-2027/obiettivi.csv",
        "dati/2025-2027/indicatori.csv",
        "search/search_index.json",
        "sitemap.xml",
    ],
)
def test_the_promised_addresses_exist(site: Mapping[str, bytes], path: str) -> None:
    assert path in site


@pytest.mark.parametrize("kind", KINDS)
def test_there_is_a_page_of_every_kind(site: Mapping[str, bytes], real_plan: Plan, kind: str) -> None:
    html = site[f"{address_of(kind, real_plan, site)}index.html"].decode()
    assert re.search(r"<h1[^>]*>[^<]", html)


def test_no_result_is_made_up(site: Mapping[str, bytes]) -> None:
    assert all("da rilevare" in text_of(page) for page in objective_pages(site).values())


def test_nothing_of_the_machinery_is_left_in_the_pages(site: Mapping[str, bytes]) -> None:
    pages = {path: content.decode() for path, content in site.items() if path.endswith((".html", ".xml"))}
    for path, page in pages.items():
        assert "guscio-" not in page, path
        assert not re.search("[\ue000\ue001]", page), path
        assert "data-slot" not in page, path


def test_no_page_loads_anything_from_elsewhere(site: Mapping[str, bytes]) -> None:
    loaded = re.compile(r"""<(?:script|img|iframe|source|video|audio)\b[^>]*\bsrc=["']?(?:https?:)?//""")
    linked = re.compile(
        r"""<link\b[^>]*\brel="(?:stylesheet|preload|preconnect|icon)"[^>]*href="(?:https?:)?//"""
    )
    for path, content in site.items():
        if path.endswith(".html"):
            page = content.decode()
            assert not loaded.search(page), path
            assert not linked.search(page), path
        if path.endswith(".css"):
            assert not re.search(r"url\(\s*[\"']?(?:https?:)?//|@import", content.decode()), path


def test_the_same_inputs_give_the_same_bytes(
    site: Mapping[str, bytes], real_published: PublishedPlan, tmp_path: Path
) -> None:
    again = site_in_memory((real_published,), ROOT / "site_config.yml", new_frame=True)
    assert again == site
    warm = site_in_memory((real_published,), ROOT / "site_config.yml")
    assert warm == site
