"""Markdown that editors write, as HTML that is safe to put into a page."""

import re
from functools import cache

import nh3
from markdown import Markdown
from markupsafe import Markup

from generator.site.sanitising import without_unseen

_TAGS = {"p", "br", "ul", "ol", "li", "strong", "em", "a", "blockquote", "code", "h3", "h4", "h5", "h6"}
_ATTRIBUTES = {"a": {"href", "title"}}
_SECOND_MARK = re.compile(r"^- [_•·–] +(?=\S)")
_SCHEMES = {"http", "https", "mailto"}


def render_markdown(text: str) -> Markup:
    """Paragraphs, lists, emphasis and links; everything else in the text is shown as text or dropped.

    Lists need no blank line before them: plan documents rarely have one. A second mark before an item
    («- _ corsi») is what a word processor left behind: it is dropped.
    """
    html = _renderer().reset().convert(_open_lists(text))
    clean = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES)
    return Markup(without_unseen(clean))  # noqa: S704 - sanitised


@cache
def _renderer() -> Markdown:
    """Made once: making one takes longer than rendering a description."""
    return Markdown(extensions=["sane_lists"], output_format="html")


def _open_lists(text: str) -> str:
    lines: list[str] = []
    for line in text.splitlines():
        starts_item = line.startswith("- ")
        if starts_item and lines and lines[-1].strip() and not lines[-1].startswith(("- ", "  ")):
            lines.append("")
        lines.append(_SECOND_MARK.sub("- ", line))
    return "\n".join(lines)
