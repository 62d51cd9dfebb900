"""The catalogue of the invented body before the official rules and shapes of its profiles.

They are not part of this repository, for the rules of DCAT-AP_IT have no licence of their own: the tests that
always run use shapes that we wrote ourselves (tests/data/standards). To run these, `DCAT_PROFILES` names a
folder with clones of github.com/italia/daf-semantic-validator and github.com/SEMICeu/DCAT-AP:
`DCAT_PROFILES=DIR python -m pytest tests/opendata/official_profiles.py`.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import RDF, Graph, Namespace
from rdflib.query import ResultRow

from tests.opendata.conftest import Site

PROFILES = Path(os.environ.get("DCAT_PROFILES", "/no/folder"))
ITALIAN = PROFILES / "daf-semantic-validator/dist/data/ontologies/agid/DCAT-AP_IT/validators/sparql"
EUROPEAN = PROFILES / "DCAT-AP/releases"
SH = Namespace("http://www.w3.org/ns/shacl#")


@pytest.fixture(scope="module")
def graph(invented: Site) -> Graph:
    return Graph().parse(data=invented.files["dati/catalogo.ttl"], format="turtle")


def findings(graph: Graph) -> Iterator[tuple[str, int]]:
    """Severity and number of each rule of DCAT-AP_IT that finds something."""
    for rule in sorted(ITALIAN.glob("*.rq")):
        for row in graph.query(rule.read_text("utf-8")):
            assert isinstance(row, ResultRow)
            yield str(row.Rule_Severity), int(str(row.Rule_ID))


def test_no_rule_of_dcat_ap_it_finds_an_error(graph: Graph) -> None:
    assert len(list(ITALIAN.glob("*.rq"))) == 154
    # Only one thing is recommended that we do not say: a concept of EuroVoc, narrower than the theme.
    assert set(findings(graph)) == {("warning", 21)}


def test_the_rules_find_what_is_missing(graph: Graph) -> None:
    broken = Graph() + graph
    start = Namespace("http://dati.gov.it/onto/dcatapit#").startDate
    broken.remove((None, start, None))
    assert ("error", 196) in set(findings(broken))


DCAT_2, DCAT_3 = "2.1.1/dcat-ap_2.1.1_shacl_{}.ttl", "3.0.1/html/shacl/{}.ttl"
#: The shapes of a release, and the properties where we differ, each for its reason.
SHAPES: list[tuple[str, set[str]]] = [
    (
        DCAT_2.format("shapes"),
        {
            # xsd:decimal there; DCAT 3 and DCAT-AP 3.0.1 want xsd:nonNegativeInteger.
            "http://www.w3.org/ns/dcat#byteSize",
            # SHA-1 is the only algorithm there; all our checksums are SHA-256.
            "http://spdx.org/rdf/terms#algorithm",
        },
    ),
    (DCAT_3.format("shapes"), set()),
    (DCAT_2.format("deprecateduris"), set()),
    (DCAT_3.format("deprecateduris"), set()),
    *(
        # An outline of the place: who wants it finds it in the vocabulary of places.
        (
            shapes.format("shapes_recommended"),
            {f"http://www.w3.org/ns/dcat#{name}" for name in ("bbox", "centroid")},
        )
        for shapes in (DCAT_2, DCAT_3)
    ),
]


@pytest.mark.parametrize(("name", "conflicts"), SHAPES)
def test_the_shapes_of_dcat_ap_find_only_declared_conflicts(
    graph: Graph, name: str, conflicts: set[str]
) -> None:
    _, report, _ = validate(graph, shacl_graph=Graph().parse(EUROPEAN / name))
    results = report.subjects(RDF.type, SH.ValidationResult)
    assert {str(report.value(result, SH.resultPath)) for result in results} == conflicts
