"""`vetro record`: takes down what has been published, so that nothing of it can change without a word."""

import json
from collections.abc import Collection, Iterator
from pathlib import Path

import click

from generator.build.action_cache import ActionCache
from generator.build.parallel import processors
from generator.build.project import Project, check_project
from generator.checks.reporters import Report, render
from generator.cli._project import config_option, project_of, shown
from generator.loading.file_system import write_atomically
from generator.opendata.formats.feed import NAME as FEED
from generator.opendata.metadata.dcat import JSON_LD
from generator.plan.errors import VetroError
from generator.plan.model import Plan
from generator.plan.scoring.assessment import assess_plan
from generator.publishing.facts import facts_of
from generator.publishing.identifiers import identifiers_of
from generator.publishing.manifest import listed_files
from generator.publishing.permanence import (
    ADDRESSES,
    FORMER_ADDRESSES,
    addresses_of,
    read_permanence,
    with_new_addresses,
)
from generator.publishing.production import only_drafts
from generator.publishing.publication import read_publisher
from generator.publishing.record import RECORD, record_name, record_text
from generator.site.addresses import plan_address
from generator.site.frame.sources import read_sources

_INDEX = "search/search_index.json"


@click.command(name="record")
@config_option
@click.option(
    "--site",
    metavar="CARTELLA",
    type=click.Path(path_type=Path, file_okay=False),
    help="La cartella del sito pubblicato, se non è quella solita.",
)
def command(config: Path, site: Path | None) -> None:
    """Registra in pubblicato/ ciò che il sito dice: da allora niente può cambiare o sparire senza dirlo.

    Da lanciare quando il sito è pubblicato: gli indirizzi, e di ogni piano testi, traguardi, risultati ed
    esiti. La cartella va conservata con i dati.
    """
    project = project_of(config)
    site = site or project.target
    files = listed_files(site)
    if files is None or not (site / _INDEX).is_file():
        raise VetroError(f"in «{shown(site)}» non c'è un sito: generarlo prima con «vetro build»")
    _require_public(project)
    plans = _checked_plans(project, site, files)
    addresses, new = _record_addresses(project, site, files)
    (project.root / RECORD).mkdir(exist_ok=True)
    for plan in plans:
        facts = facts_of(plan, assess_plan(plan))
        write_atomically(project.root / record_name(plan.period), record_text(plan.period, facts).encode())
        click.echo(f"{shown(project.root / record_name(plan.period))}: {len(facts)} fatti")
    # Last: an address of a plan without its record is an error.
    write_atomically(project.root / ADDRESSES, addresses.encode())
    (project.root / FORMER_ADDRESSES).unlink(missing_ok=True)
    click.echo(f"{shown(project.root / ADDRESSES)}: {new}")


def _require_public(project: Project) -> None:
    """Raise `VetroError` unless the configuration is that of the public site."""
    if read_sources(project.config).is_staging or read_publisher(project.config).is_local:
        private = "«site_url» non è l'indirizzo pubblico del sito"
        reason = "«collaudo» è true" if read_sources(project.config).is_staging else private
        raise VetroError(f"in {shown(project.config)} {reason}: da registrare è solo ciò che è pubblicato")


def _checked_plans(project: Project, site: Path, files: Collection[str]) -> tuple[Plan, ...]:
    """The plans that are published, if the check passes: an undeclared change must not be recorded.

    Else raise `VetroError`, also if the site shows a draft.
    """
    with ActionCache(project.cache_file) as cache:
        result = check_project(project, cache=cache, processes=processors())
    public = result.without_drafts()
    if not public.passes():
        click.echo(render("text", Report(public, project.root)), err=True, nl=False)
        raise VetroError("non è stato registrato nulla: correggere gli errori e pubblicare di nuovo")
    if result.drafts and not public.plans:
        raise only_drafts(project.root, [one.folder for one in result.drafts])
    for draft in (one.plan for one in result.drafts if one.plan):
        if any(name.startswith(plan_address(draft)) for name in files):
            raise VetroError(
                f"in «{shown(site)}» c'è anche la bozza {draft.period}, che non si pubblica: generarlo con "
                "«vetro build --production»"
            )
    return tuple(one.plan for one in public.plans if one.plan)


def _record_addresses(project: Project, site: Path, files: Collection[str]) -> tuple[str, str]:
    """The text of the record of addresses, and how many there are in words."""
    permanence = read_permanence(project.root)
    moved = {redirect.old for redirect in permanence.redirects}
    anchors = (entry["location"] for entry in json.loads((site / _INDEX).read_text(encoding="utf-8"))["docs"])
    content = read_sources(project.config).content_files()
    existing = {address for address in addresses_of(files, anchors, content) if address not in moved}
    identifiers = _identifiers(site) if JSON_LD in files else ()
    known = set(permanence.published)
    total, new = len(known | existing), len(existing - known)
    addresses = "1 indirizzo" if total == 1 else f"{total} indirizzi"
    text = with_new_addresses(project.root, [*existing, *identifiers])
    return text, f"{addresses}, {new} {'nuovo' if new == 1 else 'nuovi'}"


def _identifiers(site: Path) -> Iterator[str]:
    return identifiers_of((site / JSON_LD).read_bytes(), (site / FEED).read_bytes())
