"""Compares every address in a built site with what is there, and finds pages that nothing links to.

Files are read one after another, by more than one process if there are many; what is kept of each is where it
leads and which points it has, so that the largest site needs no more than its map.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from generator.linkcheck.problems import Finding, Findings, LinkCheckError, LinkProblem
from generator.linkcheck.references import FROM_ROOT, Contents, Kind, Reference, is_read, read_contents
from generator.linkcheck.targets import NOT_FOUND, Ground, Outside, Place

HOME = "index.html"
#: Fewer files are read sooner than a process is made; and so many are handed out at a time.
_WORTHWHILE, _CHUNK = 500, 50
#: What a browser takes for the beginning of a page, whatever the page holds.
_TOP = {"", "top"}


class LinkLocation(NamedTuple):
    """Where an address is written."""

    page: str
    line: int
    address: str


class Report(Struct, frozen=True):
    """What was found; `outside` has the addresses of other sites with the first place of each."""

    findings: tuple[Finding, ...]
    outside: Mapping[str, LinkLocation]
    files: int
    references: int


class _Read(NamedTuple):
    """What a file says of the site: where it leads a reader, what is wrong with it, what others must have."""

    name: str
    leads_to: frozenset[str]
    anchors: frozenset[str]
    moved: bool
    references: int
    faults: tuple[tuple[LinkLocation, LinkProblem], ...]
    points: tuple[tuple[LinkLocation, Place], ...]
    outside: tuple[tuple[str, LinkLocation], ...]


def check_links(site: Path, site_url: str) -> Report:
    """Every address of the site's files that leads nowhere in it, and every page that cannot be reached.

    `site_url` ends with a slash. Raises `LinkCheckError` when there is no site.
    """
    if not (site / HOME).is_file():
        raise LinkCheckError(f"in «{site}» non c'è un sito: generarlo prima con «vetro build»")
    sizes = {
        path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*") if path.is_file()
    }
    ground = Ground(sizes.keys() | set(), site_url)
    # The longest first, so that no process is left with one at the end.
    names = sorted(filter(is_read, sizes), key=lambda name: (-sizes[name], name))
    return aggregate(_read_all(site, ground, names))


def _read_all(site: Path, ground: Ground, names: Sequence[str]) -> Iterator[_Read]:
    read = partial(_read, site, ground)
    processes = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    if len(names) < _WORTHWHILE or processes < 2:
        yield from map(read, names)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(read, names, chunksize=_CHUNK)


def _read(site: Path, ground: Ground, name: str) -> _Read:
    contents = read_contents(name, (site / name).read_text(encoding="utf-8", errors="replace"))
    leads_to: set[str] = set()
    faults: list[tuple[LinkLocation, LinkProblem]] = []
    points: list[tuple[LinkLocation, Place]] = []
    outside: dict[str, LinkLocation] = {}
    for reference in contents.references:
        spot = LinkLocation(name, reference.line, reference.address)
        match _locate(ground, name, reference):
            case LinkProblem() as fault:
                faults.append((spot, fault))
            case Outside(address) if reference.kind is not Kind.NAMED:
                outside.setdefault(address, spot)
            case Place() as place:
                if reference.kind is Kind.FOLLOWED:
                    leads_to.add(place.name)
                if not _there_already(place, name, contents, reference.kind):
                    points.append((spot, place))
    return _Read(
        name,
        frozenset(leads_to),
        contents.anchors,
        contents.moved,
        len(contents.references),
        tuple(faults),
        tuple(points),
        tuple(outside.items()),
    )


def _locate(ground: Ground, name: str, reference: Reference) -> Place | Outside | LinkProblem | None:
    if not reference.address and reference.kind is Kind.LOADED and name not in FROM_ROOT:
        return LinkProblem("", "è vuoto", "scrivere l'indirizzo, o togliere l'elemento")
    try:
        return ground.locate("" if name in FROM_ROOT else name, reference.address)
    except ValueError:
        return LinkProblem(reference.address, "non è un indirizzo", "correggerlo")


def _there_already(place: Place, name: str, contents: Contents, kind: Kind) -> bool:
    """Whether a point need not be looked for elsewhere; identifiers name things that no page shows."""
    if place.anchor in _TOP or kind is Kind.NAMED or not place.name.endswith((".html", ".svg")):
        return True
    return place.name == name and place.anchor in contents.anchors


def aggregate(files: Iterable[_Read]) -> Report:
    """All problems of the site, and the pages that no link reaches."""
    findings = Findings()
    pages: dict[str, _Read] = {}
    points: list[tuple[LinkLocation, Place]] = []
    outside: dict[str, LinkLocation] = {}
    count = references = 0
    for file in files:
        count += 1
        references += file.references
        for spot, fault in file.faults:
            findings.add(*spot, fault)
        for address, spot in file.outside:
            outside[address] = min(spot, outside.get(address, spot))
        points += file.points
        if file.name.endswith((".html", ".svg")):
            pages[file.name] = file._replace(faults=(), points=(), outside=())
    for spot, place in points:
        if place.anchor not in pages[place.name].anchors:
            findings.add(*spot, _no_anchor(place))
    return Report(findings.sorted(_orphans(pages)), outside, count, references)


def _no_anchor(place: Place) -> LinkProblem:
    return LinkProblem(
        f"{place.name}#{place.anchor}",
        f"porta al punto «#{place.anchor}» di «{place.name}», che non c'è",
        "correggere ciò che segue il cancelletto, o togliere cancelletto e punto",
    )


def _orphans(pages: Mapping[str, _Read]) -> Iterator[Finding]:
    """Pages that no reader reaches from home; those that moved are for readers with an old address."""
    reached, waiting = {HOME}, [HOME]
    while waiting:
        new = {name for name in pages[waiting.pop()].leads_to if name in pages} - reached
        reached |= new
        waiting += new
    for name, page in pages.items():
        if name.endswith(".html") and name not in reached and name != NOT_FOUND and not page.moved:
            yield Finding(
                name,
                1,
                name.removesuffix(HOME) or name,
                "non è raggiungibile: nessun collegamento porta qui partendo dalla home",
                "collegare la pagina da un'altra, o toglierla",
            )
