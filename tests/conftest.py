"""What several tests share: the plan of the real body and that of the invented one, each loaded once."""

from pathlib import Path

import pytest

from generator.loading.loader import load_plan
from generator.plan.model import Plan
from generator.plan.scoring.assessment import assess_plan
from generator.site.published_plan import PublishedPlan
from tests.sample_project import Project

ROOT = Path(__file__).parent.parent
PLAN_FOLDER = ROOT / "plan_data" / "2025-2027"
INVENTED_PROJECT = ROOT / "tests" / "data" / "ente-di-prova"


def edition_of(folder: Path) -> PublishedPlan:
    """A plan that must be sound, assessed on the day of its latest measurement."""
    loaded = load_plan(folder, ROOT)
    assert loaded.is_valid, "\n".join(map(str, loaded.diagnostics))
    assert loaded.plan is not None
    return PublishedPlan(loaded.plan, assess_plan(loaded.plan), folder)


@pytest.fixture(scope="session")
def real_edition() -> PublishedPlan:
    return edition_of(PLAN_FOLDER)


@pytest.fixture(scope="session")
def real_plan(real_edition: PublishedPlan) -> Plan:
    return real_edition.plan


@pytest.fixture(scope="session")
def invented_edition() -> PublishedPlan:
    return edition_of(INVENTED_PROJECT / "plan_data" / "2025-2026")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "progetto")
