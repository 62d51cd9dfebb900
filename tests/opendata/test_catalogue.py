"""The catalogue is DCAT-AP_IT: one graph as Turtle and as JSON-LD, with every mandatory property."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from pyshacl import validate
from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef
from rdflib.compare import to_isomorphic

from generator.opendata.files import Role
from generator.opendata.formats.archive import archive_name
from generator.opendata.metadata.dcat import catalogue_triples
from generator.opendata.metadata.graph import Iri, to_json_ld, to_turtle
from generator.opendata.metadata.graph import Literal as OurLiteral
from generator.opendata.metadata.schema_org import dataset_description
from generator.opendata.metadata.vocabulary import PREFIXES, frequency_of
from generator.publishing.publication import read_publisher
from generator.site.published_plan import PublishedPlan
from tests.conftest import INVENTED_PROJECT
from tests.opendata.conftest import Site
from tests.opendata.in_memory import dataset_files

STANDARDS = Path(__file__).parents[1] / "data" / "standards"
DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCATAPIT = Namespace("http://dati.gov.it/onto/dcatapit#")
DCATAP = Namespace("http://data.europa.eu/r5r/")
DCT = Namespace("http://purl.org/dc/terms/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
SH = Namespace("http://www.w3.org/ns/shacl#")


def read(site: Site, name: str, format_: str) -> Graph:
    return Graph().parse(data=site.files[f"dati/{name}"].decode(), format=format_)


@pytest.fixture(scope="module")
def graph(invented: Site) -> Graph:
    return read(invented, "catalogo.ttl", "turtle")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(STANDARDS / "dcat-ap-it.ttl").parse(STANDARDS / "dcat-ap.ttl")


def violations(graph: Graph, shapes: Graph) -> set[tuple[str, str]]:
    """Class and property of each result of a validation."""
    _, report, _ = validate(graph, shacl_graph=shapes)
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = report.value(result, SH.focusNode)
        ours = (DCATAPIT, DCAT, DCT)
        of = graph.objects(focus, RDF.type)
        classes = sorted(re.split("[#/]", c)[-1] for c in of if any(c in each for each in ours))
        path = report.value(result, SH.resultPath)
        found.add((classes[0] if classes else str(focus), str(path) if path else "class"))
    return found


@pytest.mark.parametrize(
    ("ipa", "identifier"), [("c_x000", "c_x000:piano-2025-2026"), ("", "piano-2025-2026")]
)
def test_the_code_of_the_body_is_in_the_identifier_of_a_dataset(
    invented_published: PublishedPlan, ipa: str, identifier: str
) -> None:
    publisher = replace(read_publisher(INVENTED_PROJECT / "site_config.yml"), ipa=ipa)
    dataset = replace(invented_published, publisher=publisher).dataset
    graph = Graph().parse(data=to_turtle(catalogue_triples([(dataset, ())]), PREFIXES), format="turtle")
    (node,) = graph.subjects(RDF.type, DCATAPIT.Dataset)
    assert [*graph.objects(node, DCT.identifier)] == [Literal(identifier)]
    assert dataset_description(dataset, ())["identifier"] == identifier
    # The names of files do not depend on it.
    assert archive_name(dataset) == "piano-2025-2026.zip"


def test_turtle_and_json_ld_are_the_same_graph(site: Site) -> None:
    turtle = read(site, "catalogo.ttl", "turtle")
    json_ld = read(site, "catalogo.jsonld", "json-ld")
    assert len(turtle) > 100
    assert to_isomorphic(turtle) == to_isomorphic(json_ld)


def test_the_catalogue_of_the_invented_body_conforms(graph: Graph, shapes: Graph) -> None:
    assert violations(graph, shapes) == set()


def test_the_catalogue_of_the_real_body_lacks_only_missing_settings(real: Site, shapes: Graph) -> None:
    found = violations(read(real, "catalogo.ttl", "turtle"), shapes)
    assert found == {
        ("Agent", str(DCT.identifier)),
        # A chamber of commerce fits no type of publisher.
        ("Agent", str(DCT.type)),
        ("Catalog", str(DCT.spatial)),
        ("Dataset", str(DCT.spatial)),
        ("Dataset", str(DCAT.contactPoint)),
    }


#: Every mandatory property, by the class of its node.
MANDATORY = [
    (DCATAPIT.Catalog, RDF.type, DCAT.Catalog),
    (DCATAPIT.Catalog, DCT.title, None),
    (DCATAPIT.Catalog, DCT.description, None),
    (DCATAPIT.Catalog, DCT.publisher, None),
    (DCATAPIT.Catalog, DCT.modified, None),
    (DCATAPIT.Catalog, DCAT.dataset, None),
    (DCATAPIT.Dataset, RDF.type, DCAT.Dataset),
    (DCATAPIT.Dataset, DCT.identifier, None),
    (DCATAPIT.Dataset, DCT.title, None),
    (DCATAPIT.Dataset, DCT.description, None),
    (DCATAPIT.Dataset, DCT.modified, None),
    (DCATAPIT.Dataset, DCAT.theme, None),
    (DCATAPIT.Dataset, DCT.rightsHolder, None),
    (DCATAPIT.Dataset, DCT.accrualPeriodicity, None),
    (DCATAPIT.Dataset, DCAT.distribution, None),
    (DCATAPIT.Distribution, RDF.type, DCAT.Distribution),
    (DCATAPIT.Distribution, DCT["format"], None),
    (DCATAPIT.Distribution, DCAT.accessURL, None),
    (DCATAPIT.Distribution, DCT.license, None),
    (DCATAPIT.Agent, RDF.type, FOAF.Agent),
    (DCATAPIT.Agent, DCT.identifier, None),
    (DCATAPIT.Agent, FOAF.name, None),
    (DCATAPIT.Organization, RDF.type, VCARD.Kind),
    (DCATAPIT.Organization, VCARD.fn, None),
    (DCATAPIT.Organization, VCARD.hasEmail, None),
    (DCATAPIT.LicenseDocument, RDF.type, DCT.LicenseDocument),
    (DCATAPIT.PeriodOfTime, DCATAPIT.startDate, None),
    (DCATAPIT.PeriodOfTime, DCAT.startDate, None),
    (DCATAPIT.PeriodOfTime, DCAT.endDate, None),
    # What DCAT-AP 3.0.1 recommends or asks of a series.
    (DCATAPIT.Catalog, DCT.issued, None),
    (DCATAPIT.Catalog, DCT.license, None),
    (DCATAPIT.Catalog, DCT.spatial, None),
    (DCATAPIT.Dataset, DCT.spatial, None),
    (DCATAPIT.Dataset, DCT.accessRights, None),
    (DCATAPIT.Distribution, DCT.description, None),
    (DCATAPIT.Distribution, DCATAP.availability, None),
    (DCATAPIT.Distribution, DCAT.byteSize, None),
    (DCATAPIT.Agent, DCT.type, None),
    (DCAT.DatasetSeries, DCT.title, None),
    (DCAT.DatasetSeries, DCT.description, None),
]


@pytest.mark.parametrize(("kind", "predicate", "value"), MANDATORY)
def test_without_any_mandatory_property_it_does_not_conform(
    graph: Graph, shapes: Graph, kind: URIRef, predicate: URIRef, value: URIRef | None
) -> None:
    node = sorted(graph.subjects(RDF.type, kind))[0]
    broken = Graph()
    broken += graph
    assert (node, predicate, value) in broken
    broken.remove((node, predicate, value))
    found = violations(broken, shapes)
    expected = "class" if predicate == RDF.type else str(predicate)
    assert (kind.rsplit("#", 1)[-1], expected) in found


@pytest.mark.parametrize(
    ("kind", "predicate", "value"),
    [
        (DCATAPIT.Distribution, DCAT.accessURL, Literal("https://trasparenza.vattelapesca.example/x.csv")),
        (DCATAPIT.Dataset, DCAT.theme, Literal("GOVE")),
        (
            DCATAPIT.Distribution,
            DCT["format"],
            URIRef("https://www.iana.org/assignments/media-types/text/csv"),
        ),
        (DCATAPIT.Organization, VCARD.hasEmail, Literal("dati@vattelapesca.example")),
        (DCATAPIT.Catalog, DCT.modified, Literal("30 giugno")),
        (DCATAPIT.Distribution, DCAT.byteSize, Literal("12.5", datatype=XSD.decimal)),
        (DCATAPIT.Dataset, DCT.accessRights, Literal("pubblico")),
        # A place, a period and a series have their classes.
        (DCATAPIT.Dataset, DCT.spatial, URIRef("https://vattelapesca.example/")),
        (DCATAPIT.Dataset, DCT.temporal, URIRef("https://vattelapesca.example/2025/")),
        (DCATAPIT.Dataset, DCAT.inSeries, URIRef("https://vattelapesca.example/piani/")),
        (DCATAPIT.PeriodOfTime, DCATAPIT.startDate, Literal("2099-01-01", datatype=XSD.date)),
    ],
)
def test_a_literal_for_an_iri_or_a_wrong_vocabulary_is_caught(
    graph: Graph, shapes: Graph, kind: URIRef, predicate: URIRef, value: URIRef | Literal
) -> None:
    node = sorted(graph.subjects(RDF.type, kind))[0]
    broken = Graph()
    broken += graph
    broken.set((node, predicate, value))
    assert (kind.rsplit("#", 1)[-1], str(predicate)) in violations(broken, shapes)


def test_the_agent_is_not_the_contact(graph: Graph) -> None:
    (agent,) = graph.subjects(RDF.type, DCATAPIT.Agent)
    (contact,) = graph.subjects(RDF.type, DCATAPIT.Organization)
    assert agent != contact
    assert str(graph.value(agent, DCT.identifier)) == "ipa_inventato"
    assert str(graph.value(contact, VCARD.hasEmail)) == "mailto:dati@vattelapesca.example"


def test_every_file_to_download_is_there_with_its_size(site: Site) -> None:
    graph = read(site, "catalogo.ttl", "turtle")
    base = site.published.publisher.site_url
    names = set()
    for node in graph.subjects(RDF.type, DCATAPIT.Distribution):
        address = str(graph.value(node, DCAT.downloadURL))
        content = site.files[address.removeprefix(base)]
        assert int(graph.value(node, DCAT.byteSize)) == len(content)
        names.add(address.rpartition("/")[2])
    own = {file.name for file in dataset_files(site.published) if file.role is Role.DATA}
    assert names == {*own, "serie.csv"}


def test_two_plans_are_two_datasets_of_one_catalogue(
    invented: Site, invented_published: PublishedPlan
) -> None:
    published_plan = replace(
        invented_published,
        publisher=read_publisher(INVENTED_PROJECT / "site_config.yml", invented_published.plan.body.name),
    )
    later = replace(published_plan, plan=replace(published_plan.plan, period="2026-2027"))
    triples = tuple(catalogue_triples([(e.dataset, dataset_files(e)) for e in (published_plan, later)]))
    graph = Graph().parse(data=to_turtle(triples, {}), format="turtle")
    (node,) = graph.subjects(RDF.type, DCATAPIT.Catalog)
    datasets = set(graph.objects(node, DCAT.dataset))
    assert len(datasets) == 2
    # They are one series, whose period is that of both: 2025-2026 and, in this test, the same years again.
    (series,) = graph.subjects(RDF.type, DCAT.DatasetSeries)
    assert set(graph.subjects(DCAT.inSeries, series)) == datasets
    period = graph.value(series, DCT.temporal)
    assert str(graph.value(period, DCAT.startDate)) == "2025-01-01"
    assert str(graph.value(period, DCAT.endDate)) == "2026-12-31"
    assert len(set(graph.subjects(RDF.type, DCATAPIT.Agent))) == 1


@pytest.mark.parametrize(
    ("days", "code"),
    [
        ([], "UNKNOWN"),
        (["2025-06-30"], "UNKNOWN"),
        (["2025-12-31", "2026-12-31"], "ANNUAL"),
        (["2025-06-30", "2025-12-31", "2026-06-30"], "ANNUAL_2"),
        # The same day twice is one day; the order says nothing.
        (["2025-12-31", "2025-06-30", "2025-12-31"], "ANNUAL_2"),
        # To the nearest month of 30.4375 days: 168 are nearer to 6 months, 167 to 5, which no frequency has.
        (["2025-01-31", "2025-07-18"], "ANNUAL_2"),
        (["2025-01-31", "2025-07-17"], "IRREG"),
        (["2025-04-30", "2025-08-31", "2025-12-31"], "ANNUAL_3"),
        (["2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31"], "QUARTERLY"),
        (["2025-02-28", "2025-04-30"], "BIMONTHLY"),
        (["2025-01-31", "2025-02-28", "2025-03-31"], "MONTHLY"),
        (["2025-03-31", "2025-06-30", "2025-12-31"], "IRREG"),
        (["2025-06-29", "2025-06-30"], "IRREG"),
        (["2024-12-31", "2026-12-31"], "IRREG"),
    ],
)
def test_the_frequency_is_that_of_the_days_measured(days: list[str], code: str) -> None:
    found = frequency_of(*map(date.fromisoformat, days))
    assert found.value == f"http://publications.europa.eu/resource/authority/frequency/{code}"


NASTY = [
    'le "virgolette"',
    "una\nriga\te un tab",
    "barra \\ rovescia",
    "qualità – «così» 😀",
    "\\n",
    "'''",
    "",
]


@pytest.mark.parametrize("text", NASTY)
def test_any_text_is_read_back_from_both_formats(text: str) -> None:
    prefixes: Mapping[str, str] = {"dct": str(DCT)}
    triple = (Iri("urn:uno"), Iri(str(DCT.title)), OurLiteral(text, language="it"))
    for written, format_ in (
        (to_turtle([triple], prefixes), "turtle"),
        (to_json_ld([triple], prefixes), "json-ld"),
    ):
        (found,) = Graph().parse(data=written, format=format_).objects()
        assert found == Literal(text, lang="it")


@pytest.mark.parametrize("text", ["senza schema", "urn:con spazio", 'urn:"', "urn:<", ""])
def test_what_is_no_iri_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an IRI"):
        Iri(text)
