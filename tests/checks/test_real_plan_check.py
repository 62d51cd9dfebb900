"""The real plan under all rules: no error, and every warning suppressed with a reason or left to a person."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from generator.checks.check import CheckResult, check
from generator.checks.rule_registry import rules
from generator.loading.diagnostics import Severity
from generator.plan.units import read_unit, read_value
from generator.plan.values import show

pytestmark = pytest.mark.usefixtures("real_project")

ROOT = Path(__file__).parents[2]

PAGE_OF_THE_PLAN = "content/amministrazione-trasparente/performance/piano-della-performance.md"

#: What only the body can decide, to be asked of it; a correction of the data takes its line away.
OPEN = {
    "W301": 4,
    "W302": 3,
    "W303": 3,
    "W304": 3,
    "W305": 1,
    "W306": 1,
    "W307": 1,
    "W309": 1,
    "W314": 2,
    "W315": 1,
    "W316": 3,
    # The page of the plan says that something is published: who answers for it, and when it was looked at.
    "W601": 1,
    "W602": 1,
}
#: Skeletons, drafts, stale exceptions, pieces of web pages; rewritten files; the method, which plans leave
#: out; names of files.
BROUGHT = {
    "W317",
    "W318",
    "W319",
    "W320",
    "W390",
    "W324",
    "W325",
    "W326",
    "W331",
    "W332",
    "W321",
    "W333",
    "W334",
    "W604",
}


@pytest.fixture(scope="module")
def outcome() -> CheckResult:
    return check(ROOT)


def test_it_has_no_error(outcome: CheckResult) -> None:
    assert [
        str(diagnostic) for diagnostic in outcome.diagnostics if diagnostic.severity is Severity.ERROR
    ] == []


def test_its_open_warnings_are_those_that_a_person_must_decide(outcome: CheckResult) -> None:
    assert Counter(diagnostic.code for diagnostic in outcome.diagnostics) == OPEN


def test_what_is_accepted_has_a_reason(outcome: CheckResult) -> None:
    assert len(outcome.suppressed) == 23
    assert all(len(accepted.reason) > 20 for accepted in outcome.suppressed)


def test_every_warning_about_a_plan_has_a_case_in_it(outcome: CheckResult) -> None:
    """Besides those about what an editor or a program brings, and about results, of which it has none."""
    found = {diagnostic.code for diagnostic in outcome.diagnostics}
    found |= {accepted.diagnostic.code for accepted in outcome.suppressed}
    about_plans = {rule.code for rule in rules() if rule.code.startswith("W")} - BROUGHT
    about_plans -= {code for code in about_plans if code.startswith("W4")}
    assert found == about_plans


def test_the_target_that_does_not_follow_from_its_parts_is_found(outcome: CheckResult) -> None:
    (message,) = [one.message for one in outcome.diagnostics if one.code == "W316" and "1.815" in one.message]
    assert "procedimento-sanzionatorio-verbali 1.400" in message
    assert "risorse-umane-dedicate-sanzioni 1,80" in message
    assert message.endswith("che fa tra 775 e 780")


def test_every_value_of_the_document_is_shown_to_the_letter() -> None:
    count = 0
    for path in sorted((ROOT / "plan_data" / "2025-2027" / "obiettivi").glob("*.yml")):
        written = yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - texts only
        for indicator in written["indicatori"]:
            unit = read_unit(indicator["unita"])
            assert unit is not None
            for text in (*indicator.get("stato", {}).values(), *indicator["target"].values()):
                if text:
                    count += 1
                    assert show(read_value(text, unit)) == text
    assert count > 1000


def test_one_file_can_be_checked_alone(outcome: CheckResult) -> None:
    name = "plan_data/2025-2027/obiettivi/03_01_UIC03.yml"
    alone = check(ROOT, [ROOT / name])
    assert alone.files == (name,)
    assert alone.diagnostics == tuple(one for one in outcome.diagnostics if one.location.file == name)
    assert len(alone.diagnostics) == 4


def test_a_folder_can_be_checked_alone() -> None:
    alone = check(ROOT, [ROOT / "content"])
    assert Counter(diagnostic.code for diagnostic in alone.diagnostics) == {"W601": 1, "W602": 1}
    assert {diagnostic.location.file for diagnostic in alone.diagnostics} == {PAGE_OF_THE_PLAN}
    assert all(name.startswith("content/") for name in alone.files)
