"""What the raw HTML offers without a line of JavaScript: the tree from every page, and light pages."""

import gzip
import re
from collections.abc import Mapping
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from posixpath import normpath

import pytest

from generator.site.published_plan import PublishedPlan
from generator.trasparenza.initial_pages import page_paths
from generator.trasparenza.statutory_tree import statutory_tree
from tests.conftest import site_in_memory

ROOT = Path(__file__).parent.parent
TREE = "amministrazione-trasparente/"
OBJECTIVE = re.compile(r"piano/2025-2027/\d\d_\d\d_[A-Z]+\d\d/index\.html")
#: Classes and attributes for which the national monitoring passes over a link.
UNSEEN = re.compile(r"hidden|invisible|sr-only|d-none|visually-hidden")


class Links(HTMLParser):
    """The links of a page that can be seen: where they lead from the site's root, and their words."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.folder = path.rpartition("/")[0]
        self.found: list[tuple[str, str]] = []
        self._href: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a" and values.get("href"):
            unseen = "hidden" in values or UNSEEN.search(values.get("class") or "")
            self._href = None if unseen else values["href"]
            if self._href is not None:
                self.found.append((self._absolute(self._href), ""))

    def handle_data(self, data: str) -> None:
        if self._href is not None:
            href, text = self.found[-1]
            self.found[-1] = href, f"{text} {data}"

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._href = None

    def _absolute(self, href: str) -> str:
        target = href.partition("#")[0].partition("?")[0]
        if target.startswith("/"):
            return target.lstrip("/")
        return normpath(f"/{self.folder}/{target}").strip("/") + "/"


def links_of(path: str, page: str) -> list[tuple[str, str]]:
    parser = Links(path)
    parser.feed(page)
    return [(address, " ".join(unescape(text).split())) for address, text in parser.found]


@pytest.fixture(scope="module")
def site(real_published: PublishedPlan, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    return site_in_memory((real_published,), ROOT / "site_config.yml")


def test_from_every_page_a_visible_link_leads_to_the_tree(site: Mapping[str, bytes]) -> None:
    pages = [path for path in site if path.endswith(".html")]
    assert len(pages) > 180
    for path in pages:
        addresses = {address for address, _ in links_of(path, site[path].decode())}
        # The tree's own index says where it is without a link to itself in the path.
        assert TREE in addresses, path


@pytest.mark.parametrize("path", ["index.html", f"{TREE}index.html"])
def test_the_tree_shows_every_label_as_a_link_of_its_own(site: Mapping[str, bytes], path: str) -> None:
    links = links_of(path, site[path].decode())
    for page, node, _ in page_paths(statutory_tree()):
        address = f"{page.removesuffix('/index.md').removesuffix('.md')}/"
        assert (address, node.label) in links, node.label
        assert f"{address}index.html" in site


def test_around_its_link_stands_what_an_entry_was_called_before(site: Mapping[str, bytes]) -> None:
    """The national monitoring also reads the element around a link, if it has less than 1,000 characters."""
    renamed = [(page, node) for page, node, _ in page_paths(statutory_tree()) if node.former_labels]
    assert len(renamed) == 5
    for page, node in renamed:
        for other in (f"{page.rpartition('/')[0]}/index.html", f"{TREE}index.html"):
            items = (item.partition("</li>")[0] for item in site[other].decode().split("<li")[1:])
            texts = [" ".join(unescape(re.sub("<[^>]+>", " ", f"<li{item}")).split()) for item in items]
            (around,) = (text for text in texts if text.startswith(f"{node.label} Etichett"))
            assert [label for label in node.former_labels if f"«{label}»" not in around] == []
            assert len(around) < 1000


def test_every_objective_page_fits_in_12_kb(site: Mapping[str, bytes]) -> None:
    sizes = {path: len(gzip.compress(site[path])) for path in site if OBJECTIVE.fullmatch(path)}
    assert len(sizes) == 49
    assert max(sizes.values()) <= 12 * 1024, max(sizes, key=lambda path: sizes[path])


def test_every_page_is_described_once_in_words_of_its_own(site: Mapping[str, bytes]) -> None:
    described: dict[str, str] = {}
    for path in (path for path in site if path.endswith("index.html")):
        page = site[path].decode()
        for name in ('name="description"', 'property="og:title"', 'property="og:description"'):
            assert page.count(name) == 1, (path, name)
        match = re.search(r'<meta name="description" content="([^"]+)"', page)
        assert match, path
        text = unescape(match[1])
        assert 20 <= len(text) <= 260, (path, text)
        assert text not in described.values(), (path, text)
        described[path] = text
