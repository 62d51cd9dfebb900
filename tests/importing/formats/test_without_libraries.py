"""Without the libraries that read documents, the program works, and says what is missing."""

import subprocess
import sys
from pathlib import Path

import docx
import pytest

from generator.importing.formats import read_tables
from generator.importing.imported_plan import ImportingError
from tests.importing.formats.documents import read_texts, write_plan

LIBRARIES = ("lxml", "openpyxl", "pdfplumber", "pdfminer", "xlrd")
PDF = b"%PDF-1.4\n"


@pytest.fixture
def hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """No library can be imported."""
    for name in [*sys.modules]:
        if name.split(".")[0] in LIBRARIES:
            monkeypatch.delitem(sys.modules, name)
    for name in LIBRARIES:
        monkeypatch.setitem(sys.modules, name, None)


@pytest.mark.parametrize("name", ["piano.xlsx", "piano.docx", "piano.html", "piano.pdf"])
def test_the_missing_library_is_said_with_the_command_that_installs_it(
    tmp_path: Path, request: pytest.FixtureRequest, name: str
) -> None:
    path = tmp_path / name
    write_plan(tmp_path / "piano.xlsx")
    docx.Document().save(str(tmp_path / "piano.docx"))
    (tmp_path / "piano.html").write_text("<p>testo</p>")
    (tmp_path / "piano.pdf").write_bytes(PDF)
    request.getfixturevalue("hidden")
    with pytest.raises(ImportingError, match=r"pipx install 'casa-di-vetro\[import\]'") as caught:
        read_tables(path)
    assert any(f"manca {library}" in str(caught.value) for library in LIBRARIES)


@pytest.mark.usefixtures("hidden")
def test_texts_are_read_without_any_library(tmp_path: Path) -> None:
    (tmp_path / "piano.csv").write_text("a;b\n")
    (tmp_path / "piano.txt").write_text("testo\n")
    assert read_texts(tmp_path / "piano.csv") == [[["a", "b"]]]
    assert read_texts(tmp_path / "piano.txt") == [[["testo"]]]


def test_every_module_can_be_imported_without_them() -> None:
    """Only the report in DOCX needs one of them, and says so when it is asked for."""
    program = (
        "import sys\n"
        f"for name in {LIBRARIES}: sys.modules[name] = None\n"
        "import importlib, pkgutil, generator\n"
        "for module in pkgutil.walk_packages(generator.__path__, 'generator.'):\n"
        "    is_wanted = not module.name.endswith(('__main__', 'docx', 'docx_writer'))\n"
        "    if is_wanted or '.importing.' in module.name: importlib.import_module(module.name)\n"
    )
    command = [sys.executable, "-c", program]
    result = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    assert (result.returncode, result.stderr) == (0, "")
