"""HTML made from the Markdown of editors, sanitised: texts of a plan and pages of `content/`.

Defence in depth: `vetro check` reports unsafe markup first, with its location.
"""

import re
from functools import cache

import nh3
from markdown import Markdown
from markupsafe import Markup

from generator.loading.characters import CONTROL, DIRECTION
from generator.loading.markup import COMMON_ATTRIBUTES, ELEMENTS, SCHEMES

_INVISIBLE = re.compile(f"[{CONTROL}{DIRECTION}]")

# ---- Texts of a plan: few elements

_TEXT_ELEMENTS = {"p", "br", "ul", "ol", "li", "strong", "em", "a", "blockquote", "code"}
_TEXT_ELEMENTS |= {"h3", "h4", "h5", "h6"}
_TEXT_ATTRIBUTES = {"a": {"href", "title"}}
_TEXT_SCHEMES = {"http", "https", "mailto"}
_SECOND_BULLET = re.compile(r"^- [_•·–] +(?=\S)")


def render_markdown(text: str) -> Markup:
    """A text of a plan as paragraphs, lists, emphasis and links; other markup is escaped or dropped.

    Lists need no blank line before them: plan documents rarely have one. A second bullet before an item
    («- _ corsi»), left over by a word processor, is dropped.
    """
    html = _markdown().reset().convert(_separate_lists(text))
    clean = nh3.clean(html, tags=_TEXT_ELEMENTS, attributes=_TEXT_ATTRIBUTES, url_schemes=_TEXT_SCHEMES)
    return Markup(_without_invisible(clean))  # noqa: S704 - sanitised


@cache
def _markdown() -> Markdown:
    """One converter for all texts: making one takes longer than rendering a description."""
    return Markdown(extensions=["sane_lists"], output_format="html")


def _separate_lists(text: str) -> str:
    """The text with a blank line before each of its lists."""
    lines: list[str] = []
    for line in text.splitlines():
        starts_item = line.startswith("- ")
        if starts_item and lines and lines[-1].strip() and not lines[-1].startswith(("- ", "  ")):
            lines.append("")
        lines.append(_SECOND_BULLET.sub("- ", line))
    return "\n".join(lines)


# ---- Pages of content/: the elements that the check allows

#: Markdown aligns the cells of a table with a style, which the Content-Security-Policy of the site blocks.
_ALIGNMENT = re.compile(r' style="text-align: ?(left|right|center);?"')
_ALIGNMENT_CLASSES = {"left": "", "right": ' class="cv-a-destra"', "center": ' class="cv-al-centro"'}
_ID = re.compile(r"[\w:.-]+")
_PAGE_ATTRIBUTES: dict[str, set[str]] = {
    **{element: set(attributes) for element, attributes in ELEMENTS.items() if attributes},
    "th": {*ELEMENTS["th"], "style"},
    "td": {*ELEMENTS["td"], "style"},
    "*": set(COMMON_ATTRIBUTES),
}


def sanitise(html: str) -> str:
    """The HTML of a page with its allowed elements, attributes and addresses, every element closed."""
    clean = nh3.clean(
        html,
        tags=set(ELEMENTS),
        attributes=_PAGE_ATTRIBUTES,
        attribute_filter=_filter_attribute,
        filter_style_properties={"text-align"},
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
    return _without_invisible(_ALIGNMENT.sub(lambda match: _ALIGNMENT_CLASSES[match[1]], clean))


def _filter_attribute(_element: str, name: str, value: str) -> str | None:
    return value if name != "id" or _ID.fullmatch(value) else None


def _without_invisible(html: str) -> str:
    """HTML without control and direction characters; sanitising has decoded their references."""
    return _INVISIBLE.sub("", html)
