"""Writes the data files about a plan as a whole; those of single objectives are there already."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from msgspec.structs import replace

from generator.build.asides import PutTogether
from generator.build.making import Making
from generator.build.outcome import Outcome
from generator.opendata.dataset import Dataset
from generator.opendata.files import DataFile, KnownFile, StoredFile
from generator.opendata.formats import further_files
from generator.publishing.output_dir import Sink, Written
from generator.site.addresses import data_address
from generator.site.published_plan import PublishedPlan


def write_data(
    number: int,
    edition: PublishedPlan,
    making: Making,
    make: Callable[[Dataset], Iterator[DataFile]],
    sink: Sink,
) -> Outcome:
    """Write the files of one format; `number` is that of the edition."""
    files: list[tuple[DataFile, Written]] = []
    files_of_parts: dict[str, PutTogether] = {}
    for file in make(edition.dataset):
        address = data_address(edition.plan, file.name)
        written = sink.put(address, file.content)
        files_of_parts.update(making.note(address, file.content, written, sink))
        files.append((replace(file, content=b""), written))
    return Outcome(number, files=tuple(files), put_together=files_of_parts)


def write_further_data(
    number: int, edition: PublishedPlan, outcomes: Iterable[Outcome], sink: Sink
) -> Outcome:
    """Write the files that describe and pack those of all formats."""
    files: list[tuple[DataFile, Written]] = []

    def keep(file: DataFile) -> KnownFile:
        written = sink.put(data_address(edition.plan, file.name), file.content)
        files.append((replace(file, content=b""), written))
        return file

    further_files(edition.dataset, known_files(edition, number, outcomes, sink), keep)
    return Outcome(number, files=tuple(files))


def known_files(
    edition: PublishedPlan, number: int, outcomes: Iterable[Outcome], sink: Sink
) -> tuple[KnownFile, ...]:
    """The data files of an edition that were written, format by format."""
    pairs = (pair for outcome in outcomes if outcome.edition == number for pair in outcome.files)
    return tuple(
        StoredFile(
            *(file.name, file.media_type, file.title, file.role, file.subject, written.size, written.sha256),
            read=partial(sink.read, data_address(edition.plan, file.name)),
        )
        for file, written in pairs
    )
