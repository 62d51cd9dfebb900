"""What pages say of a verdict: its days, its rule, its sum, other years, and what was known on a day."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from msgspec.structs import replace

from generator.build.project import published_plans
from generator.checks.check import check
from generator.plan.measurement import Measurement
from generator.plan.model import Plan
from generator.plan.scoring.assessment import assess_plan
from generator.plan.values import Number, Percentage
from generator.site.published_plan import PublishedPlan
from generator.site.views.assessment import group_assessment, method_note, objective_assessment
from tests.conftest import INVENTED_PROJECT, site_in_memory

PLAN = "piano/2025-2026/"
NOVEMBER = date(2026, 11, 20)


def measured_later(plan: Plan) -> Plan:
    """The plan with one more value, of an indicator whose other values are of June."""
    later = Measurement("01_01_OS02", "reclami", NOVEMBER, Number(Decimal(15)))
    return replace(plan, measurements=(*plan.measurements, later))


def published(plan: Plan, today: date | None = None) -> PublishedPlan:
    return PublishedPlan(plan, assess_plan(plan, today))


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.fixture(scope="module")
def site(invented_published: PublishedPlan) -> Mapping[str, bytes]:
    return site_in_memory((invented_published,), INVENTED_PROJECT / "site_config.yml")


def test_a_newer_value_elsewhere_gives_its_day_to_no_other_verdict(invented_published: PublishedPlan) -> None:
    plan = measured_later(invented_published.plan)
    assessment = published(plan).assessment
    of = {code: objective_assessment(plan.by_code[code], assessment) for code in ("01_01_OS01", "01_01_OS02")}
    assert of["01_01_OS01"].data_days == "dati al 30 giugno 2026"
    assert of["01_01_OS02"].data_days == "dati dal 30 giugno 2026 al 20 novembre 2026"
    whole = group_assessment(plan.objectives, assessment)
    assert whole.data_days == "dati dal 30 giugno 2026 al 20 novembre 2026"
    assert [(other.year, other.data_days) for other in whole.others] == [(2025, "dati al 31 dicembre 2025")]


def test_the_sum_of_a_group_and_its_rule(invented_published: PublishedPlan) -> None:
    """65,3 + 90 + 100 + 0 are the degrees of its four objectives; two of them go as expected."""
    plan = invented_published.plan
    (area,) = (area for area in plan.areas if area.code == "01_01")
    view = group_assessment(plan.of_area(area), invented_published.assessment)
    assert view.formula == "(65,3% + 89,9% + 100% + 0%) ÷ 4 = 63,8%"
    assert view.rule == (
        "L'anno non è concluso: «in linea» quando va come atteso almeno il 70% degli obiettivi rilevati, "
        "altrimenti «in ritardo»; qui ci va il 50%."
    )
    (former,) = view.others
    assert former.rule == (
        "«raggiunto» dal 100% di grado, «raggiunto in parte» dal 70%: qui il grado è del 78,4%, "
        "e nessun altro dato dell'anno può cambiarlo."
    )


def test_weights_that_do_not_sum_to_a_hundred_are_told(invented_published: PublishedPlan) -> None:
    """Three weights of 33% for the first three of four indicators, and none of the others is counted."""
    plan = invented_published.plan
    objective = plan.by_code["01_01_OS01"]
    thirds = tuple(replace(one, weight=Percentage(Decimal(33))) for one in objective.indicators[:3])
    changed = replace(objective, indicators=thirds)
    here = published(replace(plan, objectives=(changed,))).assessment
    view = objective_assessment(changed, here, with_formula=True)
    assert "i pesi dell'atto sommano a 99%" in view.formula_title
    assert view.formula == "(33 × 50,4% + 33 × 33,3% + 33 × 100%) ÷ 99 = 61,2%"
    whole = objective_assessment(objective, invented_published.assessment, with_formula=True)
    assert "sommano" not in whole.formula_title


def test_of_many_objectives_the_total_is_given(invented_published: PublishedPlan) -> None:
    """Thirteen objectives twice over, of which 11 are measured: 22 terms, 2 × 721,99%."""
    objectives = invented_published.plan.objectives * 2
    view = group_assessment(objectives, invented_published.assessment)
    assert view.formula == "1.443,98% ÷ 22 = 65,6%"


@pytest.mark.parametrize(
    "page",
    [
        "",
        PLAN,
        f"{PLAN}ambiti/",
        f"{PLAN}ambiti/01_01/",
        f"{PLAN}uffici/",
        f"{PLAN}uffici/biblioteca/",
        f"{PLAN}01_01_OS01/",
        f"{PLAN}stampa/",
        f"{PLAN}indicatori/",
    ],
)
def test_the_closed_year_is_to_be_seen(site: Mapping[str, bytes], page: str) -> None:
    text = text_of(site[f"{page}index.html"].decode())
    assert re.search(r"Esito 2025 raggiunto in parte grado|2025: raggiunto", text)


CHIP = r'cv-gettone--[a-z-]+">[^<]+</span>'


def test_no_percentage_stands_beside_a_status_without_a_word(site: Mapping[str, bytes]) -> None:
    pages = {path: html.decode() for path, html in site.items() if path.endswith("index.html")}
    assert sum(len(re.findall(CHIP, html)) for html in pages.values()) > 200
    bare = re.compile(CHIP + r"\s*(<span[^>]*>)?\s*[\d,]+%")
    assert [path for path, html in pages.items() if bare.search(html)] == []


def test_every_verdict_of_a_group_on_its_page_has_rule_and_sum(site: Mapping[str, bytes]) -> None:
    for page in ("", PLAN, f"{PLAN}ambiti/01_01/", f"{PLAN}uffici/biblioteca/", f"{PLAN}01_01_OS01/"):
        html = site[f"{page}index.html"].decode()
        for year in (2025, 2026):
            assert f"Come si arriva all'esito {year}" in unescape(html), page
        assert "÷" in html, page


def december_loans(plan: Plan) -> object:
    (found,) = (
        one.value for one in plan.measurements if (one.indicator, one.day) == ("prestiti", date(2025, 12, 31))
    )
    return found


def test_on_a_day_only_what_was_known_then_is_used() -> None:
    checked = check(INVENTED_PROJECT).plans
    (before,) = published_plans(checked, INVENTED_PROJECT, date(2026, 1, 15))
    (after,) = published_plans(checked, INVENTED_PROJECT, date(2026, 2, 20))
    # Corrected on 20 February 2026.
    assert december_loans(before.plan) == Number(Decimal(12350))
    assert december_loans(after.plan) == Number(Decimal(11400))
    assert {one.day for one in before.plan.measurements} == {date(2025, 6, 30), date(2025, 12, 31)}
    assert all(one.day <= date(2026, 1, 15) for one in before.plan.news)


def test_a_day_beyond_the_last_measurement_is_told(invented_published: PublishedPlan) -> None:
    plan = invented_published.plan
    assert "ultima rilevazione" not in method_note(assess_plan(plan))
    assert "ultima rilevazione" not in method_note(assess_plan(plan, date(2026, 6, 30)))
    assert method_note(assess_plan(plan, date(2030, 1, 1))).endswith(
        "Gli esiti sono quelli che si danno al 1° gennaio 2030, ma l'ultima rilevazione è del 30 giugno 2026."
    )
