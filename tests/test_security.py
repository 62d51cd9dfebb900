"""The table of threats names tests and rules that there are, and CI runs the hostile inputs by themselves."""

import re

import yaml

from generator.checks.rule_registry import rules
from tests.conftest import ROOT

TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def test_every_test_that_it_names_exists() -> None:
    named = set(re.findall(r"`(tests/[^`]+)`", TEXT))
    assert len(named) > 10
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_threat_names_a_test() -> None:
    rows = [line for line in TEXT.partition("## What stops it")[2].splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 15
    assert [row for row in rows if "`tests/" not in row.rsplit("|", 2)[1]] == []


def test_every_rule_that_it_names_exists() -> None:
    assert set(re.findall(r"\b[EW]\d{3}\b", TEXT)) <= {rule.code for rule in rules()}


def test_ci_runs_the_hostile_inputs() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8"))
    commands = [step.get("run", "") for step in workflow["jobs"]["hostile"]["steps"]]
    assert any("pytest tests/robustness" in command for command in commands)
