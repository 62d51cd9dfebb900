"""The files of the open data, by address."""

from collections.abc import Iterator, Sequence

from generator.opendata.formats import site_files
from generator.site.addresses import data_address, document_address
from generator.site.edition import Edition


def data_files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Address and content of each file of one plan, and of the document that it was taken from."""
    plan = edition.plan
    for file in edition.data_files:
        yield data_address(plan, file.name), file.content
    if plan.document and edition.dataset.document is not None:
        yield document_address(plan), edition.dataset.document


def common_files(editions: Sequence[Edition]) -> Iterator[tuple[str, bytes]]:
    """Address and content of each file that is about all plans together: the catalogue, the feed."""
    for file in site_files([(edition.dataset, edition.data_files) for edition in editions]):
        yield file.name, file.content
