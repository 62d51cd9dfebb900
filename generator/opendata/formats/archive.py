"""Zip archive: the files about the whole dataset, the source document, the licence, checksums."""

import io
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from generator.opendata.dataset import FORMAT_VERSION, LICENCE_NAME, LICENCE_URL, Dataset
from generator.opendata.files import COMPRESSION, TEXT, ZIP, DataFile, KnownFile, Role, timeless_entry
from generator.opendata.formats import Format

LICENCE_FILE, CHECKSUMS_FILE = "LICENZA.txt", "SHA256SUMS"


def archive_name(dataset: Dataset) -> str:
    """Name of the archive, which identifies the plan also outside of the site."""
    return f"{dataset.name}.zip"


def _archive(dataset: Dataset, files: Sequence[KnownFile]) -> Iterator[DataFile]:
    # The files of single objectives repeat the tables.
    contents: list[KnownFile] = [file for file in files if file.role is not Role.PART]
    if dataset.plan.document and dataset.document is not None:
        contents.append(_text(dataset.plan.document.file, dataset.document))
    contents.append(_text(LICENCE_FILE, _licence(dataset).encode()))
    contents.append(_text(CHECKSUMS_FILE, _checksums(contents).encode()))
    content = io.BytesIO()
    with ZipFile(content, "w") as archive:
        for file in sorted(contents, key=_name):
            method = ZIP_STORED if file.media_type.compressed else ZIP_DEFLATED
            archive.writestr(timeless_entry(file.name, method), file.content, compresslevel=COMPRESSION)
    yield DataFile(archive_name(dataset), ZIP, "Tutto, con licenza e impronte", content.getvalue())


def _text(name: str, content: bytes) -> DataFile:
    return DataFile(name, TEXT, name, content)


def _licence(dataset: Dataset) -> str:
    version = f"versione del {dataset.modified:%d/%m/%Y}, " if dataset.modified else ""
    return (
        f"{dataset.title}\n{dataset.plan.body.name}\n\n"
        f"Questi dati si possono riusare liberamente, anche a fini commerciali, citando la fonte: sono\n"
        f"pubblicati con licenza {LICENCE_NAME}:\n{LICENCE_URL}\n\n"
        f"Come citarli:\n{dataset.citation}\n\n"
        f"{version}formato {FORMAT_VERSION}. Le impronte dei file sono in {CHECKSUMS_FILE}:\n"
        f"«sha256sum --check {CHECKSUMS_FILE}» le controlla.\n"
    )


def _checksums(files: Iterable[KnownFile]) -> str:
    """Checksums in the format of `sha256sum`."""
    return "".join(f"{file.sha256}  {file.name}\n" for file in sorted(files, key=_name))


_name = attrgetter("name")


FORMAT = Format(archive=_archive)
