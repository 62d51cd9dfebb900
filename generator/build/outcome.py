"""What a job that makes a part of a site tells the rest of it."""

from collections.abc import Mapping

from msgspec import Struct, field

from generator.build.asides import PutTogether
from generator.opendata.files import DataFile
from generator.publishing.output_dir import Written


class Outcome(Struct, frozen=True):
    """What a job tells the rest of the site of an edition, counted from the oldest.

    `addresses` are those of its pages, `entries` those of the search (location, JSON), `files` its data files
    without their content, `put_together` those files that the next run may use again.
    """

    edition: int = 0
    addresses: tuple[str, ...] = ()
    entries: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[DataFile, Written], ...] = ()
    put_together: Mapping[str, PutTogether] = field(default_factory=dict)
