"""`vetro new albero`."""

from pathlib import Path

import click

from generator.cli._project import config_option, project_of, shown
from generator.publishing.publication import read_body_kind
from generator.trasparenza.initial_pages import page_paths, pages, write_missing
from generator.trasparenza.statutory_tree import statutory_tree


@click.command(name="albero")
@config_option
def command(config: Path) -> None:
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
