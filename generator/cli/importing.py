"""`vetro import`: YAML files from a plan in another format."""

import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import click

from generator.build.action_cache import ActionCache
from generator.build.project import Project, check_project
from generator.checks.clock import today_in_rome
from generator.checks.rule_registry import rules
from generator.cli._project import config_option, out_option, plan_option, project_of, shown, the_plan
from generator.importing import ImportingError, ImportResult, Reader, import_plan
from generator.importing.formats import read_tables
from generator.importing.measurements.day_files import HowToChange
from generator.importing.measurements.importing import ResultsImport, import_results
from generator.importing.measurements.reading import day_in, read_results_of
from generator.importing.readers import READERS
from generator.importing.table_import import read_documents
from generator.importing.tables import Table
from generator.importing.writing import recorded_body, write_plan
from generator.loading.copies import is_litter
from generator.loading.diagnostics import Diagnostic
from generator.plan.responsible_offices import all_offices


@click.group(name="import")
def command() -> None:
    """Trascrive in YAML un piano scritto altrove."""


_body_option = click.option(
    "--ente", "body", metavar="NOME", default="", help="Il nome dell'ente, per esteso."
)
_plan_out_option = out_option("La cartella del piano.")
_force_option = click.option("--force", is_flag=True, help="Riscrive anche i file che qualcuno ha corretto.")


def _subcommand(reader: Reader) -> click.Command:
    """The subcommand of a kind of source."""

    @click.command(name=reader.name, help=reader.help)
    @click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
    @_plan_out_option
    @_force_option
    def run(file: Path, folder: Path, force: bool, body: str = "") -> None:
        _print_result(import_plan(reader, file, folder, body=body, force=force), file, folder)

    return _body_option(run) if reader.needs_body else run


@command.command(name="tabella")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@_plan_out_option
@_body_option
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
@_force_option
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


@command.command()
@config_option
@plan_option
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--al",
    "day",
    metavar="AAAA-MM-GG",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Il giorno a cui si riferiscono i valori, se il foglio non lo dice.",
)
@click.option(
    "--ufficio", "office", metavar="ID", help="L'ufficio che li comunica, se il foglio non lo dice."
)
@click.option(
    "--rettifica",
    "reason",
    metavar="MOTIVO",
    default="",
    help="Un valore diverso da quello che c'è già diventa una rettifica di oggi, con questo motivo.",
)
@click.option("--force", is_flag=True, help="Un valore diverso riscrive quello che c'è già.")
@click.option(
    "--parziale", "partial", is_flag=True, help="Scrive ciò che si legge anche se il resto ha errori."
)
def rilevazioni(
    config: Path,
    period: str,
    files: tuple[Path, ...],
    day: datetime | None,
    office: str | None,
    reason: str,
    force: bool,
    partial: bool,
) -> None:
    """Legge i risultati dai fogli degli uffici, e li scrive in rilevazioni/GIORNO/UFFICIO.yml.

    Un file con anche un solo errore non si scrive.
    """
    project = project_of(config)
    sheets, unreadable = _read_sheets(files)
    if unreadable and not sheets:
        sys.exit(1)
    days = [day.date()] if day else [found for _, tables in sheets if (found := day_in(tables))]
    plan, folder = the_plan(project, period, {found.year for found in days})
    if office is not None and office not in {one.id for one in all_offices(plan)}:
        known = ", ".join(one.id for one in all_offices(plan)) or "nessuno"
        raise click.UsageError(f"«{office}» non è un ufficio del piano: ci sono {known}")
    how = HowToChange(today_in_rome(), reason, force)
    readings = []
    for file, tables in sheets:
        try:
            readings.append(read_results_of(file, tables, plan, day.date() if day else None, office))
        except ImportingError as error:
            click.echo(str(error), err=True)
            unreadable += 1
    result = import_results(readings, plan, folder, how, partial=partial)
    _print_results(result, folder, _doubtful_verdicts(project, folder, result))
    if unreadable or any(finding.is_error for finding in result.findings):
        sys.exit(1)


def _read_sheets(files: Iterable[Path]) -> tuple[Sequence[tuple[Path, Sequence[Table]]], int]:
    """The tables of the files, and how many could not be read, which is said of each."""
    sheets, unreadable = [], 0
    # Excel keeps a file of its own beside an open workbook.
    for file in (one for one in files if not is_litter(one.name)):
        try:
            sheets.append((file, read_tables(file)))
        except ImportingError as error:
            click.echo(str(error), err=True)
            unreadable += 1
    return sheets, unreadable


def _doubtful_verdicts(project: Project, folder: Path, result: ResultsImport) -> Sequence[Diagnostic]:
    """What the check says of the verdicts that follow from the files as they are now written.

    A verdict depends on the results of other offices and days too, so that no sheet shows it alone.
    """
    paths = [folder / file.name for file in result.written if (folder / file.name).is_file()]
    codes = {rule.code for rule in rules() if rule.check_verdict}
    with ActionCache(project.cache_file) as cache:
        found = check_project(project, paths, cache=cache).diagnostics if paths else ()
    return [one for one in found if one.code in codes]


def _print_results(result: ResultsImport, folder: Path, verdicts: Sequence[Diagnostic]) -> None:
    """Print the findings, the files that were written and those that were not, and how many results."""
    for line in (*result.findings, *verdicts):
        click.echo(str(line))
    for file in result.written:
        counts = f"nuovi: {file.added}; rettificati: {file.corrected}; già uguali: {file.unchanged}"
        click.echo(f"{shown(folder / file.name)}: {counts}")
    for name in result.refused:
        click.echo(f"{shown(folder / name)}: non scritto, ci sono errori (--parziale scrive il resto)")
    errors = sum(finding.is_error for finding in result.findings)
    doubts = len(result.findings) - errors + len(verdicts)
    click.echo(f"letti: {result.read}; errori: {errors}; avvisi e dubbi: {doubts}")


for _reader in READERS:
    command.add_command(_subcommand(_reader))
