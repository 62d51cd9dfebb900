"""`vetro linkcheck`."""

import sys
from pathlib import Path

import click

from generator.cli._project import config_option, project_of
from generator.linkcheck.checker import check_links
from generator.linkcheck.external import check_external
from generator.publishing.publication import read_publisher


@click.command(name="linkcheck")
@config_option
@click.option(
    "--site",
    metavar="CARTELLA",
    type=click.Path(path_type=Path, file_okay=False),
    help="La cartella del sito generato, se non è quella solita.",
)
@click.option("--external", is_flag=True, help="Segue anche i collegamenti ad altri siti, con LinkChecker.")
def command(config: Path, site: Path | None, external: bool) -> None:
    """Segue ogni collegamento del sito generato e dice quelli che non portano da nessuna parte."""
    project = project_of(config)
    report = check_links(site or project.target, read_publisher(project.config).site_url)
    diagnostics = report.diagnostics + (check_external(report.external) if external else ())
    for diagnostic in diagnostics:
        click.echo(str(diagnostic), err=True)
    if diagnostics:
        sys.exit(1)
    click.echo("Ogni collegamento porta a una pagina, e a ogni pagina porta un collegamento.")
