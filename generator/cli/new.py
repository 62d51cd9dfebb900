"""`vetro new`."""

from pathlib import Path

import click

from generator.cli._project import config_option, project_of, shown, the_plan
from generator.loading.skeletons import new_measurements, new_objective, new_revision
from generator.publishing.publication import read_body_kind
from generator.trasparenza.initial_pages import page_paths, pages, write_missing
from generator.trasparenza.statutory_tree import statutory_tree


@click.group(name="new")
def command() -> None:
    """Prepara file nuovi da completare."""


@command.command()
@config_option
@click.argument("code", metavar="CODICE")
def obiettivo(config: Path, code: str) -> None:
    """Prepara il file di un obiettivo del piano più recente, come 01_01_OS05."""
    plan, folder = the_plan(project_of(config))
    click.echo(shown(new_objective(plan, folder, code)))


@command.command()
@config_option
@click.argument("day", metavar="AAAA-MM-GG")
def rilevazione(config: Path, day: str) -> None:
    """Prepara il file delle misurazioni di un giorno, con ogni indicatore da completare."""
    plan, folder = the_plan(project_of(config))
    click.echo(shown(new_measurements(plan, folder, day)))


@command.command()
@config_option
@click.argument("day", metavar="AAAA-MM-GG")
@click.option("--obiettivo", "codes", metavar="CODICE", multiple=True, help="Un obiettivo che cambia.")
def revisione(config: Path, day: str, codes: tuple[str, ...]) -> None:
    """Prepara il file di una revisione del piano, che ha il giorno dell'atto."""
    plan, folder = the_plan(project_of(config))
    click.echo(shown(new_revision(plan, folder, day, codes)))


@command.command()
@config_option
def albero(config: Path) -> None:
    """Scrive le pagine di Amministrazione Trasparente che ancora mancano in content/."""
    project = project_of(config)
    kind, tree = read_body_kind(config), statutory_tree()
    written, existing = write_missing(project.content, pages(tree, kind))
    not_due = [node.label for _, node, _ in page_paths(tree) if not node.is_usually_due(kind)]
    for path in written:
        click.echo(shown(project.content / path))
    if not_due:
        click.echo(f"di norma non dovute da un ente di tipo «{kind}»: {'; '.join(not_due)}")
    click.echo(f"pagine scritte: {len(written)}; c'erano già: {len(existing)}")
