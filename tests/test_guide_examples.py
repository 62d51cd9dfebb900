"""The examples of the editors' guide do what it says: each is read in a plan that has what it speaks of."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.checks.check import check
from generator.scaffold.files import new_files
from generator.scaffold.new_body import NewBody
from tests.conftest import ROOT
from tests.robustness.conftest import vetro

PLAN = "plan_data/2025-2027"
CASES: dict[str, Any] = yaml.safe_load((ROOT / "tests" / "guide_examples.yml").read_text("utf-8"))


def examples(kind: str) -> list[str]:
    """The fenced blocks of the guide of a kind, in their order."""
    guide = (ROOT / "plan_data" / "README.md").read_text("utf-8")
    return [match[2] for match in re.finditer(r"(?ms)^```(\w*)\n(.*?)^```$", guide) if match[1] == kind]


def write(root: Path, name: str, text: str) -> None:
    path = root / PLAN / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.resolve().write_text(text, "utf-8")


def test_no_example_of_the_guide_is_left_out() -> None:
    found = examples("yaml")
    assert len(found) == len(CASES["examples"])
    for text, case in zip(found, CASES["examples"], strict=True):
        assert text.startswith(case["example"])


@pytest.mark.parametrize(
    "number", range(len(CASES["examples"])), ids=lambda n: CASES["examples"][n]["example"].strip()
)
def test_an_example_is_read_without_a_mistake(number: int, tmp_path: Path) -> None:
    case, text = CASES["examples"][number], examples("yaml")[number]
    files = {"piano.yml": CASES["plan"], **CASES["registers"], **case.get("files", {})}
    files[case["file"]] = case.get("before", "") + text + case.get("after", "")
    for name, content in files.items():
        write(tmp_path, name, content)
    (tmp_path / "content").mkdir(exist_ok=True)
    result = check(tmp_path, today=date(2026, 11, 30))
    # The other pages of Amministrazione Trasparente are not there (E601).
    found = [one for one in result.diagnostics if one.code != "E601"]
    assert sorted(one.code for one in found) == case.get("warnings", []), "\n".join(map(str, found))


#: The commands of the guide; fenced blocks of another kind show files or messages.
COMMANDS = [text for text in examples("") if text.startswith("vetro ")]
#: Those within a text, in an order in which they succeed.
IN_TEXT = (
    "vetro check",
    "vetro build --al 2026-01-15",
    "vetro new revisione 2025-07-31 --obiettivo 01_01_OS01",
)
OBJECTIVE = """\
codice: 01_01_OS01
titolo: Rispondere prima
uffici: [anagrafe]
indicatori:
  - id: attese
    nome: Attese
    unita: gg
    condizione: al massimo
    stato: {2024: 12}
    target: {2025: 10, 2026: 8}
"""


def test_every_command_of_the_guide_does_what_it_says(tmp_path: Path) -> None:
    for name, content in new_files(
        NewBody("Comune di Castelvernaglio", (2025, 2026, 2027), "comune")
    ).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (tmp_path / PLAN / "obiettivi" / "ESEMPIO.yml").unlink()
    files = {"piano.yml": CASES["plan"], **CASES["registers"], "obiettivi/01_01_OS01.yml": OBJECTIVE}
    files["rilevazioni/2025-12-31.yml"] = "fonte: protocollo\n01_01_OS01: {attese: 9}\n"
    for name, content in files.items():
        write(tmp_path, name, content)
    guide = (ROOT / "plan_data" / "README.md").read_text("utf-8")
    lines = [line for text in COMMANDS for line in text.splitlines()]
    assert len(lines) == 8
    assert [command for command in IN_TEXT if f"`{command}`" not in guide] == []
    for line in (*lines, *IN_TEXT):
        words = line.replace("fogli/*.xlsx", "fogli/anagrafe.xlsx").split()[1:]
        done = vetro(tmp_path, *words)
        assert done.returncode == 0, (line, done.stdout, done.stderr)
    for made in (
        "fogli/anagrafe.xlsx",
        "piano.xlsx",
        "relazione-2025.docx",
        "relazione-2025.pdf",
        "site/index.html",
    ):
        assert (tmp_path / made).is_file(), made
