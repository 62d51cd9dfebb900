"""The same table in every format of LibreOffice has the same cells."""

import subprocess
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from shutil import which

import pytest

from generator.importing.formats import read_tables
from generator.importing.tables import Table
from tests.importing.formats.documents import PLAN, texts, write_plan

#: Settings of an Italian LibreOffice; without them it writes numbers as in English.
ITALIAN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>it-IT</value></prop></item></oor:items>
"""
#: Separator, quotation mark, encoding, as shown.
CSV_FILTER = "csv:Text - txt - csv (StarCalc):{},34,{},1,,0,false,true,true,false"
CONVERSIONS = {
    "italiano": ["ods", "xls", "html", "pdf", CSV_FILTER.format(59, 76)],
    "inglese": ["ods", "xls", "html"],
}


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Table]:
    """By the language of the program and the ending, the table that has the cells of the plan."""
    program = which("soffice")
    assert program, "LibreOffice manca: .ci/install-system lo installa"
    folder = tmp_path_factory.mktemp("libreoffice")
    plan = write_plan(folder / "piano.xlsx")
    found = {"xlsx": read_tables(plan)[0]}
    for language, targets in CONVERSIONS.items():
        profile = folder / f"profilo-{language}"
        if language == "italiano":
            (profile / "user").mkdir(parents=True)
            (profile / "user" / "registrymodifications.xcu").write_text(ITALIAN, encoding="utf-8")
        for target in targets:
            command = [program, f"-env:UserInstallation=file://{profile}", "--headless"]
            command += ["--convert-to", target, "--outdir", str(folder / language), str(plan)]
            subprocess.run(command, check=True, capture_output=True, timeout=180)
            ending = target.partition(":")[0]
            found[f"{language}-{ending}"] = read_tables(folder / language / f"piano.{ending}")[-1]
    return found


@pytest.mark.parametrize(
    "name",
    ["xlsx", *(f"{language}-{kind}" for language in CONVERSIONS for kind in ("ods", "xls", "html"))],
)
def test_every_format_with_merged_cells_shows_the_cells_of_the_plan(
    converted: Mapping[str, Table], name: str
) -> None:
    assert texts(converted[name]) == PLAN


def test_a_pdf_shows_the_cells_of_the_plan(converted: Mapping[str, Table]) -> None:
    # Empty lines at the beginning of a cell leave no trace.
    assert texts(converted["italiano-pdf"]) == [[text.strip("\n") for text in row] for row in PLAN]


def test_a_csv_has_the_text_of_a_merged_cell_once(converted: Mapping[str, Table]) -> None:
    first = [[cell.text if not cell.merged else "" for cell in row] for row in converted["xlsx"].rows]
    assert texts(converted["italiano-csv"]) == first


@pytest.mark.parametrize("kind", ["xlsx", "inglese-ods", "inglese-xls", "inglese-html"])
def test_numbers_and_days_keep_their_exact_value(converted: Mapping[str, Table], kind: str) -> None:
    found = {
        (row, column): cell.value
        for row, cells in enumerate(converted[kind].rows)
        for column, cell in enumerate(cells)
        if cell.value is not None
    }
    third = found.pop((3, 6))
    assert isinstance(third, Fraction)
    assert round(third, 14) == round(Fraction(1, 3), 14)
    expected = {
        (2, 4): Fraction(2026),
        (2, 5): Fraction(2027),
        (3, 3): Fraction(34, 100),
        (3, 5): Fraction(605, 1000),
        (4, 3): Fraction(185, 10),
        (4, 6): Fraction(1, 2),
        (5, 3): Fraction(1250000),
        (5, 6): Fraction(1),
        (6, 3): date(2025, 6, 30),
        (7, 3): Fraction(-68, 10),
    }
    assert found == expected


@pytest.mark.parametrize("kind", ["xlsx", "italiano-ods", "italiano-xls", "italiano-html"])
def test_merged_cells_are_marked_but_for_the_first(converted: Mapping[str, Table], kind: str) -> None:
    merged = [[cell.merged for cell in row] for row in converted[kind].rows]
    assert merged[0] == [False, *[True] * 6]
    assert merged[1] == [False, False, False, False, False, True, False]
    assert merged[2] == [True, True, True, True, False, False, True]
    assert [row[:2] for row in merged[3:]] == [[False] * 2, [True] * 2, [False] * 2, [True] * 2, [True] * 2]
