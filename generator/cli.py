"""The command `vetro`: arguments, exit codes and printing; the work is done in the rooms.

Exit codes: 0 all is well, 1 the data is wrong, 2 the command was used wrongly.
"""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.plan.errors import VetroError
from generator.project import CONFIG_NAME, Project
from generator.source.findings import Finding, Severity
from generator.source.loader import LoadedPlan, find_plans, load_plan

if TYPE_CHECKING:
    from generator.site.edition import Edition

_CONTEXT = {"help_option_names": ["-h", "--help"]}

project_option = click.option(
    "--config",
    "config",
    type=click.Path(path_type=Path),
    default=CONFIG_NAME,
    show_default=True,
    help="La configurazione del sito; le altre cartelle si cercano accanto.",
)


@click.group(context_settings=_CONTEXT)
@click.version_option(package_name="casa-di-vetro", message="%(prog)s %(version)s")
def vetro() -> None:
    """Pagine di trasparenza di un ente pubblico, da YAML a un sito statico."""


@vetro.command()
@project_option
@click.option(
    "--out", "target", type=click.Path(path_type=Path), help="La cartella del sito (di solito: site)."
)
@click.option("--al", "day", metavar="AAAA-MM-GG", help="Il giorno degli esiti, se non l'ultimo rilevato.")
def build(config: Path, target: Path | None, day: str | None) -> None:
    """Genera il sito; se c'è un errore il sito che c'era resta com'era."""
    today = _day(day) if day else None
    project = _project(config)
    plans = _sound_plans(project)
    # Templates and pages are loaded only by the commands that need them: checking must start quickly.
    from generator.site.build import build_site
    from generator.site.output import publish

    files = build_site(_editions(plans, today), project.config, project.cache)
    destination = target or project.target
    publish(files, destination)
    size = sum(map(len, files.values()))
    megabytes = f"{size / 1_000_000:.1f}".replace(".", ",")
    click.echo(f"{_shown(destination)}: {len(files)} file, {megabytes} MB")


@vetro.command()
@project_option
def check(config: Path) -> None:
    """Controlla i dati del piano e dice ogni errore con file, riga e colonna."""
    plans = _load(_project(config))
    findings = [finding for loaded in plans for finding in loaded.findings]
    _print_findings(findings)
    if any(finding.severity is Severity.ERROR for finding in findings):
        sys.exit(1)


@vetro.command()
@project_option
@click.option("--port", default=8000, show_default=True, help="La porta su questo computer.")
def serve(config: Path, port: int) -> None:
    """Genera il sito e lo mostra su questo computer."""
    from generator.site.build import build_site
    from generator.site.output import publish
    from generator.site.server import serve_folder

    project = _project(config)
    editions = _editions(_sound_plans(project), None)
    publish(build_site(editions, project.config, project.cache), project.target)
    click.echo(f"http://127.0.0.1:{port}/ (Ctrl+C per smettere)")
    serve_folder(project.target, port)


@vetro.command()
@project_option
@click.option("--external", is_flag=True, help="Segue anche i collegamenti ad altri siti.")
def linkcheck(config: Path, external: bool) -> None:
    """Segue ogni collegamento del sito generato e dice quelli che non portano da nessuna parte."""
    from generator.site.linkcheck import check_links

    broken = check_links(_project(config).target, external=external)
    for link in broken:
        click.echo(str(link), err=True)
    if broken:
        sys.exit(1)
    click.echo("Ogni collegamento porta a una pagina, e a ogni pagina porta un collegamento.")


@vetro.group(name="import")
def import_group() -> None:
    """Trascrive in YAML un piano scritto altrove."""


@import_group.command(name="document")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out", "folder", type=click.Path(path_type=Path), required=True, help="La cartella del piano."
)
@click.option("--ente", "body", default="", help="Il nome dell'ente, per esteso.")
@click.option("--force", is_flag=True, help="Riscrive anche i file che qualcuno ha corretto.")
def import_document(file: Path, folder: Path, body: str, force: bool) -> None:
    """Trascrive il testo di un piano approvato nei file YAML della cartella DIR."""
    from generator.importing import import_file

    outcome = import_file(file, folder, body=body, force=force)
    for doubt in outcome.imported.doubts:
        click.echo(f"{_shown(file)}: {doubt}")
    for name in outcome.kept:
        click.echo(f"{_shown(folder / name)}: lasciato com'è, perché è stato corretto (--force lo riscrive)")
    for name in outcome.stale:
        click.echo(f"{_shown(folder / name)}: non viene più dal documento; cancellarlo se non serve")
    written, unchanged = len(outcome.written), len(outcome.unchanged)
    doubts = len(outcome.imported.doubts)
    click.echo(f"scritti: {written}; già uguali: {unchanged}; lasciati: {len(outcome.kept)}; dubbi: {doubts}")


@vetro.group()
def new() -> None:
    """Prepara file nuovi da completare."""


@new.command(name="albero")
@project_option
def new_tree(config: Path) -> None:
    """Scrive le pagine di Amministrazione Trasparente che ancora mancano in content/."""
    from generator.trasparenza.pages import pages, write_missing
    from generator.trasparenza.tree import statutory_tree

    project = _project(config)
    written, kept = write_missing(project.content, pages(statutory_tree()))
    for path in written:
        click.echo(_shown(project.content / path))
    click.echo(f"pagine scritte: {len(written)}; c'erano già: {len(kept)}")


def main() -> None:
    """Run the command; what a user caused is said in one line, without a traceback."""
    try:
        vetro(prog_name="vetro")
    except VetroError as error:
        click.echo(str(error), err=True)
        sys.exit(1)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise click.UsageError(f"--al: «{text}» non è un giorno; scriverlo come 2025-06-30") from error


def _editions(plans: tuple[LoadedPlan, ...], today: date | None) -> tuple["Edition", ...]:
    from generator.plan.assessment import assess_plan
    from generator.site.edition import Edition

    return tuple(
        Edition(loaded.plan, assess_plan(loaded.plan, today), loaded.folder)
        for loaded in plans
        if loaded.plan
    )


def _project(config: Path) -> Project:
    if not config.is_file():
        raise click.UsageError(
            f"«{config}» non c'è: entrare nella cartella del progetto, o indicarlo con --config"
        )
    return Project(config.absolute())


def _load(project: Project) -> tuple[LoadedPlan, ...]:
    folders = find_plans(project.plan_data)
    if not folders:
        raise click.UsageError(
            f"in «{_shown(project.plan_data)}» non c'è nessun piano (una cartella con piano.yml)"
        )
    return tuple(load_plan(folder, project.root) for folder in folders)


def _sound_plans(project: Project) -> tuple[LoadedPlan, ...]:
    """The plans, if all may be published; otherwise says what is wrong and ends."""
    plans = _load(project)
    findings = [finding for loaded in plans for finding in loaded.findings]
    _print_findings(findings)
    if not all(loaded.sound for loaded in plans):
        click.echo("Il sito non è stato toccato: correggere gli errori e riprovare.", err=True)
        sys.exit(1)
    return plans


def _print_findings(findings: list[Finding]) -> None:
    for finding in sorted(findings):
        click.echo(str(finding), err=True)


def _shown(path: Path) -> str:
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()
