"""`vetro linkcheck`."""

import sys
from pathlib import Path
from urllib.parse import urlsplit

import click

from generator.cli._project import config_option, project_of
from generator.linkcheck.checker import check_links
from generator.linkcheck.declaration import check_declaration
from generator.linkcheck.external import check_external
from generator.publishing.legal_links import DECLARATION, legal_links
from generator.publishing.publication import read_publisher
from generator.site.frame.sources import read_settings, read_sources


@click.command(name="linkcheck")
@config_option
@click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    help="La cartella del sito generato, se non è quella solita.",
)
@click.option("--external", is_flag=True, help="Segue anche i collegamenti ad altri siti, con LinkChecker.")
def command(config: Path, site: Path | None, external: bool) -> None:
    """Segue ogni collegamento del sito generato e dice quelli che non portano da nessuna parte.

    E dice le pagine e i documenti a cui nessun collegamento porta.
    """
    project = project_of(config)
    site_url = read_publisher(project.config).site_url
    content = read_sources(project.config).content_files()
    report = check_links(site or project.target, site_url, content)
    diagnostics = report.diagnostics
    if external:
        diagnostics += check_external(report.external)
        declaration = legal_links(read_settings(project.config))[DECLARATION]
        location = report.external.get(declaration)
        if location:
            diagnostics += check_declaration(location, urlsplit(site_url).hostname or "")
    for diagnostic in diagnostics:
        click.echo(str(diagnostic), err=True)
    if diagnostics:
        sys.exit(1)
    click.echo("Ogni collegamento porta a una pagina, e a ogni pagina e documento porta un collegamento.")
