"""The formats of the open data, one module each, found by themselves.

A module holds `FORMAT`. To add a format, add a module; nothing else knows the formats by name.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from msgspec import Struct

from generator.opendata.dataset import Dataset
from generator.opendata.files import DataFile, KnownFile
from generator.plan.model import Objective

Published = Sequence[tuple[Dataset, Sequence[KnownFile]]]


def _no_files(*_: object) -> Iterator[DataFile]:
    return iter(())


def _no_parts(*_: object) -> Iterator[tuple[str, bytes]]:
    return iter(())


class Format(Struct, frozen=True):
    """The files that a format makes, at whichever of five levels; each sees the files of those before.

    `own` files are made of one objective; `files` of a dataset alone; `describing` of a dataset and those
    files; `packing` of all of these; and `site` of every dataset of the site with its files, the oldest
    first. `parts` are what one objective adds to `files`, by the name of the file: the dataset joins them.
    Of several processes that make `files`, one begins with those that are `slow`.
    """

    own: Callable[[Dataset, Objective], Iterator[DataFile]] = _no_files
    parts: Callable[[Dataset, Objective], Iterator[tuple[str, bytes]]] = _no_parts
    files: Callable[[Dataset], Iterator[DataFile]] = _no_files
    describing: Callable[[Dataset, Sequence[KnownFile]], Iterator[DataFile]] = _no_files
    packing: Callable[[Dataset, Sequence[KnownFile]], Iterator[DataFile]] = _no_files
    site: Callable[[Published], Iterator[DataFile]] = _no_files
    slow: bool = False


@cache
def formats() -> tuple[Format, ...]:
    """All formats, by the name of their module."""
    modules = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").FORMAT for name in modules)


def own_files(dataset: Dataset, objective: Objective) -> Iterator[DataFile]:
    """The files of one objective."""
    for each in formats():
        yield from each.own(dataset, objective)


def parts_of(dataset: Dataset, objective: Objective) -> dict[str, bytes]:
    """What an objective adds to the files of its dataset, by their names."""
    return {name: part for each in formats() for name, part in each.parts(dataset, objective) if part}


def formats_of_datasets() -> tuple[Format, ...]:
    """The formats that make files of a dataset alone: none needs what another makes."""
    return tuple(each for each in formats() if each.files is not _no_files)


def further_files(
    dataset: Dataset, files: Iterable[KnownFile], keep: Callable[[DataFile], KnownFile] = lambda file: file
) -> tuple[KnownFile, ...]:
    """With the files of a dataset alone, those that describe and pack them; `keep` gets each once made."""
    known = _by_name(files)
    for level in ("describing", "packing"):
        made = (file for each in formats() for file in getattr(each, level)(dataset, known))
        known = _by_name([*known, *map(keep, made)])
    return known


def dataset_files(dataset: Dataset) -> tuple[KnownFile, ...]:
    """Every file of a dataset, by name, all in memory."""
    own = (file for objective in dataset.plan.objectives for file in own_files(dataset, objective))
    alone = [file for each in formats_of_datasets() for file in each.files(dataset)]
    return _by_name([*own, *further_files(dataset, alone)])


def site_files(published: Published) -> tuple[KnownFile, ...]:
    """Every file that is about all datasets together, by name."""
    return _by_name(file for each in formats() for file in each.site(published))


def _by_name(files: Iterable[KnownFile]) -> tuple[KnownFile, ...]:
    ordered = tuple(sorted(files, key=lambda file: file.name))
    names = [file.name for file in ordered]
    if len(set(names)) != len(names):
        raise ValueError(f"two formats claim one name: {sorted({n for n in names if names.count(n) > 1})}")
    return ordered
