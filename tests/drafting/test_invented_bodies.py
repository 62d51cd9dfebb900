"""Drafts of the next plan of every invented body: sound, and but for years and values the same."""

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.checks.checked_plan import check_plan
from generator.drafting.next_plan import new_plan
from generator.loading.plan_folder import find_plans
from generator.plan.indicator import Indicator
from generator.plan.model import DocumentWording, Objective
from generator.plan.revisions import target_of
from tests.conftest import ROOT

FOLDERS = [
    folder
    for body in sorted((ROOT / "tests" / "data").glob("*-di-prova"))
    for folder in find_plans(body / "plan_data")
]
#: Of the act and the document that a draft lacks; of a difference without a base, and of a step that is over;
#: the last one is in the plan before as well.
EXPECTED = {"W317", "W320", "W333", "W314", "W306"}


def without_values(indicator: Indicator) -> Indicator:
    """An indicator without all that is of a year."""
    return replace(
        indicator,
        baseline=None,
        baseline_year=None,
        past_values={},
        targets={},
        relative_targets={},
        year_conditions={},
        year_units={},
        due_days={},
        interim_targets={},
        not_assessable={},
        not_in_force={},
        former=(),
        parts=(),
        aggregation=None,
        editorial_notes=(),
        own={},
    )


def without_indicators(objective: Objective) -> Objective:
    return replace(
        objective, indicators=(), own={}, editorial_notes=(), wording=DocumentWording(), contributes_to=()
    )


def test_there_are_bodies() -> None:
    assert len(FOLDERS) >= 8


@pytest.mark.parametrize("shift", [1, 2, 5])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parts[-3])
def test_the_draft_is_sound(folder: Path, shift: int, tmp_path: Path) -> None:
    copy = tmp_path / "plan_data" / folder.name
    shutil.copytree(folder, copy)
    old = check_plan(copy, tmp_path).plan
    assert old is not None
    years = {str(year + shift): None for year in (old.years[0], old.years[-1])}
    checked = new_plan(old, copy, "-".join(years))
    assert checked.is_valid
    assert {one.code for one in checked.diagnostics} <= EXPECTED
    # The act and the document.
    assert [one.code for one in checked.diagnostics].count("W320") == 2
    new = checked.plan
    assert new is not None
    assert new.is_draft
    assert (new.areas, new.departments, new.offices) == (old.areas, old.departments, old.offices)
    assert (new.policy, new.own_fields, new.kinds) == (old.policy, old.own_fields, old.kinds)
    for objective in new.objectives:
        before = old.by_code[objective.code]
        assert without_indicators(objective) == without_indicators(before)
        for indicator in objective.indicators:
            in_force = before.indicator(indicator.id)
            former = without_values(in_force)
            # Without values that tell the unit nothing does.
            if not indicator.unit_text and not indicator.unit.scale:
                former = replace(former, unit=indicator.unit)
            assert without_values(indicator) == former
            parts = {part.id: part for part in in_force.parts}
            pairs = [(indicator, in_force), *((part, parts[part.id]) for part in indicator.parts)]
            for carried, its in pairs:
                years_of_both = [year for year in new.years if its.has_target(year)]
                assert [target_of(carried, year) for year in years_of_both] == [
                    target_of(its, year) for year in years_of_both
                ]
