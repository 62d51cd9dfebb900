"""DCAT-AP_IT catalogue, the metadata profile that the Italian national data portal harvests.

It also follows the European profile DCAT-AP 3.0.1. Where that one and earlier ones disagree, the latest
holds: sizes are non-negative integers (decimals before), and checksums SHA-256 (SHA-1 before).

Settings that the body has not given are omitted; the build lists them (`Publisher.missing`).
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from generator.opendata.dataset import DIGEST_DIGITS, LICENCE_NAME, Dataset
from generator.opendata.files import KnownFile, Role
from generator.opendata.metadata.graph import Iri, Literal, Triple
from generator.opendata.metadata.publisher import Publisher
from generator.opendata.metadata.vocabulary import (
    ATTRIBUTION,
    GOVERNMENT,
    ITALIAN,
    LICENCE,
    PUBLIC,
    STABLE,
    THEMES,
    day_of,
    file_type,
    frequency_of,
    iri,
    italian,
    media_type,
    publisher_type,
    typed,
    types,
)
from generator.plan.changes import measured_days

#: Paths of the catalogue in the site; resources without a page have fragment IRIs of the Turtle file.
TURTLE, JSON_LD = "dati/catalogo.ttl", "dati/catalogo.jsonld"


class _Entry(Struct, frozen=True):
    """A dataset of the catalogue. `page` describes it; `name` ends the IRI, which is a fragment of the page.

    `address` gives the address of a file, `describe` says what it holds; `measured` are the days with
    results; `series` is the series that the dataset is a part of.
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
    measured: tuple[date, ...]
    files: tuple[KnownFile, ...]
    address: Callable[[str], str]
    describe: Callable[[KnownFile], str]
    series: str = ""

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
    yield from _series(datasets)
    yield from _agent(publisher)
    yield from _contact(publisher)
    yield from _licence()
    for place in publisher.territory:
        yield from types(Iri(place), "dct:Location")


def catalogue_uri(publisher: Publisher) -> str:
    """IRI of the catalogue."""
    return f"{publisher.site_url}{TURTLE}#catalogo"


def series_uri(publisher: Publisher) -> str:
    """IRI of the series of the datasets of all plans."""
    return f"{publisher.site_url}{TURTLE}#piani"


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
        _measured([dataset]),
        data,
        dataset.uris.file,
        dataset.describe,
        series_uri(dataset.publisher),
    )


def _measured(datasets: Sequence[Dataset]) -> tuple[date, ...]:
    """The days with results of some plans."""
    return tuple(sorted({found.day for one in datasets for found in measured_days(one.plan)}))


def _entry_of_all(file: KnownFile, datasets: Sequence[Dataset]) -> _Entry:
    """The dataset of one file with data of all plans; its version is that of the latest, and its digest."""
    latest, name = datasets[-1], file.subject
    issued = [dataset.issued for dataset in datasets if dataset.issued]
    modified = max((dataset.modified for dataset in datasets if dataset.modified), default=None)
    digest = file.sha256[:DIGEST_DIGITS]
    ipa = latest.publisher.ipa
    description = (
        f"I valori degli indicatori di tutti i piani di {latest.plan.body.name}, uno per riga: stato, "
        "traguardi, valori rilevati e gradi."
    )
    return _Entry(
        latest.uris.page(f"{file.name.rpartition('/')[0]}/"),
        name,
        f"{name}-periodo",
        f"{ipa}:{name}" if ipa else name,
        f"{file.title}: gli indicatori di {latest.plan.body.name}, anno per anno",
        description,
        latest.keywords,
        min(issued, default=None),
        modified,
        f"{modified.isoformat()}-{digest}" if modified else digest,
        _years(datasets),
        _measured(datasets),
        (file,),
        latest.uris.page,
        lambda _: description,
    )


def _years(datasets: Sequence[Dataset]) -> tuple[int, ...]:
    """The years of some plans."""
    return tuple(sorted({year for dataset in datasets for year in dataset.plan.years}))


def _catalogue(publisher: Publisher, entries: Sequence[_Entry]) -> Iterator[Triple]:
    uri = Iri(catalogue_uri(publisher))
    issued = [entry.issued for entry in entries if entry.issued]
    modified = [entry.modified for entry in entries if entry.modified]
    yield from types(uri, "dcatapit:Catalog", "dcat:Catalog")
    yield uri, iri("dct:title"), italian(f"Dati aperti: {publisher.name}")
    yield uri, iri("dct:description"), italian(publisher.site_description or publisher.site_name)
    yield uri, iri("dct:publisher"), Iri(agent_uri(publisher))
    if issued and modified:
        yield uri, iri("dct:issued"), day_of(min(issued))
        yield uri, iri("dct:modified"), day_of(max(modified))
    yield uri, iri("dct:language"), ITALIAN
    yield uri, iri("dct:license"), LICENCE
    yield from _spatial(uri, publisher)
    yield uri, iri("foaf:homepage"), Iri(publisher.site_url)
    yield uri, iri("dcat:themeTaxonomy"), THEMES
    for entry in entries:
        yield uri, iri("dcat:dataset"), entry.uri


def dataset_uri(dataset: Dataset) -> str:
    """IRI of a dataset: a fragment of its page, so that page and dataset have different IRIs."""
    return f"{dataset.uris.dataset}#dataset"


def _dataset(dataset: _Entry, publisher: Publisher) -> Iterator[Triple]:
    uri = dataset.uri
    yield from types(uri, "dcatapit:Dataset", "dcat:Dataset")
    yield uri, iri("dct:identifier"), Literal(dataset.identifier)
    yield uri, iri("dct:title"), italian(dataset.title)
    yield uri, iri("dct:description"), italian(dataset.description)
    if dataset.modified and dataset.issued:
        yield uri, iri("dct:modified"), day_of(dataset.modified)
        yield uri, iri("dct:issued"), day_of(dataset.issued)
    yield uri, iri("dcat:theme"), GOVERNMENT
    yield uri, iri("dct:rightsHolder"), Iri(agent_uri(publisher))
    yield uri, iri("dct:publisher"), Iri(agent_uri(publisher))
    yield uri, iri("dct:creator"), Iri(agent_uri(publisher))
    yield uri, iri("dct:accrualPeriodicity"), frequency_of(*dataset.measured)
    yield uri, iri("dct:accessRights"), PUBLIC
    yield uri, iri("dct:language"), ITALIAN
    yield uri, iri("dcat:landingPage"), Iri(dataset.page)
    yield uri, iri("owl:versionInfo"), Literal(dataset.version)
    for keyword in dataset.keywords:
        yield uri, iri("dcat:keyword"), italian(keyword)
    if dataset.series:
        yield uri, iri("dcat:inSeries"), Iri(dataset.series)
    yield from _contact_point(uri, publisher)
    yield from _spatial(uri, publisher)
    yield from _temporal(uri, Iri(f"{dataset.page}#{dataset.period_name}"), dataset.years)
    for file in dataset.files:
        yield uri, iri("dcat:distribution"), Iri(_distribution_uri(dataset, file))
    for file in dataset.files:
        yield from _distribution(dataset, file)


def _series(datasets: Sequence[Dataset]) -> Iterator[Triple]:
    """The series of the datasets of all plans (DCAT 3), which has no data of its own."""
    latest = datasets[-1]
    publisher, body = latest.publisher, latest.plan.body.name
    uri, years = Iri(series_uri(publisher)), _years(datasets)
    issued = [dataset.issued for dataset in datasets if dataset.issued]
    modified = [dataset.modified for dataset in datasets if dataset.modified]
    yield from types(uri, "dcat:DatasetSeries")
    yield uri, iri("dct:title"), italian(f"I piani di {body}")
    yield uri, iri("dct:description"), italian(f"I dati di tutti i piani di {body}, uno per periodo.")
    if issued and modified:
        yield uri, iri("dct:issued"), day_of(min(issued))
        yield uri, iri("dct:modified"), day_of(max(modified))
    yield uri, iri("dct:publisher"), Iri(agent_uri(publisher))
    yield uri, iri("dct:accrualPeriodicity"), frequency_of(*_measured(datasets))
    yield from _contact_point(uri, publisher)
    yield from _spatial(uri, publisher)
    yield from _temporal(uri, Iri(f"{uri.value}-periodo"), years)


def _spatial(uri: Iri, publisher: Publisher) -> Iterator[Triple]:
    for place in publisher.territory:
        yield uri, iri("dct:spatial"), Iri(place)


def _temporal(uri: Iri, period: Iri, years: Sequence[int]) -> Iterator[Triple]:
    """The period, its ends in the terms of each profile: DCAT-AP_IT, DCAT-AP 2 and later, DCAT-AP 1."""
    yield uri, iri("dct:temporal"), period
    yield from types(period, "dct:PeriodOfTime", "dcatapit:PeriodOfTime")
    for prefix in ("dcatapit", "dcat", "schema"):
        yield period, iri(f"{prefix}:startDate"), day_of(date(years[0], 1, 1))
        yield period, iri(f"{prefix}:endDate"), day_of(date(years[-1], 12, 31))


def _distribution_uri(dataset: _Entry, file: KnownFile) -> str:
    return f"{dataset.page}#{file.name.rpartition('/')[2]}"


def _distribution(dataset: _Entry, file: KnownFile) -> Iterator[Triple]:
    uri = Iri(_distribution_uri(dataset, file))
    address, checksum = Iri(dataset.address(file.name)), Iri(f"{uri.value}-sha256")
    yield from types(uri, "dcatapit:Distribution", "dcat:Distribution")
    yield uri, iri("dct:title"), italian(f"{file.title} ({file.media_type.label})")
    yield uri, iri("dct:description"), italian(dataset.describe(file))
    yield uri, iri("dct:format"), file_type(file.media_type.code)
    yield uri, iri("dcat:mediaType"), media_type(file.media_type.mime)
    yield uri, iri("dcat:accessURL"), address
    yield uri, iri("dcat:downloadURL"), address
    yield uri, iri("dct:license"), LICENCE
    yield uri, iri("dct:rights"), PUBLIC
    yield uri, iri("dcatap:availability"), STABLE
    if dataset.modified and dataset.issued:
        yield uri, iri("dct:issued"), day_of(dataset.issued)
        yield uri, iri("dct:modified"), day_of(dataset.modified)
    yield uri, iri("dcat:byteSize"), typed(str(file.size), "nonNegativeInteger")
    yield uri, iri("spdx:checksum"), checksum
    yield from types(checksum, "spdx:Checksum")
    yield checksum, iri("spdx:algorithm"), iri("spdx:checksumAlgorithm_sha256")
    yield checksum, iri("spdx:checksumValue"), typed(file.sha256, "hexBinary")


def _agent(publisher: Publisher) -> Iterator[Triple]:
    uri = Iri(agent_uri(publisher))
    yield from types(uri, "dcatapit:Agent", "foaf:Agent")
    if publisher.ipa:
        yield uri, iri("dct:identifier"), Literal(publisher.ipa)
    yield uri, iri("foaf:name"), italian(publisher.name)
    if kind := publisher_type(publisher.kind):
        yield uri, iri("dct:type"), kind


def _contact_uri(publisher: Publisher) -> str:
    return f"{publisher.site_url}{TURTLE}#referente"


def _contact_point(uri: Iri, publisher: Publisher) -> Iterator[Triple]:
    if publisher.office and publisher.email:
        yield uri, iri("dcat:contactPoint"), Iri(_contact_uri(publisher))


def _contact(publisher: Publisher) -> Iterator[Triple]:
    """The contact: an office, never a person, and not the same resource as the body."""
    if not (publisher.office and publisher.email):
        return
    uri = Iri(_contact_uri(publisher))
    yield from types(uri, "dcatapit:Organization", "vcard:Organization", "vcard:Kind")
    yield uri, iri("vcard:fn"), Literal(publisher.office)
    yield uri, iri("vcard:hasEmail"), Iri(f"mailto:{publisher.email}")


def _licence() -> Iterator[Triple]:
    yield from types(LICENCE, "dcatapit:LicenseDocument", "dct:LicenseDocument")
    yield LICENCE, iri("dct:type"), ATTRIBUTION
    yield LICENCE, iri("foaf:name"), italian(LICENCE_NAME)
    yield LICENCE, iri("owl:versionInfo"), Literal("4.0")
