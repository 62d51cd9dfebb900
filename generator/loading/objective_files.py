"""Objective files of a plan: what the loader needs of each, and what they must have in common."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from msgspec import Struct

from generator.loading.diagnostics import Diagnostics, SourceLocation
from generator.loading.readers.objectives import ObjectiveContext
from generator.loading.tree import Ties
from generator.plan.identifiers import slug_of
from generator.plan.model import Objective


class ObjectiveFile(Struct, frozen=True):
    """Where the file of an objective lies, and how diagnostics name it."""

    path: Path
    name: str


class ReadObjective(Protocol):
    """What the loader needs of a file that was read.

    `objective` is `None` if its code or area could not be made out; `code` is the one written in the file,
    with its location; `ids` are those of its indicators, also of those that could not be read; `ties` say
    where it names other objectives.
    """

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def code(self) -> tuple[str, SourceLocation] | None: ...  # noqa: D102
    @property
    def objective(self) -> Objective | None: ...  # noqa: D102
    @property
    def ids(self) -> frozenset[str]: ...  # noqa: D102
    @property
    def ties(self) -> Ties: ...  # noqa: D102


R = TypeVar("R", bound=ReadObjective)
#: Reads objective files in their order. The text is the digest of the files that objectives refer to.
ReadObjectives = Callable[[Sequence[ObjectiveFile], ObjectiveContext, str], Sequence[R]]


def unique_objectives(read: Iterable[ReadObjective], diagnostics: Diagnostics) -> Iterator[Objective]:
    """The objectives of the files; of two with the same code or address the first, and a diagnostic."""
    first: dict[str, SourceLocation] = {}
    by_slug: dict[str, str] = {}
    for one in read:
        if one.code is not None:
            code, location = one.code
            if (earlier := first.setdefault(code, location)) != location:
                message = f"il codice «{code}» c'è già in {earlier.file}: ogni obiettivo ha il suo"
                diagnostics.add(location, "E207", message)
                continue
            slug = slug_of(code)
            if (other := by_slug.setdefault(slug.casefold(), code)) != code:
                message = (
                    f"«{code}» avrebbe lo stesso indirizzo di «{other}» ({first[other].file}), «{slug}»: "
                    "cambiare uno dei due codici"
                )
                diagnostics.add(location, "E207", message)
                continue
        if one.objective:
            yield one.objective


def check_weights(read: Iterable[ReadObjective], diagnostics: Diagnostics) -> None:
    """Report the objectives without weights of a plan that has weights elsewhere."""
    found = [
        (one.code, any(one.objective.weights))
        for one in read
        if one.code and one.objective and one.objective.indicators
    ]
    if not any(weighed for _, weighed in found):
        return
    for code, location in (code for code, weighed in found if not weighed):
        message = (
            f"manca «peso» negli indicatori di «{code}», e altri obiettivi del piano l'hanno: scriverlo, "
            "o togliere «peso» da tutti"
        )
        diagnostics.add(location, "E202", message)


def codes_of(read: ReadObjective) -> Iterator[str]:
    """The code in the file of an objective, and the name of the file where that is not made of it."""
    stem = _stem_of(read.name)
    if read.code:
        yield read.code[0]
    if not read.code or slug_of(read.code[0]) != stem:
        yield stem


def _stem_of(name: str) -> str:
    """The name of an objective's file without folders and ending."""
    return name.rpartition("/")[2].removesuffix(".yml")
