"""The page of the open data: the files, the columns of each table, how to load and cite them."""

from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from generator.opendata.csv_format import field_of
from generator.opendata.dataset import FORMAT_RULE, FORMAT_VERSION, LICENCE_NAME, LICENCE_URL, Dataset
from generator.opendata.files import CSV, XLSX, ZIP, KnownFile, Role
from generator.opendata.formats.datapackage import NAME as PACKAGE
from generator.opendata.formats.datapackage import PACKAGE_TYPE
from generator.opendata.formats.feed import NAME as FEED
from generator.opendata.formats.objectives import FOLDER, SCHEMA_NAME
from generator.opendata.metadata.dcat import JSON_LD, TURTLE
from generator.opendata.metadata.schema_org import dataset_description
from generator.opendata.tables.columns import OF_ROW
from generator.opendata.tables.table import Table
from generator.site.addresses import DATA, data_address, document_address
from generator.site.page import Alternate, Link, Page, SearchText
from generator.site.pages import PageKind
from generator.site.published_plan import PublishedPlan
from generator.site.views.labels import count_of, size_of
from generator.site.views.plan import plan_view

#: Table, rows and columns of the preview.
PREVIEW_TABLE, PREVIEW_ROWS = "valori", 5
_PREVIEW_COLUMNS = (
    "periodo",
    "codice_obiettivo",
    "indicatore",
    "anno",
    "misura",
    "valore_numero",
    "valore_testo",
    "unita",
)
#: The files about all plans.
SITE_FILES = (
    Link("Catalogo DCAT-AP_IT, Turtle", TURTLE),
    Link("Catalogo DCAT-AP_IT, JSON-LD", JSON_LD),
    Link("Novità, Atom", FEED),
)
_UNITS = {OF_ROW: "quella della riga"}


class FileView(Struct, frozen=True):
    """A file to download."""

    link: Link
    format: str
    size: str
    title: str


class ColumnView(Struct, frozen=True):
    """A column. `unit` is empty where there is none; `required` if no row leaves it empty."""

    name: str
    description: str
    kind: str
    unit: str
    required: bool


class TableView(Struct, frozen=True):
    """A table of the open data: its files, and each of its columns."""

    name: str
    title: str
    description: str
    count: str
    files: tuple[FileView, ...]
    columns: tuple[ColumnView, ...]


class Preview(Struct, frozen=True):
    """The first rows of a table, as the CSV has them."""

    caption: str
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def _pages(published: PublishedPlan) -> Iterator[Page]:
    plan, dataset = published.plan, published.dataset
    address = data_address(plan)
    title = "Dati aperti"
    example = plan.objectives[0].slug if plan.objectives else ""
    yield Page(
        kind="data",
        address=address,
        title=title,
        short_title="Dati aperti",
        description=f"Obiettivi e indicatori del piano {plan.period} come dati aperti, in CSV, JSON e XLSX.",
        search=(SearchText(address, title, "open data CSV JSON XLSX Excel scaricare licenza CC BY"),),
        descriptions=(dataset_description(dataset, published.data_files),),
        alternates=(Alternate(data_address(plan, PACKAGE), PACKAGE_TYPE, "I dati del piano (Data Package)"),),
        view={
            "plan": plan_view(plan),
            "licence": {"name": LICENCE_NAME, "url": LICENCE_URL},
            "citation": dataset.citation,
            "modified": f"{dataset.modified:%d/%m/%Y}" if dataset.modified else "",
            "plan_files": _plan_files(published),
            "site_files": (*SITE_FILES, Link("I dati aperti di tutti i piani", DATA)),
            "tables": tuple(_table(published, table) for table in dataset.tables),
            "objective_files": tuple(
                Link(name, data_address(plan, name))
                for name in (f"{FOLDER}/{example}.csv", f"{FOLDER}/{example}.json", SCHEMA_NAME)
                if example
            ),
            "preview": _preview(dataset),
            "csv_uri": dataset.uris.file(f"{PREVIEW_TABLE}.csv"),
            "example_uris": _example_uris(published),
            "format_version": FORMAT_VERSION,
            "format_rule": FORMAT_RULE,
            "document_address": document_address(plan) if plan.document else None,
        },
    )


def _plan_files(published: PublishedPlan) -> tuple[FileView, ...]:
    """The files about all tables together: those for people before those for programs."""
    files = [file for file in published.data_files if not file.subject and file.role is not Role.PART]
    for_people = (XLSX, ZIP)
    files.sort(key=lambda file: (file.role is not Role.DATA, file.media_type not in for_people, file.name))
    return tuple(_file(published, file) for file in files)


def _file(published: PublishedPlan, file: KnownFile) -> FileView:
    link = Link(file.name, data_address(published.plan, file.name))
    return FileView(link, file.media_type.label, size_of(file.size), file.title)


def _table(published: PublishedPlan, table: Table) -> TableView:
    files = [file for file in published.data_files if file.name.split(".")[0] == table.name]
    rows = next(file.rows for file in files if file.media_type == CSV)
    return TableView(
        name=table.name,
        title=table.title,
        description=table.description,
        count=count_of(rows, "riga", "righe"),
        files=tuple(
            _file(published, file)
            for file in sorted(files, key=lambda file: (file.role is not Role.DATA, file.name))
        ),
        columns=column_views(table),
    )


def column_views(table: Table) -> tuple[ColumnView, ...]:
    """What each column of a table contains."""
    return tuple(
        ColumnView(
            column.name,
            column.description,
            column.kind.value,
            _UNITS.get(column.unit, column.unit),
            column.required,
        )
        for column in table.columns
    )


def _preview(dataset: Dataset) -> Preview:
    table = dataset.table(PREVIEW_TABLE)
    first = islice(table.rows(dataset.source), PREVIEW_ROWS)
    rows = tuple(tuple(field_of(row[name]) for name in _PREVIEW_COLUMNS) for row in first)
    first_rows = "La prima riga" if len(rows) == 1 else f"Le prime {len(rows)} righe"
    return Preview(f"{first_rows} di {table.name}, alcune colonne", _PREVIEW_COLUMNS, rows)


def _example_uris(published: PublishedPlan) -> tuple[str, ...]:
    """The permanent addresses of an objective and of an indicator."""
    for objective in published.plan.objectives:
        for indicator in objective.indicators:
            uris = published.dataset.uris
            return uris.objective(objective), uris.indicator(objective, indicator)
    return ()


KIND = PageKind("data", data_address, _pages, describes_data=True)
