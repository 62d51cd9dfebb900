"""Markdown that has no marks but those of lists, as almost every description is: made into HTML at once.

For such a text Markdown and the sanitising after it, with all their passes, come to the same as this, which
takes a twentieth of the time. Whatever else may be in a text is left to them.
"""

import re

_LETTERS = "A-Za-zÀ-ÖØ-öø-ſ"
# Inside a line not one of them means anything to Markdown, or is written otherwise in HTML.
_SIGNS = "0-9 .,;:'’‘“”\"«»()/%€°–+=?@#…-"
#: A line that can be nothing but text: it begins with a letter or a quotation, and does not end in a blank.
_LINE = re.compile(f'[{_LETTERS}«“"(][{_LETTERS}{_SIGNS}]*(?<! )')
_MARK = "- "


def plain_html(text: str) -> str | None:
    """The HTML of paragraphs and lists with a blank line between them; `None` if there is more in a text."""
    pieces: list[str] = []
    after_list = False
    for block in text.split("\n\n"):
        is_list = block.startswith(_MARK)
        lines = block.removeprefix(_MARK).split("\n- " if is_list else "\n")
        # Two lists in a row are one to Markdown, with paragraphs for items.
        if (is_list and after_list) or not all(map(_LINE.fullmatch, lines)):
            return None
        if is_list:
            pieces += ("<ul>", *(f"<li>{line}</li>" for line in lines), "</ul>")
        else:
            pieces.append(f"<p>{block}</p>")
        after_list = is_list
    return "\n".join(pieces)
