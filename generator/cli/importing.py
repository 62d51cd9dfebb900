"""`vetro import`: a plan from elsewhere to YAML files."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli._project import shown

if TYPE_CHECKING:
    from generator.importing import ImportResult


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

    _tell(import_file(file, folder, body=body, force=force), file, folder)


@command.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out", "folder", type=click.Path(path_type=Path), required=True, help="La cartella del piano."
)
@click.option("--force", is_flag=True, help="Riscrive anche i file che qualcuno ha corretto.")
def data(file: Path, folder: Path, force: bool) -> None:
    """Riscrive i file YAML di un piano dal piano.json che un sito ha pubblicato."""
    from generator.importing import import_published_file

    _tell(import_published_file(file, folder, force=force), file, folder)


def _tell(outcome: "ImportResult", file: Path, folder: Path) -> None:
    """Say what became of each file of an import."""
    for doubt in outcome.imported.doubts:
        click.echo(f"{shown(file)}: {doubt}")
    for name in outcome.kept:
        click.echo(f"{shown(folder / name)}: lasciato com'è, perché è stato corretto (--force lo riscrive)")
    for name in outcome.stale:
        click.echo(f"{shown(folder / name)}: non viene più dal documento; cancellarlo se non serve")
    written, unchanged = len(outcome.written), len(outcome.unchanged)
    kept, doubts = len(outcome.kept), len(outcome.imported.doubts)
    click.echo(f"scritti: {written}; già uguali: {unchanged}; lasciati: {kept}; dubbi: {doubts}")
