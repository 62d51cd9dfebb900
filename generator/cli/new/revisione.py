"""`vetro new revisione`."""

from pathlib import Path

import click

from generator.cli._project import config_option, plan_option, project_of, shown, the_plan_of_day
from generator.loading.skeletons import new_revision


@click.command(name="revisione")
@config_option
@plan_option
@click.argument("name", metavar="AAAA-MM-GG")
@click.option("--obiettivo", "codes", metavar="CODICE", multiple=True, help="Un obiettivo che cambia.")
def command(config: Path, period: str, name: str, codes: tuple[str, ...]) -> None:
    """Prepara il file di una revisione del piano, che ha il giorno dell'atto.

    Un altro atto dello stesso giorno ha anche un nome, come 2025-07-31-bilancio.
    """
    plan, folder = the_plan_of_day(project_of(config), period, name)
    click.echo(shown(new_revision(plan, folder, name, codes)))
