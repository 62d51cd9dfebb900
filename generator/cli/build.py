"""`vetro build`."""

from datetime import date
from pathlib import Path

import click

from generator.cli._project import config_option, project_of, shown, sound_editions


@click.command(name="build")
@config_option
@click.option("--out", "target", type=click.Path(path_type=Path), help="La cartella (di solito: site).")
@click.option("--al", "day", metavar="AAAA-MM-GG", help="Il giorno degli esiti, se non l'ultimo rilevato.")
def command(config: Path, target: Path | None, day: str | None) -> None:
    """Genera il sito; se c'è un errore il sito che c'era resta com'era."""
    today = _day(day) if day else None
    project = project_of(config)
    editions = sound_editions(project, today)
    from generator.site.build import build_site
    from generator.site.output import publish
    from generator.site.publication import missing_for_production

    files = build_site(editions, project.config, project.cache)
    destination = target or project.target
    publish(files, destination)
    size = sum(map(len, files.values()))
    megabytes = f"{size / 1_000_000:.1f}".replace(".", ",")
    click.echo(f"{shown(destination)}: {len(files)} file, {megabytes} MB")
    for line in missing_for_production(project.config, (edition.plan for edition in editions)):
        click.echo(f"prima di pubblicare: {line}", err=True)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise click.UsageError(f"--al: «{text}» non è un giorno; scriverlo come 2025-06-30") from error
