"""Weights on pages and in data: in points, or none at all."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from msgspec.structs import replace

from generator.plan.indicator import Indicator
from generator.plan.model import Objective, Plan
from generator.plan.scoring.assessment import assess_plan
from generator.plan.values import Number
from generator.plan.weighting import Weight, Weighting
from generator.site.published_plan import PublishedPlan
from tests.conftest import INVENTED_PROJECT, site_in_memory
from tests.opendata.pivot import typed_tables

Site = Mapping[str, bytes]
PAGE = "piano/2025-2026/01_01_OS01/index.html"


def weighed(plan: Plan, weighting: Weighting, weights: list[Weight | None]) -> Plan:
    """The plan with these weights in every objective, one indicator after the other."""

    def indicators(objective: Objective) -> tuple[Indicator, ...]:
        return tuple(
            replace(one, weight=weights[index % len(weights)])
            for index, one in enumerate(objective.indicators)
        )

    objectives = tuple(replace(one, indicators=indicators(one)) for one in plan.objectives)
    return replace(plan, objectives=objectives, weighting=weighting)


def site_of(plan: Plan) -> Site:
    return site_in_memory((PublishedPlan(plan, assess_plan(plan)),), INVENTED_PROJECT / "site_config.yml")


@pytest.fixture(scope="module")
def points(invented_published: PublishedPlan) -> Site:
    """The four indicators of each objective with 3, 1, 4 and 2 points."""
    weights: list[Weight | None] = [Number(Decimal(number)) for number in (3, 1, 4, 2)]
    return site_of(weighed(invented_published.plan, Weighting.POINTS, weights))


@pytest.fixture(scope="module")
def equal(invented_published: PublishedPlan) -> Site:
    return site_of(weighed(invented_published.plan, Weighting.EQUAL, [None]))


def text_of(html: bytes) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html.decode())).split())


def rows(site: Site, table: str) -> list[dict[str, Any]]:
    return list(typed_tables(site, "2025-2026")(table))


def weights_on(page: bytes) -> list[str]:
    found = re.findall(r'(?:data-colonna="Peso"|<dt>Peso</dt><dd)>([^<]*)<', page.decode())
    return [weight.replace("\xa0", " ") for weight in found]


def test_points_are_a_part_of_their_sum(points: Site) -> None:
    assert weights_on(points[PAGE]) == ["3 su 10", "1 su 10", "4 su 10", "2 su 10"]
    assert weights_on(points["piano/2025-2026/stampa/index.html"])[:2] == ["3 su 10", "1 su 10"]
    assert weights_on(points["piano/2025-2026/indicatori/index.html"])[:2] == ["3 su 10", "1 su 10"]


def test_the_table_is_sorted_by_the_share_of_the_points(points: Site) -> None:
    page = points["piano/2025-2026/indicatori/index.html"].decode()
    assert re.findall(r'data-peso="([^"]*)"', page)[:4] == ["30", "10", "40", "20"]


def test_the_sum_of_points(points: Site) -> None:
    """3 × 50,4 + 33,33 + 4 × 100 + 2 × 92,5 = 769,53."""
    text = text_of(points[PAGE])
    assert "(3 × 50,4% + 1 × 33,3% + 4 × 100% + 2 × 92,5%) ÷ 10 = 77%" in text
    assert "Media dei gradi degli indicatori rilevati, ciascuno con il suo peso" in text
    assert "sommano a" not in text


def test_points_in_the_data(points: Site) -> None:
    assert [row["peso"] for row in rows(points, "indicatori")[:4]] == [3, 1, 4, 2]
    assert [row["peso_testo"] for row in rows(points, "indicatori")[:4]] == ["3", "1", "4", "2"]
    (method,) = (row for row in rows(points, "valutazione") if row["voce"] == "pesi")
    assert method["valore_testo"] == "punti"
    schema = json.loads(points["dati/2025-2026/obiettivo.schema.json"])["properties"]["indicatori"]["items"]
    assert "maximum" not in schema["properties"]["peso"]
    assert schema["properties"]["peso"]["type"] == "number"


@pytest.mark.parametrize("page", ["01_01_OS01/", "stampa/", "indicatori/"])
def test_without_weights_no_weight_is_shown(equal: Site, page: str) -> None:
    text = text_of(equal[f"piano/2025-2026/{page}index.html"])
    assert not re.search(r"\bpes[oi]\b", text, re.IGNORECASE), page
    assert "data-peso" not in equal[f"piano/2025-2026/{page}index.html"].decode()


@pytest.mark.parametrize("page", ["01_01_OS01/", "stampa/"])
def test_without_weights_the_page_says_that_all_count_alike(equal: Site, page: str) -> None:
    assert "contano tutti allo stesso modo" in text_of(equal[f"piano/2025-2026/{page}index.html"])


def test_without_weights_the_score_is_a_mean(equal: Site) -> None:
    text = text_of(equal[PAGE])
    assert "Media dei gradi degli indicatori rilevati, che contano tutti allo stesso modo: (" in text
    assert re.search(r"va come atteso almeno il 70% degli indicatori rilevati, altrimenti", text)


def test_without_weights_the_data_leave_them_empty(equal: Site) -> None:
    assert {row["peso"] for row in rows(equal, "indicatori")} == {None}
    assert {row["peso_testo"] for row in rows(equal, "indicatori")} == {None}
    document = json.loads(equal["dati/2025-2026/piano.json"])
    assert document["piano"]["pesi"] == "uguali"
    assert all("peso" not in one for objective in document["obiettivi"] for one in objective["indicatori"])
    for row in rows(equal, "esiti"):
        assert row["indicatore"] or row["peso_rilevato"] in (None, row["rilevati"])
