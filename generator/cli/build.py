"""`vetro build`."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from generator.build.action_cache import ActionCache
from generator.build.environment import program_digest
from generator.build.inputs import Inputs, read_inputs
from generator.build.parallel import processors
from generator.build.project import Project, check_project, published_plans
from generator.build.site_build import BuildOptions, SiteBuild
from generator.build.up_to_date import files_if_up_to_date, mark_up_to_date
from generator.checks.check import CheckResult
from generator.checks.checked_plan import CheckedPlan
from generator.checks.reporters import Report
from generator.checks.reporters.text import render
from generator.cli._progress import Progress
from generator.cli._project import config_option, project_of, shown
from generator.loading.file_system import lies_within
from generator.publishing.manifest import MANIFEST
from generator.publishing.output_dir import FileDigest, OutputDir
from generator.publishing.permanence import Permanence, read_permanence
from generator.publishing.production import NotPublishable, check_production, left_out, only_drafts
from generator.publishing.publication import missing_for_production
from generator.publishing.publish import publish, tidy
from generator.site.frame.sources import Sources, read_sources
from generator.site.views.assessment import assessment_day_note


@click.command(name="build")
@config_option
@click.option(
    "--out",
    "target",
    metavar="CARTELLA",
    type=click.Path(path_type=Path),
    help="La cartella (di solito: site).",
)
@click.option(
    "--keep",
    multiple=True,
    metavar="NOME",
    help="Un file o una cartella di chi pubblica, come .git o CNAME, da conservare; si può ripetere.",
)
@click.option("--production", is_flag=True, help="Senza bozze; rifiuta ciò che non deve essere pubblicato.")
@click.option("--al", "day", metavar="AAAA-MM-GG", help="Il sito come si sapeva quel giorno.")
def command(
    config: Path, target: Path | None, keep: tuple[str, ...], day: str | None, production: bool
) -> None:
    """Genera il sito; se c'è un errore il sito che c'era resta com'era.

    La cartella può mancare, essere vuota o contenere un sito generato e nient'altro: se no, non si tocca.
    Con --production i piani che sono bozze restano fuori, e degli altri deve esserci tutto: avvisi risolti o
    accettati, indirizzi di legge.
    """
    today = _day(day) if day else None
    keep = _names(keep)
    project = project_of(config)
    sources = read_sources(project.config)
    folders = (project.plan_data, sources.content, *sources.themes)
    destination = _destination(target or project.target, folders)
    paths = project.inputs(sources)
    inputs = read_inputs(paths.folders, paths.files)
    key = inputs.key(program_digest(), str(today), str(production))
    files = files_if_up_to_date(project.cache, destination, key, keep)
    if files:
        tidy(destination, files)
    else:
        files = _build(project, sources, today, destination, keep, production, inputs)
        mark_up_to_date(project.cache, destination, inputs, key, files)
    if sources.is_staging:
        click.echo("collaudo: ogni pagina chiede ai motori di ricerca di non mostrarla", err=True)
    megabytes = f"{sum(file.size for file in files.values()) / 1_000_000:.1f}".replace(".", ",")
    click.echo(f"{shown(destination)}: {len(files)} file, {megabytes} MB")


def _build(
    project: Project,
    sources: Sources,
    today: date | None,
    destination: Path,
    keep: tuple[str, ...],
    production: bool,
    inputs: Inputs,
) -> Mapping[str, FileDigest]:
    with Progress() as progress, ActionCache(project.cache_file) as cache:
        progress.stage("controllo dei dati")
        result = check_project(project, cache=cache, processes=processors())
        drafts = [one.folder for one in result.drafts] if production else []
        if production:
            result = result.without_drafts()
            if drafts and not result.plans:
                raise only_drafts(project.root, drafts)
            check_production(sources, [one.folder for one in result.plans])
        plans = published_plans(_buildable(result, project, strict=production), project.root, today)
        missing = missing_for_production(project.config, [published.plan for published in plans])
        if production and missing:
            raise NotPublishable("\n".join(missing))
        progress.stage("pagine e dati")
        options = BuildOptions(cache, inputs, processors(), progress.part)
        # A site of an earlier day has not yet what was published later.
        is_of_earlier_day = today is not None and not production
        permanence = Permanence() if is_of_earlier_day else read_permanence(project.root)

        def make(output: OutputDir) -> None:
            SiteBuild(plans, project.config, output, options).write(permanence)

        files = publish(make, destination, keep)
    for note in filter(None, (assessment_day_note(published.assessment) for published in plans)):
        click.echo(f"--al: {note}", err=True)
    if note := left_out(one.name for one in drafts):
        click.echo(note, err=True)
    for line in missing:
        click.echo(f"prima di pubblicare: {line}", err=True)
    if cache.problem:
        click.echo(f"la cache non si può usare ({cache.problem}): il sito è stato generato senza", err=True)
    return files


def _buildable(result: CheckResult, project: Project, *, strict: bool) -> tuple[CheckedPlan, ...]:
    """The plans of a check that passes; otherwise prints the diagnostics and exits.

    Drafts with errors are left out. With `strict`, no warning that is not suppressed is let pass either.
    """
    if not result.passes(strict=strict):
        report = Report(result, project.root, strict, colour=sys.stderr.isatty())
        click.echo(render(report), err=True, nl=False)
        if strict or not result.buildable:
            click.echo("Il sito non è stato toccato: correggere gli errori e riprovare.", err=True)
            sys.exit(1)
        click.echo("Gli errori sono in una bozza: il sito è fatto senza.", err=True)
    return result.buildable


def _destination(target: Path, inputs: Sequence[Path]) -> Path:
    """The folder of the site. Raises `UsageError` if it lies in one that the build reads."""
    for folder in inputs:
        if lies_within(target, folder):
            message = f"--out: «{target}» sta dentro «{shown(folder)}», da cui il sito si genera"
            raise click.UsageError(f"{message}: scegliere una cartella fuori da lì, come «site»")
    return target


def _names(keep: tuple[str, ...]) -> tuple[str, ...]:
    """The names to keep, without the slash that a shell adds to that of a folder."""
    names = tuple(name.rstrip("/") for name in keep)
    for name in names:
        if name in {"", ".", "..", MANIFEST} or "/" in name or "\\" in name:
            message = f"--keep: «{name}» non è il nome di un file o di una cartella dentro quella del sito"
            raise click.UsageError(message)
    return names


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise click.UsageError(f"--al: «{text}» non è un giorno; scriverlo come 2025-06-30") from error
