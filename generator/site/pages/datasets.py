"""The page of the open data of all plans, the latest first, with the files about the whole site."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.opendata.dataset import LICENCE_NAME, LICENCE_URL
from generator.opendata.formats.catalogue import JSON_LD_TYPE, TURTLE_TYPE
from generator.opendata.formats.series import SERIES
from generator.opendata.metadata.dcat import JSON_LD, TURTLE
from generator.opendata.tables.values_table import values_table
from generator.site.addresses import DATA, data_address
from generator.site.page import Alternate, Link, Page
from generator.site.pages import PageKind
from generator.site.pages.data import SITE_FILES, column_views
from generator.site.published_plan import PublishedPlan


class DatasetRow(Struct, frozen=True):
    """The open data of a plan; `modified` is the day of the last change, empty if none is known."""

    link: Link
    description: str
    modified: str
    is_draft: bool


class SeriesFile(Struct, frozen=True):
    """The file with the values of all plans."""

    name: str
    title: str
    description: str
    link: Link


def _pages(plans: Sequence[PublishedPlan]) -> Iterator[Page]:
    table = values_table()
    periods = ", ".join(published.plan.period for published in reversed(plans))
    yield Page(
        kind="datasets",
        address=DATA,
        title="Tutti i dati aperti",
        short_title="Dati aperti",
        alternates=tuple(
            Alternate(address, media_type.mime, "Catalogo dei dati aperti (DCAT-AP_IT)")
            for address, media_type in ((TURTLE, TURTLE_TYPE), (JSON_LD, JSON_LD_TYPE))
        ),
        description=f"I dati aperti dei piani pubblicati in questo sito ({periods}), il catalogo, le novità.",
        view={
            "datasets": tuple(map(_row, reversed(plans))),
            "series": SeriesFile(
                table.name,
                "I valori di tutti i piani",
                table.description,
                Link("serie.csv", SERIES),
            ),
            "series_columns": column_views(table),
            "site_files": SITE_FILES,
            "licence": {"name": LICENCE_NAME, "url": LICENCE_URL},
        },
    )


def _row(published: PublishedPlan) -> DatasetRow:
    dataset, plan = published.dataset, published.plan
    modified = f"{dataset.modified:%d/%m/%Y}" if dataset.modified else ""
    link = Link(f"Dati aperti {plan.period}", data_address(plan))
    return DatasetRow(link, dataset.description, modified, plan.is_draft)


KIND = PageKind("datasets", lambda _: DATA, of_site=_pages)
