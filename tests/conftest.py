"""What several tests share: the plan of the real body and that of the invented one, each loaded once.

The tests of the real plan are those that use `real_project`, directly or by another fixture: they have the
mark `real`, so that the others can run whatever plan stands in plan_data/.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from shutil import which

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from generator.build.action_cache import ActionCache
from generator.build.inputs import read_inputs
from generator.build.project import published_plans
from generator.build.site_build import BuildOptions, SiteBuild
from generator.build.tasks.frame import TASK
from generator.checks.checked_plan import check_plan
from generator.plan.model import Plan
from generator.publishing.output_dir import MemoryOutput
from generator.publishing.permanence import Permanence
from generator.site.frame.sources import read_sources
from generator.site.published_plan import PublishedPlan
from tests.sample_project import Project

# A property fails by what it finds, not by how busy the computer is.
settings.register_profile("tests", deadline=None)
settings.load_profile("tests")

ROOT = Path(__file__).parent.parent
PLAN_FOLDER = ROOT / "plan_data" / "2025-2027"
REAL_BODY = "Camera di Commercio di Pistoia-Prato"
INVENTED_PROJECT = ROOT / "tests" / "data" / "ente-di-prova"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Mark the tests of the real plan, before pytest chooses among marks."""
    for item in items:
        if "real_project" in getattr(item, "fixturenames", ()):
            item.add_marker("real")


@pytest.fixture(scope="session")
def real_project() -> Path:
    """This repository as the project of its first body, whose plan must stand in plan_data/."""
    head = PLAN_FOLDER / "piano.yml"
    found = head.is_file() and REAL_BODY in head.read_text("utf-8")
    assert found, (
        f"plan_data/ non ha il piano 2025-2027 di {REAL_BODY}: per provare il programma, make test-program"
    )
    return ROOT


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium, of the system or of Playwright; without it tests fail: nothing else shows that pages work."""
    path = which("chromium") or which("chromium-browser") or which("google-chrome")
    with sync_playwright() as playwright:
        found = path or Path(playwright.chromium.executable_path).is_file()
        assert found, "Chromium manca: lo installa «.ci/install-system test», che «make test» chiama"
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def published_plan(folder: Path) -> PublishedPlan:
    """A plan that must be sound, assessed on the day of its latest measurement."""
    checked = check_plan(folder, ROOT)
    assert checked.is_valid, "\n".join(map(str, checked.diagnostics))
    (published,) = published_plans([checked], ROOT)
    return published


#: The last frame of each configuration, as the cache has it: one takes as long as all the rest of a site.
_FRAMES: dict[Path, list[tuple[tuple[str, str], bytes]]] = {}


def site_in_memory(
    plans: Sequence[PublishedPlan], config: Path, *, new_frame: bool = False
) -> Mapping[str, bytes]:
    """Every file of the site by its path, made anew; the frame only if it is another, or if `new_frame`."""
    sources = read_sources(config)
    inputs = read_inputs((sources.content, *sources.themes), (config,))
    output = MemoryOutput()
    with tempfile.TemporaryDirectory() as folder, ActionCache(Path(folder) / "cache") as cache:
        for (name, key), frame in () if new_frame else _FRAMES.get(config, ()):
            cache.put(TASK, name, key, frame)
        SiteBuild(plans, config, output, BuildOptions(cache, inputs)).write(Permanence())
        _FRAMES[config] = [*cache.get_all(TASK)]
    return dict(sorted(output.contents.items()))


@pytest.fixture(scope="session")
def real_published(real_project: Path) -> PublishedPlan:
    return published_plan(PLAN_FOLDER)


@pytest.fixture(scope="session")
def real_plan(real_published: PublishedPlan) -> Plan:
    return real_published.plan


@pytest.fixture(scope="session")
def invented_published() -> PublishedPlan:
    return published_plan(INVENTED_PROJECT / "plan_data" / "2025-2026")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "progetto")
