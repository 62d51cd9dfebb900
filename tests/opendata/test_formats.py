"""A format is one module: its files are in the dataset, in the archive and in the catalogue."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.opendata import formats as package
from generator.opendata.formats import formats
from generator.opendata.metadata.dcat import catalogue_triples
from generator.opendata.metadata.graph import to_turtle
from generator.site.published_plan import PublishedPlan
from tests.conftest import INVENTED_PROJECT, site_in_memory
from tests.opendata.in_memory import dataset_files

MODULE = '''
"""Codes, one a line."""
from generator.opendata.files import DataFile, MediaType
from generator.opendata.formats import Format

CODES = MediaType("text/x-codes", "TXT", "codici")

def _files(dataset, fragments):
    text = "\\n".join(objective.code for objective in dataset.plan.objectives)
    yield DataFile({name!r}, CODES, "I codici", text.encode(), subject={subject!r})

FORMAT = Format(files=_files)
'''


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose modules are formats too."""
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    formats.cache_clear()
    yield tmp_path
    formats.cache_clear()
    for name in [name for name in sys.modules if name.startswith(f"{package.__name__}.zz_")]:
        del sys.modules[name]


def test_a_new_module_is_a_new_format(invented_published: PublishedPlan, folder: Path) -> None:
    (folder / "zz_codes.py").write_text(MODULE.format(name="codici.txt", subject=""), encoding="utf-8")
    dataset = invented_published.dataset
    files = {file.name: file for file in dataset_files(invented_published)}
    assert files["codici.txt"].content.decode().splitlines()[0] == "01_01_OS01"
    assert b"codici.txt" in files["piano-2025-2026.zip"].content
    assert "codici.txt" in to_turtle(catalogue_triples([(dataset, tuple(files.values()))]), {})


def test_the_data_page_lists_the_files_of_a_new_format(
    invented_published: PublishedPlan, folder: Path
) -> None:
    (folder / "zz_codes.py").write_text(
        MODULE.format(name="obiettivi.codes", subject="obiettivi"), encoding="utf-8"
    )
    files = site_in_memory((invented_published,), INVENTED_PROJECT / "site_config.yml")
    assert files["dati/2025-2026/obiettivi.codes"].startswith(b"01_01_OS01\n")
    page = files["dati/2025-2026/index.html"].decode()
    assert "dati/2025-2026/obiettivi.codes" in page
    assert "I codici, codici, " in page
    assert "obiettivi.codes" in files["dati/catalogo.ttl"].decode()


def test_two_formats_cannot_claim_one_name(invented_published: PublishedPlan, folder: Path) -> None:
    (folder / "zz_codes.py").write_text(MODULE.format(name="obiettivi.csv", subject=""), encoding="utf-8")
    with pytest.raises(ValueError, match=r"obiettivi\.csv"):
        dataset_files(invented_published)


@pytest.mark.usefixtures("real_project")
def test_nothing_at_run_time_needs_the_libraries_that_check() -> None:
    check = (
        "from tests.conftest import *\n"
        "from tests.opendata.in_memory import dataset_files\n"
        "from generator.opendata.formats import site_files\n"
        "e = published_plan(PLAN_FOLDER)\n"
        "site_files([(e.dataset, dataset_files(e))])\n"
        "import sys\n"
        "checkers = {'rdflib', 'pyshacl', 'frictionless', 'jsonschema', 'openpyxl', 'lxml'}\n"
        "sys.exit(bool(checkers & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", check]).returncode == 0
