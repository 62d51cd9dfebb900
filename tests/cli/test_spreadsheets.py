"""Spreadsheets on the command line: out to the offices and in again, and every wrong use in Italian."""

import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.cli.test_commands import vetro
from tests.conftest import ROOT

BODY = ROOT / "tests" / "data" / "comune-di-prova"
DOCUMENT = ROOT / "tests" / "data" / "rilevazione-ufficio"
PLAN = "plan_data/2026-2028"
RESULTS = f"{PLAN}/rilevazioni/2026-03-31"
YEAR_END = "plan_data/2025-2027/rilevazioni/2025-12-31/strade.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A fresh folder with the invented municipality."""
    shutil.copytree(BODY, tmp_path / "ente")
    return tmp_path / "ente"


def lines(text: str) -> list[str]:
    return text.splitlines()


def test_sheets_go_out_and_results_come_in(project: Path) -> None:
    out = vetro("export", "rilevazioni", "--al", "2026-03-31", "--out", "fogli", cwd=project)
    assert (out.returncode, out.stderr) == (0, "")
    assert lines(out.stdout) == [
        "fogli/cultura.xlsx: 3 da rilevare",
        "fogli/demografici.xlsx: 4 da rilevare",
        "fogli/finanze-e-tributi.xlsx: 6 da rilevare",
        "fogli/istruzione.xlsx: 3 da rilevare",
        "fogli/lavori-pubblici.xlsx: 7 da rilevare",
        "fogli/segretario.xlsx: 4 da rilevare",
    ]
    path = project / "fogli" / "demografici.xlsx"
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Risultati"]
    column = next(cell.column_letter for cell in sheet[5] if cell.value == "Valore al 31/03/2026")
    for row, value in zip(range(6, 10), (0.41, "14,5", "non ancora", "3,7"), strict=True):
        sheet[f"{column}{row}"] = value
    workbook.save(path)
    # What Excel leaves beside an open workbook is no workbook.
    (project / "fogli" / "~$demografici.xlsx").write_bytes(b"\x05user")
    files = sorted(str(one.relative_to(project)) for one in (project / "fogli").iterdir())
    into = vetro("import", "rilevazioni", *files, cwd=project)
    assert (into.returncode, into.stderr) == (0, "")
    assert f"{RESULTS}/demografici.yml: nuovi: 4; rettificati: 0; già uguali: 0" in lines(into.stdout)
    assert lines(into.stdout)[-1] == "letti: 4; errori: 0; avvisi e dubbi: 0"
    # Offices that reported nothing have no file.
    assert [one.name for one in (project / RESULTS).iterdir()] == ["demografici.yml"]
    assert "carta-identita: 14,5" in (project / RESULTS / "demografici.yml").read_text("utf-8")
    assert vetro("check", PLAN, cwd=project).returncode == 0


def test_a_missed_target_of_a_closed_year_asks_for_its_reason(tmp_path: Path) -> None:
    project = Path(shutil.copytree(ROOT / "tests" / "data" / "due-periodi", tmp_path / "ente"))
    (project / YEAR_END).unlink()
    out = vetro(
        *("export", "rilevazioni", "--al", "2025-12-31", "--ufficio", "strade", "--out", "fogli"), cwd=project
    )
    assert out.returncode == 0, out.stdout + out.stderr
    path = project / "fogli" / "strade.xlsx"
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Risultati"]
    names = {cell.value: cell.column for cell in sheet[5]}
    # «Segnalazioni risolte» is 72% of 80%, and the office does not say why.
    row = next(row for row in sheet.iter_rows(min_row=6) if "Segnalazioni risolte" in [c.value for c in row])
    row[names["Valore al 31/12/2025"] - 1].value = 0.72
    workbook.save(path)
    into = vetro("import", "rilevazioni", "fogli/strade.xlsx", cwd=project)
    (warning,) = [line for line in lines(into.stdout) if " W404: " in line]
    assert warning.startswith(f"{YEAR_END}:")
    assert "(grado 90%): dire perché, scrivendo «segnalazioni: {valore: …, motivo_scostamento: …}»" in warning
    assert lines(into.stdout)[-1] == "letti: 1; errori: 0; avvisi e dubbi: 1"


def test_one_office_by_its_id_or_its_name(project: Path) -> None:
    for office in ("cultura", "Settore Cultura e sport"):
        out = vetro(
            "export", "rilevazioni", "--al", "2026-03-31", "--ufficio", office, "--out", "f", cwd=project
        )
        assert lines(out.stdout) == ["f/cultura.xlsx: 3 da rilevare"]


@pytest.fixture
def body(tmp_path: Path) -> Path:
    """The project of the document that an office made in its own words."""
    shutil.copytree(DOCUMENT, tmp_path / "ente")
    shutil.copy(BODY / "site_config.yml", tmp_path / "ente")
    return tmp_path / "ente"


FILE = "plan_data/2026/rilevazioni/2026-06-30/ragioneria.yml"


def test_a_file_with_errors_is_not_written(body: Path) -> None:
    result = vetro("import", "rilevazioni", "rilevazione.xlsx", cwd=body)
    assert result.returncode == 1
    found = lines(result.stdout)
    assert found[1].startswith("rilevazione.xlsx, Risultati!F11: errore E402: l'indicatore «Accessi alla")
    assert found[-2:] == [
        f"{FILE}: non scritto, ci sono errori (--parziale scrive il resto)",
        "letti: 7; errori: 4; avvisi e dubbi: 4",
    ]
    assert not (body / FILE).exists()


def test_what_can_be_read_is_written_if_asked_for(body: Path) -> None:
    result = vetro("import", "rilevazioni", "rilevazione.xlsx", "--parziale", cwd=body)
    assert result.returncode == 1
    assert f"{FILE}: nuovi: 7; rettificati: 0; già uguali: 0" in lines(result.stdout)
    assert vetro("check", "plan_data", cwd=body).returncode == 0


def test_a_file_that_cannot_be_read_does_not_stop_the_others(body: Path) -> None:
    (body / "rotto.xlsx").write_bytes(b"PK\x03\x04rotto")
    result = vetro("import", "rilevazioni", "rotto.xlsx", "rilevazione.xlsx", "--parziale", cwd=body)
    assert result.returncode == 1
    assert "rotto.xlsx" in result.stderr
    assert "Traceback" not in result.stderr
    assert (body / FILE).exists()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("import", "rilevazioni", "manca.xlsx"), 1, "manca.xlsx"),
        (("import", "rilevazioni"), 2, "FILE"),
        (
            ("import", "rilevazioni", "rilevazione.xlsx", "--ufficio", "x"),
            2,
            "«x» non è un ufficio del piano",
        ),
        (("import", "rilevazioni", "rilevazione.xlsx", "--al", "2030-06-30"), 2, "il 2030 non è un anno"),
        (("import", "rilevazioni", "rilevazione.xlsx", "--piano", "2020"), 2, "nessun piano è «2020»"),
        (("export", "rilevazioni", "--al", "30/06/2026", "--out", "f"), 2, "30/06/2026"),
        (
            ("export", "rilevazioni", "--al", "2026-06-30", "--ufficio", "x", "--out", "f"),
            2,
            "ci sono lavori",
        ),
        (("export", "rilevazioni", "--al", "2026-06-30"), 2, "--out"),
        (("export", "piano", "--out", "piano.ods"), 2, "«piano.ods» non finisce con .xlsx"),
        (("export", "piano", "--out", "plan_data/2026/piano.yml/x.xlsx"), 1, ""),
    ],
)
def test_wrong_uses(body: Path, arguments: tuple[str, ...], code: int, message: str) -> None:
    result = vetro(*arguments, cwd=body)
    assert result.returncode == code
    assert message in result.stderr
    assert result.stderr
    assert "Traceback" not in result.stderr


def test_a_plan_with_errors_does_not_go_out(body: Path) -> None:
    path = body / "plan_data" / "2026" / "obiettivi" / "OB-5-1.yml"
    path.write_text(path.read_text("utf-8").replace("almeno", "minimo"), "utf-8")
    result = vetro("export", "piano", "--out", "piano.xlsx", cwd=body)
    assert result.returncode == 2
    assert "ha errori: vetro check dice quali" in result.stderr
    assert not (body / "piano.xlsx").exists()


def test_the_plan_comes_back_from_its_workbook(project: Path) -> None:
    assert vetro("export", "piano", "--out", "piano.xlsx", cwd=project).returncode == 0
    before = vetro("check", cwd=project).stdout
    plan = project / PLAN
    names = sorted(one.relative_to(plan) for one in plan.rglob("*.yml"))
    shutil.rmtree(plan)
    result = vetro("import", "tabella", "piano.xlsx", "--out", PLAN, cwd=project)
    assert (result.returncode, result.stderr) == (0, "")
    assert sorted(one.relative_to(plan) for one in plan.rglob("*.yml")) == names
    assert vetro("check", cwd=project).stdout == before


def test_the_workbook_of_a_plan_is_imported_alone(project: Path) -> None:
    vetro("export", "piano", "--out", "piano.xlsx", cwd=project)
    shutil.copy(project / "piano.xlsx", project / "altro.xlsx")
    result = vetro("import", "tabella", "piano.xlsx", "altro.xlsx", "--out", "nuovo", cwd=project)
    assert result.returncode == 1
    assert "è il foglio di tutto un piano: importarlo da solo" in result.stderr


def test_the_plan_goes_out(body: Path) -> None:
    result = vetro("export", "piano", "--formato", "xlsx", "--out", "nuova/piano.xlsx", cwd=body)
    assert (result.returncode, lines(result.stdout)) == (0, ["nuova/piano.xlsx: obiettivi 4, indicatori 10"])
    sheets = openpyxl.load_workbook(body / "nuova" / "piano.xlsx").sheetnames
    assert sheets == [
        "Leggimi",
        "Piano",
        "Uffici",
        "Obiettivi",
        "Uffici degli obiettivi",
        "Indicatori",
        "Target",
        "Rilevazioni",
    ]
