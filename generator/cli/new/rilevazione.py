"""`vetro new rilevazione`."""

from pathlib import Path

import click

from generator.cli._project import config_option, plan_option, project_of, shown, the_plan_of_day
from generator.loading.skeletons import new_measurements


@click.command(name="rilevazione")
@config_option
@plan_option
@click.argument("day", metavar="AAAA-MM-GG")
def command(config: Path, period: str, day: str) -> None:
    """Prepara il file delle misurazioni di un giorno, con ogni indicatore da completare."""
    plan, folder = the_plan_of_day(project_of(config), period, day)
    click.echo(shown(new_measurements(plan, folder, day)))
