"""What most commands begin with: the project, its plans, and how paths are shown."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.project import CONFIG_NAME, Project
from generator.source.check import Outcome, check
from generator.source.loader import LoadedPlan, find_plans, load_plan

if TYPE_CHECKING:
    from generator.site.edition import Edition

config_option = click.option(
    "--config",
    "config",
    type=click.Path(path_type=Path),
    default=CONFIG_NAME,
    show_default=True,
    help="La configurazione del sito; le altre cartelle si cercano accanto.",
)


def project_of(config: Path) -> Project:
    """The project of a configuration file; a usage error if there is no such file."""
    if not config.is_file():
        raise click.UsageError(f"«{config}» non c'è: andare nella cartella del progetto, o usare --config")
    return Project(config.absolute())


def plans_of(project: Project) -> tuple[LoadedPlan, ...]:
    """The plans of a project; a usage error if it has none."""
    folders = find_plans(project.plan_data)
    if not folders:
        raise click.UsageError(
            f"in «{shown(project.plan_data)}» non c'è nessun piano (cartella con piano.yml)"
        )
    return tuple(load_plan(folder, project.root) for folder in folders)


def sound_editions(project: Project, today: date | None) -> tuple["Edition", ...]:
    """The plans, assessed on a day, if all may be published; otherwise says what is wrong and ends."""
    from generator.plan.assessment import assess_plan
    from generator.site.edition import Edition

    outcome = check(project.root)
    if not outcome.passes():
        print_findings(outcome, project)
        click.echo("Il sito non è stato toccato: correggere gli errori e riprovare.", err=True)
        sys.exit(1)
    return tuple(
        Edition(item.plan, assess_plan(item.plan, today), item.folder) for item in outcome.plans if item.plan
    )


def print_findings(outcome: Outcome, project: Project) -> None:
    """Write the findings for a person to read."""
    from generator.source.report import Report
    from generator.source.report.text import render

    report = Report(outcome, project.root, colour=sys.stderr.isatty())
    click.echo(render(report), err=True, nl=False)


def shown(path: Path) -> str:
    """A path as the user would type it."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()
