"""What a file of the site refers to, and the points of it that others may refer to."""

import re
from collections.abc import Callable, Iterator
from enum import Enum, auto
from html.parser import HTMLParser
from typing import NamedTuple


class Kind(Enum):
    """What an address is for."""

    FOLLOWED = auto()
    """A reader can go there: only such a link makes a page one that can be found."""
    LOADED = auto()
    """A page or a program needs it."""
    NAMED = auto()
    """The identifier of something: checked only if it is a file of ours, and never asked of others."""


class Reference(NamedTuple):
    """An address as it is written in a file."""

    line: int
    address: str
    kind: Kind


class Contents(NamedTuple):
    """What was read in a file; `moved` is a page that only leads on to where it has gone."""

    references: tuple[Reference, ...] = ()
    anchors: frozenset[str] = frozenset()
    moved: bool = False


_CSS = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]+))\s*\)|@import\s+["']([^"']+)["']""")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_WEB = re.compile(r"""["<](https?://[^"<>\s]+)[">]""")
_LOCATION = re.compile(r'"location":\s*"([^"\\]*)"')
_REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?(.+)$", re.IGNORECASE | re.DOTALL)
_PATH = re.compile(r"(?:\.\.?/|/[^/\s])\S*")
_SRCSET = re.compile(r"(?:^|,)\s*([^\s,]\S*?)(?=,?\s|,?$)")

#: Files whose addresses begin at the root of the site, wherever they lie and whatever its base path.
FROM_ROOT = {"_redirects", "search/search_index.json"}

_FOLLOWED = {
    ("a", "href"),
    ("area", "href"),
    ("form", "action"),
    ("button", "formaction"),
    ("input", "formaction"),
    ("iframe", "src"),
}
_LOADED = {"href", "src", "poster", "xlink:href"}
#: Relations of `<link>` that say which host will be needed, not which file.
_HINTS = {"preconnect", "dns-prefetch"}
_NAMES = {"og:url", "og:image", "twitter:image"}


def read_contents(name: str, text: str) -> Contents:
    """What the file of this name refers to; nothing for a kind of file that refers to nothing."""
    if name.endswith((".html", ".svg", ".xml")):
        markup = _Markup()
        markup.feed(text)
        markup.close()
        return Contents(tuple(markup.references), frozenset(markup.anchors), markup.moved)
    reader = _reader(name)
    return Contents(tuple(reader(text))) if reader else Contents()


def is_read(name: str) -> bool:
    """Whether a file of this name may refer to others."""
    return name.endswith((".html", ".svg", ".xml")) or _reader(name) is not None


def _reader(name: str) -> Callable[[str], Iterator[Reference]] | None:
    if name.endswith(".css"):
        return _style_sheet
    if name.endswith((".ttl", ".jsonld")):
        return _graph
    return {"_redirects": _redirects, "search/search_index.json": _search_index}.get(name)


def _style_sheet(text: str) -> Iterator[Reference]:
    # A comment keeps its lines, so that those after it keep their numbers.
    bare = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    return _matches(_CSS, bare, Kind.LOADED)


def _graph(text: str) -> Iterator[Reference]:
    return _matches(_WEB, text, Kind.NAMED)


def _search_index(text: str) -> Iterator[Reference]:
    return _matches(_LOCATION, text, Kind.LOADED)


def _redirects(text: str) -> Iterator[Reference]:
    for number, line in enumerate(text.split("\n"), 1):
        words = line.split()
        if len(words) > 1 and not line.startswith("#"):
            yield Reference(number, words[1].removeprefix("/"), Kind.LOADED)


def _matches(pattern: re.Pattern[str], text: str, kind: Kind, line: int = 1) -> Iterator[Reference]:
    end = 0
    for match in pattern.finditer(text):
        line += text.count("\n", end, match.start())
        end = match.start()
        yield Reference(line, next(filter(None, match.groups()), ""), kind)


class _Markup(HTMLParser):
    """HTML, SVG, sitemaps and feeds; what lies in a script is read only if it is data about the page."""

    def __init__(self) -> None:
        super().__init__()
        self.references: list[Reference] = []
        self.anchors: set[str] = set()
        self.moved = False
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
        if tag == "link" and not _HINTS.isdisjoint(values.get("rel", "").split()):
            return
        for name, value in values.items():
            self._attribute(tag, name, value)

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if (tag, name) in _FOLLOWED:
            self._add(value, Kind.FOLLOWED)
        elif name in _LOADED or (tag == "object" and name == "data"):
            self._add(value, Kind.LOADED)
        elif name in {"srcset", "imagesrcset"}:
            for address in _SRCSET.findall(value):
                self._add(address, Kind.LOADED)
        elif name == "style":
            self.references += _matches(_CSS, value, Kind.LOADED, self.getpos()[0])
        elif name.startswith("data-") and _PATH.fullmatch(value):
            self._add(value, Kind.LOADED)

    def _meta(self, values: dict[str, str]) -> None:
        content = values.get("content", "")
        if values.get("property", values.get("name")) in _NAMES:
            self._add(content, Kind.NAMED)
        elif values.get("http-equiv", "").lower() == "refresh" and (match := _REFRESH.match(content)):
            self.moved = True
            self._add(match[1].strip("\"' "), Kind.FOLLOWED)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the base class names it
        self._inside = ""

    def handle_data(self, data: str) -> None:
        line = self.getpos()[0]
        match self._inside:
            case "loc":
                self._add(data, Kind.LOADED)
            case "style":
                self.references += _matches(_CSS, data, Kind.LOADED, line)
            case "ld+json":
                self.references += _matches(_WEB, data, Kind.NAMED, line)

    def _add(self, address: str, kind: Kind) -> None:
        self.references.append(Reference(self.getpos()[0], address.strip(), kind))
