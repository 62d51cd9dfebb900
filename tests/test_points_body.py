"""The invented municipality, whose act gives weights as parts of one: checked, shown, written again."""

import json
import re
from collections.abc import Mapping, Sequence
from html import unescape
from pathlib import Path

import pytest

from generator.checks.checked_plan import check_plan
from generator.importing.readers.published_data import published_files
from generator.plan.weighting import Weighting
from generator.site.published_plan import PublishedPlan
from tests.conftest import ROOT, published_plan, site_in_memory
from tests.opendata.pivot import typed_tables, wide_rows

BODY = ROOT / "tests" / "data" / "comune-di-prova"
FOLDER = BODY / "plan_data" / "2026-2028"
PLAN = "piano/2026-2028/"


@pytest.fixture(scope="module")
def published() -> PublishedPlan:
    return published_plan(FOLDER)


@pytest.fixture(scope="module")
def site(published: PublishedPlan) -> Mapping[str, bytes]:
    return site_in_memory((published,), BODY / "site_config.yml")


def page(site: Mapping[str, bytes], name: str) -> str:
    return site[f"{PLAN}{name}/index.html"].decode()


def test_nothing_is_wrong_with_it(published: PublishedPlan) -> None:
    assert check_plan(FOLDER, ROOT).diagnostics == ()
    assert published.plan.weighting is Weighting.POINTS
    assert (len(published.plan.objectives), published.plan.indicator_count) == (8, 27)


# objective, weights as the page shows them, the sum
OBJECTIVES = [
    ("OB-1-2", ["0,40 su 1", "0,40 su 1", "0,20 su 1"], []),
    # 1.100 of 2.000, 225.000 of 450.000 euro, 18% where 20% was found.
    (
        "OB-1-3",
        ["0,40 su 1", "0,40 su 1", "0,20 su 1"],
        ["(0,4 × 55% + 0,4 × 50% + 0,2 × 90%) ÷ 1 = 60%"],
    ),
    # 28,5 of 30, 30 where 40 were found, and a day that has passed: 170% in three equal parts.
    (
        "OB-3-1",
        ["0,33 su 0,99"] * 3,
        ["(0,33 × 95% + 0,33 × 75% + 0,33 × 0%) ÷ 0,99 = 56,7%"],
    ),
    ("OB-2-1", ["0,35 su 1", "0,25 su 1", "0,15 su 1", "0,25 su 1"], []),
]


@pytest.mark.parametrize(("code", "weights", "sums"), OBJECTIVES)
def test_the_page_of_an_objective(
    site: Mapping[str, bytes], code: str, weights: Sequence[str], sums: Sequence[str]
) -> None:
    html = page(site, code).replace("\xa0", " ")
    assert re.findall(r"<dt>Peso</dt><dd>([^<]*)<", html) == weights
    assert [unescape(one) for one in re.findall(r'cv-conto__formula">([^<]*)<', html)] == sums
    assert "sommano a" not in html


def test_the_shares_sort_the_table_of_indicators(site: Mapping[str, bytes]) -> None:
    shares = re.findall(r'data-peso="([^"]*)"', page(site, "indicatori"))
    assert shares[4:10] == ["40", "40", "20", "40", "40", "20"]
    assert shares[17:20] == ["33.333333333333"] * 3


@pytest.mark.parametrize(
    ("indicator", "conditions"),
    [
        ("prevenzione-incendi", ["almeno", "almeno", "pari a"]),
        ("spesa", ["tra", "almeno", None]),
        ("temperatura", ["tra", "tra", "tra"]),
        ("led", ["almeno", "almeno", "pari a"]),
        ("diagnosi", ["pari a", "pari a", "pari a"]),
        ("misure", [None, None, None]),
    ],
)
def test_the_condition_of_each_year(
    site: Mapping[str, bytes], indicator: str, conditions: Sequence[str | None]
) -> None:
    rows = {row["indicatore"]: row for row in wide_rows(typed_tables(site, "2026-2028"), None)}
    assert [rows[indicator][f"condizione_{year}"] for year in (2026, 2027, 2028)] == conditions


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("OB-2-1", "tra 40% e 60% migliora Traguardo 2027 almeno 80% migliora Traguardo 2028 100%"),
        ("stampa", "tra 40% e 60% migliora almeno 80% migliora 100%"),
        ("stampa", "almeno 7 migliora almeno 9 migliora pari a 12"),
        ("indicatori", "0% tra 40% e 60% migliora"),
        ("OB-3-2", "almeno 440 +10% di 400 = 440"),
        ("OB-4-1", "Traguardi intermedi 1 al 30 giugno 2026"),
        ("stampa", "almeno 484 +10% di 440 = 484"),
    ],
)
def test_the_condition_of_each_year_is_shown(site: Mapping[str, bytes], address: str, words: str) -> None:
    assert words in " ".join(unescape(re.sub(r"<[^>]+>", " ", page(site, address))).split())


def test_the_data_page_links_to_files_that_exist(site: Mapping[str, bytes]) -> None:
    links = re.findall(r'href="\.\./\.\./(dati/[^"#]+)"', site["dati/2026-2028/index.html"].decode())
    assert "dati/2026-2028/obiettivi/OB-1-1.csv" in links
    assert [one for one in links if one not in site and f"{one}index.html" not in site] == []


def test_an_objective_is_found_by_its_code(site: Mapping[str, bytes]) -> None:
    entries = {one["location"]: one for one in json.loads(site["search/search_index.json"])["docs"]}
    assert entries[f"{PLAN}OB-1-2/"]["codici"] == "OB.1.2"


def test_the_weights_come_back_as_they_were(
    site: Mapping[str, bytes], published: PublishedPlan, tmp_path: Path
) -> None:
    data = site["dati/2026-2028/piano.json"]
    assert json.loads(data)["piano"]["pesi"] == "punti"
    for name, text in published_files(data).items():
        (tmp_path / "2026-2028" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "2026-2028" / name).write_text(text, encoding="utf-8")
    again = check_plan(tmp_path / "2026-2028", tmp_path).plan
    assert again == published.plan
    indicators = again.by_code["OB.3.1"].indicators
    assert [one.weight and one.weight.text() for one in indicators] == ["0,33"] * 3
