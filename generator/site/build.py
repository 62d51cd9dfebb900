"""The build as a whole: plans and frame in, the files of a site out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from markupsafe import Markup

from generator.opendata.dcat import JSON_LD, TURTLE
from generator.opendata.formats.feed import NAME as NEWS
from generator.plan.badge import badge
from generator.plan.model import Objective, Plan
from generator.site.addresses import badge_address, data_address, document_address
from generator.site.datafiles import common_files, data_files
from generator.site.edition import Edition
from generator.site.frame import Frame, ShellSpec, build_frame
from generator.site.headers import headers_file
from generator.site.home import HOME_SLOTS, home_slots
from generator.site.page import Page
from generator.site.pages import PageKind, page_kinds
from generator.site.permanence import (
    Permanence,
    addresses_of,
    check_permanence,
    page_name,
    redirect_file,
)
from generator.site.problems import FrameError, FrameProblem
from generator.site.publication import read_publisher
from generator.site.rendering import Renderer, linker
from generator.site.search import entry_line, index_of_lines
from generator.site.sink import MemorySink, Sink
from generator.site.sitemap import sitemap
from generator.site.slots import Shell
from generator.site.sources import read_sources
from generator.site.work import Job, OnProgress, Outcome, do_jobs, no_progress

#: Badges drawn in one go.
_BATCH = 100


def build_site(editions: tuple[Edition, ...], config: Path, cache: Path) -> Mapping[str, bytes]:
    """Every file of the site by its path, in memory; see `write_site`."""
    sink = MemorySink()
    write_site(editions, config, cache, sink)
    return dict(sorted(sink.files.items()))


@dataclass(frozen=True, slots=True)
class SiteWork:
    """What there is to do for a site: jobs in any order, then what needs their outcomes, in their order."""

    jobs: tuple[Job, ...]
    finish: Callable[[Sequence[Outcome], Sink], None]


def write_site(
    editions: tuple[Edition, ...],
    config: Path,
    cache: Path,
    sink: Sink,
    processes: int = 1,
    on_progress: OnProgress = no_progress,
    permanence: Permanence | None = None,
) -> None:
    """Make every file of the site. Raises `FrameError` or `BrokenTemplateError`, and what the sink raises.

    `editions` are oldest first, `config` is site_config.yml, `cache` a folder for what can be used again;
    with more than one process the jobs are shared, and the files are the same. Raises `PermanenceError` if
    an address of `permanence` would get lost.
    """
    work = site_work(editions, config, cache, permanence=permanence)
    work.finish(do_jobs(work.jobs, sink, processes, on_progress), sink)


def site_work(
    editions: tuple[Edition, ...],
    config: Path,
    cache: Path,
    batch: int = 40,
    permanence: Permanence | None = None,
) -> SiteWork:
    """What `write_site` does, not yet done; a job makes about `batch` pages. Raises `FrameError`."""
    publisher = read_publisher(config)
    editions = tuple(replace(edition, publisher=publisher) for edition in editions)
    frame = build_frame(
        config,
        [shell_of(kind, item.plan) for item in editions for kind in page_kinds()],
        cache=cache,
        page_slots=HOME_SLOTS,
        elsewhere=sorted(
            {NEWS, TURTLE, JSON_LD, *(a for item in editions for a in _own_addresses(item.plan))}
        ),
    )
    sources = read_sources(config)
    renderer = Renderer(sources.theme / "pages", frame.site_url, sources.corrections, cache)
    jobs = tuple(_jobs(frame, renderer, editions, batch))
    return SiteWork(jobs, partial(_finish, frame, renderer, editions, permanence or Permanence()))


def _finish(
    frame: Frame,
    renderer: Renderer,
    editions: tuple[Edition, ...],
    permanence: Permanence,
    outcomes: Sequence[Outcome],
    sink: Sink,
) -> None:
    lines = [line for outcome in outcomes for line in outcome.entries]
    index = index_of_lines(frame.search_config, frame.search_docs, lines)
    sink.write("search/search_index.json", index.encode())
    addresses = [*frame.addresses, *(address for outcome in outcomes for address in outcome.addresses)]
    sink.write("sitemap.xml", sitemap(frame.site_url, addresses).encode())
    sink.write("_headers", headers_file().encode())
    _check_news(editions, sink.names())
    anchors = (location for location, _ in lines)
    check_permanence(permanence, addresses_of(sink.names(), anchors))
    for path, content in _redirects(renderer, permanence):
        sink.write(path, content)


def _check_news(editions: tuple[Edition, ...], names: frozenset[str]) -> None:
    """Refuse news about pages that do not exist: nothing else would follow those links."""
    problems = [
        FrameProblem(
            f"{item.folder.parent.name}/{item.folder.name}/novita.yml",
            1,
            1,
            f"«{news.id}»: la pagina «{news.page}» non c'è",
        )
        for item in editions
        for news in item.plan.news
        if not {path := news.page.partition("#")[0], f"{path}index.html"} & names
    ]
    if problems:
        raise FrameError(problems)


def _redirects(renderer: Renderer, permanence: Permanence) -> Iterator[tuple[str, bytes]]:
    if permanence.redirects:
        yield "_redirects", redirect_file(permanence).encode()
    for redirect in permanence.redirects:
        if redirect.old.endswith(("/", ".html")):
            to = linker("../" * redirect.old.count("/"))
            view = {"new": redirect.new, "address": to(redirect.new)}
            yield page_name(redirect.old), renderer.fragment("_rinvio.html", view).encode()


def shell_of(kind: PageKind, plan: Plan) -> ShellSpec:
    """The shell for the pages of a kind: a plan has its own, since its period is in their addresses."""
    return ShellSpec(f"{kind.name}-{plan.period}", kind.address(plan))


def _own_addresses(plan: Plan) -> Iterator[str]:
    yield data_address(plan)
    if plan.document:
        yield document_address(plan)


def _jobs(frame: Frame, renderer: Renderer, editions: tuple[Edition, ...], batch: int) -> Iterator[Job]:
    """What there is to do, the longest first."""
    yield from (partial(_write_data, item) for item in editions)
    yield partial(_write_common_data, editions)
    for item in editions:
        for kind in page_kinds():
            shell = frame.shells[shell_of(kind, item.plan).name]
            yield from (partial(_write_pages, make, renderer, shell) for make in kind.batches(item, batch))
        objectives = item.plan.objectives
        for start in range(0, len(objectives), _BATCH):
            yield partial(_write_badges, item, renderer, objectives[start : start + _BATCH])
    yield partial(_write_frame, frame, renderer, editions)


def _write_frame(frame: Frame, renderer: Renderer, editions: tuple[Edition, ...], sink: Sink) -> Outcome:
    for path, content in frame.files.items():
        sink.write(path, content)
    latest = editions[-1] if editions else None
    for path, page in frame.pages.items():
        slots: Mapping[str, Markup] = home_slots(latest, renderer, "../" * path.count("/"))
        sink.write(path, page.fill({name: slots[name] for name in page.names}).encode())
    return Outcome()


def _write_data(edition: Edition, sink: Sink) -> Outcome:
    for path, content in data_files(edition):
        sink.write(path, content)
    return Outcome()


def _write_common_data(editions: tuple[Edition, ...], sink: Sink) -> Outcome:
    for path, content in common_files(editions):
        sink.write(path, content)
    return Outcome()


def _write_pages(make: partial[Iterator[Page]], renderer: Renderer, shell: Shell, sink: Sink) -> Outcome:
    addresses: list[str] = []
    entries: list[tuple[str, str]] = []
    for page in make():
        sink.write(f"{page.address}index.html", renderer.page(page, shell).encode())
        addresses.append(page.address)
        entries.extend(entry_line(text.address, text.title, text.text, text.codes) for text in page.search)
    return Outcome(tuple(addresses), tuple(entries))


def _write_badges(
    edition: Edition, renderer: Renderer, objectives: tuple[Objective, ...], sink: Sink
) -> Outcome:
    assessment = edition.assessment
    for objective in objectives:
        drawn = badge(objective, assessment.standing(objective), assessment.year, assessment.policy)
        svg = renderer.fragment("badge.svg.html", {"badge": drawn})
        sink.write(badge_address(edition.plan, objective), svg.encode())
    return Outcome()
