"""The rooms of the program import one another in one direction, without a circle."""

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import generator

ROOMS = Path(generator.__file__).parent
#: Which other rooms each room may import.
MAY_IMPORT: dict[str, set[str]] = {
    "plan": set(),
    "trasparenza": {"plan"},
    "loading": {"plan"},
    "checks": {"plan", "loading", "trasparenza"},
    "importing": {"plan", "loading", "checks"},
    "exporting": {"plan", "loading", "importing"},
    "opendata": {"plan"},
    "drafting": {"plan", "loading", "checks", "importing", "exporting", "opendata"},
    "site": {"plan", "loading", "trasparenza", "opendata"},
    "reporting": {"plan", "opendata", "site"},
    "publishing": {"plan", "loading", "opendata", "site"},
    "linkcheck": {"plan", "loading"},
    "build": {"plan", "loading", "checks", "trasparenza", "opendata", "site", "publishing"},
    "scaffold": {"plan", "loading", "checks", "opendata", "trasparenza"},
    "devserver": {"plan", "loading", "checks", "site", "publishing", "build"},
}
#: `cli` may import everything.
CLI = "cli"


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOMS.parent).with_suffix("").parts).removesuffix(".__init__")


def rooms_imported(path: Path) -> set[str]:
    names = {name.split(".")[1] for name in imports(path) if name.startswith("generator.")}
    return names - {"__version__"}


def test_a_room_imports_only_what_it_may() -> None:
    refused = {
        path.relative_to(ROOMS).as_posix(): wrong
        for room, allowed in MAY_IMPORT.items()
        for path in sorted((ROOMS / room).rglob("*.py"))
        if (wrong := rooms_imported(path) - allowed - {room})
    }
    assert refused == {}


def test_every_room_is_in_the_table() -> None:
    rooms = {path.name for path in ROOMS.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert rooms == {*MAY_IMPORT, CLI}


def test_no_module_imports_itself_by_way_of_others() -> None:
    modules = {module_name(path): path for path in sorted(ROOMS.rglob("*.py"))}
    graph = {name: {*imports(path)} & {*modules} - {name} for name, path in modules.items()}
    # Raises `CycleError` with the circle.
    assert len([*TopologicalSorter(graph).static_order()]) == len(modules)


def test_only_the_frame_imports_mkdocs() -> None:
    users = {
        path.parent.relative_to(ROOMS).as_posix()
        for path in ROOMS.rglob("*.py")
        if any(name.split(".")[0] == "mkdocs" for name in imports(path))
    }
    assert users == {"site/frame"}


def test_the_way_of_an_objective_in_the_readme_is_short_and_exists() -> None:
    text = (ROOMS.parent / "README.md").read_text("utf-8")
    paragraph = text.partition("An objective on its way")[2].partition("\n\n")[0]
    way = re.findall(r"`([^`]+)`", paragraph)
    assert 1 < len(way) <= 12
    assert [name for name in way if not (ROOMS / f"{name}.py").is_file()] == []
