"""The formats of the open data, one module each, found by themselves.

A module holds `FORMAT`. To add a format, add a module; nothing else knows the formats by name.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from generator.opendata.dataset import Dataset
from generator.opendata.files import DataFile

Published = Sequence[tuple[Dataset, Sequence[DataFile]]]


def _no_files(*_: object) -> Iterator[DataFile]:
    return iter(())


@dataclass(frozen=True, slots=True)
class Format:
    """The files that a format makes, at whichever of four levels; each sees the files of those before.

    `files` are made of a dataset alone; `describing` of a dataset and those files; `packing` of all of
    these; and `site` of every dataset of the site with its files, the oldest first.
    """

    files: Callable[[Dataset], Iterator[DataFile]] = _no_files
    describing: Callable[[Dataset, Sequence[DataFile]], Iterator[DataFile]] = _no_files
    packing: Callable[[Dataset, Sequence[DataFile]], Iterator[DataFile]] = _no_files
    site: Callable[[Published], Iterator[DataFile]] = _no_files


@cache
def formats() -> tuple[Format, ...]:
    """All formats, by the name of their module."""
    modules = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").FORMAT for name in modules)


def dataset_files(dataset: Dataset) -> tuple[DataFile, ...]:
    """Every file of a dataset, by name."""
    files = _by_name(file for each in formats() for file in each.files(dataset))
    files = _by_name([*files, *(file for each in formats() for file in each.describing(dataset, files))])
    return _by_name([*files, *(file for each in formats() for file in each.packing(dataset, files))])


def site_files(published: Published) -> tuple[DataFile, ...]:
    """Every file that is about all datasets together, by name."""
    return _by_name(file for each in formats() for file in each.site(published))


def _by_name(files: Iterable[DataFile]) -> tuple[DataFile, ...]:
    ordered = tuple(sorted(files, key=lambda file: file.name))
    names = [file.name for file in ordered]
    if len(set(names)) != len(names):
        raise ValueError(f"two formats claim one name: {sorted({n for n in names if names.count(n) > 1})}")
    return ordered
