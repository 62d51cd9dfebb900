"""The rooms of the program import one another in one direction, without a circle."""

import ast
from pathlib import Path

import generator

ROOMS = Path(generator.__file__).parent
#: The rooms, the lowest first: each may import those before it.
ORDER = ("plan", "trasparenza", "source", "importing", "opendata", "site", "cli")
#: What a room knows nothing of, although it lies lower.
APART = {
    "trasparenza": {"plan"},
    "opendata": {"trasparenza", "source", "importing"},
    "site": {"importing"},
}


def imported_rooms(room: str) -> dict[str, set[str]]:
    """The rooms that each module of a room imports."""
    found: dict[str, set[str]] = {}
    for path in sorted((ROOMS / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            rooms = {name.split(".")[1] for name in names if name.startswith("generator.")}
            found.setdefault(path.relative_to(ROOMS).as_posix(), set()).update(rooms - {room})
    return found


def test_every_room_imports_only_what_lies_lower() -> None:
    for position, room in enumerate(ORDER):
        allowed = {*ORDER[:position], "project"} - APART.get(room, set())
        modules = imported_rooms(room)
        assert modules
        assert {name: rooms - allowed for name, rooms in modules.items() if rooms - allowed} == {}


def test_every_room_has_its_place() -> None:
    rooms = {path.name for path in ROOMS.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert rooms == set(ORDER)
