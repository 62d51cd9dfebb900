"""DCAT-AP_IT catalogue, the metadata profile that the Italian national data portal harvests.

Settings that the body has not given are omitted; the build lists them (`Publisher.missing`).
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from generator.opendata.dataset import DIGEST_DIGITS, LICENCE_NAME, Dataset
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
#: Paths of the catalogue in the site; resources without a page have fragment IRIs of the Turtle file.
TURTLE, JSON_LD = "dati/catalogo.ttl", "dati/catalogo.jsonld"


class _Entry(Struct, frozen=True):
    """A dataset of the catalogue. `page` describes it; `name` ends the IRI, which is a fragment of the page.

    `address` gives the address of a file.
    """

    page: str
    name: str
    period_name: str
    identifier: str
    title: str
    description: str
    keywords: tuple[str, ...]
    issued: date | None
    modified: date | None
    version: str
    years: tuple[int, ...]
    files: tuple[KnownFile, ...]
    address: Callable[[str], str]

    @property
    def uri(self) -> Iri:
        """The IRI, other than that of the page."""
        return Iri(f"{self.page}#{self.name}")


def catalogue_triples(
    published: Sequence[tuple[Dataset, Sequence[KnownFile]]], data: Sequence[KnownFile] = ()
) -> Iterator[Triple]:
    """The triples about the catalogue, its datasets and their files, the publisher and the contact.

    `data` are the files with the data of all datasets together: each is a dataset of its own.
    """
    if not published:
        return
    publisher = published[-1][0].publisher
    datasets = [dataset for dataset, _ in published]
    entries = [_entry(dataset, files) for dataset, files in published]
    entries += [_entry_of_all(file, datasets) for file in data]
    yield from _catalogue(publisher, entries)
    for entry in entries:
        yield from _dataset(entry, publisher)
    yield from _agent(publisher)
    yield from _contact(publisher)
    yield from _licence()


def catalogue_uri(publisher: Publisher) -> str:
    """IRI of the catalogue."""
    return f"{publisher.site_url}{TURTLE}#catalogo"


def agent_uri(publisher: Publisher) -> str:
    """IRI of the body as publisher."""
    return f"{publisher.site_url}{TURTLE}#ente"


def _entry(dataset: Dataset, files: Sequence[KnownFile]) -> _Entry:
    data = tuple(file for file in files if file.role is Role.DATA)
    return _Entry(
        dataset.uris.dataset,
        "dataset",
        "periodo",
        dataset.identifier,
        dataset.title,
        dataset.description,
        dataset.keywords,
        dataset.issued,
        dataset.modified,
        dataset.version(data),
        dataset.plan.years,
        data,
        dataset.uris.file,
    )


def _entry_of_all(file: KnownFile, datasets: Sequence[Dataset]) -> _Entry:
    """The dataset of one file with data of all plans; its version is that of the latest, and its digest."""
    latest, name = datasets[-1], file.subject
    issued = [dataset.issued for dataset in datasets if dataset.issued]
    modified = max((dataset.modified for dataset in datasets if dataset.modified), default=None)
    digest = file.sha256[:DIGEST_DIGITS]
    ipa = latest.publisher.ipa
    return _Entry(
        latest.uris.page(f"{file.name.rpartition('/')[0]}/"),
        name,
        f"{name}-periodo",
        f"{ipa}:{name}" if ipa else name,
        f"{file.title}: gli indicatori di {latest.plan.body.name}, anno per anno",
        f"I valori degli indicatori di tutti i piani di {latest.plan.body.name}, uno per riga: stato, "
        "traguardi, valori rilevati e gradi.",
        latest.keywords,
        min(issued, default=None),
        modified,
        f"{modified.isoformat()}-{digest}" if modified else digest,
        tuple(sorted({year for dataset in datasets for year in dataset.plan.years})),
        (file,),
        latest.uris.page,
    )


def _catalogue(publisher: Publisher, entries: Sequence[_Entry]) -> Iterator[Triple]:
    uri = Iri(catalogue_uri(publisher))
    days = [entry.modified for entry in entries if entry.modified]
    yield from _types(uri, "dcatapit:Catalog", "dcat:Catalog")
    yield uri, _iri("dct:title"), _italian(f"Dati aperti: {publisher.name}")
    yield uri, _iri("dct:description"), _italian(publisher.site_description or publisher.site_name)
    yield uri, _iri("dct:publisher"), Iri(agent_uri(publisher))
    if days:
        yield uri, _iri("dct:modified"), _day(max(days))
    yield uri, _iri("dct:language"), _ITALIAN
    yield uri, _iri("foaf:homepage"), Iri(publisher.site_url)
    yield uri, _iri("dcat:themeTaxonomy"), Iri(f"{_EU}data-theme")
    for entry in entries:
        yield uri, _iri("dcat:dataset"), entry.uri


def dataset_uri(dataset: Dataset) -> str:
    """IRI of a dataset: a fragment of its page, so that page and dataset have different IRIs."""
    return f"{dataset.uris.dataset}#dataset"


def _dataset(dataset: _Entry, publisher: Publisher) -> Iterator[Triple]:
    uri = dataset.uri
    yield from _types(uri, "dcatapit:Dataset", "dcat:Dataset")
    yield uri, _iri("dct:identifier"), Literal(dataset.identifier)
    yield uri, _iri("dct:title"), _italian(dataset.title)
    yield uri, _iri("dct:description"), _italian(dataset.description)
    if dataset.modified and dataset.issued:
        yield uri, _iri("dct:modified"), _day(dataset.modified)
        yield uri, _iri("dct:issued"), _day(dataset.issued)
    yield uri, _iri("dcat:theme"), _THEME
    yield uri, _iri("dct:rightsHolder"), Iri(agent_uri(publisher))
    yield uri, _iri("dct:publisher"), Iri(agent_uri(publisher))
    yield uri, _iri("dct:creator"), Iri(agent_uri(publisher))
    yield uri, _iri("dct:accrualPeriodicity"), _FREQUENCY
    yield uri, _iri("dct:language"), _ITALIAN
    yield uri, _iri("dcat:landingPage"), Iri(dataset.page)
    yield uri, _iri("owl:versionInfo"), Literal(dataset.version)
    for keyword in dataset.keywords:
        yield uri, _iri("dcat:keyword"), _italian(keyword)
    if publisher.office and publisher.email:
        yield uri, _iri("dcat:contactPoint"), Iri(_contact_uri(publisher))
    yield from _temporal(uri, dataset)
    for file in dataset.files:
        yield uri, _iri("dcat:distribution"), Iri(_distribution_uri(dataset, file))
    for file in dataset.files:
        yield from _distribution(dataset, file)


def _temporal(uri: Iri, dataset: _Entry) -> Iterator[Triple]:
    period, years = Iri(f"{dataset.page}#{dataset.period_name}"), dataset.years
    yield uri, _iri("dct:temporal"), period
    yield from _types(period, "dcatapit:PeriodOfTime", "dct:PeriodOfTime")
    schema = "http://schema.org/"
    yield period, Iri(f"{schema}startDate"), _day(date(years[0], 1, 1))
    yield period, Iri(f"{schema}endDate"), _day(date(years[-1], 12, 31))


def _distribution_uri(dataset: _Entry, file: KnownFile) -> str:
    return f"{dataset.page}#{file.name.rpartition('/')[2]}"


def _distribution(dataset: _Entry, file: KnownFile) -> Iterator[Triple]:
    uri = Iri(_distribution_uri(dataset, file))
    address, checksum = Iri(dataset.address(file.name)), Iri(f"{uri.value}-sha256")
    yield from _types(uri, "dcatapit:Distribution", "dcat:Distribution")
    yield uri, _iri("dct:title"), _italian(f"{file.title} ({file.media_type.label})")
    yield uri, _iri("dct:format"), Iri(f"{_EU}file-type/{file.media_type.code}")
    yield (
        uri,
        _iri("dcat:mediaType"),
        Iri(f"https://www.iana.org/assignments/media-types/{file.media_type.mime}"),
    )
    yield uri, _iri("dcat:accessURL"), address
    yield uri, _iri("dcat:downloadURL"), address
    yield uri, _iri("dct:license"), _LICENCE
    if dataset.modified:
        yield uri, _iri("dct:modified"), _day(dataset.modified)
    yield uri, _iri("dcat:byteSize"), Literal(str(file.size), datatype=f"{PREFIXES['xsd']}decimal")
    yield uri, _iri("spdx:checksum"), checksum
    yield from _types(checksum, "spdx:Checksum")
    yield checksum, _iri("spdx:algorithm"), _iri("spdx:checksumAlgorithm_sha256")
    yield checksum, _iri("spdx:checksumValue"), Literal(file.sha256, datatype=f"{PREFIXES['xsd']}hexBinary")


def _agent(publisher: Publisher) -> Iterator[Triple]:
    uri = Iri(agent_uri(publisher))
    yield from _types(uri, "dcatapit:Agent", "foaf:Agent")
    if publisher.ipa:
        yield uri, _iri("dct:identifier"), Literal(publisher.ipa)
    yield uri, _iri("foaf:name"), _italian(publisher.name)


def _contact_uri(publisher: Publisher) -> str:
    return f"{publisher.site_url}{TURTLE}#referente"


def _contact(publisher: Publisher) -> Iterator[Triple]:
    """The contact: an office, never a person, and not the same resource as the body."""
    if not (publisher.office and publisher.email):
        return
    uri = Iri(_contact_uri(publisher))
    yield from _types(uri, "dcatapit:Organization", "vcard:Organization", "vcard:Kind")
    yield uri, _iri("vcard:fn"), Literal(publisher.office)
    yield uri, _iri("vcard:hasEmail"), Iri(f"mailto:{publisher.email}")


def _licence() -> Iterator[Triple]:
    yield from _types(_LICENCE, "dcatapit:LicenseDocument", "dct:LicenseDocument")
    yield _LICENCE, _iri("dct:type"), _ATTRIBUTION
    yield _LICENCE, _iri("foaf:name"), _italian(LICENCE_NAME)
    yield _LICENCE, _iri("owl:versionInfo"), Literal("4.0")


def _types(subject: Iri, *names: str) -> Iterator[Triple]:
    for name in names:
        yield subject, Iri(RDF_TYPE), _iri(name)


def _iri(prefixed: str) -> Iri:
    prefix, _, local = prefixed.partition(":")
    return Iri(f"{PREFIXES[prefix]}{local}")


def _italian(text: str) -> Term:
    return Literal(text, language="it")


def _day(day: date) -> Term:
    return Literal(day.isoformat(), datatype=f"{PREFIXES['xsd']}date")
