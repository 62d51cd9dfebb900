"""`vetro build`."""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.build.parallel import begin, processors
from generator.build.project import Project
from generator.cli._progress import Progress
from generator.cli._project import config_option, project_of, shown

if TYPE_CHECKING:
    from generator.build.fingerprints import Fingerprints
    from generator.publishing.output_dir import Written


@click.command(name="build")
@config_option
@click.option("--out", "target", type=click.Path(path_type=Path), help="La cartella (di solito: site).")
@click.option("--production", is_flag=True, help="Rifiuta ciò che non deve essere pubblicato.")
@click.option("--al", "day", metavar="AAAA-MM-GG", help="Il giorno degli esiti, se non l'ultimo rilevato.")
def command(config: Path, target: Path | None, day: str | None, production: bool) -> None:
    """Genera il sito; se c'è un errore il sito che c'era resta com'era.

    Con --production deve esserci tutto: avvisi risolti o accettati, indirizzi di legge, nessuna bozza.
    """
    # What is made stays to the end, and has no cycles: to look through it for garbage finds nothing.
    gc.disable()
    today = _day(day) if day else None
    project = project_of(config)
    destination = target or project.target
    with _frame_ahead(project) as frame:
        written = _build_if_needed(project, today, destination, production, frame)
    megabytes = f"{sum(file.size for file in written.values()) / 1_000_000:.1f}".replace(".", ",")
    click.echo(f"{shown(destination)}: {len(written)} file, {megabytes} MB")


def _build_if_needed(
    project: Project,
    today: date | None,
    destination: Path,
    production: bool,
    frame: Callable[[], object] | None,
) -> Mapping[str, "Written"]:
    """Build, unless the site is there already, whole and from these very inputs."""
    from generator.build.fingerprints import read_fingerprints, write_fingerprints
    from generator.build.up_to_date import (
        Stamp,
        inputs_key,
        prints_path,
        read_stamp,
        stamp_path,
        whole_site,
        write_stamp,
    )
    from generator.publishing.output_dir import MANIFEST
    from generator.publishing.permanence import ADDRESSES, REDIRECTS
    from generator.site.frame.sources import read_sources

    sources = read_sources(project.config)
    if production:
        from generator.publishing.production import check_production

        check_production(sources, project.plan_data)
    folders = (project.plan_data, sources.content, sources.theme)
    kept = (project.root / ADDRESSES, project.root / REDIRECTS)
    prints = read_fingerprints(prints_path(project.cache))
    key = inputs_key(folders, [project.config, *kept], prints, f"{today}", f"{production}")
    path = stamp_path(project.cache, destination)
    stamp = read_stamp(path)
    if stamp and stamp.inputs == key and (found := whole_site(destination, stamp.manifest, prints)):
        from generator.publishing.publish import tidy

        tidy(destination)
        write_fingerprints(prints_path(project.cache), prints)
        return found
    written = _build(project, today, destination, production, prints, frame)
    write_stamp(path, Stamp(key, written[MANIFEST].sha256))
    write_fingerprints(prints_path(project.cache), prints)
    return written


def _build(
    project: Project,
    today: date | None,
    destination: Path,
    production: bool,
    prints: "Fingerprints",
    frame: Callable[[], object] | None,
) -> Mapping[str, "Written"]:
    with Progress() as progress:
        progress.stage("controllo dei dati")
        # Checking and what follows are loaded only now: a build with nothing to do needs neither.
        from generator.cli._plans import sound_editions

        editions = sound_editions(project, today, prints, strict=production)
        from generator.build.site_build import get_ready, write_site
        from generator.build.up_to_date import spare_path
        from generator.publishing.permanence import read_permanence
        from generator.publishing.production import NotForThePublic
        from generator.publishing.publication import missing_for_production
        from generator.publishing.publish import publish_with

        missing = missing_for_production(project.config, [edition.plan for edition in editions])
        if production and missing:
            raise NotForThePublic("\n".join(missing))
        progress.stage("pagine e dati")
        if frame:
            get_ready(project.config, project.cache)
            frame()
        make = partial(
            write_site,
            editions,
            project.config,
            project.cache,
            processes=processors(),
            on_progress=progress.part,
            permanence=read_permanence(project.root),
        )
        written = publish_with(make, destination, spare_path(project.cache, destination), prints)
    for line in missing:
        click.echo(f"prima di pubblicare: {line}", err=True)
    return written


@contextmanager
def _frame_ahead(project: Project) -> Iterator[Callable[[], object] | None]:
    """Where no frame is kept yet, let another processor make it meanwhile; gives what waits for it.

    Whatever goes wrong with it goes wrong again, and is told, when the frame is asked for.
    """
    if processors() < 2 or any(project.cache.glob("frame-*")):
        yield None
        return
    frame = lru_cache(begin(partial(_make_frame, project)))
    try:
        yield frame
    finally:
        frame()


def _make_frame(project: Project) -> None:
    from generator.build.site_build import frame_of
    from generator.loading.outline import plan_outlines

    frame_of(tuple(plan_outlines(project.plan_data)), project.config, project.cache)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise click.UsageError(f"--al: «{text}» non è un giorno; scriverlo come 2025-06-30") from error
