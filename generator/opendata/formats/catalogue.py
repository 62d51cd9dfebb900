"""`catalogo.ttl` and `catalogo.jsonld`: the DCAT-AP_IT catalogue of all datasets as Turtle and JSON-LD."""

from collections.abc import Iterator, Sequence

from generator.opendata.files import DataFile, MediaType, Role
from generator.opendata.formats import Format, Published
from generator.opendata.metadata.dcat import JSON_LD, TURTLE, catalogue_triples
from generator.opendata.metadata.graph import to_json_ld, to_turtle
from generator.opendata.metadata.vocabulary import PREFIXES

TURTLE_TYPE = MediaType("text/turtle", "RDF_TURTLE", "Turtle")
JSON_LD_TYPE = MediaType("application/ld+json", "JSON_LD", "JSON-LD")
_TITLE = "Catalogo dei dati aperti (DCAT-AP_IT)"


def _site_wide(published: Published, data: Sequence[DataFile]) -> Iterator[DataFile]:
    triples = tuple(catalogue_triples(published, data))
    turtle, json_ld = to_turtle(triples, PREFIXES).encode(), to_json_ld(triples, PREFIXES).encode()
    yield DataFile(TURTLE, TURTLE_TYPE, _TITLE, turtle, Role.DESCRIPTION)
    yield DataFile(JSON_LD, JSON_LD_TYPE, _TITLE, json_ld, Role.DESCRIPTION)


FORMAT = Format(site_wide=_site_wide)
