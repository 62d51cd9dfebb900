"""The design tokens keep their promises: contrast in both schemes, and one dark scheme, not two."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[2] / "theme/assets/css/tokens.css").read_text(encoding="utf-8")
BLOCK = r"{selector} \{{([^}}]*)\}}"
SURFACES = ("superficie", "superficie-2", "superficie-3")
STATUSES = ["raggiunto", "parziale", "non-raggiunto", "in-linea", "in-ritardo", "da-rilevare"]
STATUSES += ["senza-target", "non-valutabile", "migliora", "mantiene", "arretra", "non-confrontabile"]


def colours(selector: str) -> dict[str, str]:
    (block,) = [b for b in re.findall(BLOCK.format(selector=selector), TOKENS) if "color-scheme" in b]
    return dict(re.findall(r"--cv-([a-z0-9-]+): ([^;]+);", block))


LIGHT = colours(":root")
DARK = colours(r':root\[data-tema="scuro"\]')
SCHEMES = pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@SCHEMES
@pytest.mark.parametrize("text", ["testo", "testo-tenue", "accento", "accento-forte"])
@pytest.mark.parametrize("surface", [*SURFACES, "accento-tenue"])
def test_text_is_readable_on_every_surface(scheme: dict[str, str], text: str, surface: str) -> None:
    assert contrast(scheme[text], scheme[surface]) >= 4.5


@SCHEMES
@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("su-accento", "accento"),
        ("su-accento", "accento-forte"),
        ("su-testata", "testata"),
        ("su-testata", "eroe"),
        ("su-testata-tenue", "testata-2"),
        ("su-testata-tenue", "eroe"),
        ("testo", "evidenza"),
        ("accento", "evidenza"),
    ],
)
def test_text_is_readable_on_what_it_lies_on(scheme: dict[str, str], text: str, surface: str) -> None:
    assert contrast(scheme[text], scheme[surface]) >= 4.5


@SCHEMES
@pytest.mark.parametrize("status", STATUSES)
def test_status_is_readable_and_its_mark_is_seen(scheme: dict[str, str], status: str) -> None:
    text, ground, mark = (scheme[f"{status}-{part}"] for part in ("testo", "fondo", "segno"))
    assert contrast(text, ground) >= 4.5
    for surface in SURFACES:
        assert contrast(text, scheme[surface]) >= 4.5
        assert contrast(mark, scheme[surface]) >= 3


@SCHEMES
@pytest.mark.parametrize("surface", SURFACES)
def test_edges_of_controls_are_seen(scheme: dict[str, str], surface: str) -> None:
    assert contrast(scheme["bordo-forte"], scheme[surface]) >= 3
    assert contrast(scheme["fuoco"], scheme[surface]) >= 3


def test_dark_scheme_of_the_system_and_of_the_reader_are_one() -> None:
    assert colours(r':root:not\(\[data-tema="chiaro"\]\)') == DARK


def test_both_schemes_decide_the_same_tokens() -> None:
    assert LIGHT.keys() == DARK.keys()
