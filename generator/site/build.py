"""The build as a whole: plans and frame in, the files of a site out."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from markupsafe import Markup

from generator.plan.badge import badge
from generator.plan.model import Plan
from generator.site.addresses import badge_address, data_address, document_address
from generator.site.datafiles import data_files
from generator.site.edition import Edition
from generator.site.frame import Frame, ShellSpec, build_frame
from generator.site.home import HOME_SLOTS, home_slots
from generator.site.page import Page
from generator.site.pages import PageKind, page_kinds
from generator.site.rendering import Renderer
from generator.site.search import SearchEntry, search_entry, search_index
from generator.site.sitemap import sitemap
from generator.site.sources import read_sources


def build_site(editions: tuple[Edition, ...], config: Path, cache: Path) -> Mapping[str, bytes]:
    """Every file of the site by its path. Raises `FrameError` or `BrokenTemplateError`.

    `editions` are oldest first, `config` is site_config.yml, `cache` a folder for what can be used again.
    """
    frame = build_frame(
        config,
        [shell_of(kind, item.plan) for item in editions for kind in page_kinds()],
        cache=cache,
        page_slots=HOME_SLOTS,
        elsewhere=sorted({address for item in editions for address in _own_addresses(item.plan)}),
    )
    sources = read_sources(config)
    renderer = Renderer(sources.theme / "pages", frame.site_url, sources.corrections)
    files = dict(frame.files)
    files |= dict(_content_pages(frame, renderer, editions))
    addresses = list(frame.addresses)
    entries: list[SearchEntry] = []
    for item in editions:
        for kind in page_kinds():
            shell = frame.shells[shell_of(kind, item.plan).name]
            for page in kind.pages(item):
                files[f"{page.address}index.html"] = renderer.page(page, shell).encode()
                addresses.append(page.address)
                entries.extend(_entries(page))
        files |= dict(_badges(item, renderer))
        files |= dict(data_files(item))
    files["search/search_index.json"] = search_index(frame.search_config, frame.search_docs, entries).encode()
    files["sitemap.xml"] = sitemap(frame.site_url, addresses).encode()
    return dict(sorted(files.items()))


def shell_of(kind: PageKind, plan: Plan) -> ShellSpec:
    """The shell for the pages of a kind: a plan has its own, since its period is in their addresses."""
    return ShellSpec(f"{kind.name}-{plan.period}", kind.address(plan))


def _own_addresses(plan: Plan) -> Iterator[str]:
    yield data_address(plan)
    if plan.document:
        yield document_address(plan)


def _content_pages(
    frame: Frame, renderer: Renderer, editions: tuple[Edition, ...]
) -> Iterator[tuple[str, bytes]]:
    latest = editions[-1] if editions else None
    for path, page in frame.pages.items():
        slots: Mapping[str, Markup] = home_slots(latest, renderer, "../" * path.count("/"))
        yield path, page.fill({name: slots[name] for name in page.names}).encode()


def _badges(edition: Edition, renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    assessment = edition.assessment
    for objective in edition.plan.objectives:
        drawn = badge(objective, assessment.standing(objective), assessment.year, assessment.policy)
        svg = renderer.fragment("badge.svg.html", {"badge": drawn})
        yield badge_address(edition.plan, objective), svg.encode()


def _entries(page: Page) -> Iterator[SearchEntry]:
    for text in page.search:
        yield search_entry(text.address, text.title, text.text, text.codes)
