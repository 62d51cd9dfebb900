"""What Markdown makes of a page, before and after the second wall."""

import pytest

from generator.site.sanitising import sanitise, without_tags


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
        # The theme finds its settings by the id of an element.
        ('<div id="__config">x</div>', "<div>x</div>"),
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


def test_titles_of_results_are_words() -> None:
    assert without_tags("R&S <img src=x onerror=alert(1)><code>a</code>") == "R&amp;S a"
