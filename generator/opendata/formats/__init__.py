"""The formats of the open data, one module each, found by themselves.

A module holds `FORMAT`. To add a format, add a module; nothing else knows the formats by name.
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


#: The fragments of one objective, by the names of the files that they are parts of.
ObjectiveFragments = Mapping[str, bytes]


def _no_files(*_: object) -> Iterator[DataFile]:
    return iter(())


def _no_fragments(*_: object) -> Iterator[tuple[str, bytes]]:
    return iter(())


class Format(Struct, frozen=True):
    """The files that a format makes, at whichever of five levels; each sees the files of those before.

    `fragments` are what one objective adds to `files`, by their names, and `per_objective` its own files,
    made of them: both get a dataset of that objective alone. `files` are made of the whole dataset and its
    fragments; `metadata` of the dataset and those files; `archive` of all of these; `site_wide` of every
    dataset of the site with its files, the oldest first.
    """

    per_objective: Callable[[Dataset, ObjectiveFragments], Iterator[DataFile]] = _no_files
    fragments: Callable[[Dataset], Iterator[tuple[str, bytes]]] = _no_fragments
    files: Callable[[Dataset, Fragments], Iterator[DataFile]] = _no_files
    metadata: Callable[[Dataset, Sequence[KnownFile]], Iterator[DataFile]] = _no_files
    archive: Callable[[Dataset, Sequence[KnownFile]], Iterator[DataFile]] = _no_files
    site_wide: Callable[[Published], Iterator[DataFile]] = _no_files


@cache
def formats() -> tuple[Format, ...]:
    """All formats, by the name of their module."""
    modules = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}").FORMAT for name in modules)


def fragments_of(dataset: Dataset) -> dict[str, bytes]:
    """What the one objective of a dataset adds to the files of the whole one, by their names."""
    return {name: part for each in formats() for name, part in each.fragments(dataset) if part}


def files_of_objective(dataset: Dataset, fragments: ObjectiveFragments) -> Iterator[DataFile]:
    """The files of the one objective of a dataset, which has these fragments."""
    for each in formats():
        yield from each.per_objective(dataset, fragments)


def formats_of_datasets() -> tuple[Format, ...]:
    """The formats that make files of a whole dataset: none needs what another makes."""
    return tuple(each for each in formats() if each.files is not _no_files)


def further_files(
    dataset: Dataset, files: Iterable[KnownFile], keep: Callable[[DataFile], KnownFile] = lambda file: file
) -> tuple[KnownFile, ...]:
    """With the files of a whole dataset, those that describe and pack them; `keep` gets each once made."""
    known = _by_name(files)
    for made in (
        (file for each in formats() for file in each.metadata(dataset, known)),
        (file for each in formats() for file in each.archive(dataset, known)),
    ):
        known = _by_name([*known, *map(keep, made)])
    return known


def site_files(published: Published) -> tuple[DataFile, ...]:
    """Every file that is about all datasets together, by name."""
    return _by_name(file for each in formats() for file in each.site_wide(published))


def _by_name(files: Iterable[F]) -> tuple[F, ...]:
    ordered = tuple(sorted(files, key=lambda file: file.name))
    names = [file.name for file in ordered]
    if len(set(names)) != len(names):
        raise ValueError(f"two formats claim one name: {sorted({n for n in names if names.count(n) > 1})}")
    return ordered
