"""What a build publishes of one plan: its assessment on a day, where its files lie, its open data."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.opendata.dataset import Dataset
from generator.opendata.files import DataFile
from generator.opendata.formats import dataset_files
from generator.opendata.publisher import NOBODY, Publisher
from generator.plan.assessment import Assessment
from generator.plan.model import Plan
from generator.site.addresses import uris_of


@dataclass(frozen=True)
class Edition:
    """A plan as it is published. `folder` is that of its files, for the source document."""

    plan: Plan
    assessment: Assessment
    folder: Path
    publisher: Publisher = NOBODY

    @cached_property
    def dataset(self) -> Dataset:
        """The plan as open data: pages and data files show the same one."""
        document = self.plan.document
        content = (self.folder / document.file).read_bytes() if document else None
        uris = uris_of(self.plan, self.publisher.site_url)
        return Dataset(self.plan, self.assessment, self.publisher, uris, content)

    @cached_property
    def data_files(self) -> tuple[DataFile, ...]:
        """The files of the open data, by name; they are made once, for whoever asks first."""
        return dataset_files(self.dataset)
