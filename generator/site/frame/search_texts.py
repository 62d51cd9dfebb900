"""The search entries of a content page: itself and its headings, each with the text below it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from generator.site.page import SearchText

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: Elements inside a line: their text goes on without a space.
_INLINE = frozenset(
    {"a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span"}
    | {"strong", "sub", "sup", "u"}
)


@dataclass
class _Section:
    anchor: str
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


class _SectionParser(HTMLParser):
    """Divides sanitised HTML at its headings that have an id; an h1 is the title of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.sections = [_Section("")]
        self._heading = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        anchor = dict(attrs).get("id")
        if tag == "h1":
            self._heading = tag
        elif tag in _HEADINGS and anchor:
            self._heading = tag
            self.sections.append(_Section(anchor))
        self._separate(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._heading:
            self._heading = ""
        self._separate(tag)

    def handle_data(self, data: str) -> None:
        section = self.sections[0] if self._heading == "h1" else self.sections[-1]
        (section.title if self._heading else section.text).append(data)

    def _separate(self, tag: str) -> None:
        if tag not in _INLINE:
            self.handle_data(" ")


def search_texts(html: str, address: str, title: str, description: str) -> Iterator[SearchText]:
    """Yield the entry of a page, then those of its headings that have an id, in the order of the page.

    `title` stands for that of a page without an h1, `description` for the text of a page without any.
    """
    parser = _SectionParser()
    parser.feed(html)
    parser.close()
    page, *points = parser.sections
    text = _joined(page.text)
    yield SearchText(address, _joined(page.title) or title, text if text or points else description)
    for point in points:
        yield SearchText(f"{address}#{point.anchor}", _joined(point.title), _joined(point.text))


def _joined(parts: list[str]) -> str:
    return " ".join("".join(parts).split())
