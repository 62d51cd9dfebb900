"""HTML allowed in the Markdown pages of `content/`, and a search for HTML that is not.

The check (E607) and the sanitiser of the site share these lists: the sanitiser removes what the check did
not recognise.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Allowed elements, each with its attributes besides the common ones.
ELEMENTS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        _words(
            "p br hr ul li strong em b i u s del ins mark small sub sup abbr kbd q cite blockquote code pre "
            "span h1 h2 h3 h4 h5 h6 dl dt dd figure figcaption summary table caption thead tbody tr"
        ),
        frozenset[str](),
    ),
    "a": frozenset({"href"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "ol": frozenset({"start"}),
    "details": frozenset({"open"}),
    "th": frozenset({"scope", "colspan", "rowspan"}),
    "td": frozenset({"colspan", "rowspan"}),
    # A slot that the build fills in.
    "div": frozenset({"data-slot"}),
}
COMMON_ATTRIBUTES = frozenset({"id", "class", "title", "lang"})
SCHEMES = frozenset({"http", "https", "mailto", "tel"})

_ADDRESSES = frozenset({"href", "src"})
_VOID = frozenset({"br", "hr", "img"})
#: Maximum number of elements within one another: sanitising takes the square of it.
_MOST_LEVELS = 100
#: Elements that are reported even if the tag is incomplete.
_HARMFUL = _words("script style iframe object embed form input button link meta base svg math")
_ATTRIBUTES_OF_LISTS = COMMON_ATTRIBUTES.union(*ELEMENTS.values())

_TAG = re.compile(r"<(/?)([A-Za-z][^\s/<>]*)([^<>]*)(>?)")
_AUTOMATIC_LINK = re.compile(r"(?:https?|ftp):|[^\s<>@:]+@", re.IGNORECASE)
_DECLARATION = re.compile(r"<(?:!(?!--)|\?)[^\s<>]*")
_ATTRIBUTE = re.compile(r"""([^\s=/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"']+))?""")
_ATTRIBUTE_LIST = re.compile(r"\{([^{}\n]*)\}")
_LINK = re.compile(r"\]\(\s*([^()]*)|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*(\S+)", re.MULTILINE)
#: The address of a link between angle brackets, which may hold spaces: `[x](<a b.pdf>)`, `[x]: <a b.pdf>`.
_BRACKETED = re.compile(r"(\]\(\s*|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*)<([^<>\n]*)>", re.MULTILINE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_IGNORED = re.compile(r"[\x00-\x20\\<]")
_FENCE = re.compile(r"[ \t>]*(`{3,}(?!.*`)|~{3,})")
_TICKS = re.compile(r"`+")

#: Offset in the text, and message or tag.
Found = Iterator[tuple[int, str]]


def unwanted_in_page(text: str) -> Found:
    """Offset and message for each piece of HTML that the Markdown of a page may not hold."""
    text = _without_code(text)
    text, unclosed = _without_comments(text)
    text = _without_brackets(text)
    if unclosed is not None:
        yield unclosed, "il commento «<!--» non si chiude: aggiungere «-->»"
    yield from _tags(text)
    yield from addresses_elsewhere(text)
    for match in _ATTRIBUTE_LIST.finditer(text):
        yield from _attributes(match[1], match.start(1), "", _ATTRIBUTES_OF_LISTS)


def tags_in_text(text: str) -> Found:
    """Offset and tag for each HTML tag in a text that may hold none."""
    text = _without_brackets(text)
    for match in _TAG.finditer(text):
        if match[4] and not _AUTOMATIC_LINK.match(match[2]):
            yield match.start(), f"<{match[1]}{match[2]}>"


def addresses_elsewhere(text: str) -> Found:
    """Offset and message for each link whose scheme is not allowed."""
    if "](" not in text and "]:" not in text:
        return
    for match in _LINK.finditer(text):
        group = 1 if match[1] is not None else 2
        if wrong := _wrong_scheme(match[group]):
            yield match.start(group), wrong


def _tags(text: str) -> Found:
    open_elements = _OpenElements()
    for match in _DECLARATION.finditer(text):
        yield match.start(), f"«{match[0]}» non è ammesso nelle pagine: toglierlo"
    for match in _TAG.finditer(text):
        closing, name, attributes, end = match[1], match[2].lower(), match[3], match[4]
        if _AUTOMATIC_LINK.match(name) or (not end and name not in _HARMFUL and name not in ELEMENTS):
            continue
        if name not in ELEMENTS:
            remedy = "toglierlo, o scriverlo tra apici inversi («`») se è un esempio"
            yield match.start(), f"«<{closing}{match[2]}>» non è ammesso nelle pagine: {remedy}"
        elif not end or attributes.count('"') % 2 or attributes.count("'") % 2:
            yield match.start(), f"«<{closing}{name}» è rotto: chiudere le virgolette e mettere «>» in fondo"
        elif closing:
            yield from open_elements.close(name, match.start())
        else:
            yield from _attributes(attributes, match.start(3), name, COMMON_ATTRIBUTES | ELEMENTS[name])
            yield from open_elements.open(name, match.start())
    yield from open_elements.unclosed()


class _OpenElements:
    """A stack of the elements that are open, with the offset of each."""

    def __init__(self) -> None:
        self._stack: list[tuple[str, int]] = []
        self._counts: Counter[str] = Counter()

    def open(self, name: str, offset: int) -> Found:
        """Open an element; report the first one that is too deep within others."""
        if name not in _VOID:
            self._stack.append((name, offset))
            self._counts[name] += 1
            if len(self._stack) == _MOST_LEVELS + 1:
                yield (
                    offset,
                    f"«<{name}>» sta dentro più di {_MOST_LEVELS} elementi: chiuderne qualcuno prima",
                )

    def close(self, name: str, offset: int) -> Found:
        """Close an element; report those within it that are still open."""
        if name not in _VOID and not self._counts[name]:
            yield offset, f"«</{name}>» chiude quello che non è aperto: toglierlo"
        elif name not in _VOID:
            yield from self.unclosed(name)

    def unclosed(self, until: str = "") -> Found:
        """Report and remove the open elements, innermost first, up to an element of that name."""
        while self._stack:
            name, offset = self._stack.pop()
            self._counts[name] -= 1
            if name == until:
                return
            yield offset, f"«<{name}>» non si chiude: aggiungere «</{name}>»"


def _attributes(text: str, offset: int, element: str, allowed: frozenset[str]) -> Found:
    for match in _ATTRIBUTE.finditer(text):
        name, value = match[1].lower(), (match[2] or "").strip("\"'")
        if not element and match[2] is None:
            # «.class» and «#id» in a list of attributes.
            continue
        if name not in allowed:
            where = f" in «<{element}>»" if element else ""
            yield offset + match.start(), f"l'attributo «{match[1]}» non è ammesso{where}: toglierlo"
        elif name in _ADDRESSES and (wrong := _wrong_scheme(value)):
            yield offset + match.start(2), wrong


def _wrong_scheme(address: str) -> str:
    """The message for an address with a scheme that is not allowed; empty if it is allowed.

    Browsers ignore spaces and control characters within the scheme, so they are removed first.
    """
    match = _SCHEME.match(_IGNORED.sub("", unescape(address)))
    if not match or match[1].lower() in SCHEMES:
        return ""
    known = ", ".join(f"«{scheme}:»" for scheme in sorted(SCHEMES))
    return f"un indirizzo non può cominciare con «{match[1]}:», solo con {known} o con il nome di una pagina"


def _without_brackets(text: str) -> str:
    """The text with the angle brackets around addresses of links replaced by spaces."""
    return _BRACKETED.sub(r"\1 \2 ", text) if "<" in text else text


def _without_comments(text: str) -> tuple[str, int | None]:
    """The text with comments replaced by spaces, and the offset of a comment that is not closed."""
    parts: list[str] = []
    position = 0
    while (start := text.find("<!--", position)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            return "".join([*parts, text[position:]]), start
        parts += [text[position:start], _blank(text[start : end + 3])]
        position = end + 3
    return "".join([*parts, text[position:]]), None


def _without_code(text: str) -> str:
    """The text with code replaced by spaces, of the same length."""
    parts: list[str] = []
    fenced: list[str] = []
    fence = ""
    for line in text.splitlines(keepends=True):
        match = _FENCE.match(line)
        if fence:
            fenced.append(line)
            if match and match[1].startswith(fence) and not line[match.end() :].strip():
                parts += map(_blank, fenced)
                fenced, fence = [], ""
        elif match:
            fenced, fence = [line], match[1]
        else:
            parts.append(_without_spans(line))
    # A fence that is not closed is not code.
    parts += map(_without_spans, fenced)
    return "".join(parts)


def _without_spans(line: str) -> str:
    """The line with code spans, between equal runs of backticks, replaced by spaces."""
    if "`" not in line:
        return line
    runs = list(_TICKS.finditer(line))
    parts: list[str] = []
    position = number = 0
    while number < len(runs):
        first = runs[number]
        same = (n for n in range(number + 1, len(runs)) if len(runs[n][0]) == len(first[0]))
        last = next(same, None)
        if last is not None:
            parts += [line[position : first.end()], _blank(line[first.end() : runs[last].start()])]
            position = runs[last].start()
            number = last
        number += 1
    return "".join([*parts, line[position:]])


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
