"""The policies in the pages, on a host without headers: what works under them, and what does not run."""

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.site.static_files import script_policy
from tests.browser.conftest import PREFIX
from tests.browser.test_axe import CONTENT
from tests.page_addresses import KINDS, KINDS_OF_CLOSED_YEARS
from tests.static_server import serving

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
OBJECTIVE = f"{PREFIX}piano/2025-2027/01_01_OS02/"
PAGES = {**CONTENT, "not found": "404.html"}
#: Counts what a policy blocks, before anything of the page is loaded.
LISTEN = """
window.blocked = [];
document.addEventListener("securitypolicyviolation", (event) => blocked.push(event.violatedDirective));
"""


@pytest.fixture(scope="module")
def real_url(real_site: Path) -> Iterator[str]:
    with serving(real_site, {}) as address:
        yield address


@pytest.fixture(scope="module")
def invented_plain_url(invented_site: Path) -> Iterator[str]:
    with serving(invented_site, {}) as address:
        yield address


@pytest.fixture(scope="module")
def based_url(site: Path) -> Iterator[str]:
    """The root of a host where a site is below the path of its public URL."""
    with serving(site, {}) as address:
        yield address


def complaints_of(page: Page, address: str) -> list[str]:
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    page.goto(address)
    expect(page.get_by_role("button", name="Passa ai colori scuri")).to_be_visible()
    return found


@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_content_is_against_its_policy(still_page: Page, real_url: str, name: str) -> None:
    assert complaints_of(still_page, real_url + PAGES[name]) == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_a_page_is_against_its_policy(
    still_page: Page, real_url: str, real_addresses: Mapping[str, str], kind: str
) -> None:
    assert complaints_of(still_page, real_url + real_addresses[kind]) == []


@pytest.mark.parametrize("kind", ["home", *KINDS_OF_CLOSED_YEARS])
def test_nothing_of_a_page_with_results_is_against_its_policy(
    still_page: Page, invented_plain_url: str, invented_addresses: Mapping[str, str], kind: str
) -> None:
    assert complaints_of(still_page, invented_plain_url + invented_addresses[kind]) == []


@pytest.mark.parametrize("where", ["root", "path"])
def test_search_and_colours_work_under_the_policy(
    page: Page, real_url: str, based_url: str, where: str
) -> None:
    address = real_url if where == "root" else f"{based_url}{PREFIX}"
    complaints = complaints_of(page, address)
    page.get_by_role("searchbox").first.fill("energetica")
    expect(page.locator(".cv-ricerca__collegamento").first).to_contain_text("Transizione energetica")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Passa ai colori scuri").click()
    expect(page.locator("html")).to_have_attribute("data-tema", "scuro")
    assert complaints == []


@pytest.fixture(scope="module")
def spoiled(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A host with a copy of the site that has programs among its documents; beside it, another host."""
    folder = tmp_path_factory.mktemp("guasto")
    shutil.copytree(site, folder / "host")
    for name in (
        "host/sito/allegati/evil.js",
        "host/sito/allegati/evil.txt",
        "host/sito/assets/js/evil.js",
        "host/sito/evil.js",
        "other/sito/assets/js/vetro.js",
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("window.evil = true;", encoding="utf-8")
    return folder


SCRIPTS = (
    '<script src="{host}sito/allegati/evil.js"></script>',
    '<script src="{host}sito/allegati/evil.txt"></script>',
    '<script src="{host}sito/assets/js/evil.js"></script>',
    '<script src="{host}sito/evil.js"></script>',
    '<script type="module" src="{host}sito/allegati/evil.js"></script>',
    "<script>window.evil = true</script>",
    '<img src="manca.png" alt="" onerror="window.evil = true">',
    # The path is that of a script of the site, the host is another.
    '<script src="{other}sito/assets/js/vetro.js"></script>',
)


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("policies", [True, False])
def test_no_other_script_runs(page: Page, spoiled: Path, script: str, policies: bool) -> None:
    html = (spoiled / "host" / OBJECTIVE / "index.html").read_text(encoding="utf-8")
    assert len(POLICY.findall(html)) == 2
    if not policies:
        # Without them each of these scripts does run.
        html = POLICY.sub("", html)
    target = spoiled / "host" / OBJECTIVE / "prova.html"
    with serving(spoiled / "host", {}) as host, serving(spoiled / "other", {}) as other:
        html = html.replace("</body>", f"{script.format(host=host, other=other)}</body>")
        target.write_text(html, encoding="utf-8")
        page.add_init_script(LISTEN)
        page.goto(f"{host}{OBJECTIVE}prova.html", wait_until="networkidle")
        assert page.evaluate("'evil' in window") is not policies
        assert bool(page.evaluate("blocked")) is policies


@pytest.mark.parametrize(
    ("site_url", "policy"),
    [
        ("https://ente.example/", "script-src file: *:*/a.js *:*/b.js"),
        ("https://ente.example", "script-src file: *:*/a.js *:*/b.js"),
        ("https://ente.example/uno/", "script-src file: *:*/a.js *:*/b.js *:*/uno/a.js *:*/uno/b.js"),
        # A semicolon or a comma would end the source.
        ("https://ente.example/u;,/", "script-src file: *:*/a.js *:*/b.js *:*/u%3B%2C/a.js *:*/u%3B%2C/b.js"),
    ],
)
def test_the_scripts_of_a_site(site_url: str, policy: str) -> None:
    assert script_policy(site_url, iter(["b.js", "a.js"])) == policy
