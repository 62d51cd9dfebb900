"""The sheet of an office that was not made by us, cell by cell, in every format that offices save."""

import json
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.importing.formats import read_tables
from generator.importing.measurements.reading import SheetReading, read_results_of
from generator.plan.model import Plan
from generator.plan.units import PERCENT, Unit, read_value
from generator.plan.values import Day, Value
from tests.importing.measurements.conftest import DOCUMENT

EXPECTED = json.loads((DOCUMENT / "expected.json").read_text("utf-8"))
#: What is said of each doubt of the document, and of each problem.
SAID = {
    "value with its unit": "«3 incontri» è letto come 3",
    "a share of one in a column of percentages": "«0,412» è letto come 41,2%",
    "a formula": "il risultato di una formula (=1200+950)",
    "indicator renamed by the office: it is 'Accessi alla pagina del bilancio'": (
        "non c'è in OB.2.2; forse «Accessi alla pagina del bilancio»?"
    ),
    "neither sì nor no; 'non ancora' or empty": "qui ci vuole sì o no",
    "a row of another office": "è di «Settore Lavori pubblici», non di «Settore Ragioneria»",
    "no such objective": "l'obiettivo «OB.2.9» non c'è nel piano",
}


@pytest.fixture(scope="session", params=["xlsx", "ods", "xls"])
def sheet(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The document as it is, and as LibreOffice saves it in the other formats."""
    original = DOCUMENT / "rilevazione.xlsx"
    if request.param == "xlsx":
        return original
    folder = tmp_path_factory.mktemp(request.param)
    profile = f"-env:UserInstallation=file://{folder}/profilo"
    command = ["soffice", profile, "--headless", "--convert-to", request.param, "--outdir", folder, original]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"rilevazione.{request.param}"


def read(sheet: Path, plan: Plan) -> SheetReading:
    return read_results_of(sheet, read_tables(sheet), plan, None, None)


def expected_value(row: Mapping[str, Any]) -> Value:
    if row["unit"] == "data":
        return Day(date.fromisoformat(row["value"]))
    unit = PERCENT if row["unit"] == "%" else Unit({"giorni": "gg"}.get(row["unit"], row["unit"]))
    return read_value(row["value"], unit)


def test_day_and_office_are_those_above_the_headings(sheet: Path, plan: Plan) -> None:
    found = read(sheet, plan)
    assert (found.day, found.office) == (date(2026, 6, 30), "ragioneria")


def test_every_value_is_read_right(sheet: Path, plan: Plan) -> None:
    results = {one.place.rpartition("!")[2]: one for one in read(sheet, plan).results}
    wanted = [row for row in EXPECTED if "problem" not in row]
    assert [*results] == [row["cell"] for row in wanted]
    for row in wanted:
        result = results[row["cell"]]
        assert result.item.objective.code == row["code"]
        assert result.item.indicator.name == row["indicator"]
        assert result.measurement.measurement.original == expected_value(row), row["cell"]
        words = {"nota": row["note"], "fonte": row["source"], "motivo_scostamento": row["reason"]}
        assert dict(result.words) == {name: text for name, text in words.items() if text}


def test_every_doubt_and_problem_is_said_with_its_cell(sheet: Path, plan: Plan) -> None:
    findings = [(one.place, one.text, one.is_error) for one in read(sheet, plan).findings]
    for row in EXPECTED:
        place = f"{sheet.name}, Risultati!{row['cell']}"
        said = [(text, is_error) for where, text, is_error in findings if where == place]
        # The library that reads XLS does not tell formulas.
        if row.get("doubt") == "a formula" and sheet.suffix == ".xls":
            continue
        reason = row.get("problem") or row.get("doubt")
        if reason is None:
            assert said == []
        else:
            ((text, is_error),) = said
            assert SAID[reason] in text
            assert is_error is ("problem" in row)


def test_a_line_that_is_no_row_is_said_and_does_no_harm(sheet: Path, plan: Plan) -> None:
    found = [str(one) for one in read(sheet, plan).findings if "F18" in one.place]
    assert found == [
        f"{sheet.name}, Risultati!F18: dubbio: «05/07/2026» non è accanto a un indicatore: non letto"
    ]
