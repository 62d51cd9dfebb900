"""`vetro new albero`."""

from collections.abc import Mapping
from pathlib import Path

import click

from generator.cli._project import config_option, project_of
from generator.publishing.publication import read_body_kind
from generator.scaffold.following import Outcome, bring_up_to_date, outcomes, read_record, write
from generator.scaffold.tree import differences, tree_files, tree_nodes, with_tree_in_nav


@click.command(name="albero")
@config_option
def command(config: Path) -> None:
    """Scrive le pagine di Amministrazione Trasparente che mancano, e aggiorna quelle mai modificate.

    Scrive anche l'indice delle sezioni e, se in site_config.yml c'è «nav», la voce che porta alle pagine.
    """
    project = project_of(config)
    kind, root, content = read_body_kind(config), project.root, project.content.name
    files, record = tree_files(content, kind), read_record(root)
    # The law wants every page: one that was removed is written again.
    missing = [path for path in files if not (root / path).exists()]
    found = dict(outcomes(root, files, record, missing))
    bring_up_to_date(root, files, record.version, found.items(), record)
    for path, outcome in found.items():
        if outcome in (Outcome.WRITTEN, Outcome.UPDATED):
            click.echo(f"{path}: {outcome.value}")
    _print_differences(root, content, found)
    _put_in_nav(project.config)
    not_due = [node.label for node in tree_nodes(content).values() if not node.is_usually_due(kind)]
    if not_due:
        click.echo(f"di norma non dovute da un ente di tipo «{kind}»: {'; '.join(not_due)}")
    counts = {outcome: [*found.values()].count(outcome) for outcome in Outcome}
    click.echo(
        f"pagine scritte: {counts[Outcome.WRITTEN]}; aggiornate: {counts[Outcome.UPDATED]}; "
        f"modificate da qualcuno, lasciate come sono: {counts[Outcome.EDITED]}; "
        f"già a posto: {counts[Outcome.SAME]}"
    )


def _print_differences(root: Path, content: str, found: Mapping[str, Outcome]) -> None:
    """Say of each edited page what the tree says otherwise today."""
    for path, node in tree_nodes(content).items():
        if found[path] is Outcome.EDITED:
            text = (root / path).read_text(encoding="utf-8", errors="replace")
            if changes := "; ".join(differences(text, node)):
                click.echo(f"{path}: {Outcome.EDITED.value}; {changes}")


def _put_in_nav(config: Path) -> None:
    text = config.read_bytes().decode()
    try:
        new = with_tree_in_nav(text)
    except ValueError as problem:
        click.echo(f"{config.name}: {problem}")
        return
    if new != text:
        write(config, new.encode())
        click.echo(f"{config.name}: ora «nav» porta alle pagine dell'albero")
