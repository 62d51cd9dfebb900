"""Descriptions in Markdown: what is kept, what is shown as text, what is dropped."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.site.markdown import _converted, _open_lists, render_markdown
from generator.site.plain_markdown import plain_html

CASES = [
    ("paragraphs", "Uno.\n\nDue.", "<p>Uno.</p>\n<p>Due.</p>"),
    (
        "a list without a blank line",
        "Linee:\n- una\n- due",
        "<p>Linee:</p>\n<ul>\n<li>una</li>\n<li>due</li>\n</ul>",
    ),
    (
        "a second mark is dropped, an emphasis kept",
        "- _ uno\n- – due\n- _tre_",
        "<ul>\n<li>uno</li>\n<li>due</li>\n<li><em>tre</em></li>\n</ul>",
    ),
    ("emphasis", "**forte** e *tenue*", "<p><strong>forte</strong> e <em>tenue</em></p>"),
    ("a code keeps its underscores", "codice 01_01_OS02", "<p>codice 01_01_OS02</p>"),
    ("signs are text", "a < b & c", "<p>a &lt; b &amp; c</p>"),
    ("a script is dropped", "<script>alert(1)</script>x", "<p>x</p>"),
    ("a handler is dropped", "<p onclick='a()'>x</p>", "<p>x</p>"),
    ("an image is dropped", "![x](http://example.org/x.png)y", "<p>y</p>"),
    (
        "an address that runs code is dropped",
        "[x](javascript:alert(1))",
        '<p><a rel="noopener noreferrer">x</a></p>',
    ),
    (
        "a link is kept",
        "[x](https://example.org/)",
        '<p><a href="https://example.org/" rel="noopener noreferrer">x</a></p>',
    ),
    ("a name of a slot is text", "[[corpo]]", "<p>[[corpo]]</p>"),
    ("a broken tag is closed", "<em>x", "<p><em>x</em></p>"),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_rendering(text: str, expected: str) -> None:
    assert str(render_markdown(text)).strip() == expected


PLAIN = [
    ("a paragraph", "L'ente è «pronto».", "<p>L'ente è «pronto».</p>"),
    ("a paragraph of two lines", "Uno\ndue", "<p>Uno\ndue</p>"),
    ("two paragraphs", "Uno.\n\nDue.", "<p>Uno.</p>\n<p>Due.</p>"),
    ("a list", "- una,\n- due.", "<ul>\n<li>una,</li>\n<li>due.</li>\n</ul>"),
    ("a list of one", "- una", "<ul>\n<li>una</li>\n</ul>"),
    (
        "a list between paragraphs",
        "Uno:\n\n- una\n- due\n\nDue.",
        "<p>Uno:</p>\n<ul>\n<li>una</li>\n<li>due</li>\n</ul>\n<p>Due.</p>",
    ),
    ("marks within a line", "È il 50% - o # più = 3 + 1", "<p>È il 50% - o # più = 3 + 1</p>"),
    ("nothing", "", None),
    ("a blank line too many", "Uno\n\n\ndue", None),
    ("a blank at the end", "Uno \ndue", None),
    ("a blank at the beginning", " Uno", None),
    ("a heading", "Uno\n# due", None),
    ("an underlined heading", "Uno\n===", None),
    ("a rule", "Uno\n---", None),
    ("a number", "1. uno", None),
    ("a list in a list", "- - uno", None),
    ("a numbered list in a list", "- 1. uno", None),
    ("two lists in a row", "- uno\n\n- due", None),
    ("an item of two lines", "- uno\ndue", None),
    ("a paragraph in an item", "- uno\n\n  due", None),
    ("an emphasis", "*uno*", None),
    ("a link", "[uno](due)", None),
    ("an address", "<https://example.org>", None),
    ("an entity", "uno &amp; due", None),
    ("a hard space", "uno\u00a0due", None),
    ("a mark of direction", "uno\u200edue", None),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in PLAIN], ids=[case[0] for case in PLAIN])
def test_what_is_plain(text: str, expected: str | None) -> None:
    assert plain_html(text) == expected


# Texts that are plain, or nearly: pieces in which Markdown finds something, or might.
_WORDS = st.text(
    "abzÀØ×Þßø÷ĀĿſƀ019 .,;:'’‘“”\"«»()/%€°–+=?@#…-*_`[]!<>&\\~|{}$^\t\u00a0\u00ad\u200e", max_size=6
)
_MARKS = st.sampled_from(
    ["- ", "-  ", "-", "* ", "+ ", "1. ", "1) ", "# ", "> ", "    ", "  ", " ", "", "---", "==="]
)
_LINES = st.builds(
    str.join,
    st.just(""),
    st.tuples(
        _MARKS, st.sampled_from(["", "Uno", "«Due» e (tre)", "x"]), _WORDS, st.sampled_from(["", " ", "  "])
    ),
)
_PLAIN_LINES = st.from_regex(r"(- )?[a-zà«\"(][a-zà0-9 .,;:'’\"()/%–+=?@#-]{0,8}[a-zà.;:)]", fullmatch=True)
_BREAKS = st.sampled_from(["\n", "\n", "\n\n", "\n\n", "\n\n\n", "\n \n", "\r\n", "\u2028"])
_TEXTS = st.lists(st.tuples(_PLAIN_LINES | _LINES, _BREAKS), max_size=6).map(
    lambda pairs: "".join(line + end for line, end in pairs)
)


@given(
    st.one_of(
        _TEXTS, st.lists(st.tuples(_PLAIN_LINES, _BREAKS)).map(lambda p: "".join(map("".join, p))), st.text()
    )
)
@settings(max_examples=1000)
def test_plain_texts_come_out_as_markdown_makes_them(text: str) -> None:
    for source in (text, _open_lists(text)):
        assert plain_html(source) in (None, _converted(source))
