"""What several tests share: the plan of the real body and that of the invented one, each loaded once."""

from pathlib import Path

import pytest

from generator.plan.assessment import assess_plan
from generator.plan.model import Plan
from generator.site.edition import Edition
from generator.source.loader import load_plan

ROOT = Path(__file__).parent.parent
PLAN_FOLDER = ROOT / "plan_data" / "2025-2027"
INVENTED_PROJECT = ROOT / "tests" / "data" / "ente-di-prova"


def edition_of(folder: Path) -> Edition:
    """A plan that must be sound, assessed on the day of its latest measurement."""
    loaded = load_plan(folder, ROOT)
    assert loaded.sound, "\n".join(map(str, loaded.findings))
    assert loaded.plan is not None
    return Edition(loaded.plan, assess_plan(loaded.plan), folder)


@pytest.fixture(scope="session")
def real_edition() -> Edition:
    return edition_of(PLAN_FOLDER)


@pytest.fixture(scope="session")
def real_plan(real_edition: Edition) -> Plan:
    return real_edition.plan


@pytest.fixture(scope="session")
def invented_edition() -> Edition:
    return edition_of(INVENTED_PROJECT / "plan_data" / "2025-2026")
