"""The version of the data: a day and a digest, the same wherever it is said, another for other data."""

import json
import re
from collections.abc import Iterator
from datetime import date

import pytest
from msgspec.structs import replace
from rdflib import Graph, Namespace

from generator.opendata.files import CSV, DataFile
from generator.plan.news import News
from generator.site.published_plan import PublishedPlan
from tests.opendata.conftest import Site
from tests.opendata.in_memory import dataset_files

OWL = Namespace("http://www.w3.org/2002/07/owl#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")


def said(site: Site) -> Iterator[str]:
    """The version in every place that says it."""
    yield json.loads(site.read("datapackage.json"))["version"]
    page = site.read("index.html").decode()
    nodes = map(json.loads, re.findall(r'(?s)<script type="application/ld\+json">(.+?)</script>', page))
    yield from (node["version"] for node in nodes if node["@type"] == "Dataset")
    graph = Graph().parse(data=site.files["dati/catalogo.ttl"], format="turtle")
    yield from (
        str(version)
        for one in graph.subjects(None, DCAT.Dataset)
        # The series of all plans has a version of its own.
        if str(graph.value(one, DCAT.landingPage)).endswith("dati/2025-2026/")
        for version in graph.objects(one, OWL.versionInfo)
    )


def test_the_version_is_the_same_wherever_it_is_said(invented: Site) -> None:
    package, page, catalogue = said(invented)
    assert package == page == catalogue
    assert re.fullmatch(r"2026-06-30-[0-9a-f]{12}", package)


def versioned(published: PublishedPlan) -> str:
    return published.dataset.version(dataset_files(published))


def test_without_a_known_day_it_is_the_digest_alone(real_published: PublishedPlan) -> None:
    plan = replace(real_published.plan, news=())
    assert re.fullmatch(r"[0-9a-f]{12}", versioned(replace(real_published, plan=plan)))


def test_other_data_of_the_same_day_have_another_version(invented_published: PublishedPlan) -> None:
    before = versioned(invented_published)
    assert versioned(invented_published) == before
    plan = invented_published.plan
    first, *rest = plan.objectives
    changed = replace(plan, objectives=(replace(first, title="Un altro titolo"), *rest))
    after = versioned(replace(invented_published, plan=changed))
    assert (after[:10], after[10:] == before[10:]) == (before[:10], False)


def test_a_news_entry_moves_the_day_and_the_digest_because_news_are_a_table(
    invented_published: PublishedPlan,
) -> None:
    plan = invented_published.plan
    news = (*plan.news, News("ultima", date(2026, 9, 1), "Una novità"))
    after = versioned(replace(invented_published, plan=replace(plan, news=news)))
    assert after.startswith("2026-09-01-")
    assert after[10:] != versioned(invented_published)[10:]


@pytest.mark.parametrize("names", [("a.csv", "b.csv"), ("b.csv", "a.csv")])
def test_the_order_of_the_files_does_not_matter(
    names: tuple[str, str], invented_published: PublishedPlan
) -> None:
    files = [DataFile(name, CSV, "", name.encode(), subject=name) for name in names]
    # sha256 of the two lines, by `printf 'a.csv %s\nb.csv %s' … | sha256sum`.
    assert invented_published.dataset.version(files).endswith("-597abff60f28")
