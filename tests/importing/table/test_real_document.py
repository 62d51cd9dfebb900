"""The real plan, read as any table is, has the facts of the plan in the repository."""

from pathlib import Path
from typing import Any

import pytest

from generator.checks.checked_plan import check_plan
from generator.importing.table_import import read_documents
from generator.importing.writing import write_plan
from generator.plan.model import Indicator, Objective, Plan
from tests.importing.conftest import DOCUMENT, PLAN

pytestmark = pytest.mark.usefixtures("real_project")

BODY = "Camera di Commercio di Pistoia-Prato"


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    folder = tmp_path_factory.mktemp("plan_data") / PLAN.name
    write_plan(read_documents([DOCUMENT], body=BODY), folder, force=False)
    return _plan(folder)


@pytest.fixture(scope="module")
def known() -> Plan:
    return _plan(PLAN)


def test_every_objective_has_its_facts(read: Plan, known: Plan) -> None:
    assert [_objective(one) for one in read.objectives] == [_objective(one) for one in known.objectives]
    assert len(read.objectives) == 49


def test_every_indicator_has_its_facts(read: Plan, known: Plan) -> None:
    for one, other in zip(read.objectives, known.objectives, strict=True):
        assert [_indicator(each) for each in one.indicators] == [
            _indicator(each) for each in other.indicators
        ]
    assert read.indicator_count == 415


@pytest.mark.parametrize(
    "field",
    [
        "title",
        "section",
        "years",
        "baseline_year",
        "kinds",
        "types",
        "areas",
        "departments",
        "offices",
        "code_forms",
        "weighting",
    ],
)
def test_the_plan_itself_is_the_same(read: Plan, known: Plan, field: str) -> None:
    assert getattr(read, field) == getattr(known, field)


def _plan(folder: Path) -> Plan:
    checked = check_plan(folder, folder.parent)
    assert checked.plan is not None
    assert not [one for one in checked.diagnostics if one.code.startswith("E")]
    return checked.plan


def _objective(one: Objective) -> dict[str, Any]:
    return {
        "code": one.code,
        "title": one.title,
        "kind": one.kind,
        "area": one.area,
        "programme": one.programme,
        "department": one.department,
        "offices": one.offices,
        "resources": one.resources,
        "description": one.description,
        "notes": one.notes,
        "parent": one.parent,
    }


def _indicator(one: Indicator) -> dict[str, Any]:
    return {
        "name": one.name,
        "formula": one.formula,
        "type": one.type,
        "unit": one.unit_text,
        "condition": one.condition,
        "baseline": one.baseline,
        "targets": one.targets,
        "weight": one.weight,
    }
