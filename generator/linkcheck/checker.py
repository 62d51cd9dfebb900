"""Link check of a built site: broken links, and pages and documents that no link reaches.

Files are parsed one after another, in several processes if there are many. Of each file only the links to
check against other files are held in memory, since a site can have thousands of pages.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from generator.linkcheck.broken_links import BrokenLink, LinkCheckError, LinkDiagnostic, LinkDiagnostics
from generator.linkcheck.extraction import ROOT_RELATIVE, Link, LinkKind, ParsedFile, has_links, parse_file
from generator.linkcheck.resolution import NOT_FOUND_PAGE, ExternalUrl, LinkResolver, LinkTarget

HOME = "index.html"
#: Number of files from which a process pool pays for its start, and the number of files of one of its tasks.
_MIN_FILES_FOR_POOL, _CHUNK = 500, 50
#: Fragments that mean the top of any page.
_TOP = {"", "top"}


class LinkLocation(NamedTuple):
    """Location of a link; `page` is relative to the site, `url` is as written."""

    page: str
    line: int
    url: str


class LinkReport(Struct, frozen=True):
    """Result of a check, with the number of files and of links.

    `external` has the first location of each URL of other sites.
    """

    diagnostics: tuple[LinkDiagnostic, ...]
    external: Mapping[str, LinkLocation]
    files: int
    links: int


class _FileResult(NamedTuple):
    """Links of a file, by outcome; `to_check` are anchors in other files.

    `navigates_to` are files to which a reader can go, `shows` those and the ones that it loads.
    """

    name: str
    navigates_to: frozenset[str]
    shows: frozenset[str]
    anchors: frozenset[str]
    is_redirect: bool
    links: int
    broken: tuple[tuple[LinkLocation, BrokenLink], ...]
    to_check: tuple[tuple[LinkLocation, LinkTarget], ...]
    external: tuple[tuple[str, LinkLocation], ...]


def check_links(site: Path, site_url: str, content: AbstractSet[str] = frozenset()) -> LinkReport:
    """Check every link of a site's files, and whether readers reach every page from the home page.

    They must also reach the files of `content` that are in the site, given by their paths relative to it.
    `site_url` ends with a slash. Raises `LinkCheckError` when there is no site.
    """
    if not (site / HOME).is_file():
        raise LinkCheckError(f"in «{site}» non c'è un sito: generarlo prima con «vetro build»")
    sizes = {
        path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*") if path.is_file()
    }
    resolver = LinkResolver(sizes.keys() | set(), site_url)
    # The largest files first, so that all processes end at about the same time.
    names = sorted(filter(has_links, sizes), key=lambda name: (-sizes[name], name))
    return _aggregate(_check_files(site, resolver, names), frozenset(content) & sizes.keys())


def _check_files(site: Path, resolver: LinkResolver, names: Sequence[str]) -> Iterator[_FileResult]:
    check = partial(_check_file, site, resolver)
    processes = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    if len(names) < _MIN_FILES_FOR_POOL or processes < 2:
        yield from map(check, names)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(check, names, chunksize=_CHUNK)


def _check_file(site: Path, resolver: LinkResolver, name: str) -> _FileResult:
    parsed = parse_file(name, (site / name).read_text(encoding="utf-8", errors="replace"))
    navigates_to: set[str] = set()
    shows: set[str] = set()
    broken_links: list[tuple[LinkLocation, BrokenLink]] = []
    to_check: list[tuple[LinkLocation, LinkTarget]] = []
    external: dict[str, LinkLocation] = {}
    for link in parsed.links:
        location = LinkLocation(name, link.line, link.url)
        match _resolve(resolver, name, link):
            case BrokenLink() as broken:
                broken_links.append((location, broken))
            case ExternalUrl(url) if link.kind is not LinkKind.IDENTIFIER:
                external.setdefault(url, location)
            case LinkTarget() as target:
                if link.kind is LinkKind.NAVIGATION:
                    navigates_to.add(target.file)
                if link.kind is not LinkKind.IDENTIFIER:
                    shows.add(target.file)
                if not _is_anchor_known(target, name, parsed, link.kind):
                    to_check.append((location, target))
    return _FileResult(
        name,
        frozenset(navigates_to),
        frozenset(shows),
        parsed.anchors,
        parsed.is_redirect,
        len(parsed.links),
        tuple(broken_links),
        tuple(to_check),
        tuple(external.items()),
    )


def _resolve(resolver: LinkResolver, name: str, link: Link) -> LinkTarget | ExternalUrl | BrokenLink | None:
    if not link.url and link.kind is LinkKind.RESOURCE and name not in ROOT_RELATIVE:
        return BrokenLink("", "è vuoto", "scrivere l'indirizzo, o togliere l'elemento")
    try:
        return resolver.resolve("" if name in ROOT_RELATIVE else name, link.url)
    except ValueError:
        return BrokenLink(link.url, "non è un indirizzo", "correggerlo")


def _is_anchor_known(target: LinkTarget, name: str, parsed: ParsedFile, kind: LinkKind) -> bool:
    """Whether the anchor need not be checked later.

    The fragment of an identifier is part of its name and no anchor of a page.
    """
    if target.anchor in _TOP or kind is LinkKind.IDENTIFIER or not target.file.endswith((".html", ".svg")):
        return True
    return target.file == name and target.anchor in parsed.anchors


def _aggregate(results: Iterable[_FileResult], documents: frozenset[str]) -> LinkReport:
    diagnostics = LinkDiagnostics()
    pages: dict[str, _FileResult] = {}
    to_check: list[tuple[LinkLocation, LinkTarget]] = []
    external: dict[str, LinkLocation] = {}
    files = links = 0
    for result in results:
        files += 1
        links += result.links
        for location, broken in result.broken:
            diagnostics.add(*location, broken)
        for url, location in result.external:
            external[url] = min(location, external.get(url, location))
        to_check += result.to_check
        if result.name.endswith((".html", ".svg")):
            documents_shown = result.shows & documents
            pages[result.name] = result._replace(shows=documents_shown, broken=(), to_check=(), external=())
    for location, target in to_check:
        if target.anchor not in pages[target.file].anchors:
            diagnostics.add(*location, _missing_anchor(target))
    unreachable = [*_unreachable(pages, documents)]
    return LinkReport(diagnostics.sorted(unreachable), external, files, links)


def _missing_anchor(target: LinkTarget) -> BrokenLink:
    return BrokenLink(
        f"{target.file}#{target.anchor}",
        f"porta al punto «#{target.anchor}» di «{target.file}», che non c'è",
        "correggere ciò che segue il cancelletto, o togliere cancelletto e punto",
    )


def _unreachable(pages: Mapping[str, _FileResult], documents: frozenset[str]) -> Iterator[LinkDiagnostic]:
    """Pages that no path of links from the home page reaches, except redirects and the page of errors.

    And documents to which no page leads that can be reached.
    """
    reached, waiting = {HOME}, [HOME]
    while waiting:
        new = {name for name in pages[waiting.pop()].navigates_to if name in pages} - reached
        reached |= new
        waiting += new
    for name, page in pages.items():
        if name.endswith(".html") and name not in reached and name != NOT_FOUND_PAGE and not page.is_redirect:
            yield LinkDiagnostic(
                name,
                1,
                name.removesuffix(HOME) or name,
                "non è raggiungibile: nessun collegamento porta qui partendo dalla home",
                "collegare la pagina da un'altra, o toglierla",
            )
    for name in documents.difference(*(pages[page].shows for page in reached)):
        reason = "non è raggiungibile: nessuna pagina vi porta"
        yield LinkDiagnostic(name, 1, name, reason, "collegarlo da una pagina, o toglierlo da content/")
