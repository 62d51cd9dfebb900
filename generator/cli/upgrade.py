"""`vetro upgrade`."""

from pathlib import Path

import click
from msgspec.structs import replace

from generator import __version__
from generator.cli._program import program_option
from generator.cli._project import config_option, project_of
from generator.loading.shipped import shipped
from generator.scaffold.files import REQUIREMENTS, following_files
from generator.scaffold.following import (
    Outcome,
    Record,
    bring_up_to_date,
    outcomes,
    read_record,
    write,
)
from generator.scaffold.new_body import Program
from generator.scaffold.releases import changes_for_bodies, order_of, with_version


@click.command(name="upgrade")
@config_option
@click.option(
    "--rifai",
    "again",
    metavar="FILE",
    multiple=True,
    help="Un file da scrivere di nuovo anche se è modificato.",
)
@program_option
def command(config: Path, again: tuple[str, ...], program: Program | None) -> None:
    """Dice che cosa cambia con questa versione del programma, e porta alla stessa i file che la seguono.

    Schemi, guida e workflow si aggiornano se nessuno li ha modificati; gli altri restano come sono.
    """
    root = project_of(config).root
    if root == shipped("theme").parent:
        raise click.UsageError("questa è la cartella del programma: qui i file si scrivono a mano")
    record = read_record(root)
    # What is named now takes the place of what was named before.
    record = replace(record, program=program or record.program)
    files = following_files(record.program)
    if unknown := [path for path in again if path not in files]:
        raise click.UsageError(
            f"--rifai: «{unknown[0]}» non è tra i file che seguono la versione: {', '.join(files)}"
        )
    if order_of(record.version) > order_of(__version__):
        raise click.UsageError(
            f"qui c'è già la versione {record.version}, e il programma è alla {__version__}: "
            f"installare quella scritta in {REQUIREMENTS}"
        )
    _print_changes(record)
    found = [*outcomes(root, files, record, again)]
    bring_up_to_date(root, files, __version__, found, record)
    for path, outcome in found:
        if outcome is not Outcome.SAME:
            click.echo(f"{path}: {outcome.value}")
    _require_version(root / REQUIREMENTS)
    click.echo(f"versione {__version__}: {_count(found)}")


def _print_changes(record: Record) -> None:
    for version, text in changes_for_bodies(record.version):
        click.echo(f"Che cosa cambia con la versione {version}:\n\n{text}\n")


def _require_version(path: Path) -> None:
    """Let the requirements name this version, if there are any in UTF-8."""
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeDecodeError):
        return
    if (new := with_version(text, __version__)) != text:
        write(path, new.encode())
        click.echo(f"{path.name}: ora chiede la versione {__version__}")


def _count(found: list[tuple[str, Outcome]]) -> str:
    written = sum(outcome in (Outcome.WRITTEN, Outcome.UPDATED) for _, outcome in found)
    left = sum(outcome in (Outcome.EDITED, Outcome.REMOVED) for _, outcome in found)
    return f"{written} file aggiornati, {left} lasciati come sono, {len(found) - written - left} già uguali"
