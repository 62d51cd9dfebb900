"""The catalogue as DCAT-AP_IT, the profile by which Italian bodies feed the national portal.

What the body has not given is left out, never made up; the build says what is missing (`Publisher.missing`).
"""

from collections.abc import Iterator, Sequence
from datetime import date

from generator.opendata.dataset import LICENCE_NAME, Dataset
from generator.opendata.files import KnownFile, Role
from generator.opendata.metadata.graph import RDF_TYPE, Iri, Literal, Term, Triple
from generator.opendata.metadata.publisher import Publisher

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatapit": "http://dati.gov.it/onto/dcatapit#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_EU = "http://publications.europa.eu/resource/authority/"
_THEME = Iri(f"{_EU}data-theme/GOVE")
_FREQUENCY = Iri(f"{_EU}frequency/ANNUAL")
_ITALIAN = Iri(f"{_EU}language/ITA")
#: The licence in the vocabulary of the national portal.
_LICENCE = Iri("https://w3id.org/italia/controlled-vocabulary/licences/A21_CCBY40")
_ATTRIBUTION = Iri("http://purl.org/adms/licencetype/Attribution")
#: Where the catalogue is, relative to the site; things without a page are named within its Turtle file.
TURTLE, JSON_LD = "dati/catalogo.ttl", "dati/catalogo.jsonld"


def catalogue(published: Sequence[tuple[Dataset, Sequence[KnownFile]]]) -> Iterator[Triple]:
    """The triples about the catalogue, its datasets, their files, and who answers for them."""
    if not published:
        return
    publisher = published[-1][0].publisher
    yield from _catalogue(publisher, [dataset for dataset, _ in published])
    for dataset, files in published:
        yield from _dataset(dataset, [file for file in files if file.role is Role.DATA])
    yield from _agent(publisher)
    yield from _contact(publisher)
    yield from _licence()


def catalogue_uri(publisher: Publisher) -> str:
    """The name of the catalogue."""
    return f"{publisher.site_url}{TURTLE}#catalogo"


def agent_uri(publisher: Publisher) -> str:
    """The name of the body as publisher."""
    return f"{publisher.site_url}{TURTLE}#ente"


def _catalogue(publisher: Publisher, datasets: Sequence[Dataset]) -> Iterator[Triple]:
    uri = Iri(catalogue_uri(publisher))
    days = [dataset.modified for dataset in datasets if dataset.modified]
    yield from _types(uri, "dcatapit:Catalog", "dcat:Catalog")
    yield uri, _name("dct:title"), _italian(f"Dati aperti di {publisher.name}")
    yield uri, _name("dct:description"), _italian(publisher.site_description or publisher.site_name)
    yield uri, _name("dct:publisher"), Iri(agent_uri(publisher))
    if days:
        yield uri, _name("dct:modified"), _day(max(days))
    yield uri, _name("dct:language"), _ITALIAN
    yield uri, _name("foaf:homepage"), Iri(publisher.site_url)
    yield uri, _name("dcat:themeTaxonomy"), Iri(f"{_EU}data-theme")
    for dataset in datasets:
        yield uri, _name("dcat:dataset"), Iri(dataset_uri(dataset))


def dataset_uri(dataset: Dataset) -> str:
    """The name of a dataset: that of its page, and of the thing which the page is about."""
    return f"{dataset.uris.dataset}#dataset"


def _dataset(dataset: Dataset, files: Sequence[KnownFile]) -> Iterator[Triple]:
    uri, publisher = Iri(dataset_uri(dataset)), dataset.publisher
    yield from _types(uri, "dcatapit:Dataset", "dcat:Dataset")
    yield uri, _name("dct:identifier"), Literal(dataset.identifier)
    yield uri, _name("dct:title"), _italian(dataset.title)
    yield uri, _name("dct:description"), _italian(dataset.description)
    if dataset.modified and dataset.issued:
        yield uri, _name("dct:modified"), _day(dataset.modified)
        yield uri, _name("dct:issued"), _day(dataset.issued)
    yield uri, _name("dcat:theme"), _THEME
    yield uri, _name("dct:rightsHolder"), Iri(agent_uri(publisher))
    yield uri, _name("dct:publisher"), Iri(agent_uri(publisher))
    yield uri, _name("dct:creator"), Iri(agent_uri(publisher))
    yield uri, _name("dct:accrualPeriodicity"), _FREQUENCY
    yield uri, _name("dct:language"), _ITALIAN
    yield uri, _name("dcat:landingPage"), Iri(dataset.uris.dataset)
    yield uri, _name("owl:versionInfo"), Literal(dataset.version)
    for keyword in dataset.keywords:
        yield uri, _name("dcat:keyword"), _italian(keyword)
    if publisher.office and publisher.email:
        yield uri, _name("dcat:contactPoint"), Iri(_contact_uri(publisher))
    yield from _temporal(uri, dataset)
    for file in files:
        yield uri, _name("dcat:distribution"), Iri(_distribution_uri(dataset, file))
    for file in files:
        yield from _distribution(dataset, file)


def _temporal(uri: Iri, dataset: Dataset) -> Iterator[Triple]:
    period, years = Iri(f"{dataset.uris.dataset}#periodo"), dataset.plan.years
    yield uri, _name("dct:temporal"), period
    yield from _types(period, "dcatapit:PeriodOfTime", "dct:PeriodOfTime")
    schema = "http://schema.org/"
    yield period, Iri(f"{schema}startDate"), _day(date(years[0], 1, 1))
    yield period, Iri(f"{schema}endDate"), _day(date(years[-1], 12, 31))


def _distribution_uri(dataset: Dataset, file: KnownFile) -> str:
    return f"{dataset.uris.dataset}#{file.name}"


def _distribution(dataset: Dataset, file: KnownFile) -> Iterator[Triple]:
    uri = Iri(_distribution_uri(dataset, file))
    address, checksum = Iri(dataset.uris.file(file.name)), Iri(f"{uri.value}-sha256")
    yield from _types(uri, "dcatapit:Distribution", "dcat:Distribution")
    yield uri, _name("dct:title"), _italian(f"{file.title} ({file.media_type.label})")
    yield uri, _name("dct:format"), Iri(f"{_EU}file-type/{file.media_type.code}")
    yield (
        uri,
        _name("dcat:mediaType"),
        Iri(f"https://www.iana.org/assignments/media-types/{file.media_type.mime}"),
    )
    yield uri, _name("dcat:accessURL"), address
    yield uri, _name("dcat:downloadURL"), address
    yield uri, _name("dct:license"), _LICENCE
    if dataset.modified:
        yield uri, _name("dct:modified"), _day(dataset.modified)
    yield uri, _name("dcat:byteSize"), Literal(str(file.size), datatype=f"{PREFIXES['xsd']}decimal")
    yield uri, _name("spdx:checksum"), checksum
    yield from _types(checksum, "spdx:Checksum")
    yield checksum, _name("spdx:algorithm"), _name("spdx:checksumAlgorithm_sha256")
    yield checksum, _name("spdx:checksumValue"), Literal(file.sha256, datatype=f"{PREFIXES['xsd']}hexBinary")


def _agent(publisher: Publisher) -> Iterator[Triple]:
    uri = Iri(agent_uri(publisher))
    yield from _types(uri, "dcatapit:Agent", "foaf:Agent")
    if publisher.ipa:
        yield uri, _name("dct:identifier"), Literal(publisher.ipa)
    yield uri, _name("foaf:name"), _italian(publisher.name)


def _contact_uri(publisher: Publisher) -> str:
    return f"{publisher.site_url}{TURTLE}#referente"


def _contact(publisher: Publisher) -> Iterator[Triple]:
    """The office to ask: never a person, and another thing than the body."""
    if not (publisher.office and publisher.email):
        return
    uri = Iri(_contact_uri(publisher))
    yield from _types(uri, "dcatapit:Organization", "vcard:Organization", "vcard:Kind")
    yield uri, _name("vcard:fn"), Literal(publisher.office)
    yield uri, _name("vcard:hasEmail"), Iri(f"mailto:{publisher.email}")


def _licence() -> Iterator[Triple]:
    yield from _types(_LICENCE, "dcatapit:LicenseDocument", "dct:LicenseDocument")
    yield _LICENCE, _name("dct:type"), _ATTRIBUTION
    yield _LICENCE, _name("foaf:name"), _italian(LICENCE_NAME)
    yield _LICENCE, _name("owl:versionInfo"), Literal("4.0")


def _types(subject: Iri, *names: str) -> Iterator[Triple]:
    for name in names:
        yield subject, Iri(RDF_TYPE), _name(name)


def _name(short: str) -> Iri:
    prefix, _, local = short.partition(":")
    return Iri(f"{PREFIXES[prefix]}{local}")


def _italian(text: str) -> Term:
    return Literal(text, language="it")


def _day(day: date) -> Term:
    return Literal(day.isoformat(), datatype=f"{PREFIXES['xsd']}date")
