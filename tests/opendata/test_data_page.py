"""The data page links every file, its examples run, and its schema.org description agrees with it."""

import csv
import io
import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from generator.opendata.files import Role
from tests.opendata.conftest import Site
from tests.opendata.in_memory import dataset_files
from tests.static_server import serving


def document(site: Site, address: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(site.files[f"{address}index.html"].decode())


def data_page(site: Site) -> lxml.html.HtmlElement:
    return document(site, f"dati/{site.published.plan.period}/")


def described(site: Site, address: str) -> dict[str, Any]:
    """The schema.org descriptions of a page, by type."""
    scripts = document(site, address).xpath("//script[@type='application/ld+json']")
    found = [json.loads(script.text) for script in scripts]
    assert all(each["@context"] == "https://schema.org" for each in found)
    return {each["@type"]: each for each in found}


def test_every_file_is_linked_with_its_size(site: Site) -> None:
    linked = {link.get("href") for link in data_page(site).xpath("//article//a")}
    prefix = f"../../dati/{site.published.plan.period}/"
    for path in site.data.glob("*"):
        if path.is_file() and path.name != "index.html":
            assert f"{prefix}{path.name}" in linked, path.name
    assert {"../../dati/catalogo.ttl", "../../dati/catalogo.jsonld", "../../novita.xml"} <= linked


def test_each_objective_page_links_its_files(site: Site) -> None:
    for objective in site.published.plan.objectives:
        page = document(site, f"piano/{site.published.plan.period}/{objective.code}/")
        linked = {link.get("href") for link in page.xpath("//section[@aria-labelledby='fonte']//a")}
        for name in (f"{objective.code}{end}" for end in ("-per-excel.csv", ".csv", ".json")):
            assert f"../../../dati/{site.published.plan.period}/obiettivi/{name}" in linked


def example(site: Site, language: str) -> str:
    (code,) = data_page(site).xpath(f"//code[@class='language-{language}']")
    return str(code.text_content())


def test_the_python_example_loads_the_rows(site: Site) -> None:
    code = example(site, "python")
    assert len(code.splitlines()) == 3
    with serving(site.folder, {}) as address:
        names: dict[str, Any] = {}
        exec(code.replace(site.published.publisher.site_url, address), names)  # noqa: S102 - our own page
    assert names["righe"] == list(csv.DictReader(io.StringIO(site.read("valori.csv").decode(), newline="")))


@pytest.mark.parametrize("language", ["python", "r", "formula"])
def test_each_example_names_the_public_address(site: Site, language: str) -> None:
    code = example(site, language)
    assert site.published.dataset.uris.file("valori.csv") in code
    assert len(code.splitlines()) <= 3


def test_licence_citation_and_date_are_told(site: Site) -> None:
    text = " ".join(data_page(site).text_content().split())
    assert "Creative Commons Attribuzione 4.0" in text
    assert site.published.dataset.citation in text
    assert f"Aggiornati al {site.published.dataset.modified:%d/%m/%Y}" in text


def test_the_dataset_is_described_with_all_its_files(site: Site) -> None:
    address = f"dati/{site.published.plan.period}/"
    dataset = described(site, address)["Dataset"]
    assert dataset["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert dataset["creator"]["name"] == site.published.publisher.name
    root = site.published.publisher.site_url
    for download in dataset["distribution"]:
        content = site.files[download["contentUrl"].removeprefix(root)]
        assert download["contentSize"] == f"{len(content)} B"
    names = {download["contentUrl"].rpartition("/")[2] for download in dataset["distribution"]}
    assert names == {file.name for file in dataset_files(site.published) if file.role is Role.DATA}


def test_the_body_is_described_on_the_home_page_as_far_as_it_is_known(real: Site, invented: Site) -> None:
    known = described(invented, "")["GovernmentOrganization"]
    assert known["identifier"]["value"] == "ipa_inventato"
    assert known["contactPoint"]["email"] == "dati@vattelapesca.example"
    assert known["url"] == "https://www.vattelapesca.example/"
    unknown = described(real, "")["GovernmentOrganization"]
    assert unknown["name"] == "Camera di Commercio di Pistoia-Prato"
    assert not {"identifier", "contactPoint"} & unknown.keys()


def test_every_objective_links_its_own_files_and_no_other(site: Site) -> None:
    period = site.published.plan.period
    for objective in site.published.plan.objectives:
        address = f"piano/{period}/{objective.code}/"
        linked = [
            link.get("href") for link in document(site, address).xpath("//dd/a[contains(@href, '/dati/')]")
        ]
        folder = f"dati/{period}/obiettivi/{objective.code}"
        ends = ("-per-excel.csv", ".csv", ".json")
        assert linked == [f"../../../{folder}{end}" for end in ends]
        assert {f"{folder}{end}" for end in ends} <= site.files.keys()
        assert json.loads(site.files[f"{folder}.json"])["codice"] == objective.code


def test_every_page_but_the_home_page_has_its_trail(site: Site) -> None:
    root = site.published.publisher.site_url
    assert "BreadcrumbList" not in described(site, "")
    for path in [path for path in site.files if path.endswith("/index.html")]:
        address = path.removesuffix("index.html")
        steps = described(site, address)["BreadcrumbList"]["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert steps[0] == {"@type": "ListItem", "position": 1, "name": "Home", "item": root}
        assert steps[-1]["item"] == root + address
        assert all(step["item"] in {root, root + address} or is_page(site, step["item"]) for step in steps)
        shown = document(site, address).xpath("//nav[@class='cv-percorso']//li")
        assert [" ".join(item.text_content().split()) for item in shown] == [step["name"] for step in steps]


def is_page(site: Site, address: str) -> bool:
    return f"{address.removeprefix(site.published.publisher.site_url)}index.html" in site.files


def test_the_trail_of_a_page_of_the_tree(real: Site) -> None:
    tree = f"{real.published.publisher.site_url}amministrazione-trasparente/"
    steps = described(real, "amministrazione-trasparente/personale/oiv/")["BreadcrumbList"]["itemListElement"]
    assert [(step["name"], step["item"]) for step in steps[1:]] == [
        ("Amministrazione Trasparente", tree),
        ("Personale", f"{tree}personale/"),
        ("OIV", f"{tree}personale/oiv/"),
    ]


def test_a_text_cannot_end_the_element_that_describes_it(site: Site) -> None:
    for path, content in site.files.items():
        if path.endswith("index.html"):
            for script in re.findall(
                r'<script type="application/ld\+json">(.*?)</script>', content.decode(), re.DOTALL
            ):
                assert "<" not in script
                assert unescape(script) == script or "&" not in script


def test_pages_point_to_the_feed(site: Site) -> None:
    for address, href in (("", "novita.xml"), (f"piano/{site.published.plan.period}/", "../../novita.xml")):
        (link,) = document(site, address).xpath("//link[@type='application/atom+xml']")
        assert Path(link.get("href")) == Path(href)
