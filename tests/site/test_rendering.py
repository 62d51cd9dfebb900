"""Rendering: errors of templates, chips, the link to report a mistake on a page."""

from pathlib import Path

import pytest

from generator.site.page import Link, Page
from generator.site.rendering import BrokenTemplateError, Renderer, corrections_link


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("{{ item.lable }}", "has no attribute 'lable'"),
        ("{{ itme.label }}", "'itme' is undefined"),
        ("{{ item.label", "unexpected end of template"),
        ("{% include 'other.html' %}", "other.html"),
    ],
)
def test_a_broken_template_is_named(tmp_path: Path, template: str, reason: str) -> None:
    (tmp_path / "piece.html").write_text(template, encoding="utf-8")
    with pytest.raises(BrokenTemplateError, match=r"^theme/pages/piece\.html: ") as raised:
        Renderer([tmp_path], "https://example.org/").fragment("piece.html", {"item": Link("a", "b")})
    assert reason in str(raised.value)


@pytest.mark.parametrize(
    ("label", "key", "expected"),
    [("sì & no", "a", "<b class=a>sì &amp; no</b>"), ("no", "<", "<b class=&lt;>no</b>")],
)
def test_a_chip_is_what_its_template_says(tmp_path: Path, label: str, key: str, expected: str) -> None:
    (tmp_path / "_chip.html").write_text("<b class={{ key }}>{{ label }}</b>", encoding="utf-8")
    (tmp_path / "page.html").write_text("{{ label | chip(key) }}", encoding="utf-8")
    renderer = Renderer([tmp_path], "https://example.org/")
    for _ in range(2):
        assert renderer.fragment("page.html", {"label": label, "key": key}) == expected


PAGE = Page(
    kind="objective",
    address="piano/2025-2026/01_01_OS01/",
    title="01_01_OS01 Una biblioteca",
    short_title="01_01_OS01",
    description="",
    view={},
)


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("", ""),
        ("https://ente.example/modulo?da=sito", "https://ente.example/modulo?da=sito"),
        ("segnalazioni/", "../../../segnalazioni/"),
        (
            "mailto:ufficio@ente.example",
            "mailto:ufficio@ente.example?subject=Segnalazione%20su%3A%2001_01_OS01"
            "&body=https%3A//s.example/piano/2025-2026/01_01_OS01/",
        ),
        ("mailto:ufficio@ente.example?subject=Sito", "mailto:ufficio@ente.example?subject=Sito"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
    ],
)
def test_the_link_to_report_a_mistake_follows_the_configuration_and_is_never_a_script(
    address: str, link: str
) -> None:
    assert corrections_link(address, PAGE, "https://s.example/", "../../../") == link
