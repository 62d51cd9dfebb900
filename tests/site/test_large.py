"""A plan with very many objectives: the longest listings are in pages, and no page grows with the plan."""

import re
from collections.abc import Mapping

import pytest

from benchmarks.plans import write_project
from generator.build.project import published_plans
from generator.checks.checked_plan import check_plan
from generator.site.pages import indicators, plan
from generator.site.views.neighbours import MAX_SIBLINGS
from tests.conftest import ROOT, site_in_memory

OBJECTIVES = 120


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    project = tmp_path_factory.mktemp("grande") / "progetto"
    write_project(project, ROOT, OBJECTIVES)
    loaded = check_plan(project / "plan_data" / "2025-2027", project)
    assert loaded.plan
    (published_plan,) = published_plans([loaded], project)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(indicators, "MAX_ROWS", 500)
        patch.setattr(plan, "MAX_LISTED", 100)
        return site_in_memory((published_plan,), project / "site_config.yml")


def test_every_indicator_is_on_one_page_of_the_table(site: Mapping[str, bytes]) -> None:
    pages = ["", "-2", "-3"]
    rows: list[str] = []
    for number, page in enumerate(pages, 1):
        html = site[f"piano/2025-2027/indicatori{page}/index.html"].decode()
        assert f"pagina {number} di 3" in html
        found = re.findall(r'<th[^>]* scope="row"><a href="(?:\.\./)+piano/2025-2027/([^"]+)"', html)
        assert len(found) <= 500
        assert f'<p class="cv-filtri__conta" role="status" data-conta>{len(found)} indicatori</p>' in html
        assert f"Questa ha {len(found)} indicatori, da {found[0].split('/')[0]} a " in html
        rows += found
    assert len(rows) == len(set(rows)) == OBJECTIVES * 9
    assert "piano/2025-2027/indicatori-4/index.html" not in site


def test_the_pages_of_the_table_lead_to_each_other(site: Mapping[str, bytes]) -> None:
    for page in ("", "-3"):
        html = site[f"piano/2025-2027/indicatori{page}/index.html"].decode()
        for other in ("indicatori/", "indicatori-2/", "indicatori-3/"):
            assert f'href="../../../piano/2025-2027/{other}"' in html


def test_the_plan_leads_to_its_areas_which_list_every_objective(site: Mapping[str, bytes]) -> None:
    html = site["piano/2025-2027/index.html"].decode()
    assert not re.search(r"piano/2025-2027/\d\d_\d\d_OS", html)
    areas = set(re.findall(r'piano/2025-2027/ambiti/(\d\d_\d\d)/"', html))
    listed = [
        code
        for area in sorted(areas)
        for code in re.findall(
            r'<td[^>]*class="cv-codice"[^>]*>([^<]+)</td>',
            site[f"piano/2025-2027/ambiti/{area}/index.html"].decode(),
        )
    ]
    assert len(listed) == len(set(listed)) == OBJECTIVES


def test_no_page_shows_more_neighbours_than_a_reader_wants(site: Mapping[str, bytes]) -> None:
    for path, content in site.items():
        if re.fullmatch(r"piano/2025-2027/\d\d_\d\d_O[SP]\d\d/index\.html", path):
            side = content.decode().split('<aside class="cv-lato">')[1].split("</aside>")[0]
            assert 1 <= side.count("<li>") <= MAX_SIBLINGS, path
