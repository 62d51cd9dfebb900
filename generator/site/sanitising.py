"""The HTML that Markdown makes of a page of `content/`, freed of whatever the check did not recognise.

The second wall: `vetro check` tells the editor first, with the place.
"""

import re

import nh3

from generator.loading.characters import CONTROL, DIRECTION
from generator.loading.markup import COMMON_ATTRIBUTES, ELEMENTS, SCHEMES

_UNSEEN = re.compile(f"[{CONTROL}{DIRECTION}]")
#: Markdown aligns the cells of a table with a style, which the policy of the site does not let through.
_ALIGNED = re.compile(r' style="text-align: ?(left|right|center);?"')
_CLASSES = {"left": "", "right": ' class="cv-a-destra"', "center": ' class="cv-al-centro"'}
#: What may be linked to. Scripts of the theme find their settings by names that begin with two underscores.
_NAME = re.compile(r"(?!__)[\w:.-]+")
_ATTRIBUTES: dict[str, set[str]] = {
    **{element: set(own) for element, own in ELEMENTS.items() if own},
    "th": {*ELEMENTS["th"], "style"},
    "td": {*ELEMENTS["td"], "style"},
    "*": set(COMMON_ATTRIBUTES),
}


def sanitise(html: str) -> str:
    """The same page with its allowed elements, attributes and addresses, every element closed."""
    clean = nh3.clean(
        html,
        tags=set(ELEMENTS),
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        filter_style_properties={"text-align"},
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
    return without_unseen(_ALIGNED.sub(lambda match: _CLASSES[match[1]], clean))


def without_unseen(html: str) -> str:
    """Without the characters that nobody sees, however they were spelled: they are themselves by now."""
    return _UNSEEN.sub("", html)


def without_tags(html: str) -> str:
    """The words alone, for where markup would be shown: the results of a search."""
    return without_unseen(nh3.clean(html, tags=set()))


def _attribute(_element: str, name: str, value: str) -> str | None:
    return value if name != "id" or _NAME.fullmatch(value) else None
