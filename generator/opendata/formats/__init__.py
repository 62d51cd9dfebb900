"""Formats of the open data, one module each, discovered in this package.

Each module defines `FORMAT`. A format is added by adding a module; no other code names the formats.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TypeVar

from msgspec import Struct

from generator.opendata.dataset import Dataset
from generator.opendata.files import DataFile, Fragments, KnownFile

Published = Sequence[tuple[Dataset, Sequence[KnownFile]]]
F = TypeVar("F", DataFile, KnownFile)


#: Fragments of one objective, by name of the file that they are part of.
ObjectiveFragments = Mapping[str, bytes]


def _no_files(*_: object) -> Iterator[DataFile]:
    return iter(())


def _no_fragments(*_: object) -> Iterator[tuple[str, bytes]]:
    return iter(())


class Format(Struct, frozen=True):
    """The files of a format, as hooks for the stages of a build; a format defines those that it needs.

    `fragments` gives the parts of `files` for one objective, by file name, and `per_objective` the files of
    that objective, made from the fragments; both get a dataset of that objective alone. `files` gets the
    whole dataset and its fragments; `metadata` the dataset and all those files; `archive` the same and the
    metadata files. `site_data` gets every dataset of the site with its fragments, oldest first, `site_wide`
    every dataset with its files, and the files of `site_data`.
    """

    per_objective: Callable[[Dataset, ObjectiveFragments], Iterator[DataFile]] = _no_files
    fragments: Callable[[Dataset], Iterator[tuple[str, bytes]]] = _no_fragments
    files: Callable[[Dataset, Fragments], Iterator[DataFile]] = _no_files
    metadata: Callable[[Dataset, Sequence[KnownFile]], Iterator[DataFile]] = _no_files
    archive: Callable[[Dataset, Sequence[KnownFile]], Iterator[DataFile]] = _no_files
    site_data: Callable[[Sequence[tuple[Dataset, Fragments]]], Iterator[DataFile]] = _no_files
    site_wide: Callable[[Published, Sequence[DataFile]], Iterator[DataFile]] = _no_files


@cache
def formats() -> tuple[Format, ...]:
    """All formats, sorted by module name."""
    modules = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").FORMAT for name in modules)


def fragments_of(dataset: Dataset) -> dict[str, bytes]:
    """The fragments of the one objective of a dataset, by file name."""
    return {name: fragment for each in formats() for name, fragment in each.fragments(dataset) if fragment}


def files_of_objective(dataset: Dataset, fragments: ObjectiveFragments) -> Iterator[DataFile]:
    """The files of the one objective of a dataset, from its fragments."""
    for each in formats():
        yield from each.per_objective(dataset, fragments)


def formats_of_datasets() -> tuple[Format, ...]:
    """The formats with files of a whole dataset; they are independent of each other."""
    return tuple(each for each in formats() if each.files is not _no_files)


def further_files(
    dataset: Dataset, files: Iterable[KnownFile], store: Callable[[DataFile], KnownFile] = lambda file: file
) -> tuple[KnownFile, ...]:
    """The given files with the metadata files and archives; `store` is called with each new file."""
    known = _by_name(files)
    for new_files in (
        (file for each in formats() for file in each.metadata(dataset, known)),
        (file for each in formats() for file in each.archive(dataset, known)),
    ):
        known = _by_name([*known, *map(store, new_files)])
    return known


def site_data(datasets: Sequence[tuple[Dataset, Fragments]]) -> tuple[DataFile, ...]:
    """The data of all datasets of the site together, sorted by name."""
    return _by_name(file for each in formats() for file in each.site_data(datasets))


def site_files(published: Published, data: Sequence[DataFile] = ()) -> tuple[DataFile, ...]:
    """The files that describe all datasets of the site, and their data together, sorted by name."""
    return _by_name(file for each in formats() for file in each.site_wide(published, data))


def _by_name(files: Iterable[F]) -> tuple[F, ...]:
    ordered = tuple(sorted(files, key=lambda file: file.name))
    names = [file.name for file in ordered]
    if len(set(names)) != len(names):
        raise ValueError(f"two formats claim one name: {sorted({n for n in names if names.count(n) > 1})}")
    return ordered
