"""The pages about all plans: `piano/` and `dati/` list every period, and other folders are still checked."""

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.linkcheck.checker import check_links
from generator.site.published_plan import PublishedPlan
from tests.conftest import INVENTED_PROJECT, site_in_memory
from tests.robustness.conftest import copy_project, vetro

CONFIG = INVENTED_PROJECT / "site_config.yml"
URL = "https://trasparenza.vattelapesca.example/"


def with_period(published: PublishedPlan, period: str) -> PublishedPlan:
    """The same plan under another period, without the news, whose pages are of its own one."""
    return replace(published, plan=replace(published.plan, period=period, news=()))


@pytest.fixture(scope="module")
def site(invented_published: PublishedPlan) -> Mapping[str, bytes]:
    later = with_period(invented_published, "2026-2027")
    return site_in_memory((invented_published, later), CONFIG)


def body_of(page: bytes) -> str:
    return page.decode().split("<article")[1].split("</article>")[0]


def links_of(page: bytes) -> list[tuple[str, str]]:
    """Address and words of the links of a page itself."""
    found = re.findall(r'<a href="([^"]+)"[^>]*>(.*?)</a>', body_of(page))
    return [(address, unescape(text)) for address, text in found]


def test_all_plans_are_listed_the_latest_first(site: Mapping[str, bytes]) -> None:
    assert links_of(site["piano/index.html"]) == [
        ("../piano/2026-2027/", "Piano di prova 2025-2026 (2026-2027)"),
        ("../piano/2025-2026/", "Piano di prova 2025-2026"),
    ]
    assert body_of(site["piano/index.html"]).count("13 obiettivi, 35 indicatori") == 2


def test_all_open_data_are_listed_the_latest_first(site: Mapping[str, bytes]) -> None:
    assert links_of(site["dati/index.html"])[1:] == [
        ("../dati/2026-2027/", "Dati aperti 2026-2027"),
        ("../dati/2025-2026/", "Dati aperti 2025-2026"),
        ("../dati/serie.csv", "serie.csv"),
        ("../dati/catalogo.ttl", "Catalogo DCAT-AP_IT, Turtle"),
        ("../dati/catalogo.jsonld", "Catalogo DCAT-AP_IT, JSON-LD"),
        ("../novita.xml", "Novità, Atom"),
    ]


def test_the_pages_of_each_plan_lead_there(site: Mapping[str, bytes]) -> None:
    for period in ("2025-2026", "2026-2027"):
        assert ("../../piano/", "Tutti i piani") in links_of(site[f"piano/{period}/index.html"])
        assert ("../../dati/", "I dati aperti di tutti i piani") in links_of(
            site[f"dati/{period}/index.html"]
        )
    for address in ("piano/", "dati/"):
        assert f"<loc>{URL}{address}</loc>" in site["sitemap.xml"].decode()


def test_no_link_of_a_site_with_two_plans_is_dead(site: Mapping[str, bytes], tmp_path: Path) -> None:
    for name, content in site.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    assert check_links(tmp_path, URL).diagnostics == ()


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("../piano/", ""),
        ("../dati/", ""),
        ("../piano/2025-2026/ambiti/", ""),
        ("../piano/2024-2025/", "il collegamento «../piano/2024-2025/» non porta a nessuna pagina"),
        ("../dati/2024-2025/", "il collegamento «../dati/2024-2025/» non porta a nessuna pagina"),
    ],
)
def test_a_link_to_a_period_that_is_not_there_is_told(tmp_path: Path, link: str, message: str) -> None:
    project = copy_project(tmp_path / "progetto")
    (project / "content" / "prova.md").write_text(f"# Prova\n\n[qui]({link})\n", encoding="utf-8")
    done = vetro(project, "build")
    assert done.returncode == (1 if message else 0), done.stderr
    assert message in done.stderr


def test_a_page_of_content_cannot_take_their_place(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "progetto")
    (project / "content" / "piano").mkdir()
    (project / "content" / "piano" / "index.md").write_text("# Prova\n", encoding="utf-8")
    done = vetro(project, "build")
    assert done.returncode == 1
    assert "content/piano/index.md:1:1: errore: l'indirizzo «piano/» è di una pagina del piano" in done.stderr
