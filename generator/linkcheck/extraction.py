"""Extraction of the links and the anchors of a file, by its kind."""

import re
from collections.abc import Callable, Iterator
from enum import Enum, auto
from html.parser import HTMLParser
from typing import NamedTuple


class LinkKind(Enum):
    """Uses of a URL."""

    NAVIGATION = auto()
    """A reader can go there: only these links make a page reachable."""
    RESOURCE = auto()
    """A page or a program loads it."""
    IDENTIFIER = auto()
    """A name in the form of a URL: checked only within this site."""


class Link(NamedTuple):
    """A URL as written in a file."""

    line: int
    url: str
    kind: LinkKind


class ParsedFile(NamedTuple):
    """Links and anchors of a file; `is_redirect` for a page that only redirects to another."""

    links: tuple[Link, ...] = ()
    anchors: frozenset[str] = frozenset()
    is_redirect: bool = False


_CSS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]+))\s*\)|@import\s+["']([^"']+)["']""")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_WEB = re.compile(r"""["<](https?://[^"<>\s]+)[">]""")
_LOCATION = re.compile(r'"location":\s*"([^"\\]*)"')
_REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?(.+)$", re.IGNORECASE | re.DOTALL)
_PATH = re.compile(r"(?:\.\.?/|/[^/\s])\S*")
_SRCSET = re.compile(r"(?:^|,)\s*([^\s,]\S*?)(?=,?\s|,?$)")

#: Files whose URLs are relative to the root of the site, in whichever folder they are.
ROOT_RELATIVE = {"_redirects", "search/search_index.json"}

_NAVIGATION_ATTRIBUTES = {
    ("a", "href"),
    ("area", "href"),
    ("form", "action"),
    ("button", "formaction"),
    ("input", "formaction"),
    ("iframe", "src"),
}
_RESOURCE_ATTRIBUTES = {"href", "src", "poster", "xlink:href"}
#: Relations of `<link>` that name a host and no file.
_HOST_HINTS = {"preconnect", "dns-prefetch"}
_IDENTIFIER_PROPERTIES = {"og:url", "og:image", "twitter:image"}


def parse_file(name: str, text: str) -> ParsedFile:
    """The links and anchors of the file with this name; none for a kind of file without links."""
    if name.endswith((".html", ".svg", ".xml")):
        parser = _MarkupParser()
        parser.feed(text)
        parser.close()
        return ParsedFile(tuple(parser.links), frozenset(parser.anchors), parser.is_redirect)
    extract = _extractor(name)
    return ParsedFile(tuple(extract(text))) if extract else ParsedFile()


def has_links(name: str) -> bool:
    """Whether the file with this name is of a kind that can have links."""
    return name.endswith((".html", ".svg", ".xml")) or _extractor(name) is not None


def _extractor(name: str) -> Callable[[str], Iterator[Link]] | None:
    if name.endswith(".css"):
        return _style_sheet
    if name.endswith((".ttl", ".jsonld")):
        return _graph
    return {"_redirects": _redirects, "search/search_index.json": _search_index}.get(name)


def _style_sheet(text: str) -> Iterator[Link]:
    # Comments become line breaks, so that the lines after them keep their numbers.
    bare = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    return _matches(_CSS, bare, LinkKind.RESOURCE)


def _graph(text: str) -> Iterator[Link]:
    return _matches(_WEB, text, LinkKind.IDENTIFIER)


def _search_index(text: str) -> Iterator[Link]:
    return _matches(_LOCATION, text, LinkKind.RESOURCE)


def _redirects(text: str) -> Iterator[Link]:
    for number, line in enumerate(text.split("\n"), 1):
        words = line.split()
        if len(words) > 1 and not line.startswith("#"):
            yield Link(number, words[1].removeprefix("/"), LinkKind.RESOURCE)


def _matches(pattern: re.Pattern[str], text: str, kind: LinkKind, line: int = 1) -> Iterator[Link]:
    end = 0
    for match in pattern.finditer(text):
        line += text.count("\n", end, match.start())
        end = match.start()
        yield Link(line, next(filter(None, match.groups()), ""), kind)


class _MarkupParser(HTMLParser):
    """Parser of HTML, SVG, sitemaps and feeds; of scripts only JSON-LD has links."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[Link] = []
        self.anchors: set[str] = set()
        self.is_redirect = False
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self._meta(values)
        elif tag == "script" and values.get("type") == "application/ld+json":
            self._inside = "ld+json"
        if anchor := values.get("id") or (values.get("name") if tag == "a" else ""):
            self.anchors.add(anchor)
        if tag == "link" and not _HOST_HINTS.isdisjoint(values.get("rel", "").split()):
            return
        for name, value in values.items():
            self._attribute(tag, name, value)

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if (tag, name) in _NAVIGATION_ATTRIBUTES:
            self._add(value, LinkKind.NAVIGATION)
        elif name in _RESOURCE_ATTRIBUTES or (tag == "object" and name == "data"):
            self._add(value, LinkKind.RESOURCE)
        elif name in {"srcset", "imagesrcset"}:
            for url in _SRCSET.findall(value):
                self._add(url, LinkKind.RESOURCE)
        elif name == "style":
            self.links += _matches(_CSS, value, LinkKind.RESOURCE, self.getpos()[0])
        elif name.startswith("data-") and _PATH.fullmatch(value):
            self._add(value, LinkKind.RESOURCE)

    def _meta(self, values: dict[str, str]) -> None:
        content = values.get("content", "")
        if values.get("property", values.get("name")) in _IDENTIFIER_PROPERTIES:
            self._add(content, LinkKind.IDENTIFIER)
        elif values.get("http-equiv", "").lower() == "refresh" and (match := _REFRESH.match(content)):
            self.is_redirect = True
            self._add(match[1].strip("\"' "), LinkKind.NAVIGATION)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the base class names it
        self._inside = ""

    def handle_data(self, data: str) -> None:
        line = self.getpos()[0]
        match self._inside:
            case "loc":
                self._add(data, LinkKind.RESOURCE)
            case "style":
                self.links += _matches(_CSS, data, LinkKind.RESOURCE, line)
            case "ld+json":
                self.links += _matches(_WEB, data, LinkKind.IDENTIFIER, line)

    def _add(self, url: str, kind: LinkKind) -> None:
        self.links.append(Link(self.getpos()[0], url.strip(), kind))
