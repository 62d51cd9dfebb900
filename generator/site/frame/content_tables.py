"""Tables that editors write in Markdown, made fit for narrow screens and for screen readers."""

import re
from html import unescape

from markupsafe import escape

TAG = re.compile(r"<[^>]+>")
# What a table is named after, and the table itself, in the order of the page.
PARTS = re.compile(r"<h[1-6]\b[^>]*>(?P<heading>.*?)</h[1-6]>|<table>(?P<table>.*?)</table>", re.DOTALL)
HEADER_CELL = re.compile(r"<th([ >])")
PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)


def wrap_tables(html: str, title: str) -> str:
    """Give every plain table scopes on its headers and a scrolling region named after the heading above.

    ``title`` names the tables that come before any heading.
    """
    heading = title

    def replace(match: re.Match[str]) -> str:
        nonlocal heading
        if match["table"] is None:
            heading = unescape(TAG.sub("", PERMALINK.sub("", match["heading"]))).strip()
            return match[0]
        body = HEADER_CELL.sub(r'<th scope="col"\1', match["table"])
        label = escape(f"Tabella: {heading}")
        region = f'<div class="cv-tabella" role="region" tabindex="0" aria-label="{label}">'
        return f"{region}<table>{body}</table></div>"

    return PARTS.sub(replace, html)
