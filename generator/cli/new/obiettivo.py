"""`vetro new obiettivo`."""

from pathlib import Path

import click

from generator.cli._project import config_option, plan_option, project_of, shown, the_plan
from generator.loading.skeletons import new_objective


@click.command(name="obiettivo")
@config_option
@plan_option
@click.argument("code", metavar="CODICE")
def command(config: Path, period: str, code: str) -> None:
    """Prepara il file di un obiettivo del piano più recente, come 01_01_OS05."""
    plan, folder = the_plan(project_of(config), period)
    click.echo(shown(new_objective(plan, folder, code)))
