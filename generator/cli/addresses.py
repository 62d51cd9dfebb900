"""`vetro addresses`."""

import json
from pathlib import Path

import click

from generator.cli._project import config_option, project_of, shown
from generator.loading.file_system import write_atomically
from generator.plan.errors import VetroError
from generator.publishing.manifest import listed_files
from generator.publishing.permanence import ADDRESSES, addresses_of, read_permanence, with_new_addresses
from generator.site.frame.sources import read_sources


@click.command(name="addresses")
@config_option
def command(config: Path) -> None:
    """Aggiunge a indirizzi.txt gli indirizzi del sito generato: da allora non si possono perdere.

    Da lanciare quando il sito è pubblicato; il file va conservato con i dati.
    """
    project = project_of(config)
    index = project.target / "search" / "search_index.json"
    files = listed_files(project.target)
    if files is None or not index.is_file():
        raise VetroError(f"in «{shown(project.target)}» non c'è un sito: generarlo prima con «vetro build»")
    permanence = read_permanence(project.root)
    moved = {redirect.old for redirect in permanence.redirects}
    anchors = (entry["location"] for entry in json.loads(index.read_text(encoding="utf-8"))["docs"])
    content = read_sources(project.config).content_files()
    existing = {address for address in addresses_of(files, anchors, content) if address not in moved}
    known = set(permanence.published)
    path = project.root / ADDRESSES
    write_atomically(path, with_new_addresses(project.root, existing).encode())
    total, new = len(known | existing), len(existing - known)
    addresses = "1 indirizzo" if total == 1 else f"{total} indirizzi"
    click.echo(f"{shown(path)}: {addresses}, {new} {'nuovo' if new == 1 else 'nuovi'}")
