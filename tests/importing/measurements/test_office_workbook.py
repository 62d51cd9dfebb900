"""The workbook of an office: what is in it, and its way out, through the office's program, and in again."""

import shutil
import subprocess
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from generator.checks.checked_plan import check_plan
from generator.exporting.office_workbook import office_workbooks
from generator.importing.formats import read_tables
from generator.importing.measurements import sheet_layout as layout
from generator.importing.measurements.day_files import HowToChange
from generator.importing.measurements.importing import import_results
from generator.importing.measurements.reading import read_results_of
from generator.importing.measurements.sheet_layout import RowKey, SheetMarker, read_key, read_marker
from generator.plan.model import Plan
from tests.conftest import ROOT

DATA = ROOT / "tests" / "data"
HEADER = 5


def project(name: str, tmp_path: Path) -> Path:
    """The folder of an invented body's plan, without its results."""
    (source,) = (DATA / name / "plan_data").iterdir()
    folder = tmp_path / "plan_data" / source.name
    shutil.copytree(source, folder)
    shutil.rmtree(folder / "rilevazioni", ignore_errors=True)
    return folder


def plan_in(folder: Path) -> Plan:
    checked = check_plan(folder, folder.parents[1])
    assert checked.is_valid, "\n".join(map(str, checked.diagnostics))
    assert checked.plan is not None
    return checked.plan


def sheets(plan: Plan, day: date, folder: Path) -> dict[str, Path]:
    """The workbooks of all offices, by their ids."""
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for workbook in office_workbooks(plan, day):
        found[workbook.name.removesuffix(".xlsx")] = folder / workbook.name
        (folder / workbook.name).write_bytes(workbook.content)
    return found


def columns_of(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[HEADER] if cell.value}


def fill(path: Path, values: Mapping[str, Any], day: date) -> None:
    """Write values into the rows of a workbook by their keys; a text after «|» is the note.

    A mapping has the cells of a row by their headings.
    """
    workbook = openpyxl.load_workbook(path)
    sheet = workbook[layout.RESULTS]
    columns = columns_of(sheet)
    for row in sheet.iter_rows(min_row=HEADER + 1):
        value = values.get(str(row[0].value))
        if isinstance(value, Mapping):
            for heading, cell in value.items():
                sheet.cell(row[0].row, columns[heading]).value = cell
        elif value is not None:
            value, _, note = value.partition(" | ") if isinstance(value, str) else (value, "", "")
            sheet.cell(row[0].row, columns[layout.value_heading(day)]).value = value
            sheet.cell(row[0].row, columns[layout.NOTE]).value = note or None
    workbook.save(path)


def resaved(path: Path, ending: str) -> Path:
    """The workbook as LibreOffice saves it."""
    folder = path.parent / ending
    profile = f"-env:UserInstallation=file://{path.parent}/profilo"
    command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", folder, path]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{path.stem}.{ending}"


DAY = date(2026, 12, 31)
#: By office and row the value as an office writes it, and as the plan has it.
MUNICIPALITY: dict[str, dict[str, tuple[Any, str]]] = {
    "demografici": {
        "OB.1.1#pratiche": (0.525, "52,5%"),
        "OB.1.1#carta-identita": (11.5, "11,5"),
        "OB.1.1#sportello": (datetime(2026, 6, 15), "15/06/2026"),
        "OB.1.1#gradimento": ("3,9", "3,9"),
    },
}


@pytest.mark.parametrize("ending", ["", "xlsx", "ods", "xls"])
def test_a_workbook_comes_back_as_it_was_filled_in(tmp_path: Path, ending: str) -> None:
    folder = project("comune-di-prova", tmp_path)
    plan = plan_in(folder)
    for office, rows in MUNICIPALITY.items():
        path = sheets(plan, DAY, tmp_path / "fogli")[office]
        fill(path, {key: value for key, (value, _) in rows.items()}, DAY)
        path = resaved(path, ending) if ending else path
        reading = read_results_of(path, read_tables(path), plan, None, None)
        assert (reading.day, reading.office, reading.findings) == (DAY, office, ())
        assert {str(one.key): one.value for one in reading.results} == {
            key: written for key, (_, written) in rows.items()
        }
        import_results([reading], plan, folder, HowToChange(date(2027, 1, 10)))
    measured = {f"{one.objective}#{one.indicator}": one for one in plan_in(folder).measurements}
    assert measured.keys() == {key for rows in MUNICIPALITY.values() for key in rows}


@pytest.mark.parametrize("ending", ["", "ods"])
def test_what_was_declared_and_what_cannot_be_assessed_come_back(tmp_path: Path, ending: str) -> None:
    folder = project("comune-di-prova", tmp_path)
    plan = plan_in(folder)
    path = sheets(plan, DAY, tmp_path / "fogli")["demografici"]
    value = layout.value_heading(DAY)
    rows = {
        "OB.1.1#pratiche": {value: 0.4, layout.DECLARED: 0.8},
        "OB.1.1#gradimento": {value: "3,9", layout.DECLARED: "97,5"},
        "OB.1.1#sportello": {layout.NOT_ASSESSABLE: "delibera n. 3: lo sportello non si apre"},
        "OB.1.1#carta-identita": {layout.DECLARED: "100%"},
    }
    fill(path, rows, DAY)
    path = resaved(path, ending) if ending else path
    reading = read_results_of(path, read_tables(path), plan, None, None)
    assert {str(one.key).partition("#")[2]: (one.value, dict(one.words)) for one in reading.results} == {
        "pratiche": ("40%", {"grado_dichiarato": "80%"}),
        "gradimento": ("3,9", {"grado_dichiarato": "97,5%"}),
        "sportello": ("", {"non_valutabile": "delibera n. 3: lo sportello non si apre"}),
    }
    (finding,) = reading.findings
    assert str(finding).endswith("«100%» non ha accanto un valore: se il dato non c'è scrivere n.d.")


def test_every_measurable_thing_is_in_one_workbook(tmp_path: Path) -> None:
    plan = plan_in(project("ospedale-di-prova", tmp_path))
    keys = []
    for path in sheets(plan, DAY, tmp_path / "fogli").values():
        sheet = openpyxl.load_workbook(path)[layout.RESULTS]
        keys += [str(row[0].value) for row in sheet.iter_rows(min_row=HEADER + 1)]
    wanted = [
        str(RowKey(objective.code, indicator.id, part.id if part else ""))
        for objective in plan.objectives
        for indicator in objective.indicators
        if indicator.can_be_measured(2026)
        for part in indicator.parts_of(2026) or [None]
    ]
    assert sorted(keys) == sorted(wanted)
    assert any("/" in key for key in keys)


def test_offices_that_share_an_indicator_do_not_collide(tmp_path: Path) -> None:
    folder = project("ospedale-di-prova", tmp_path)
    plan = plan_in(folder)
    objective, indicator = next(
        (objective, one)
        for objective in plan.objectives
        for one in objective.indicators
        if one.parts and not one.has_steps
    )
    paths = sheets(plan, DAY, tmp_path / "fogli")
    readings = []
    for part in indicator.parts_of(2026):
        fill(paths[part.id], {str(RowKey(objective.code, indicator.id, part.id)): "n.d. | manca"}, DAY)
        readings.append(read_results_of(paths[part.id], read_tables(paths[part.id]), plan, None, None))
    import_results(readings, plan, folder, HowToChange(date(2027, 1, 10)))
    assert len([*(folder / "rilevazioni" / "2026-12-31").iterdir()]) == len(readings) > 1
    (measurement,) = plan_in(folder).measurements
    assert measurement.original is not None
    assert measurement.original.text() == "; ".join(f"{part.id}: n.d." for part in indicator.parts_of(2026))
    assert measurement.note == "manca"


@pytest.fixture
def sheet(tmp_path: Path) -> Worksheet:
    """The sheet of the plan with units of all kinds."""
    folder = project("comune-di-prova", tmp_path)
    (folder / "obiettivi" / "OB-9.yml").write_text(
        "codice: OB.9\ntitolo: Altro\nuffici: [demografici]\nindicatori:\n"
        "  - {id: aperto, nome: Aperto, unita: sì/no, stato: {2025: no}, target: {2026: sì}, peso: 1}\n"
        "  - {id: voto, nome: Voto, scala: [basso, alto], stato: {2025: basso}, target: {2026: alto},"
        " peso: 1}\n"
        "  - {id: spesa, nome: Spesa, unita: €, stato: {2025: 1.200 €}, target: {2026: 1.150 €},"
        " condizione: al massimo, peso: 1}\n"
        "  - id: gara\n    nome: Gara\n    peso: 1\n    fasi:\n"
        "      - {nome: Bando, entro: 30/04/2026}\n      - {nome: Contratto, entro: 30/11/2026}\n",
        "utf-8",
    )
    path = sheets(plan_in(folder), DAY, tmp_path / "fogli")["demografici"]
    return openpyxl.load_workbook(path)[layout.RESULTS]


def row_of(sheet: Worksheet, key: str) -> int:
    return next(row[0].row for row in sheet.iter_rows(min_row=HEADER + 1) if row[0].value == key)


def test_only_what_the_office_writes_is_unlocked(sheet: Worksheet) -> None:
    columns = columns_of(sheet)
    entries = {layout.value_heading(DAY), layout.NOTE, layout.SOURCE, layout.REASON}
    entries |= {layout.DECLARED, layout.NOT_ASSESSABLE}
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    for row in sheet.iter_rows(min_row=HEADER + 1, max_col=len(columns)):
        unlocked = {name for name, column in columns.items() if not row[column - 1].protection.locked}
        assert unlocked == entries


@pytest.mark.parametrize(
    ("key", "target", "number_format", "entry_format"),
    [
        ("OB.1.1#pratiche", 0.5, "0%", "0.00%"),
        ("OB.1.1#carta-identita", 12, "#,##0", "General"),
        ("OB.1.1#sportello", datetime(2026, 6, 30), "dd/mm/yyyy", "dd/mm/yyyy"),
        ("OB.9#spesa", 1150, '#,##0 "€"', '#,##0.00 "€"'),
        ("OB.9#aperto", "sì", "General", "@"),
        ("OB.9#gara/1", datetime(2026, 4, 30), "dd/mm/yyyy", "dd/mm/yyyy"),
    ],
)
def test_numbers_and_days_are_such(
    sheet: Worksheet, key: str, target: object, number_format: str, entry_format: str
) -> None:
    columns, row = columns_of(sheet), row_of(sheet, key)
    cell = sheet.cell(row, columns[layout.target_heading(2026)])
    assert (cell.value, cell.number_format) == (target, number_format)
    assert sheet.cell(row, columns[layout.value_heading(DAY)]).number_format == entry_format


@pytest.mark.parametrize(
    ("key", "words"), [("OB.9#aperto", ["sì", "no", "n.d."]), ("OB.9#voto", ["basso", "alto", "n.d."])]
)
def test_answers_and_judgements_are_chosen_from_a_list(sheet: Worksheet, key: str, words: list[str]) -> None:
    row, column = row_of(sheet, key), columns_of(sheet)[layout.value_heading(DAY)]
    place = sheet.cell(row, column).coordinate
    (validation,) = (one for one in sheet.data_validations.dataValidation if place in one.sqref)
    assert validation.type == "list"
    name, _, cells = str(validation.formula1).partition("!")
    lists = sheet.parent[name.strip("'=")]
    assert [cell.value for (cell,) in lists[cells.replace("$", "")]] == words
    assert lists.sheet_state == "hidden"


def test_the_same_plan_makes_the_same_bytes(tmp_path: Path) -> None:
    plan = plan_in(project("comune-di-prova", tmp_path))
    assert office_workbooks(plan, DAY) == office_workbooks(plan, DAY)


@pytest.mark.parametrize("key", [RowKey("OB.2.1", "tempo-medio"), RowKey("a#b/c", "x", "1")])
def test_a_key_is_read_as_it_is_written(key: RowKey) -> None:
    assert read_key(f" {key} ") == key


@pytest.mark.parametrize("marker", [SheetMarker(DAY, "anagrafe"), SheetMarker(DAY, "")])
def test_a_marker_is_read_as_it_is_written(marker: SheetMarker) -> None:
    assert read_marker(str(marker)) == marker


@pytest.mark.parametrize("text", ["", "OB.2.1", "OB.2.1#", "#desk", "OB.2.1#Due parole"])
def test_other_texts_are_no_keys(text: str) -> None:
    assert read_key(text) is None
