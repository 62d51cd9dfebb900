"""Markdown of plan texts and of content pages: what is kept, what is escaped, what is dropped."""

import pytest

from generator.site.markdown import render_markdown, sanitise

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


# ---- The HTML of a content page, before and after sanitising


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>x<script>alert(1)</script>y</p>", "<p>xy</p>"),
        ("<p>x<style>b{}</style>y</p>", "<p>xy</p>"),
        ("<p onclick='a()' style='color:red' class='cv-nota'>x</p>", '<p class="cv-nota">x</p>'),
        ("<a href='javascript:a()'>x</a>", "<a>x</a>"),
        ("<a href=' java\tscript:a()'>x</a>", "<a>x</a>"),
        ("<a href='../x/#y' rel='next' target='_blank'>x</a>", '<a href="../x/#y">x</a>'),
        ("<a href='tel:+390573'>x</a>", '<a href="tel:+390573">x</a>'),
        ("<img src='data:image/svg+xml,x' alt='y'>", '<img alt="y">'),
        ("<section><h2>x</h2></section></main>", "<h2>x</h2>"),
        ("<div><b>x", "<div><b>x</b></div>"),
        ("<p>x<!-- tra noi -->y</p>", "<p>xy</p>"),
        ("<p>1\u202e2\u200f3\x074</p>", "<p>1234</p>"),
        ("<p>1&#x202e;2&rlm;3</p>", "<p>123</p>"),
        ("<h2 id='x\" onclick=\"y'>x</h2>", "<h2>x</h2>"),
    ],
)
def test_what_is_taken_away(html: str, wanted: str) -> None:
    assert sanitise(html) == wanted


@pytest.mark.parametrize(
    "html",
    [
        '<h2 id="qualita-e-costi">Qualità</h2>',
        '<div data-slot="ambiti"></div>',
        '<div class="admonition note">\n<p class="admonition-title">x</p>\n</div>',
        '<details class="note" open=""><summary>x</summary></details>',
        '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>',
        '<div class="highlight"><pre><span></span><code><span class="nb">x</span></code></pre></div>',
        '<ol start="3"><li>x</li></ol>',
        '<a href="mailto:urp@vattelapesca.example" title="x">x</a>',
        '<img src="foto.png" alt="x" width="2" height="3">',
        "CO<sub>2</sub> &amp; R&amp;S &lt;b&gt;",
    ],
)
def test_what_markdown_makes_stays(html: str) -> None:
    assert sanitise(html) == html


@pytest.mark.parametrize(
    ("style", "wanted"),
    [("right", ' class="cv-a-destra"'), ("center", ' class="cv-al-centro"'), ("left", "")],
)
def test_cells_are_aligned_by_a_class_since_styles_are_not_let_through(style: str, wanted: str) -> None:
    assert sanitise(f'<table><tbody><tr><td style="text-align: {style};">1</td></tr></tbody></table>') == (
        f"<table><tbody><tr><td{wanted}>1</td></tr></tbody></table>"
    )
