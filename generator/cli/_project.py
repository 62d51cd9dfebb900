"""Project and plans of a command, and paths in its messages."""

from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.build.project import CONFIG_NAME, Project
from generator.checks.checked_plan import CheckedPlan, check_plan
from generator.loading.diagnostics import suggestion
from generator.loading.plan_folder import PLAN_FILE, find_plans
from generator.loading.yaml.parser import require_c_parser
from generator.plan.identifiers import read_revision_name
from generator.plan.model import Plan

F = TypeVar("F", bound=Callable[..., Any])

config_option = click.option(
    "--config",
    "config",
    metavar="FILE",
    type=click.Path(path_type=Path),
    default=CONFIG_NAME,
    show_default=True,
    help="La configurazione del sito; le altre cartelle si cercano accanto.",
)

plan_option = click.option(
    "--piano",
    "period",
    metavar="PERIODO",
    default="",
    help="La cartella del piano, come 2025-2027, se gli anni o il giorno non bastano a dire quale.",
)


def out_option(description: str, *, name: str = "folder", metavar: str = "CARTELLA") -> Callable[[F], F]:
    """The option `--out` of a command that has to be told where to write."""
    return click.option(
        "--out",
        name,
        metavar=metavar,
        type=click.Path(path_type=Path),
        required=True,
        help=description,
    )


def project_of(config: Path) -> Project:
    """The project of a configuration file. Raises `UsageError` without such a file, and `NoParserError`."""
    require_c_parser()
    if not config.is_file():
        raise click.UsageError(f"«{config}» non c'è: andare nella cartella del progetto, o usare --config")
    return Project(config.absolute())


def plans_of(project: Project) -> tuple[CheckedPlan, ...]:
    """The plans of a project. Raises `UsageError` if it has none."""
    folders = find_plans(project.plan_data)
    if not folders:
        raise click.UsageError(
            f"in «{shown(project.plan_data)}» non c'è nessun piano (cartella con piano.yml)"
        )
    return tuple(check_plan(folder, project.root) for folder in folders)


def the_plan(project: Project, period: str = "", years: Collection[int] = ()) -> tuple[Plan, Path]:
    """The plan that `the_checked_plan` finds, and its folder. Raises `UsageError`."""
    checked = the_checked_plan(project, period, years)
    if checked.plan is None:
        raise click.UsageError(_unreadable(checked))
    return checked.plan, checked.folder


def the_plan_of_day(project: Project, period: str, day: str) -> tuple[Plan, Path]:
    """The plan of a day as it begins the names of files; of what is no day the newest one."""
    found, _ = read_revision_name(day)
    return the_plan(project, period, [found.year] if found else [])


def the_checked_plan(project: Project, period: str = "", years: Collection[int] = ()) -> CheckedPlan:
    """The plan of a period; or else the only one with each of these years; or else the newest.

    A draft counts only for a year that no other plan has, and a note says that it was left out. Raises
    `UsageError`, also where there are several.
    """
    plans = plans_of(project)
    if period:
        return _of_period(plans, period)
    if not years:
        return plans[-1]
    fitting = [_of_year(plans, year) for year in sorted(set(years))]
    found = {one.folder: one for of_year in fitting for one in _approved(of_year) or of_year}
    if len(found) > 1:
        asked = " e il ".join(map(str, sorted(set(years))))
        are = "è" if len(set(years)) == 1 else "sono"
        raise click.UsageError(f"il {asked} {are} di più piani: dire quale con {_choices(found)}")
    (chosen,) = found
    if drafts := {one.folder for of_year in fitting for one in of_year} - {chosen}:
        note = f"il piano è {chosen.name}, che è approvato; per la bozza aggiungere {_choices(drafts)}"
        click.echo(note, err=True)
    return found[chosen]


def _of_year(plans: Collection[CheckedPlan], year: int) -> list[CheckedPlan]:
    """The plans with a year. Raises `UsageError` if there are none."""
    fitting = [one for one in plans if one.plan and year in one.plan.years]
    if not fitting:
        if unreadable := next((one for one in plans if one.plan is None), None):
            raise click.UsageError(_unreadable(unreadable))
        raise click.UsageError(f"il {year} non è un anno di nessun piano: ci sono {_names(plans)}")
    return fitting


def _approved(plans: Collection[CheckedPlan]) -> list[CheckedPlan]:
    return [one for one in plans if one.plan and not one.plan.is_draft]


def _choices(folders: Iterable[Path]) -> str:
    return " o ".join(f"--piano {folder.name}" for folder in sorted(folders))


def the_newest_approved(project: Project) -> CheckedPlan:
    """The newest plan that is not a draft; of drafts alone the newest one. Raises `UsageError`."""
    plans = plans_of(project)
    return next((one for one in plans[::-1] if one.plan is None or not one.plan.is_draft), plans[-1])


def _of_period(plans: Collection[CheckedPlan], period: str) -> CheckedPlan:
    for one in plans:
        if one.folder.name == period:
            return one
    hint = suggestion(period, [one.folder.name for one in plans]) or f"ci sono {_names(plans)}"
    raise click.UsageError(f"nessun piano è «{period}»: {hint}")


def _names(plans: Collection[CheckedPlan]) -> str:
    return ", ".join(one.folder.name for one in plans)


def _unreadable(checked: CheckedPlan) -> str:
    return f"«{shown(checked.folder / PLAN_FILE)}» ha errori: vetro check dice quali"


def shown(path: Path) -> str:
    """A path relative to the current folder if it is below it."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()
