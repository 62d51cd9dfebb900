"""The workbook: typed cells, texts that stay texts, and LibreOffice reads it back to the published CSV."""

import csv
import io
import subprocess
import zipfile
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from shutil import which

import openpyxl
import pikepdf
import pytest
from msgspec.structs import replace
from openpyxl.worksheet.worksheet import Worksheet

from generator.opendata.sheet import CELL_LIMIT, TRUNCATED
from generator.plan.model import Plan
from generator.plan.values import Number
from generator.site.published_plan import PublishedPlan
from tests.opendata.conftest import Site
from tests.opendata.in_memory import dataset_files

#: Filter options of LibreOffice: comma, quotes, UTF-8, cells as they are shown, every sheet in a file.
CSV_FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true,false,false,-1"


@pytest.fixture(scope="module")
def converted(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[list[str]]]:
    """By sheet, what LibreOffice makes of the workbook."""
    program = which("soffice")
    assert program, "LibreOffice manca: .ci/install-system lo installa"
    folder = tmp_path_factory.mktemp("libreoffice")
    source = folder / "piano.xlsx"
    source.write_bytes(site.read("piano.xlsx"))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [program, profile, "--headless", "--convert-to", CSV_FILTER, "--outdir", str(folder / "csv")]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=180)
    return _sheets(folder / "csv", source.stem)


def _sheets(folder: Path, name: str) -> dict[str, list[list[str]]]:
    sheets = {}
    for path in sorted(folder.glob(f"{name}-*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            sheets[path.stem.partition("-")[2]] = list(csv.reader(file))
    return sheets


def as_libreoffice_shows(text: str) -> str:
    """The two words that it writes in capitals, and its one kind of line break."""
    return text.upper() if text in ("true", "false") else text.replace("\r\n", "\n")


def test_libreoffice_converts_every_sheet_back_to_the_published_csv(
    site: Site, converted: Mapping[str, list[list[str]]]
) -> None:
    sheets = dict(converted)
    assert sheets.pop("Legenda")
    assert {"Obiettivi", "Indicatori", "Valutazione", "Esiti_gruppi", "Uffici"} <= sheets.keys()
    for sheet, found in sheets.items():
        filled = [row for row in found if any(row)]
        if sheet in ("Obiettivi", "Indicatori"):
            # They are wide: a row for each row of the table, with the columns of all years.
            assert len(filled) == len(site.csv(sheet.lower()))
        else:
            published = [[as_libreoffice_shows(text) for text in row] for row in site.csv(sheet.lower())]
            assert filled == published, sheet


@pytest.fixture(scope="module")
def indicators(invented: Site) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(invented.read("piano.xlsx")))["Indicatori"]


def at(sheet: Worksheet, code: str, indicator: str, column: str) -> object:
    names = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        if (row[0].value, row[1].value) == (code, indicator):
            return row[names.index(column)].value
    raise AssertionError(f"{code}#{indicator} is not in the sheet")


@pytest.mark.parametrize(
    ("code", "indicator", "column", "expected"),
    [
        ("01_02_OS01", "differenziata", "valore_partenza", 61.2),
        ("01_02_OS01", "differenziata", "peso", 50),
        ("01_02_OS01", "isola-ecologica", "target_2025", datetime(2025, 3, 31)),
        ("01_02_OS01", "isola-ecologica", "rilevato_il_2025", datetime(2025, 12, 31)),
        ("01_02_OS01", "isola-ecologica", "valore_partenza", None),
        ("01_02_OS01", "isola-ecologica", "valore_partenza_testo", "n.d."),
        ("01_01_OP01", "sportello-serale", "valore_partenza", False),
        ("01_01_OP01", "sportello-serale", "target_2025", True),
        ("01_01_OP01", "certificati", "target_2025_testo", "60/1.000 residenti"),
        ("01_02_OS01", "differenziata", "esito_2025", "parzialmente raggiunto"),
    ],
)
def test_a_cell_has_the_type_that_it_means(
    indicators: Worksheet, code: str, indicator: str, column: str, expected: object
) -> None:
    found = at(indicators, code, indicator, column)
    assert found == expected
    assert isinstance(found, bool) is isinstance(expected, bool)


def test_headers_are_frozen_and_every_sheet_has_filters(site: Site) -> None:
    book = openpyxl.load_workbook(io.BytesIO(site.read("piano.xlsx")))
    assert book.sheetnames[0] == "Legenda"
    assert book.sheetnames[1:3] == ["Obiettivi", "Indicatori"]
    for sheet in book.worksheets:
        assert sheet.freeze_panes, sheet.title
        assert sheet.auto_filter.ref, sheet.title
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0), sheet.title
        assert sheet.print_title_rows == "$1:$1", sheet.title
    assert "creativecommons.org" in book.properties.description


def test_it_prints_on_few_pages(real: Site, tmp_path: Path) -> None:
    """On A4 and A3, one page wide: before, the sheets of the real plan went over 158 pages."""
    program = which("soffice")
    assert program, "LibreOffice manca: .ci/install-system lo installa"
    (tmp_path / "piano.xlsx").write_bytes(real.read("piano.xlsx"))
    command = [
        program,
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    command += ["--outdir", str(tmp_path), str(tmp_path / "piano.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    with pikepdf.open(tmp_path / "piano.pdf") as document:
        assert len(document.pages) <= 30


def with_first_indicator(published_plan: PublishedPlan, **changes: object) -> Plan:
    first, *rest = published_plan.plan.objectives
    indicator, *others = first.indicators
    changed = replace(first, indicators=(replace(indicator, **changes), *others))
    return replace(published_plan.plan, objectives=(changed, *rest))


def sheet_of(published_plan: PublishedPlan, plan: Plan) -> tuple[Worksheet, bytes]:
    changed = replace(published_plan, plan=plan, assessment=published_plan.assessment.for_plan(plan))
    (file,) = (file for file in dataset_files(changed) if file.name == "piano.xlsx")
    return openpyxl.load_workbook(io.BytesIO(file.content))["Indicatori"], file.content


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+39 0573",
        "-5%",
        "@nome",
        '=HYPERLINK("http://x")',
        "\t=1",
        "https://x.example/",
        "mailto:a@b.it",
    ],
)
def test_a_text_that_looks_like_a_formula_or_a_link_is_a_text_and_stays_one(
    invented_published: PublishedPlan, text: str
) -> None:
    sheet, content = sheet_of(invented_published, with_first_indicator(invented_published, name=text))
    cell = sheet["C2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    # The mark by which a spreadsheet keeps it a text even when somebody edits the cell.
    assert cell.quotePrefix is text.startswith(("=", "+", "-", "@", "\t"))
    parts = zipfile.ZipFile(io.BytesIO(content))
    assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_a_number_with_more_digits_than_a_spreadsheet_stores_is_a_text(
    invented_published: PublishedPlan,
) -> None:
    exact = "1234567890.12345678"
    plan = with_first_indicator(invented_published, baseline=Number(Decimal(exact)))
    sheet, _ = sheet_of(invented_published, plan)
    names = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, names.index("valore_partenza") + 1).value == exact


def test_a_text_beyond_the_limit_of_a_cell_is_cut_and_says_so(invented_published: PublishedPlan) -> None:
    plan = with_first_indicator(invented_published, formula="a" * 40_000)
    sheet, _ = sheet_of(invented_published, plan)
    assert len(sheet["D2"].value) == CELL_LIMIT
    assert sheet["D2"].value.endswith(TRUNCATED)


def test_the_bytes_are_the_same_at_any_time(invented: Site) -> None:
    (file,) = (file for file in dataset_files(invented.published) if file.name == "piano.xlsx")
    assert file.content == invented.read("piano.xlsx")
    entries = zipfile.ZipFile(io.BytesIO(invented.read("piano.xlsx"))).infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
