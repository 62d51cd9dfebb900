"""`vetro import`."""

from pathlib import Path

import click

from generator.cli._project import shown


@click.group(name="import")
def command() -> None:
    """Trascrive in YAML un piano scritto altrove."""


@command.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out", "folder", type=click.Path(path_type=Path), required=True, help="La cartella del piano."
)
@click.option("--ente", "body", default="", help="Il nome dell'ente, per esteso.")
@click.option("--force", is_flag=True, help="Riscrive anche i file che qualcuno ha corretto.")
def document(file: Path, folder: Path, body: str, force: bool) -> None:
    """Trascrive il testo di un piano approvato nei file YAML di una cartella."""
    from generator.importing import import_file

    outcome = import_file(file, folder, body=body, force=force)
    for doubt in outcome.imported.doubts:
        click.echo(f"{shown(file)}: {doubt}")
    for name in outcome.kept:
        click.echo(f"{shown(folder / name)}: lasciato com'è, perché è stato corretto (--force lo riscrive)")
    for name in outcome.stale:
        click.echo(f"{shown(folder / name)}: non viene più dal documento; cancellarlo se non serve")
    written, unchanged = len(outcome.written), len(outcome.unchanged)
    kept, doubts = len(outcome.kept), len(outcome.imported.doubts)
    click.echo(f"scritti: {written}; già uguali: {unchanged}; lasciati: {kept}; dubbi: {doubts}")
