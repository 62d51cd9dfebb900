"""The CSV files in a real spreadsheet: no text becomes a formula, whatever separates its columns.

A double click in an Italian Excel splits at semicolons, and LibreOffice at what was chosen the last time.
"""

import csv
import re
import subprocess
from pathlib import Path
from shutil import which

import pytest

from generator.loading.formulas import formula_in
from generator.opendata.formats.excel_csv import SUFFIX
from tests.loading.test_formulas import HONEST, HOSTILE
from tests.opendata.conftest import Site

#: Comma, semicolon, tab; quotes, UTF-8, from the first line, Italian numbers, special numbers detected.
SEPARATORS = {",": "44", ";": "59", "\t": "9"}
OPTIONS = "CSV:{},34,76,1,,1040,false,true"
FORMULA = re.compile(r'table:formula="([^"]*)"')


def formulas(files: list[Path], separator: str, folder: Path) -> dict[str, list[str]]:
    """By file name, the formulas that LibreOffice makes of its cells."""
    program = which("soffice")
    assert program, "LibreOffice manca: .ci/install-system lo installa"
    command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    command += [f"--infilter={OPTIONS.format(SEPARATORS[separator])}", "--convert-to", "fods"]
    target = folder / f"fogli-{SEPARATORS[separator]}"
    command += ["--outdir", str(target), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    sheets = {file.name: (target / file.name).with_suffix(".fods") for file in files}
    return {name: FORMULA.findall(sheet.read_text(encoding="utf-8")) for name, sheet in sheets.items()}


@pytest.mark.parametrize("separator", SEPARATORS)
def test_no_cell_of_the_open_data_is_a_formula(invented: Site, tmp_path: Path, separator: str) -> None:
    files = sorted(path for path in invented.data.glob("*.csv") if not path.name.endswith(SUFFIX))
    assert len(files) == 18
    assert formulas(files, separator, tmp_path) == {file.name: [] for file in files}


@pytest.mark.parametrize("separator", SEPARATORS)
def test_what_is_allowed_stays_a_text_and_formulas_are_refused(tmp_path: Path, separator: str) -> None:
    texts = {"innocui.csv": HONEST, "ostili.csv": [text for text, _ in HOSTILE]}
    for name, column in texts.items():
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("codice", "nome"), *(("x", text) for text in column)])
    found = formulas([tmp_path / name for name in texts], separator, tmp_path)
    assert found["innocui.csv"] == []
    # The check refuses more than LibreOffice takes for a formula: Excel knows other signs.
    assert len(found["ostili.csv"]) >= 2
    assert all(formula_in(text) for text in texts["ostili.csv"])
