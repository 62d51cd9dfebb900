"""The invented body of the document, whose offices report results."""

import shutil
from pathlib import Path

import pytest

from generator.checks.checked_plan import check_plan
from generator.plan.model import Plan
from tests.conftest import ROOT

DOCUMENT = ROOT / "tests" / "data" / "rilevazione-ufficio"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the plan, in a project of its own."""
    shutil.copytree(DOCUMENT / "plan_data", tmp_path / "plan_data")
    return tmp_path / "plan_data" / "2026"


@pytest.fixture
def plan(folder: Path) -> Plan:
    return plan_in(folder)


def plan_in(folder: Path) -> Plan:
    checked = check_plan(folder, folder.parents[1])
    assert checked.is_valid, "\n".join(map(str, checked.diagnostics))
    assert checked.plan is not None
    return checked.plan
