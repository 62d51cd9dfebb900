"""Check of the plans against the record of what is public: undeclared changes, each at its place."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.loading.diagnostics import Diagnostic, Diagnostics, SourceLocation
from generator.loading.file_system import shown_name
from generator.loading.plan_folder import (
    MEASUREMENTS_FOLDER,
    NEWS_FILE,
    OBJECTIVES_FOLDER,
    PLAN_FILE,
    REGISTER_FILES,
)
from generator.loading.yaml.parser import Mapping as MappingNode
from generator.loading.yaml.parser import Node, Scalar, Sequence, parse
from generator.plan.identifiers import slug_of
from generator.plan.model import Plan
from generator.plan.scoring.assessment import assess_plan
from generator.publishing.facts import (
    NEWS,
    OBJECTIVES,
    RESULTS,
    VERDICTS,
    facts_of,
    name_of_item,
    name_of_part,
)
from generator.publishing.record import RecordedPlan, read_record
from generator.publishing.undeclared import undeclared_changes


def check_record(root: Path, plans: Mapping[Path, Plan | None]) -> tuple[Diagnostic, ...]:
    """What differs from the record in `root` without a declaration; `plans` are by their folder.

    Plans that could not be read are not compared.
    """
    diagnostics = Diagnostics()
    folders = {folder.name: folder for folder in plans}
    for period, recorded in read_record(root, diagnostics).items():
        folder = folders.get(period)
        if folder is None:
            message = f"il piano {period} era pubblicato e non c'è più: rimetterlo in plan_data/"
            diagnostics.add(SourceLocation(recorded.file), "E702", message)
        elif plan := plans[folder]:
            diagnostics.extend(_check_plan(root, folder, plan, recorded))
    return diagnostics.sorted()


def _check_plan(root: Path, folder: Path, plan: Plan, recorded: RecordedPlan) -> Iterator[Diagnostic]:
    present = facts_of(plan, assess_plan(plan))
    if not recorded.facts or recorded.facts == present:
        return
    for change in undeclared_changes(recorded.facts, present, plan):
        location = _locate(root, folder, change.path)
        if location is None:
            location = SourceLocation(recorded.file, _line_of(recorded, "/".join(change.path)))
        yield Diagnostic(location, change.kind.value, change.message)


def _line_of(recorded: RecordedPlan, name: str) -> int:
    """The first line of the record about a fact or what is below its path."""
    return next((line for fact, line in recorded.lines.items() if f"{fact}/".startswith(f"{name}/")), 1)


def _locate(root: Path, folder: Path, path: tuple[str, ...]) -> SourceLocation | None:
    """Where a fact is written, or what is left around it; `None` where there is no such file."""
    names = [name_of_part(part) for part in path]
    for file, keys in _files(folder, names):
        if file.is_file() and (root_node := _tree(root, file)):
            return _find(root_node, keys)
    return None


def _files(folder: Path, names: list[str]) -> Iterator[tuple[Path, list[str]]]:
    """The files that may hold a fact, with the keys that lead to it there."""
    head, rest = names[0], names[1:]
    if head == OBJECTIVES:
        yield folder / OBJECTIVES_FOLDER / f"{slug_of(rest[0])}.yml", rest[1:]
    elif head == VERDICTS:
        yield folder / OBJECTIVES_FOLDER / f"{slug_of(rest[1])}.yml", ["indicatori", rest[2]]
    elif head == RESULTS and rest:
        yield folder / MEASUREMENTS_FOLDER / f"{rest[0]}.yml", rest[1:]
        of_day = folder / MEASUREMENTS_FOLDER / rest[0]
        yield from ((file, rest[1:]) for file in sorted(of_day.glob("*.yml")))
    elif head == NEWS:
        yield folder / NEWS_FILE, rest
    else:
        file = f"{head}.yml"
        yield folder / (file if file in REGISTER_FILES else PLAN_FILE), rest


def _tree(root: Path, file: Path) -> Node | None:
    return parse(file.read_bytes(), shown_name(file, root), Diagnostics())


def _find(node: Node, keys: list[str]) -> SourceLocation:
    """The location of the value that keys lead to, or of the last one on the way that is there."""
    location = node.location
    for key in keys:
        child = _child(node, key)
        if child is None:
            break
        location, node = child
    return location


def _child(node: Node, name: str) -> tuple[SourceLocation, Node] | None:
    """What a key or the name of an item leads to: its location and itself."""
    if isinstance(node, MappingNode):
        for entry in node.entries:
            if entry.key.text == name:
                is_text = isinstance(entry.value, Scalar) and bool(entry.value.text)
                return (entry.value.location if is_text else entry.key.location), entry.value
    if isinstance(node, Sequence):
        for number, item in enumerate(node.items, 1):
            fields = item.entries if isinstance(item, MappingNode) else ()
            texts = {one.key.text: one.value.text for one in fields if isinstance(one.value, Scalar)}
            if name_of_item(texts, number) == name:
                return item.location, item
    return None
