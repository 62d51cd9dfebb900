"""Descriptions in Markdown: what is kept, what is shown as text, what is dropped."""

import pytest

from generator.site.markdown import render_markdown

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
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in PLAIN], ids=[case[0] for case in PLAIN])
def test_plain_texts(text: str, expected: str) -> None:
    assert str(render_markdown(text)) == expected
