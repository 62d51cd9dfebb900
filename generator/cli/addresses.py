"""`vetro addresses`."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from generator.cli._project import config_option, project_of, shown
from generator.loading.file_system import write_atomically
from generator.opendata.formats.feed import NAME as FEED
from generator.opendata.metadata.dcat import JSON_LD
from generator.plan.errors import VetroError
from generator.publishing.identifiers import identifiers_of
from generator.publishing.manifest import listed_files
from generator.publishing.permanence import ADDRESSES, addresses_of, read_permanence, with_new_addresses
from generator.publishing.publication import read_publisher
from generator.site.frame.sources import read_sources


@click.command(name="addresses")
@config_option
def command(config: Path) -> None:
    """Aggiunge a indirizzi.txt gli indirizzi e gli identificativi del sito: da allora non si possono perdere.

    Da lanciare quando il sito è pubblicato; il file va conservato con i dati.
    """
    project = project_of(config)
    index = project.target / "search" / "search_index.json"
    files = listed_files(project.target)
    if files is None or not index.is_file():
        raise VetroError(f"in «{shown(project.target)}» non c'è un sito: generarlo prima con «vetro build»")
    sources = read_sources(project.config)
    if sources.is_staging or read_publisher(project.config).is_local:
        private = "«site_url» non è l'indirizzo pubblico del sito"
        reason = "«collaudo» è true" if sources.is_staging else private
        raise VetroError(f"in {shown(project.config)} {reason}: da registrare è solo ciò che è pubblicato")
    permanence = read_permanence(project.root)
    moved = {redirect.old for redirect in permanence.redirects}
    anchors = (entry["location"] for entry in json.loads(index.read_text(encoding="utf-8"))["docs"])
    content = sources.content_files()
    existing = {address for address in addresses_of(files, anchors, content) if address not in moved}
    identifiers = _identifiers(project.target) if JSON_LD in files else ()
    known = set(permanence.published)
    path = project.root / ADDRESSES
    write_atomically(path, with_new_addresses(project.root, [*existing, *identifiers]).encode())
    total, new = len(known | existing), len(existing - known)
    addresses = "1 indirizzo" if total == 1 else f"{total} indirizzi"
    click.echo(f"{shown(path)}: {addresses}, {new} {'nuovo' if new == 1 else 'nuovi'}")


def _identifiers(site: Path) -> Iterator[str]:
    return identifiers_of((site / JSON_LD).read_bytes(), (site / FEED).read_bytes())
