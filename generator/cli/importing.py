"""`vetro import`: YAML files from a plan in another format."""

from pathlib import Path

import click

from generator.checks.clock import today_in_rome
from generator.cli._project import shown
from generator.importing import ImportResult, Reader, import_plan
from generator.importing.readers import READERS
from generator.importing.table_import import read_documents
from generator.importing.writing import recorded_body, write_plan


@click.group(name="import")
def command() -> None:
    """Trascrive in YAML un piano scritto altrove."""


def _subcommand(reader: Reader) -> click.Command:
    """The subcommand of a kind of source."""

    def run(file: Path, folder: Path, force: bool, body: str = "") -> None:
        _print_result(import_plan(reader, file, folder, body=body, force=force), file, folder)

    body_option = click.Option(
        ["--ente", "body"], metavar="NOME", default="", help="Il nome dell'ente, per esteso."
    )
    return click.Command(
        reader.name,
        callback=run,
        params=[
            click.Argument(["file"], metavar="FILE", type=click.Path(path_type=Path)),
            click.Option(
                ["--out", "folder"],
                metavar="CARTELLA",
                type=click.Path(path_type=Path),
                required=True,
                help="La cartella del piano.",
            ),
            *([body_option] if reader.needs_body else []),
            click.Option(["--force"], is_flag=True, help="Riscrive anche i file che qualcuno ha corretto."),
        ],
        help=reader.help,
    )


@command.command(name="tabella")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out",
    "folder",
    metavar="CARTELLA",
    type=click.Path(path_type=Path),
    required=True,
    help="La cartella del piano.",
)
@click.option("--ente", "body", metavar="NOME", default="", help="Il nome dell'ente, per esteso.")
@click.option(
    "--colonne",
    "columns",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Il file delle colonne di un'importazione (fonti/colonne.yml), corretto.",
)
@click.option(
    "--anno", "first_year", metavar="ANNO", type=click.IntRange(1990, 2100), help="Il primo anno del piano."
)
@click.option("--force", is_flag=True, help="Riscrive anche i file che qualcuno ha corretto.")
def table_command(
    files: tuple[Path, ...],
    folder: Path,
    body: str,
    columns: Path | None,
    first_year: int | None,
    force: bool,
) -> None:
    """Trascrive un piano da tabelle, schede o elenchi.

    Legge XLSX, XLS, ODS, CSV, DOCX, ODT, HTML, Markdown, PDF e testo.
    """
    plan = read_documents(
        files,
        body=body or recorded_body(folder),
        columns=columns,
        first_year=first_year or 0,
        today=today_in_rome(),
    )
    _print_result(write_plan(plan, folder, force=force), files[0] if len(files) == 1 else None, folder)


def _print_result(result: ImportResult, file: Path | None, folder: Path) -> None:
    """Print the doubts, the files that were not written, and the number of files by state."""
    for doubt in result.plan.doubts:
        click.echo(f"{shown(file)}: {doubt}" if file else str(doubt))
    for name in result.edited:
        click.echo(f"{shown(folder / name)}: lasciato com'è, perché è stato corretto (--force lo riscrive)")
    for name in result.stale:
        click.echo(f"{shown(folder / name)}: non viene più dal documento; cancellarlo se non serve")
    written, unchanged = len(result.written), len(result.unchanged)
    edited, doubts = len(result.edited), len(result.plan.doubts)
    click.echo(f"scritti: {written}; già uguali: {unchanged}; lasciati: {edited}; dubbi: {doubts}")


for _reader in READERS:
    command.add_command(_subcommand(_reader))
