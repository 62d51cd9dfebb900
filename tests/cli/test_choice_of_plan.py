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


def test_days_of_several_years_are_of_one_plan(three_periods: Path) -> None:
    project = Project(three_periods / "site_config.yml")
    assert the_plan(project, "", {2023, 2024})[0].period == "2023-2024"
    several = "di più piani: dire quale con --piano"
    # 2026 is of two plans, whatever 2025 is of.
    for years, message in (
        ({2025, 2026}, f"il 2025 e il 2026 sono {several} 2025-2026 o --piano 2026-2027"),
        ({2024, 2025}, f"il 2024 e il 2025 sono {several} 2023-2024 o --piano 2025-2026"),
        ({2025, 2028}, "il 2028 non è un anno di nessun piano: ci sono 2023-2024, 2025-2026, 2026-2027"),
    ):
        with pytest.raises(click.UsageError) as caught:
            the_plan(project, "", years)
        assert caught.value.message == message


def test_a_plan_that_cannot_be_read_may_be_the_one(three_periods: Path, tmp_path: Path) -> None:
    root = tmp_path / "progetto"
    shutil.copytree(three_periods, root)
    (root / PLAN / "piano.yml").write_text("anni: [", "utf-8")
    with pytest.raises(click.UsageError) as caught:
        the_plan_of_day(Project(root / "site_config.yml"), "", "2025-12-31")
    assert "2025-2026/piano.yml» ha errori: vetro check dice quali" in caught.value.message


@pytest.fixture
def with_draft(three_periods: Path, tmp_path: Path) -> Path:
    """The same project, whose newest plan is a draft."""
    root = tmp_path / "progetto"
    shutil.copytree(three_periods, root)
    plan = root / "plan_data" / "2026-2027" / "piano.yml"
    plan.write_text(plan.read_text("utf-8") + "bozza: true\n", "utf-8")
    return root


@pytest.mark.parametrize(
    ("day", "expected"), [("2026-06-30", "2025-2026"), ("2027-06-30", "2026-2027"), ("", "2026-2027")]
)
def test_a_draft_has_the_years_that_no_other_plan_has(day: str, expected: str, with_draft: Path) -> None:
    assert the_plan_of_day(Project(with_draft / "site_config.yml"), "", day)[0].period == expected


def test_the_plan_that_was_chosen_is_said_where_a_draft_has_the_year_too(with_draft: Path) -> None:
    # A file of a plan that is no other's year says nothing more than its name.
    for day, plan, said in (
        ("2025-12-31", "2025-2026", ""),
        (
            "2026-06-30",
            "2025-2026",
            "il piano è 2025-2026, che è approvato; per la bozza aggiungere --piano 2026-2027\n",
        ),
        ("2027-06-30", "2026-2027", ""),
    ):
        result = vetro("new", "rilevazione", day, cwd=with_draft)
        file = f"plan_data/{plan}/rilevazioni/{day}.yml\n"
        assert (result.returncode, result.stdout, result.stderr) == (0, file, said)


def test_a_year_of_an_approved_plan_and_one_of_a_draft_are_not_of_one_plan(with_draft: Path) -> None:
    with pytest.raises(click.UsageError) as caught:
        the_plan(Project(with_draft / "site_config.yml"), "", {2025, 2027})
    assert "sono di più piani: dire quale con --piano 2025-2026 o --piano 2026-2027" in caught.value.message


def test_the_next_plan_goes_on_from_the_newest_that_is_no_draft(with_draft: Path) -> None:
    result = vetro("new", "piano", "2027-2028", cwd=with_draft)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "plan_data/2027-2028: obiettivi 2, indicatori 7",
        "da completare o confermare: 11; vetro check dice dove",
    ]
    text = (with_draft / "plan_data" / "2027-2028" / "obiettivi" / "01_01_OS01.yml").read_text("utf-8")
    # Of 2025-2026, not of the draft, and 2026 has not been measured.
    assert "«da confermare»: le risorse, dal piano 2025-2026" in text
    assert vetro("check", "plan_data/2027-2028", cwd=with_draft).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("2027-2028", "--da", "2025-2062"), 2, "nessun piano è «2025-2062»: forse «2025-2026»?"),
        (("2026-2027",), 1, "«2026-2027» c'è già e resta com'è"),
        (("2024-2026",), 1, "il 2024-2026 non comincia dopo il 2025-2026"),
        (("2027/28",), 1, "«2027/28» non è un periodo"),
        (("2027-2028", "--da", "2023-2024"), 2, "«plan_data/2023-2024» ha errori: vetro check dice quali"),
    ],
)
def test_a_next_plan_that_cannot_be_written(
    arguments: tuple[str, ...], code: int, message: str, with_draft: Path
) -> None:
    objective = with_draft / "plan_data" / "2023-2024" / "obiettivi" / "01_01_OS01.yml"
    objective.write_text(objective.read_text("utf-8").replace("almeno", "minimo"), "utf-8")
    before = sorted((with_draft / "plan_data").iterdir())
    result = vetro("new", "piano", *arguments, cwd=with_draft)
    assert (result.returncode, result.stdout) == (code, "")
    assert message in result.stderr
    assert sorted((with_draft / "plan_data").iterdir()) == before


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
