"""What several tests share: the real plan, loaded once."""

from pathlib import Path

import pytest

from generator.plan.model import Plan
from generator.source.loader import load_plan

ROOT = Path(__file__).parent.parent
PLAN_FOLDER = ROOT / "plan_data" / "2025-2027"


@pytest.fixture(scope="session")
def real_plan() -> Plan:
    loaded = load_plan(PLAN_FOLDER, ROOT)
    assert loaded.sound, "\n".join(map(str, loaded.findings))
    assert loaded.plan is not None
    return loaded.plan
