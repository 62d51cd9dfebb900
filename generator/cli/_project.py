"""Project and plans of a command, and paths in its messages."""

from pathlib import Path

import click

from generator.build.project import CONFIG_NAME, Project
from generator.checks.checked_plan import CheckedPlan, check_plan
from generator.loading.plan_folder import find_plans
from generator.loading.yaml.parser import require_c_parser

config_option = click.option(
    "--config",
    "config",
    metavar="FILE",
    type=click.Path(path_type=Path),
    default=CONFIG_NAME,
    show_default=True,
    help="La configurazione del sito; le altre cartelle si cercano accanto.",
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


def shown(path: Path) -> str:
    """A path relative to the current folder if it is below it."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()
