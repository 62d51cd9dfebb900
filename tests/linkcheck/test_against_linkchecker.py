"""Our link checker against LinkChecker, on whole sites: the planted faults that each finds.

LinkChecker follows links over HTTP as a browser does; ours parses the files. LinkChecker fetches a page again
for every anchor of it that a link has, which is slow: on the real site it checks pages without anchors.
"""

import csv
import io
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from generator.linkcheck.checker import check_links
from generator.publishing.publication import read_publisher
from tests.conftest import ROOT
from tests.robustness.conftest import copy_project, vetro
from tests.static_server import serving

BASE = "trasparenza/"
URL = f"https://www.vattelapesca.example/{BASE}"
#: A page with filters (?area=…) is the same file; what lies beside the base path is checked too.
SETTINGS = """[checking]
maxrequestspersecond=1000
threads=1
[filtering]
nofollow=
  \\?
internlinks=^http://127\\.0\\.0\\.1
"""
ANCHORS = "[AnchorCheck]\n"


def linkchecker(site: Path, folder: Path, base: str = "", plugins: str = "") -> set[tuple[str, str]]:
    """The broken links that LinkChecker finds, as (page, URL), of a site served under a base path."""
    host = folder / "host"
    lies_at = host / base.strip("/")
    lies_at.parent.mkdir(exist_ok=True)
    lies_at.symlink_to(site)
    settings = folder / "linkchecker.ini"
    settings.write_text(SETTINGS + plugins, encoding="utf-8")
    for path in [settings, *folder.parents]:
        # When run as root, LinkChecker changes to another user, who must be able to read its settings.
        path.chmod(path.stat().st_mode | 0o055)
    with serving(host, {"LinkChecker": "1"}) as address:
        command = [sys.executable, "-m", "linkcheck", "--config", settings, "--no-robots", "--no-status"]
        command += ["--verbose", "--output", "csv/utf-8", f"{address}{base}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1), done.stderr
        lines = (line for line in done.stdout.splitlines(keepends=True) if not line.startswith("# "))
        rows = list(csv.DictReader(io.StringIO("".join(lines)), delimiter=";"))
        # Every page was visited.
        assert len({row["url"] for row in rows}) > len(list(site.rglob("index.html")))
        return {
            (page_of(row["parentname"], f"{address}{base}"), row["urlname"])
            for row in rows
            if row["valid"] != "True" or row["warningstring"]
        }


def page_of(url: str, address: str) -> str:
    path = unquote(urlsplit(url.removeprefix(address)).path)
    return f"{path}index.html" if path.endswith("/") or not path else path


@dataclass(frozen=True)
class Planted:
    """A fault: text inserted before a mark in a file, its broken URL, and whether LinkChecker finds it."""

    name: str
    file: str
    before: str
    text: str
    url: str
    by_linkchecker: bool


PERIOD = "piano/2025-2026/"
FAULTS = (
    # LinkChecker cannot find a page without links to it.
    Planted("a dead page", "index.html", "</body>", '<a href="piano/2099/">x</a>', "piano/2099/", True),
    Planted("a dead point", "index.html", "</body>", f'<a href="{PERIOD}#manca">x</a>',
        f"{PERIOD}#manca", True),
    Planted("a dead image", "index.html", "</body>", '<img src="manca.png" alt="">', "manca.png", True),
    Planted("a wrong base", "index.html", "</body>", f'<a href="/{PERIOD}">x</a>', f"/{PERIOD}", True),
    Planted("an orphan", "orfana/index.html", "", "<p>Nessuno viene qui.</p>", "orfana/", False),
    # Other places of URLs.
    Planted("a picture for some screens", "index.html", "</body>", '<img src="assets/img/segno.svg" '
        'srcset="manca-2.png 2x" alt="">', "manca-2.png", True),
    Planted("a page without its slash", "index.html", "</body>", '<a href="dati/2025-2026">x</a>',
        "dati/2025-2026", True),
    Planted("a form", "index.html", "</body>", '<form action="cerca/"></form>', "cerca/", True),
    Planted("a style sheet's picture", "assets/css/base.css", "",
        "\np { background: url(manca-3.png) }", "manca-3.png", True),
    Planted("what a script will load", "index.html", "</body>", '<p data-csv="./manca.csv">',
        "./manca.csv", False),
    Planted("a canonical address", "accessibilita/index.html", "</head>",
        f'<link rel="canonical" href="{URL}manca-4/">', f"{URL}manca-4/", False),
    Planted("the page of errors", "404.html", "</body>", '<a href="piano/">x</a>', "piano/", False),
    Planted("the sitemap", "sitemap.xml", "</urlset>", f"<url><loc>{URL}manca-5/</loc></url>",
        f"{URL}manca-5/", False),
    Planted("the feed", "novita.xml", "</feed>", f'<link href="{URL}manca-6/"/>',
        f"{URL}manca-6/", False),
    Planted("a search result", "search/search_index.json", "]}", ',{"location": "manca-7/", "text": ""}',
        "manca-7/", False),
    Planted("the catalogue", "dati/catalogo.ttl", "",
        f"\n<{URL}manca-8.csv> a <http://www.w3.org/ns/dcat#Distribution> .", f"{URL}manca-8.csv", False),
    Planted("a redirect", "_redirects", "", "\n/vecchia/ /manca-9/ 301", "manca-9/", False),
)  # fmt: skip


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the invented body, published under a base path."""
    project = copy_project(tmp_path_factory.mktemp("inventato") / "progetto")
    config = project / "site_config.yml"
    old = read_publisher(config).site_url
    config.write_text(config.read_text(encoding="utf-8").replace(old, URL), encoding="utf-8")
    done = vetro(project, "build")
    assert done.returncode == 0, done.stderr
    return project / "site"


@pytest.fixture(scope="module")
def spoiled(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy with every fault in it."""
    site = tmp_path_factory.mktemp("guasto") / "site"
    shutil.copytree(invented, site)
    for fault in FAULTS:
        path = site / fault.file
        path.parent.mkdir(exist_ok=True)
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        position = text.rindex(fault.before) if fault.before else len(text)
        path.write_text(text[:position] + fault.text + text[position:], encoding="utf-8")
    return site


@pytest.fixture(scope="module")
def found(spoiled: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, set[tuple[str, str]]]:
    ours = {(each.page, each.url) for each in check_links(spoiled, URL).diagnostics}
    return {
        "ours": ours,
        "linkchecker": linkchecker(spoiled, tmp_path_factory.mktemp("arbitro"), BASE, ANCHORS),
    }


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_fault_is_found_by_us_and_maybe_by_linkchecker(
    fault: Planted, found: Mapping[str, set[tuple[str, str]]]
) -> None:
    location = (fault.file, fault.url)
    assert (location in found["ours"], location in found["linkchecker"]) == (True, fault.by_linkchecker)


def test_only_planted_faults_are_found(found: Mapping[str, set[tuple[str, str]]]) -> None:
    planted = {(fault.file, fault.url) for fault in FAULTS}
    assert (found["ours"] - planted, found["linkchecker"] - planted) == (set(), set())


def test_both_find_nothing_on_the_site_of_the_invented_body(invented: Path, tmp_path: Path) -> None:
    assert check_links(invented, URL).diagnostics == ()
    assert linkchecker(invented, tmp_path, BASE, ANCHORS) == set()


@pytest.mark.usefixtures("real_project")
def test_both_find_nothing_on_the_real_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    done = vetro(ROOT, "build", "--out", str(site))
    assert done.returncode == 0, done.stderr
    report = check_links(site, read_publisher(ROOT / "site_config.yml").site_url)
    assert report.diagnostics == ()
    assert report.files > 200
    assert linkchecker(site, tmp_path) == set()
