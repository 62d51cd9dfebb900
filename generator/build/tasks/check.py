"""Tasks of the check: read and check an objective file, compare objectives, check a content page."""

import hashlib
from collections.abc import Sequence
from functools import partial

from msgspec import Struct
from msgspec.msgpack import Decoder, Encoder

from generator.build.action_cache import ActionCache
from generator.build.environment import key_of, program_digest
from generator.build.parallel import run_parallel
from generator.checks.check import CheckTasks
from generator.checks.checked_plan import compare_all
from generator.checks.content_pages import PageCheck, check_content_page
from generator.checks.objective_check import CheckedObjective, check_objective_file
from generator.loading.diagnostics import Diagnostic, Diagnostics
from generator.loading.file_system import read_bounded
from generator.loading.objective_files import ObjectiveFile
from generator.loading.readers.objectives import ObjectiveContext
from generator.trasparenza.statutory_tree import Node

_READ, _COMPARE, _PAGE = "read objective", "compare objectives", "check page"
_encode = Encoder().encode
_objective, _comparison, _page = (
    Decoder(CheckedObjective),
    Decoder(tuple[Diagnostic, ...]),
    Decoder(PageCheck),
)


def cached_check(cache: ActionCache, processes: int = 1) -> CheckTasks:
    """The tasks of a check: what the cache has is taken from it, the rest shared among processes."""
    tasks = _CachedTasks(cache, processes)
    return CheckTasks(tasks.read_objectives, tasks.compare, tasks.check_page)


class _CachedTasks(Struct, frozen=True):
    cache: ActionCache
    processes: int

    def read_objectives(
        self, files: Sequence[ObjectiveFile], context: ObjectiveContext, context_digest: str
    ) -> tuple[CheckedObjective, ...]:
        environment = key_of(program_digest(), context_digest)
        entries = {name: (key, value) for (name, key), value in self.cache.get_all(_READ)}
        read: dict[str, CheckedObjective] = {}
        todo: list[tuple[ObjectiveFile, bytes]] = []
        for file in files:
            diagnostics = Diagnostics()
            data = read_bounded(file.path, file.name, diagnostics)
            if data is None:
                read[file.name] = CheckedObjective(file.name, diagnostics=diagnostics.sorted())
                continue
            key, value = entries.get(file.name, ("", b""))
            if key == _key_of_file(environment, data):
                read[file.name] = _objective.decode(value)
            else:
                todo.append((file, data))
        check = partial(_check, context=context)
        for (file, data), one in zip(todo, run_parallel(check, todo, self.processes), strict=True):
            read[file.name] = one
            self.cache.put(_READ, file.name, _key_of_file(environment, data), _encode(one))
        return tuple(read[file.name] for file in files)

    def compare(
        self, objectives: Sequence[CheckedObjective], first_year: int | None
    ) -> tuple[Diagnostic, ...]:
        compared = _encode([(one.indicators, one.formulas) for one in objectives])
        key = key_of(program_digest(), first_year, hashlib.sha256(compared).hexdigest())
        if value := self.cache.get(_COMPARE, "", key):
            return _comparison.decode(value)
        found = compare_all(objectives, first_year)
        self.cache.put(_COMPARE, "", key, _encode(found))
        return found

    def check_page(self, name: str, data: bytes, node: Node | None, is_own: bool) -> PageCheck:
        digest = hashlib.sha256(data).hexdigest()
        key = key_of(program_digest(), node is not None, is_own, digest)
        if value := self.cache.get(_PAGE, name, key):
            return _page.decode(value)
        found = check_content_page(name, data, node, is_own)
        self.cache.put(_PAGE, name, key, _encode(found))
        return found


def _check(file: tuple[ObjectiveFile, bytes], context: ObjectiveContext) -> CheckedObjective:
    return check_objective_file(*file, context)


def _key_of_file(environment: str, data: bytes) -> str:
    return hashlib.sha256(environment.encode() + data).hexdigest()
