"""`vetro linkcheck`."""

import sys
from pathlib import Path

import click

from generator.cli._project import config_option, project_of


@click.command(name="linkcheck")
@config_option
@click.option("--external", is_flag=True, help="Segue anche i collegamenti ad altri siti.")
def command(config: Path, external: bool) -> None:
    """Segue ogni collegamento del sito generato e dice quelli che non portano da nessuna parte."""
    from generator.site.linkcheck import check_links

    broken = check_links(project_of(config).target, external=external)
    for link in broken:
        click.echo(str(link), err=True)
    if broken:
        sys.exit(1)
    click.echo("Ogni collegamento porta a una pagina, e a ogni pagina porta un collegamento.")
