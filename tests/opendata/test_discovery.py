"""What programs find from the pages: alternate links to the data, the sitemap, schema.org."""

import json
import re

import lxml.html
import pytest

from tests.opendata.conftest import Site

URL = "https://trasparenza.vattelapesca.example/"
DATA = "dati/2025-2026"


def page(site: Site, address: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(site.files[f"{address}index.html"].decode())


@pytest.mark.parametrize(
    ("address", "alternates"),
    [
        (
            "piano/2025-2026/01_01_OS01/",
            [
                ("text/csv", f"../../../{DATA}/obiettivi/01_01_OS01.csv"),
                ("application/json", f"../../../{DATA}/obiettivi/01_01_OS01.json"),
            ],
        ),
        (f"{DATA}/", [("application/vnd.datapackage+json", f"../../{DATA}/datapackage.json")]),
        (
            "dati/",
            [
                ("text/turtle", "../dati/catalogo.ttl"),
                ("application/ld+json", "../dati/catalogo.jsonld"),
            ],
        ),
        ("piano/2025-2026/", []),
    ],
)
def test_a_page_leads_programs_to_its_data(
    invented: Site, address: str, alternates: list[tuple[str, str]]
) -> None:
    links = page(invented, address).xpath("//head/link[@rel='alternate']")
    found = [(link.get("type"), link.get("href")) for link in links]
    # The feed is on every page.
    assert [one for one in found if one[0] != "application/atom+xml"] == alternates
    for _, href in alternates:
        assert re.sub(r"^(\.\./)+", "", href) in invented.files


@pytest.mark.parametrize(
    ("address", "day"),
    [
        # Its last results are of 30 June 2026; so are the last of the plan, and of the site.
        ("piano/2025-2026/01_01_OS01/", "2026-06-30"),
        ("piano/2025-2026/", "2026-06-30"),
        (f"{DATA}/", "2026-06-30"),
        ("dati/", "2026-06-30"),
        ("", "2026-06-30"),
        # Without results: the day on which the plan was approved, not that of the news about a page.
        ("piano/2025-2026/02_01_OS02/", "2025-01-15"),
        # No news is about it.
        ("note-legali/", ""),
    ],
)
def test_the_sitemap_has_the_days_that_the_data_know(invented: Site, address: str, day: str) -> None:
    text = invented.files["sitemap.xml"].decode()
    (found,) = re.findall(rf"<url><loc>{re.escape(URL + address)}</loc>(.*?)</url>", text)
    assert found == (f"<lastmod>{day}</lastmod>" if day else "")


def test_robots_are_let_in_and_find_the_sitemap(invented: Site) -> None:
    robots = invented.files["robots.txt"].decode()
    assert robots == f"User-agent: *\nDisallow:\n\nSitemap: {URL}sitemap.xml\n"


def test_the_dataset_says_where_of_what_and_from_what_it_is(invented: Site) -> None:
    scripts = page(invented, f"{DATA}/").xpath("//script[@type='application/ld+json']")
    (dataset,) = [node for node in (json.loads(one.text) for one in scripts) if node["@type"] == "Dataset"]
    italy = "http://publications.europa.eu/resource/authority/country/ITA"
    assert dataset["spatialCoverage"] == [{"@type": "Place", "@id": italy}]
    assert dataset["temporalCoverage"] == "2025-01-01/2026-12-31"
    document = dataset["isBasedOn"]
    assert document["name"] == "Piano di prova 2025-2026"
    assert document["url"].removeprefix(URL) in invented.files
    # What the column «misura» of the values says.
    measures = {row[invented.csv("valori")[0].index("misura")] for row in invented.csv("valori")[1:]}
    assert measures <= set(dataset["variableMeasured"])
    for download in dataset["distribution"]:
        assert download["encodingFormat"]
        assert download["description"]


@pytest.mark.real
def test_a_body_that_does_not_say_where_it_is_has_no_place(real: Site) -> None:
    period = real.published.plan.period
    assert b"spatialCoverage" not in real.files[f"dati/{period}/index.html"]
