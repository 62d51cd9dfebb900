"""The real plan document, the files imported from it, and the files in the repository."""

import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.importing import ImportedPlan, import_plan
from generator.importing.readers.plan_document import READER

PLAN = Path(__file__).parents[2] / "plan_data" / "2025-2027"
DOCUMENT = PLAN / "fonti" / "allegato-2-piao-2025-2027.txt"

#: Imports a plan document into a folder.
import_file = partial(import_plan, READER)


def import_text(text: str) -> ImportedPlan:
    """The plan of a text file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.txt"
        path.write_text(text, encoding="utf-8", errors="surrogatepass")
        return READER.read(path, "")


def read_yaml(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes only texts, lists and mappings


def indicator_count(files: Mapping[str, str]) -> int:
    return sum(
        len(read_yaml(text)["indicatori"]) for name, text in files.items() if name.startswith("obiettivi/")
    )


@pytest.fixture(scope="session")
def document_text(real_project: Path) -> str:
    return DOCUMENT.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def imported(real_project: Path) -> ImportedPlan:
    body = read_yaml((PLAN / "piano.yml").read_text(encoding="utf-8"))["ente"]["nome"]
    return READER.read(DOCUMENT, body)


@pytest.fixture(scope="session")
def committed(real_project: Path) -> dict[str, Any]:
    # novita.yml is the editors' own: it does not come from the document.
    heads = [path for path in sorted(PLAN.glob("*.yml")) if path.name != "novita.yml"]
    files = heads + sorted(PLAN.glob("obiettivi/*.yml"))
    return {path.relative_to(PLAN).as_posix(): read_yaml(path.read_text(encoding="utf-8")) for path in files}


@pytest.fixture(scope="session")
def objectives(committed: dict[str, Any]) -> dict[str, Any]:
    return {
        content["codice"]: content for name, content in committed.items() if name.startswith("obiettivi/")
    }
