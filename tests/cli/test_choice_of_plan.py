"""The plan of a command: by its period, or by the years of the days; a choice that is open is named."""

import shutil
from pathlib import Path

import click
import openpyxl
import pytest

from generator.build.project import Project
from generator.cli._project import the_plan, the_plan_of_day
from tests.cli.test_commands import vetro
from tests.sample_project import PLAN, SAMPLE

#: `--piano`, the day, and the plan that is found.
FOUND = [
    ("", "2024-06-30", "2023-2024"),
    # The results of a year, also where they come in the next one.
    ("", "2025-12-31", "2025-2026"),
    ("", "2027-06-30", "2026-2027"),
    ("2025-2026", "2026-06-30", "2025-2026"),
    ("2026-2027", "2026-06-30", "2026-2027"),
    # What is no day has no year: whoever reads the day reports it.
    ("", "30/06/2025", "2026-2027"),
]
REFUSED = [
    ("", "2026-01-31", "il 2026 è di più piani: dire quale con --piano 2025-2026 o --piano 2026-2027"),
    ("", "2022-12-31", "il 2022 non è un anno di nessun piano: ci sono 2023-2024, 2025-2026, 2026-2027"),
    ("2025-2062", "2026-06-30", "nessun piano è «2025-2062»: forse «2025-2026»?"),
    ("bilancio", "2026-06-30", "nessun piano è «bilancio»: ci sono 2023-2024, 2025-2026, 2026-2027"),
]


@pytest.fixture(scope="module")
def three_periods(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the plans 2023-2024, 2025-2026 and 2026-2027."""
    root = tmp_path_factory.mktemp("periodi") / "progetto"
    shutil.copytree(SAMPLE, root)
    (root / "site_config.yml").touch()
    for years in ((2023, 2024), (2026, 2027)):
        folder = root / "plan_data" / "{}-{}".format(*years)
        shutil.copytree(root / PLAN, folder)
        plan = folder / "piano.yml"
        text = plan.read_text("utf-8").replace("[2025, 2026]", "[{}, {}]".format(*years))
        plan.write_text(text.replace("anno_base: 2024", f"anno_base: {years[0] - 1}"), "utf-8")
    return root


@pytest.mark.parametrize(("period", "day", "expected"), FOUND)
def test_the_plan_of_a_day(period: str, day: str, expected: str, three_periods: Path) -> None:
    plan, folder = the_plan_of_day(Project(three_periods / "site_config.yml"), period, day)
    assert (plan.period, folder.name) == (expected, expected)


@pytest.mark.parametrize(("period", "day", "message"), REFUSED)
def test_a_plan_that_cannot_be_chosen(period: str, day: str, message: str, three_periods: Path) -> None:
    with pytest.raises(click.UsageError) as caught:
        the_plan_of_day(Project(three_periods / "site_config.yml"), period, day)
    assert caught.value.message == message


def test_days_of_several_years_are_of_the_plan_that_has_them_all(three_periods: Path) -> None:
    project = Project(three_periods / "site_config.yml")
    assert the_plan(project, "", {2025, 2026})[0].period == "2025-2026"
    with pytest.raises(click.UsageError) as caught:
        the_plan(project, "", {2024, 2025})
    assert "il 2024 e il 2025 non sono insieme gli anni di nessun piano" in caught.value.message


def test_a_plan_that_cannot_be_read_may_be_the_one(three_periods: Path, tmp_path: Path) -> None:
    root = tmp_path / "progetto"
    shutil.copytree(three_periods, root)
    (root / PLAN / "piano.yml").write_text("anni: [", "utf-8")
    with pytest.raises(click.UsageError) as caught:
        the_plan_of_day(Project(root / "site_config.yml"), "", "2025-12-31")
    assert "2025-2026/piano.yml» ha errori: vetro check dice quali" in caught.value.message


#: Commands about a day, with the file that they write.
OF_A_DAY = [
    (("new", "rilevazione", "2025-12-31"), "plan_data/2025-2026/rilevazioni/2025-12-31.yml"),
    (("new", "revisione", "2025-07-31"), "plan_data/2025-2026/revisioni/2025-07-31.yml"),
    (
        ("new", "rilevazione", "2026-06-30", "--piano", "2026-2027"),
        "plan_data/2026-2027/rilevazioni/2026-06-30.yml",
    ),
    (
        ("new", "obiettivo", "01_02_OS07", "--piano", "2025-2026"),
        "plan_data/2025-2026/obiettivi/01_02_OS07.yml",
    ),
    (("new", "obiettivo", "01_02_OS07"), "plan_data/2026-2027/obiettivi/01_02_OS07.yml"),
]


@pytest.mark.parametrize(("arguments", "file"), OF_A_DAY)
def test_a_new_file_is_one_of_the_plan_of_its_day(
    arguments: tuple[str, ...], file: str, three_periods: Path, tmp_path: Path
) -> None:
    root = tmp_path / "progetto"
    shutil.copytree(three_periods, root)
    result = vetro(*arguments, cwd=root)
    assert (result.returncode, result.stdout, result.stderr) == (0, f"{file}\n", "")
    assert (root / file).is_file()


def test_sheets_come_back_to_the_plan_that_they_were_made_for(three_periods: Path, tmp_path: Path) -> None:
    root = tmp_path / "progetto"
    shutil.copytree(three_periods, root)
    out = vetro("export", "rilevazioni", "--al", "2025-12-31", "--out", "fogli", cwd=root)
    assert (out.returncode, out.stderr) == (0, "")
    path = root / "fogli" / "sportello.xlsx"
    workbook = openpyxl.load_workbook(path)
    cells = {cell.value: cell for row in workbook["Risultati"].iter_rows() for cell in row}
    workbook["Risultati"].cell(cells["Desk"].row, cells["Valore al 31/12/2025"].column, 8)
    workbook.save(path)
    back = vetro("import", "rilevazioni", "fogli/sportello.xlsx", cwd=root)
    assert (back.returncode, back.stderr) == (0, "")
    assert "desk: 8" in (root / PLAN / "rilevazioni" / "2025-12-31" / "sportello.yml").read_text("utf-8")
    open_ = vetro("export", "rilevazioni", "--al", "2026-06-30", "--out", "altri", cwd=root)
    assert open_.returncode == 2
    assert "dire quale con --piano 2025-2026 o --piano 2026-2027" in open_.stderr
    assert not (root / "altri").exists()
