"""The archive, a zip: the files of the dataset as a whole, the source document, the licence, checksums."""

import io
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from generator.opendata.dataset import FORMAT_VERSION, LICENCE_NAME, LICENCE_URL, Dataset
from generator.opendata.files import COMPRESSION, DataFile, KnownFile, MediaType, Role, timeless_entry
from generator.opendata.formats import Format

LICENCE_FILE, CHECKSUMS_FILE = "LICENZA.txt", "SHA256SUMS"


def archive_name(dataset: Dataset) -> str:
    """The name says whose plan it is of, since it will lie in somebody's downloads."""
    return f"{dataset.identifier}.zip"


def _archive(dataset: Dataset, files: Sequence[KnownFile]) -> Iterator[DataFile]:
    # The files of single objectives say again what the tables say.
    held: list[KnownFile] = [file for file in files if file.role is not Role.PART]
    if dataset.plan.document and dataset.document is not None:
        held.append(_text(dataset.plan.document.file, dataset.document))
    held.append(_text(LICENCE_FILE, _licence(dataset).encode()))
    held.append(_text(CHECKSUMS_FILE, _checksums(held).encode()))
    content = io.BytesIO()
    with ZipFile(content, "w") as archive:
        for file in sorted(held, key=_name):
            # What is compressed already only costs time to compress again.
            method = ZIP_STORED if file.media_type is MediaType.XLSX else ZIP_DEFLATED
            archive.writestr(timeless_entry(file.name, method), file.content, compresslevel=COMPRESSION)
    yield DataFile(archive_name(dataset), MediaType.ZIP, "Tutto, con licenza e impronte", content.getvalue())


def _text(name: str, content: bytes) -> DataFile:
    return DataFile(name, MediaType.TEXT, name, content)


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
    """Lines as `sha256sum` writes and checks them."""
    return "".join(f"{file.sha256}  {file.name}\n" for file in sorted(files, key=_name))


_name = attrgetter("name")


FORMAT = Format(archive=_archive)
