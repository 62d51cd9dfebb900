"""Check of the plans against the record of what is public: undeclared changes, each at its place."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from generator.loading.diagnostics import Diagnostic, Diagnostics, SourceLocation
from generator.loading.file_system import shown_name
from generator.loading.plan_folder import (
    MEASUREMENTS_FOLDER,
    NEWS_FILE,
    OBJECTIVES_FOLDER,
    PLAN_FILE,
    REGISTER_FILES,
    REVISIONS_FOLDER,
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
    REVISIONS,
    VERDICTS,
    facts_of,
    name_of_item,
    name_of_part,
)
from generator.publishing.permanence import PermanenceError, read_permanence
from generator.publishing.record import RecordedPlan, read_record
from generator.publishing.undeclared import Kind, undeclared_changes
from generator.site.addresses import plan_address

#: Where the facts of piano.yml are.
_PLAN = "piano"


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
    if recorded.facts and plan.is_draft:
        location, _ = _locate(root, folder, (_PLAN, "bozza"))
        message = f"il piano {plan.period} era pubblicato, e non è più una bozza: togliere «bozza»"
        yield Diagnostic(location or SourceLocation(recorded.file), "E701", message)
    if not recorded.facts or recorded.facts == present:
        return
    for change in undeclared_changes(recorded.facts, present, plan, _moved(root, plan, recorded)):
        location, is_written = _locate(root, folder, change.path)
        is_gone = change.kind in {Kind.CHANGED, Kind.LOST} and not present.get("/".join(change.path))
        if is_gone and is_written:
            # It is there and cannot be read, which has a diagnostic of its own.
            continue
        if location is None:
            location = SourceLocation(recorded.file, _line_of(recorded, "/".join(change.path)))
        yield Diagnostic(location, change.kind.value, change.message)


def _moved(root: Path, plan: Plan, recorded: RecordedPlan) -> Collection[str]:
    """The codes of objectives, of now or then, whose pages a redirect leads away from, or to."""
    with suppress(PermanenceError):
        redirects = read_permanence(root).redirects
        ends = {address for one in redirects for address in (one.old, one.new)}
        then = {name.split("/")[1] for name in recorded.facts if name.startswith(f"{OBJECTIVES}/")}
        codes = {*map(name_of_part, then), *plan.by_code}
        return {code for code in codes if f"{plan_address(plan)}{slug_of(code)}/" in ends}
    # What is wrong with the redirects is told by the build.
    return ()


def _line_of(recorded: RecordedPlan, name: str) -> int:
    """The first line of the record about a fact or what is below its path."""
    return next((line for fact, line in recorded.lines.items() if f"{fact}/".startswith(f"{name}/")), 1)


def _locate(root: Path, folder: Path, path: tuple[str, ...]) -> tuple[SourceLocation | None, bool]:
    """Where a fact is written, or what is left around it, and whether it is; `None` without such a file."""
    names = [name_of_part(part) for part in path]
    found = [
        _find(node, keys)
        for file, keys in _files(folder, names)
        if file.is_file() and (node := _tree(root, file))
    ]
    return next((one for one in found if one[1]), found[0] if found else (None, False))


def _files(folder: Path, names: list[str]) -> Iterator[tuple[Path, list[str]]]:
    """The files that may hold a fact, with the keys that lead to it there."""
    head, rest = names[0], names[1:]
    if head == OBJECTIVES:
        yield folder / OBJECTIVES_FOLDER / f"{slug_of(rest[0])}.yml", rest[1:]
    elif head == VERDICTS:
        yield folder / OBJECTIVES_FOLDER / f"{slug_of(rest[1])}.yml", ["indicatori", rest[2]]
    elif head == RESULTS and rest:
        of_day = folder / MEASUREMENTS_FOLDER
        for file in (of_day / f"{rest[0]}.yml", *sorted((of_day / rest[0]).glob("*.yml"))):
            # The source is that of the result, or else that of the file.
            yield from ((file, keys) for keys in (rest[1:], rest[-1:]))
    elif head == REVISIONS:
        yield folder / REVISIONS_FOLDER / f"{rest[0]}.yml", rest[1:]
    elif head == NEWS:
        yield folder / NEWS_FILE, rest
    else:
        register = f"{head}.yml"
        yield folder / (register if register in REGISTER_FILES else PLAN_FILE), rest


def _tree(root: Path, file: Path) -> Node | None:
    return parse(file.read_bytes(), shown_name(file, root), Diagnostics())


def _find(node: Node, keys: list[str]) -> tuple[SourceLocation, bool]:
    """The location of the value that keys lead to, or of the last one on the way, and whether it is there."""
    location = node.location
    for key in keys:
        child = _child(node, key)
        if child is None:
            return location, False
        location, node = child
    content = node.text if isinstance(node, Scalar) else node.items if isinstance(node, Sequence) else node
    return location, bool(content)


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
