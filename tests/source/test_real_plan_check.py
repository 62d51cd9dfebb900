"""The real plan under all rules: no error, and every warning accepted with a reason or left to a person."""

from collections import Counter
from pathlib import Path

import pytest

from generator.plan.reading import read_value
from generator.plan.values import show
from generator.source.check import Outcome, check
from generator.source.findings import Severity
from generator.source.loader import load_plan
from generator.source.rule_book import rules

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


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return check(ROOT)


def test_it_has_no_error(outcome: Outcome) -> None:
    assert [str(finding) for finding in outcome.findings if finding.severity is Severity.ERROR] == []


def test_its_open_warnings_are_those_that_a_person_must_decide(outcome: Outcome) -> None:
    assert Counter(finding.code for finding in outcome.findings) == OPEN


def test_what_is_accepted_has_a_reason(outcome: Outcome) -> None:
    assert len(outcome.acknowledged) == 23
    assert all(len(accepted.reason) > 20 for accepted in outcome.acknowledged)


def test_every_warning_about_a_plan_has_a_case_in_it(outcome: Outcome) -> None:
    """Besides the two that speak of what an editor left behind: skeletons and stale exceptions."""
    found = {finding.code for finding in outcome.findings}
    found |= {accepted.finding.code for accepted in outcome.acknowledged}
    about_plans = {rule.code for rule in rules() if rule.code.startswith("W")} - {"W317", "W390"}
    assert found == about_plans


def test_the_target_that_does_not_follow_from_its_parts_is_found(outcome: Outcome) -> None:
    (message,) = [one.message for one in outcome.findings if one.code == "W316" and "1.815" in one.message]
    assert "procedimento-sanzionatorio-verbali 1.400" in message
    assert "risorse-umane-dedicate-sanzioni 1,80" in message
    assert message.endswith("che fa tra 775 e 780")


def test_every_value_of_the_document_is_shown_to_the_letter() -> None:
    loaded = load_plan(ROOT / "plan_data" / "2025-2027", ROOT)
    count = 0
    for objective, indicator in loaded.material.indicators():
        record = next(
            record
            for _, record in loaded.material.indicator_records()
            if record.place == loaded.places.of(objective.code, indicator.id)
        )
        for _, scalar in (*record.table("stato"), *record.table("target")):
            if scalar.text:
                count += 1
                assert show(read_value(scalar.text, indicator.unit)) == scalar.text
    assert count > 1000


def test_one_file_can_be_checked_alone(outcome: Outcome) -> None:
    name = "plan_data/2025-2027/obiettivi/03_01_UIC03.yml"
    alone = check(ROOT, [ROOT / name])
    assert alone.files == (name,)
    assert alone.findings == tuple(one for one in outcome.findings if one.place.file == name)
    assert len(alone.findings) == 4


def test_a_folder_can_be_checked_alone() -> None:
    alone = check(ROOT, [ROOT / "content"])
    assert Counter(finding.code for finding in alone.findings) == {"W601": 1, "W602": 1}
    assert {finding.place.file for finding in alone.findings} == {PAGE_OF_THE_PLAN}
    assert all(name.startswith("content/") for name in alone.files)
