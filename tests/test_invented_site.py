"""The site of the invented body: what a page says of a result is what the data say, to the letter."""

import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from html import unescape
from typing import Any

import pytest

from generator.plan.numerals import show_numeral
from generator.plan.policy import Policy, Status
from generator.site.published_plan import PublishedPlan
from tests.conftest import INVENTED_PROJECT, site_in_memory
from tests.opendata.pivot import typed_tables, wide_rows

YEARS = (2025, 2026)
#: Statuses of a comparison with the target itself.
FINAL = {"raggiunto", "parzialmente raggiunto", "non raggiunto"}
Row = dict[str, Any]


@pytest.fixture(scope="module")
def site(invented_published: PublishedPlan, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    return site_in_memory((invented_published,), INVENTED_PROJECT / "site_config.yml")


def rows(site: Mapping[str, bytes], table: str) -> list[Row]:
    return list(typed_tables(site, "2025-2026")(table))


def indicators(site: Mapping[str, bytes]) -> list[Row]:
    """The indicators, with a column for each year."""
    return list(wide_rows(typed_tables(site, "2025-2026"), None))


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def accounts(site: Mapping[str, bytes], row: Row) -> Iterator[tuple[int, str, dict[str, str]]]:
    """Year, badge and arithmetic (label → text) of every account of an indicator on its page."""
    page = site[f"piano/2025-2026/{row['codice_obiettivo']}/index.html"].decode()
    article = page.split(f'id="conto-{row["indicatore"]}"')[1].split("</article>")[0]
    for details in re.findall(r"<details.*?</details>", article, re.DOTALL):
        # The name of the indicator, which tells one summary from another, is not on the screen.
        summary = text_of(details.split("<summary>")[1].split('<span class="cv-nascosto">')[0])
        year, _, badge = summary.removeprefix("Esito ").partition(": ")
        steps = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", details, re.DOTALL)
        yield int(year), badge, {text_of(label): text_of(text) for label, text in steps}


def percent(points: str | float | int) -> str:
    """Percent points of the data as the page shows them, with one decimal at most."""
    rounded = Decimal(str(points)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    whole = rounded.to_integral_value()
    return show_numeral(whole if whole == rounded else rounded) + "%"


def test_page_and_data_agree_on_every_indicator_and_year(
    site: Mapping[str, bytes], invented_published: PublishedPlan
) -> None:
    policy: Policy = invented_published.plan.policy
    compared = 0
    for row in indicators(site):
        for year, badge, steps in accounts(site, row):
            label = policy.label(Status(row[f"esito_{year}"]))
            degree = row[f"grado_{year}"]
            place = (row["codice_obiettivo"], row["indicatore"], year)
            so_far = "" if row[f"esito_{year}"] in FINAL else "finora "
            assert badge == (label if degree is None else f"{label} grado {so_far}{percent(degree)}"), place
            assert steps["Esito"].startswith(f"{label}: "), place
            measured = [text for name, text in steps.items() if name.startswith("Rilevato ")]
            assert bool(measured) == bool(row[f"rilevato_{year}_testo"]), place
            compared += 1
    assert compared >= 60


def test_every_status_occurs_on_the_pages(site: Mapping[str, bytes]) -> None:
    found = {row[f"esito_{year}"] for row in indicators(site) for year in YEARS}
    assert found == {status.value for status in Status}


def test_objectives_show_the_score_of_the_data(
    site: Mapping[str, bytes], invented_published: PublishedPlan
) -> None:
    year = invented_published.assessment.year
    verdicts = [row for row in rows(site, "esiti") if not row["indicatore"] and row["anno"] == year]
    assert len(verdicts) == len(invented_published.plan.objectives)
    for row in verdicts:
        code = row["codice_obiettivo"]
        page = site[f"piano/2025-2026/{code}/index.html"].decode()
        outcome = text_of(page.split('<p class="cv-esito">')[1].split("</p>")[0])
        label = invented_published.plan.policy.label(Status(row["esito"]))
        assert outcome.startswith(f"Esito {year} {label}"), code
        assert row["grado"] is None or percent(row["grado"]) in outcome, code
        assert f"{row['rilevati']} " in outcome or not row["rilevati"], code


def test_badges_carry_their_text_and_ask_for_nothing(site: Mapping[str, bytes]) -> None:
    badges = [content.decode() for path, content in site.items() if path.endswith("badge.svg")]
    assert len(badges) == 13
    for badge in badges:
        title = re.search(r"<title[^>]*>([^<]+)</title>", badge)
        assert title
        assert "Obiettivo" in title[1]
        assert "href" not in badge
        assert len(badge.encode()) < 1500


def luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_badges_have_contrast(site: Mapping[str, bytes]) -> None:
    for path, content in site.items():
        if path.endswith("badge.svg"):
            fills = re.findall(r'fill="(#[0-9a-f]{6})"', content.decode())
            for colour in sorted(set(fills) - {"#ffffff"}):
                assert 1.05 / (luminance(colour) + 0.05) >= 4.5, path


def test_a_correction_shows_both_values(site: Mapping[str, bytes]) -> None:
    corrected = rows(site, "rettifiche")
    assert corrected
    for row in corrected:
        page = site[f"piano/2025-2026/{row['codice_obiettivo']}/index.html"].decode()
        article = text_of(page.split(f'id="conto-{row["indicatore"]}"')[1].split("</article>")[0])
        assert "Rettifica del" in article
