"""Thousands of spoilt copies of the real files: each ends in located diagnostics, or passes.

The mutants are the same at every run. A plan with one objective is enough to read one mutant in its
surroundings. Most spoilt objectives are read by themselves, beside registers that were read once: reading
these again for each would take most of the time and show the same.
"""

import random
import re
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.checked_plan import CheckedPlan, check_plan
from generator.checks.objective_check import CheckedObjective, check_objective_file
from generator.loading.diagnostics import Diagnostic, Diagnostics
from generator.loading.objective_files import ObjectiveFile
from generator.loading.yaml.parser import Mapping, Node, Scalar, Sequence, parse
from generator.plan import units
from generator.plan.units import Unit, read_unit

pytestmark = pytest.mark.usefixtures("real_project")

PLAN = Path(__file__).parents[2] / "plan_data" / "2025-2027"
REGISTERS = ("piano.yml", "ambiti.yml", "uffici.yml", "missioni.yml")
SEED = 20250131
MUTANTS = 3200
#: One in so many spoilt objectives is read in its plan.
IN_A_PLAN = 4
#: Seconds: nobody should have to kill the program.
LIMIT = 30.0

Mutator = Callable[[bytes, random.Random], bytes]

NASTY = [
    *(
        "",
        "~",
        "null",
        "no",
        "{}",
        "[]",
        "[[]]",
        "{a: b}",
        "- x",
        "|",
        ">",
        ">=",
        "*a",
        "&a",
        "!a",
        "!!int 3",
        "%",
    ),
    *('"', "'", '"\\x00"', '"\\ud800"', "#", ": :", "a: b: c", "@", "`", "\t", "\u200b", "\u2028", "\ufeff"),
    *(
        "1.5",
        "1,5,5",
        "31/02/2025",
        "99/99/9999",
        "1e999",
        "-0",
        "0x1F",
        "٣",
        "½",
        "∞",
        "9" * 400,
        "x" * 5000,
    ),
    *("RSSMRA85T10A562S", "mario.rossi@gmail.com", "<script>", "../../etc/passwd", "\x1b[31m", "é" * 50),
]


def spoil_bytes(data: bytes, chance: random.Random) -> bytes:
    at, length = chance.randrange(len(data)), chance.choice((1, 1, 2, 5, 50))
    junk = bytes(chance.randrange(256) for _ in range(length))
    piece = data[at : at + length]
    return chance.choice(
        (
            data[:at] + junk + data[at + length :],
            data[:at] + data[at + length :],
            data[:at] + junk + data[at:],
            data[:at] + piece + piece + data[at + length :],
            data[:at],
            b"\xff\xfe" + data,
            data.replace(b"\n", b"\r"),
        )
    )


def spoil_lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    line = lines[at]
    match chance.randrange(8):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, line)
        case 2:
            lines[at], lines[other] = lines[other], line
        case 3:
            lines[at] = b" " * chance.randrange(1, 4) + line
        case 4:
            lines[at] = line[chance.randrange(1, 3) :]
        case 5:
            lines[at] = b"\t" + line
        case 6:
            lines[at : at + 2] = [b"".join(lines[at : at + 2])]
        case _:
            lines[at:at] = [b"---"]
    return b"\n".join(lines)


def spoil_key(data: bytes, chance: random.Random) -> bytes:
    lines = data.decode().split("\n")
    at = chance.choice([number for number, line in enumerate(lines) if re.match(r"\s*(- )?\w+:", line)])
    head, key, rest = re.fullmatch(r"(\s*(?:- )?)(\w+)(:.*)", lines[at], re.DOTALL).groups()
    cut = chance.randrange(len(key))
    new = chance.choice(
        (key[:cut] + key[cut + 1 :], key + "s", key.upper(), "? " + key, "<<", "", f'"{key}"', "[a]")
    )
    lines[at] = head + new + rest
    return "\n".join(lines).encode()


def spoil_value(data: bytes, chance: random.Random) -> bytes:
    lines = data.decode().split("\n")
    at = chance.choice([number for number, line in enumerate(lines) if re.match(r"\s*(- )?\w+: \S", line)])
    lines[at] = lines[at][: lines[at].index(": ") + 2] + chance.choice(NASTY)
    return "\n".join(lines).encode()


def spoil_type(data: bytes, chance: random.Random) -> bytes:
    lines = data.decode().split("\n")
    at = chance.choice([number for number, line in enumerate(lines) if re.match(r"\s*(- )?\w+:", line)])
    indent = len(lines[at]) - len(lines[at].lstrip())
    key = lines[at][: lines[at].index(":") + 1]
    end = at + 1
    while end < len(lines) and (
        not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > indent
    ):
        end += 1
    pad = " " * (indent + 4)
    new = chance.choice(
        (
            [f"{key} 3"],
            [f"{key}"],
            [f"{key} [1, [2, {{a: 3}}]]"],
            [f"{key} {{a: {{b: [c]}}}}"],
            [f"{key}", f"{pad}- a", f"{pad}- b: c"],
            [f"{key}", f"{pad}a: b", f"{pad}c: d"],
            [f"{key} |", f"{pad}testo"],
        )
    )
    return "\n".join(lines[:at] + new + lines[end:]).encode()


MUTATORS: list[Mutator] = [spoil_bytes, spoil_lines, spoil_key, spoil_value, spoil_type]


class Bench:
    """A plan of the real registers and one real objective, one file of which is spoilt at a time."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / PLAN.name
        (self.folder / "obiettivi").mkdir(parents=True)
        shutil.copytree(PLAN / "fonti", self.folder / "fonti")
        for name in REGISTERS:
            shutil.copy(PLAN / name, self.folder / name)
        self._context = check_plan(self.folder, root).context

    def read(self, name: str, data: bytes) -> CheckedObjective:
        """Read and check an objective by itself, as it is in a plan."""
        file = ObjectiveFile(self.folder / name, f"{self.folder.name}/{name}")
        return check_objective_file(file, data, self._context)

    def load(self, name: str, data: bytes) -> CheckedPlan:
        """Load the plan with a file that holds other bytes."""
        objective = name if name.startswith("obiettivi/") else "obiettivi/01_01_OS02.yml"
        own = self.folder / objective
        shutil.copy(PLAN / objective, own)
        path = self.folder / name
        original = path.read_bytes()
        path.write_bytes(data)
        try:
            return check_plan(self.folder, self.root)
        finally:
            path.write_bytes(original)
            own.unlink()


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("mutanti"))


def real_files() -> list[str]:
    return [*REGISTERS, *(f"obiettivi/{path.name}" for path in sorted((PLAN / "obiettivi").glob("*.yml")))]


def test_thousands_of_mutants_are_found_out_or_pass(bench: Bench) -> None:
    chance = random.Random(SEED)  # noqa: S311 -- the same mutants at every run
    files = real_files()
    outcomes: Counter[str] = Counter()
    for number in range(MUTANTS):
        # A register is one file in thirteen, and each is spoilt as often as ten objectives.
        name = chance.choice(REGISTERS) if number % 9 == 0 else chance.choice(files)
        mutate = MUTATORS[number % len(MUTATORS)]
        data = mutate((PLAN / name).read_bytes(), chance)
        what = f"{number}: {mutate.__name__} of {name}"
        started = time.monotonic()
        if name in REGISTERS or number % IN_A_PLAN == 0:
            loaded = bench.load(name, data)
            is_read, diagnostics = loaded.plan is not None, loaded.diagnostics
        else:
            objective = bench.read(name, data)
            is_read, diagnostics = objective.objective is not None, objective.diagnostics
        assert time.monotonic() - started < LIMIT, what
        assert_locations(diagnostics, what)
        has_error = any(diagnostic.code[0] == "E" for diagnostic in diagnostics)
        assert is_read or has_error, what
        outcomes["found" if has_error else "passes"] += 1
    assert outcomes.total() == MUTANTS
    assert outcomes["found"] > MUTANTS / 2
    assert outcomes["passes"] > 0


def assert_locations(diagnostics: Iterable[Diagnostic], what: str) -> None:
    for diagnostic in diagnostics:
        location = diagnostic.location
        assert location.file.startswith(PLAN.name), what
        assert location.line >= 1, what
        assert location.column >= 1, what
        assert diagnostic.message, what
        assert "\n" not in str(diagnostic), what


IMPOSSIBLE: dict[Unit, list[str]] = {
    units.NUMBER: ["1.5", "1,000.5", "dodici", "31/02/2025", "1,2,3", "5 €", "sì"],
    units.PERCENT: ["9.85%", "cento", "31/01/2025", "9,85%%", "si"],
    units.EURO: ["27,300.00 €", "tanti", "9%", "31/01/2025"],
    units.DATE: ["31/02/2025", "2025-13-01", "31/13/2025", "32.01.2025", "gennaio", "12", "9%", "31/01/25"],
    units.YES_NO: ["forse", "1", "100%", "31/12/2025", "s"],
    units.HOURS: ["6.5", "sei", "08:75", "9%", "31/01/2025"],
    units.DAYS: ["4.20", "4,20%", "domani", "31/01/2025", "si"],
}
WRONG = {
    "unita": ["giorno", "euri", "percento", "-"],
    "condizione": ["minimo", "circa", ">", "'=='", "Almeno"],
    "peso": ["0%", "150%", "-5%", "tanto", "1.5%", "n.d."],
    "tipologia": ["Volumi", "altro"],
    "id": ["Desk Uno", "àà", "-desk", "desk_1"],
}
WRONG_HEAD = {
    "codice": ["01_01_OS", "1_01_OS01", "01_01_ZZ01", "01-01-OS01", "01_01_OS٠١", "99_99_OS99"],
    "ambito": ["01_99", "uno", "0101"],
    "missione": ["99/005", "11/5", "11-005"],
    "area_responsabilita": ["nessuna", "Obiettivo trasversale"],
    "risorse": ["27,300.00 €", "27.30.00 €"],
}

Change = tuple[str, int, bytes]


def objective_files() -> Iterator[tuple[str, bytes, Mapping]]:
    """Name, bytes and tree of each objective's file."""
    for path in sorted((PLAN / "obiettivi").glob("*.yml")):
        data = path.read_bytes()
        node = parse(data, path.name, Diagnostics())
        assert isinstance(node, Mapping)
        yield f"obiettivi/{path.name}", data, node


def fields(node: Node) -> dict[str, Node]:
    assert isinstance(node, Mapping)
    return {entry.key.text: entry.value for entry in node.entries}


def indicators(node: Mapping) -> Iterator[dict[str, Node]]:
    items = fields(node)["indicatori"]
    assert isinstance(items, Sequence)
    yield from map(fields, items.items)


def impossible_mutants() -> Iterator[Change]:
    """File, line and bytes of mutants that no plan can be: one value of the file is impossible."""
    chance = random.Random(SEED)  # noqa: S311 -- the same mutants at every run
    for name, data, node in objective_files():
        for field, value in fields(node).items():
            if isinstance(value, Scalar) and value.text:
                yield from (changed(name, data, value, text) for text in WRONG_HEAD.get(field, []))
        for indicator in indicators(node):
            assert isinstance(indicator["unita"], Scalar)
            unit = read_unit(indicator["unita"].text)
            assert unit
            for field, value in indicator.items():
                if isinstance(value, Scalar) and field in WRONG:
                    yield changed(name, data, value, chance.choice(WRONG[field]))
                elif isinstance(value, Mapping) and field in ("stato", "target"):
                    for entry in value.entries:
                        if isinstance(entry.value, Scalar) and entry.value.text:
                            text = chance.choice(IMPOSSIBLE[unit])
                            yield changed(name, data, entry.value, text)


def changed(name: str, data: bytes, value: Scalar, text: str) -> Change:
    return name, value.line, put(data, value.line, value.column, text)


def put(data: bytes, line: int, column: int, text: str) -> bytes:
    """The bytes with another text from a location to the end of its line."""
    lines = data.decode().split("\n")
    lines[line - 1] = lines[line - 1][: column - 1] + text
    return "\n".join(lines).encode()


def test_whatever_is_made_impossible_is_reported_on_its_line(bench: Bench) -> None:
    missed, count = [], 0
    for name, line, data in impossible_mutants():
        count += 1
        diagnostics = bench.read(name, data).diagnostics
        if not any(is_error_on(diagnostic, name, line) for diagnostic in diagnostics):
            missed.append(
                (name, line, data.decode().split("\n")[line - 1], [str(one) for one in diagnostics])
            )
    assert missed == []
    assert count > 2500


def is_error_on(diagnostic: Diagnostic, name: str, line: int) -> bool:
    return (
        diagnostic.code[0] == "E"
        and diagnostic.location.file.endswith(name)
        and diagnostic.location.line == line
    )


def test_a_weight_that_changes_is_reported(bench: Bench) -> None:
    for name, data, node in objective_files():
        weight = next(indicators(node))["peso"]
        assert isinstance(weight, Scalar)
        text = f"{int(float(weight.text.strip('% ').replace(',', '.'))) + 4}%"
        diagnostics = bench.load(name, put(data, weight.line, weight.column, text)).diagnostics
        assert "E306" in {diagnostic.code for diagnostic in diagnostics}, name


@given(st.binary(max_size=200))
def test_any_bytes_are_a_tree_or_a_diagnostic(data: bytes) -> None:
    diagnostics = Diagnostics()
    node = parse(data, "f.yml", diagnostics)
    assert node is not None or len(diagnostics) > 0


@given(st.text(alphabet="ab:-[]{}\"'|>&*!%@`#,\n \t?=.0", max_size=60))
def test_any_signs_are_a_tree_or_a_diagnostic(text: str) -> None:
    diagnostics = Diagnostics()
    node = parse(text.encode(), "f.yml", diagnostics)
    lines = text.count("\n") + 1
    assert node is not None or len(diagnostics) > 0
    assert all(1 <= diagnostic.location.line <= lines + 1 for diagnostic in diagnostics)
