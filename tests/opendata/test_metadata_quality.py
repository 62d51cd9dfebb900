"""An estimate of the score that the European portal (data.europa.eu) gives to the metadata of a catalogue.

The indicators and their points are those of its published method, the Metadata Quality Assessment: 405 points
in five dimensions, each indicator by the share of the datasets or distributions that fulfil it. From 351 the
rating is «excellent».

Not measured here, and counted as given: whether the addresses answer (80 points, which depend on the
network), and whether the portal's own validator finds the catalogue conforming (30 points; our shapes stand
for it in test_catalogue). Doubts are settled against us: a ZIP is not machine-readable, XLSX is proprietary.
"""

from collections.abc import Callable
from fractions import Fraction

import pytest
from msgspec.structs import replace
from rdflib import RDF, Graph, Namespace
from rdflib.term import Node

from generator.opendata.formats import site_data
from generator.opendata.metadata.dcat import catalogue_triples
from generator.opendata.metadata.graph import to_turtle
from tests.opendata.conftest import Site
from tests.opendata.in_memory import dataset_files

DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCT = Namespace("http://purl.org/dc/terms/")
EU = "http://publications.europa.eu/resource/authority/"
MACHINE_READABLE = {"CSV", "JSON", "XLSX"}
OPEN_FORMATS = {"CSV", "JSON", "ZIP"}

Fulfils = Callable[[Graph, Node], bool]


def has(predicate: Node) -> Fulfils:
    return lambda graph, node: (node, predicate, None) in graph


def within(predicate: Node, *vocabularies: str) -> Fulfils:
    """Whether there are values, all of a vocabulary."""

    def fulfils(graph: Graph, node: Node) -> bool:
        values = [str(value) for value in graph.objects(node, predicate)]
        return bool(values) and all(value.startswith(vocabularies) for value in values)

    return fulfils


def format_in(codes: set[str]) -> Fulfils:
    return lambda graph, node: str(graph.value(node, DCT["format"])).rpartition("/")[2] in codes


def given(_graph: Graph, _node: Node) -> bool:
    return True


def both_vocabularies(graph: Graph, node: Node) -> bool:
    file_type = within(DCT["format"], f"{EU}file-type/")
    media_type = within(DCAT.mediaType, "https://www.iana.org/assignments/media-types/")
    return file_type(graph, node) and media_type(graph, node)


#: Dimension, points, class of the nodes, what each must fulfil.
INDICATORS: list[tuple[str, int, Node, Fulfils]] = [
    ("findability", 30, DCAT.Dataset, has(DCAT.keyword)),
    ("findability", 30, DCAT.Dataset, has(DCAT.theme)),
    ("findability", 20, DCAT.Dataset, has(DCT.spatial)),
    ("findability", 20, DCAT.Dataset, has(DCT.temporal)),
    # The address answers.
    ("accessibility", 50, DCAT.Distribution, given),
    ("accessibility", 20, DCAT.Distribution, has(DCAT.downloadURL)),
    ("accessibility", 30, DCAT.Distribution, given),
    ("interoperability", 20, DCAT.Distribution, has(DCT["format"])),
    ("interoperability", 10, DCAT.Distribution, has(DCAT.mediaType)),
    ("interoperability", 10, DCAT.Distribution, both_vocabularies),
    ("interoperability", 20, DCAT.Distribution, format_in(OPEN_FORMATS)),
    ("interoperability", 20, DCAT.Distribution, format_in(MACHINE_READABLE)),
    # It conforms to DCAT-AP.
    ("interoperability", 30, DCAT.Dataset, given),
    ("reusability", 20, DCAT.Distribution, has(DCT.license)),
    ("reusability", 10, DCAT.Distribution, within(DCT.license, f"{EU}licence/")),
    ("reusability", 10, DCAT.Dataset, has(DCT.accessRights)),
    ("reusability", 5, DCAT.Dataset, within(DCT.accessRights, f"{EU}access-right/")),
    ("reusability", 20, DCAT.Dataset, has(DCAT.contactPoint)),
    ("reusability", 10, DCAT.Dataset, has(DCT.publisher)),
    ("contextuality", 5, DCAT.Distribution, has(DCT.rights)),
    ("contextuality", 5, DCAT.Distribution, has(DCAT.byteSize)),
    ("contextuality", 5, DCAT.Dataset, has(DCT.issued)),
    ("contextuality", 5, DCAT.Dataset, has(DCT.modified)),
]


def scores(graph: Graph) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for dimension, points, kind, fulfils in INDICATORS:
        nodes = list(graph.subjects(RDF.type, kind))
        share = Fraction(sum(fulfils(graph, node) for node in nodes), len(nodes))
        found[dimension] = found.get(dimension, Fraction(0)) + points * share
    return found


@pytest.fixture(scope="module")
def graph(invented: Site) -> Graph:
    return Graph().parse(data=invented.files["dati/catalogo.ttl"], format="turtle")


def test_the_points_are_those_of_the_method() -> None:
    totals = {name: 0 for name, *_ in INDICATORS}
    for name, points, *_ in INDICATORS:
        totals[name] += points
    assert totals == {
        "findability": 100,
        "accessibility": 100,
        "interoperability": 110,
        "reusability": 75,
        "contextuality": 20,
    }


def test_the_catalogue_of_the_invented_body_is_excellent(graph: Graph) -> None:
    found = scores(graph)
    # Of 23 files the workbook is in no open format, the archive not machine-readable: 20/23 points less each.
    # The licence is in the Italian vocabulary, as DCAT-AP_IT wants it: 10 points less.
    assert found == {
        "findability": 100,
        "accessibility": 100,
        "interoperability": 110 - 2 * Fraction(20, 23),
        "reusability": 65,
        "contextuality": 20,
    }
    # 393 and a quarter.
    assert sum(found.values()) >= 380


def test_what_a_body_does_not_give_costs_points(invented: Site) -> None:
    published = invented.published
    publisher = replace(published.publisher, territory=(), email="")
    silent = replace(published, publisher=publisher)
    triples = catalogue_triples([(silent.dataset, dataset_files(silent))], site_data([]))
    graph = Graph().parse(data=to_turtle(triples, {}), format="turtle")
    found = scores(graph)
    # Without a place 20 points, without a contact 20 more.
    assert (found["findability"], found["reusability"]) == (80, 45)
