"""The link to report a mistake: from whatever the configuration says, and never a script."""

import pytest

from generator.site.corrections import corrections_link
from generator.site.page import Page

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
def test_link(address: str, link: str) -> None:
    assert corrections_link(address, PAGE, "https://s.example/", "../../../") == link
