"""schema.org descriptions for search engines: dataset, organization, breadcrumbs."""

from collections.abc import Mapping, Sequence
from typing import Any

from generator.opendata.dataset import LICENCE_URL, Dataset
from generator.opendata.files import KnownFile, Role
from generator.opendata.metadata.dcat import agent_uri, catalogue_uri, dataset_uri
from generator.opendata.metadata.publisher import Publisher
from generator.opendata.tables.values_table import MEASURES

CONTEXT = "https://schema.org"
Description = Mapping[str, Any]


def organization(publisher: Publisher) -> Description:
    """The body as organization; settings that are not given are omitted."""
    node: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "GovernmentOrganization",
        "@id": agent_uri(publisher),
        "name": publisher.name,
        "url": publisher.home or publisher.site_url,
    }
    if publisher.ipa:
        node["identifier"] = {
            "@type": "PropertyValue",
            "propertyID": "Codice IPA",
            "value": publisher.ipa,
        }
    if publisher.email and publisher.office:
        node["contactPoint"] = {
            "@type": "ContactPoint",
            "contactType": publisher.office,
            "email": publisher.email,
        }
    return node


def dataset_description(dataset: Dataset, files: Sequence[KnownFile]) -> Description:
    """The dataset with its files as distributions."""
    plan, publisher = dataset.plan, dataset.publisher
    body = {key: value for key, value in organization(publisher).items() if key != "@context"}
    node: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": dataset_uri(dataset),
        "name": dataset.title,
        "description": dataset.description,
        "url": dataset.uris.dataset,
        "identifier": dataset.identifier,
        "version": dataset.version(files),
        "license": LICENCE_URL,
        "creator": body,
        "publisher": {"@id": agent_uri(publisher)},
        "inLanguage": "it",
        "isAccessibleForFree": True,
        "temporalCoverage": f"{plan.years[0]}-01-01/{plan.years[-1]}-12-31",
        "keywords": list(dataset.keywords),
        "variableMeasured": list(MEASURES),
        "includedInDataCatalog": {"@type": "DataCatalog", "@id": catalogue_uri(publisher)},
    }
    if publisher.territory:
        node["spatialCoverage"] = [{"@type": "Place", "@id": place} for place in publisher.territory]
    if plan.document:
        document = {"@type": "DigitalDocument", "name": plan.document.title, "url": dataset.uris.document}
        node["isBasedOn"] = document
    if dataset.modified and dataset.issued:
        node["datePublished"], node["dateModified"] = dataset.issued.isoformat(), dataset.modified.isoformat()
    node["distribution"] = [
        {
            "@type": "DataDownload",
            "name": f"{file.title} ({file.media_type.label})",
            "description": dataset.describe(file),
            "contentUrl": dataset.uris.file(file.name),
            "encodingFormat": file.media_type.mime,
            "contentSize": f"{file.size} B",
            "sha256": file.sha256,
        }
        for file in files
        if file.role is Role.DATA
    ]
    return node


def breadcrumbs(steps: Sequence[tuple[str, str]]) -> Description:
    """The breadcrumbs of a page: labels and absolute addresses from the home page to the page itself."""
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": label, "item": address}
            for position, (label, address) in enumerate(steps, 1)
        ],
    }
