"""Project and plans of a command, and paths in its messages."""

from pathlib import Path

import click

from generator.build.project import CONFIG_NAME, Project
from generator.checks.checked_plan import CheckedPlan, check_plan
from generator.loading.plan_folder import find_plans
from generator.loading.yaml.parser import require_c_parser
from generator.plan.model import Plan

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
    help="La cartella del piano, come 2025-2027; di solito il più recente che comprende quell'anno.",
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


def the_plan(project: Project, period: str = "", year: int | None = None) -> tuple[Plan, Path]:
    """The plan of a period, or the latest with a year, and its folder. Raises `UsageError`."""
    checked = the_checked_plan(project, period, year)
    if checked.plan is None:
        raise click.UsageError(f"«{shown(checked.folder / 'piano.yml')}» ha errori: vetro check dice quali")
    return checked.plan, checked.folder


def the_checked_plan(project: Project, period: str = "", year: int | None = None) -> CheckedPlan:
    """The same with all that the rules say of it."""
    plans = plans_of(project)
    if period:
        found = [one for one in plans if one.folder.name == period]
    else:
        found = [one for one in plans if year is None or (one.plan and year in one.plan.years)]
    if not found:
        known = ", ".join(one.folder.name for one in plans)
        asked = f"nessun piano è «{period}»" if period else f"il {year} non è un anno di nessun piano"
        raise click.UsageError(f"{asked}: ci sono {known}")
    return found[-1]


def shown(path: Path) -> str:
    """A path relative to the current folder if it is below it."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()
