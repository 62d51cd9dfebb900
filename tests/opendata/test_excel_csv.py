"""The CSV files for Excel in LibreOffice with Italian settings: numbers are numbers, codes stay codes."""

import csv
import io
import subprocess
from decimal import Decimal
from pathlib import Path
from shutil import which
from xml.etree import ElementTree

import pytest

from generator.opendata.formats.excel_csv import BYTE_ORDER_MARK, excel_field, excel_rows
from generator.opendata.tables.columns import Cell
from tests.opendata.conftest import Site
from tests.opendata.pivot import typed_tables

#: Semicolons, quotes, UTF-8, from the first line, Italian, special numbers detected, formulas evaluated.
OPTIONS = "CSV:59,34,76,1,,1040,false,true,false,false,false,0,true"
SPACES = {
    "table": "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}",
    "office": "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}",
    "text": "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}",
}

#: cell, what is written
FIELDS: list[tuple[Cell, str]] = [
    (Decimal("0.546"), "0,546"),
    (Decimal("27300"), "27300"),
    (True, "sì"),
    (None, ""),
    ("Orti di zona", "Orti di zona"),
    ("01_01_OS02", "01_01_OS02"),
    ("OB.1.2", "OB.1.2"),
    ("002", '="002"'),
    ("1.3", '="1.3"'),
    ("01/02", '="01/02"'),
    ("11/005", '="11/005"'),
    ("12:30", '="12:30"'),
    ("9,85%", '="9,85%"'),
    ("-20,00", '="-20,00"'),
    ("1.200,00 €", '="1.200,00 €"'),
    ("1E5", '="1E5"'),
    ("mar-25", '="mar-25"'),
    ("3 marzo", '="3 marzo"'),
    ("31/12/2025", '="31/12/2025"'),
    ("286/10.000 imprese", "286/10.000 imprese"),
]


@pytest.mark.parametrize(("cell", "written"), FIELDS)
def test_a_cell_is_what_an_italian_spreadsheet_reads(cell: Cell, written: str) -> None:
    assert excel_field(cell) == written


def opened(content: bytes, folder: Path) -> list[list[object]]:
    """The cells as LibreOffice understands them: numbers, days as texts, texts."""
    program = which("soffice")
    assert program, "LibreOffice manca: .ci/install-system lo installa"
    (folder / "righe.csv").write_bytes(content)
    command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    command += [f"--infilter={OPTIONS}", "--convert-to", "fods", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "righe.csv")], check=True, capture_output=True, timeout=180)
    tree = ElementTree.parse(folder / "righe.fods")  # noqa: S314 - what LibreOffice wrote
    return [
        [cell for one in row.iter(f"{SPACES['table']}table-cell") for cell in _cells(one)]
        for row in tree.iter(f"{SPACES['table']}table-row")
    ]


def _cells(cell: ElementTree.Element) -> list[object]:
    kind = cell.get(f"{SPACES['office']}value-type")
    if kind in ("float", "percentage", "currency"):
        found: object = Decimal(str(cell.get(f"{SPACES['office']}value")))
    elif kind == "date":
        found = cell.get(f"{SPACES['office']}date-value")
    else:
        texts = cell.iter(f"{SPACES['text']}p")
        found = cell.get(f"{SPACES['office']}string-value") or "\n".join(
            "".join(one.itertext()) for one in texts
        )
    return [found] * min(int(cell.get(f"{SPACES['table']}number-columns-repeated") or 1), 500)


def test_every_text_of_the_table_comes_back(tmp_path: Path) -> None:
    texts = [cell for cell, _ in FIELDS if isinstance(cell, str)]
    content = (BYTE_ORDER_MARK + excel_rows({"testo": one, "n": Decimal("1.5")} for one in texts)).encode()
    rows = opened(content, tmp_path)
    assert [row[0] for row in rows if row[0]] == texts
    assert {row[1] for row in rows if row[0]} == {Decimal("1.5")}


def test_numbers_can_be_summed_and_days_are_days(invented: Site, tmp_path: Path) -> None:
    names, *rows = opened(invented.read("indicatori-per-excel.csv"), tmp_path)
    found = [dict(zip(names, row, strict=False)) for row in rows if row[0]]
    indicators = typed_tables(invented.files, "2025-2026")("indicatori")
    assert [(row["codice_obiettivo"], row["indicatore"]) for row in found] == [
        (row["codice_obiettivo"], row["indicatore"]) for row in indicators
    ]
    assert sum(row["peso"] for row in found) == sum(row["peso"] for row in indicators)
    values = {
        (row["codice_obiettivo"], row["indicatore"]): row
        for row in typed_tables(invented.files, "2025-2026")("valori")
        if (row["misura"], row["anno"], row["parte"]) == ("traguardo", 2025, None)
    }
    for row in found:
        value = values.get((row["codice_obiettivo"], row["indicatore"]))
        if value and value["valore_numero"] is not None:
            assert row["target_2025"] == value["valore_numero"]
        elif value and value["valore_data"]:
            assert row["target_2025"] == value["valore_data"]
        if value:
            assert row["target_2025_testo"] == value["valore_testo"]


def test_the_file_of_an_objective_has_its_rows(invented: Site) -> None:
    whole = read(invented.read("indicatori-per-excel.csv"))
    for objective in invented.published.plan.objectives:
        rows = read(invented.read(f"obiettivi/{objective.slug}-per-excel.csv"))
        assert rows == [whole[0], *(row for row in whole[1:] if row[0] == objective.code)]


def read(content: bytes) -> list[list[str]]:
    assert content.startswith(BYTE_ORDER_MARK.encode())
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
