"""The build as a whole: plans and frame in, the files of a site out.

First what belongs to single objectives, which is made or taken over from the earlier site; then what is put
together from it; last what must know all the files that there are.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from markupsafe import Markup
from msgspec.structs import replace

from generator.build.asides import PutTogether
from generator.build.basis import basis_of, digest_of
from generator.build.data_files import known_files, write_data, write_further_data
from generator.build.environment import program_digest
from generator.build.fingerprints import Fingerprints
from generator.build.making import Making
from generator.build.outcome import Outcome
from generator.build.parallel import OnProgress, no_progress
from generator.build.products import SEARCH, Maker, locations_of, part_name
from generator.build.work import Job, do_jobs
from generator.opendata.formats import formats, formats_of_datasets, site_files
from generator.opendata.formats.feed import NAME as NEWS
from generator.opendata.metadata.dcat import JSON_LD, TURTLE
from generator.plan.model import Objective, Plan
from generator.publishing.output_dir import MemorySink, Sink
from generator.publishing.permanence import (
    Permanence,
    addresses_of,
    check_permanence,
)
from generator.publishing.publication import read_publisher
from generator.publishing.redirects import redirect_files
from generator.site.addresses import data_address, document_address, objective_address
from generator.site.frame.frame import Frame, ShellSpec, build_frame
from generator.site.frame.problems import FrameError, FrameProblem
from generator.site.frame.slots import Shell
from generator.site.frame.sources import read_sources
from generator.site.headers import headers_file
from generator.site.home import HOME_SLOTS, home_slots
from generator.site.pages import PageKind, page_kinds
from generator.site.published_plan import PublishedPlan
from generator.site.rendering import Renderer
from generator.site.search import entry_line, index_of_lines
from generator.site.sitemap import sitemap
from generator.site.views.objective import objective_view

#: So many percent of a build that begins with nothing are about single objectives.
OBJECTIVES_SHARE = 80


def build_site(editions: tuple[PublishedPlan, ...], config: Path, cache: Path) -> Mapping[str, bytes]:
    """Every file of the site by its path, in memory; see `write_site`."""
    sink = MemorySink()
    write_site(editions, config, cache, sink)
    return dict(sorted(sink.files.items()))


def write_site(
    editions: tuple[PublishedPlan, ...],
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
    site = _Site(editions, config, cache, sink)
    site.make_objectives(processes, partial(_tell, on_progress, 0, OBJECTIVES_SHARE))
    outcomes = site.make_the_rest(processes, partial(_tell, on_progress, OBJECTIVES_SHARE, 100))
    site.finish(outcomes, permanence or Permanence())


def pages_of(
    editions: tuple[PublishedPlan, ...], number: int, objective: Objective, config: Path, cache: Path
) -> Mapping[str, bytes]:
    """The pages of an objective of one of the editions, by their path in the site.

    Raises `FrameError` or `BrokenTemplateError`.
    """
    return _Site(editions, config, cache, MemorySink()).pages_of(number, objective)


def _tell(on_progress: OnProgress, start: int, end: int, done: int, total: int) -> None:
    """Pass on how far a stage has come that goes from one percentage of the whole to another."""
    on_progress(start * total + (end - start) * done, 100 * total)


class _Site:
    """One build of a site, stage by stage."""

    def __init__(self, editions: tuple[PublishedPlan, ...], config: Path, cache: Path, sink: Sink) -> None:
        publisher = read_publisher(config)
        self.editions = tuple(replace(edition, publisher=publisher) for edition in editions)
        self.frame = frame_of([item.plan for item in self.editions], config, cache, sink.prints)
        sources = read_sources(config)
        templates = sources.theme / "pages"
        self.renderer = Renderer(templates, self.frame.site_url, sources.corrections, cache)
        self.sink = sink
        rests_on = json.dumps([program_digest(), sources.corrections, digest_of(templates)])
        makers = (Maker(item, self.renderer, self._shells(item.plan)) for item in self.editions)
        self.makings = [
            Making(maker, cache / maker.edition.plan.period, basis_of(maker, rests_on)) for maker in makers
        ]

    def _shells(self, plan: Plan) -> Mapping[str, Shell]:
        return {kind.name: self.frame.shells[shell_of(kind, plan).name] for kind in page_kinds()}

    def pages_of(self, number: int, objective: Objective) -> Mapping[str, bytes]:
        """The pages of an objective, by their path."""
        maker = self.makings[number].maker
        return {name: content for _, name, content in maker.pages(objective_view(maker.edition, objective))}

    def make_objectives(self, processes: int, on_progress: OnProgress) -> None:
        """Make what belongs to single objectives."""
        jobs = [making.jobs(self.sink) for making in self.makings]
        flat = [job for of_edition in jobs for job in of_edition]
        made = iter(do_jobs(flat, self.sink, processes, on_progress))
        self.editions = tuple(
            making.finished((one for _ in of_edition for one in next(made)), self.sink)
            for making, of_edition in zip(self.makings, jobs, strict=True)
        )

    def make_the_rest(self, processes: int, on_progress: OnProgress) -> tuple[Outcome, ...]:
        """Make the data about whole plans, then pages and what packs those data, the longest jobs first."""
        data = [(number, each) for number in range(len(self.editions)) for each in formats_of_datasets()]
        slow_first = sorted(range(len(data)), key=lambda place: not data[place][1].slow)
        jobs: list[Job[Outcome]] = [
            partial(write_data, number, self.editions[number], self.makings[number], each.files)
            for number, each in map(data.__getitem__, slow_first)
        ]
        jobs.append(self._write_frame)
        made = do_jobs(jobs, self.sink, processes, partial(_tell, on_progress, 0, 50))
        # Data files are listed in the order of their formats.
        first = tuple(made[slow_first.index(place)] for place in range(len(data)))
        jobs = [partial(write_further_data, number, item, first) for number, item in enumerate(self.editions)]
        for number in range(len(self.editions)):
            jobs += [
                partial(self._write_pages, number, kind)
                for kind in sorted(page_kinds(), key=lambda kind: kind.part is None)
                if not kind.describes_data
            ]
        return first + do_jobs(jobs, self.sink, processes, partial(_tell, on_progress, 50, 100))

    def finish(self, outcomes: Sequence[Outcome], permanence: Permanence) -> None:
        """Make what must know of everything else, and keep note of all for the next run."""
        self.editions = tuple(
            replace(item, files=known_files(item, number, outcomes, self.sink))
            for number, item in enumerate(self.editions)
        )
        described = [
            self._write_pages(number, kind, self.sink)
            for number in range(len(self.editions))
            for kind in page_kinds()
            if kind.describes_data
        ]
        outcomes = [*outcomes, *described]
        for file in site_files([(item.dataset, item.data_files) for item in self.editions]):
            self.sink.write(file.name, file.content)
        index = self._write_index([line for outcome in outcomes for line in outcome.entries])
        objectives = [(item, objective) for item in self.editions for objective in item.plan.objectives]
        locations = [location for pair in objectives for location in locations_of(*pair)]
        locations += [location for outcome in outcomes for location, _ in outcome.entries]
        addresses = [
            *self.frame.addresses,
            *(address for outcome in outcomes for address in outcome.addresses),
            *(objective_address(item.plan, objective) for item, objective in objectives),
        ]
        self.sink.write("sitemap.xml", sitemap(self.frame.site_url, addresses).encode())
        self.sink.write("_headers", headers_file().encode())
        _check_news(self.editions, self.sink.names())
        check_permanence(permanence, addresses_of(self.sink.names(), locations))
        for path, content in redirect_files(self.renderer, permanence):
            self.sink.write(path, content)
        for number, making in enumerate(self.makings):
            own = (outcome.put_together for outcome in outcomes if outcome.edition == number)
            making.keep(index[number] | {name: file for each in own for name, file in each.items()})

    def _write_index(self, lines: list[tuple[str, str]]) -> list[dict[str, PutTogether]]:
        """Write the search index; the entries of the objectives of a plan stand together in it."""
        for item in self.editions:
            by_code = sorted(item.plan.objectives, key=lambda objective: objective.code)
            if by_code:
                entries = item.dataset.parts.joined(SEARCH, by_code, b",").decode()
                lines.append((objective_address(item.plan, by_code[0]), entries))
        content = index_of_lines(self.frame.search_config, self.frame.search_docs, lines).encode()
        written = self.sink.write(SEARCH, content)
        return [dict(making.note(SEARCH, content, written, self.sink)) for making in self.makings]

    def _write_frame(self, sink: Sink) -> Outcome:
        for path, content in self.frame.files.items():
            sink.put(path, content)
        latest = self.editions[-1] if self.editions else None
        for path, page in self.frame.pages.items():
            slots: Mapping[str, Markup] = home_slots(latest, self.renderer, "../" * path.count("/"))
            sink.put(path, page.fill({name: slots[name] for name in page.names}).encode())
        for item in self.editions:
            if item.plan.document and item.dataset.document is not None:
                sink.put(document_address(item.plan), item.dataset.document)
        return Outcome()

    def _write_pages(self, number: int, kind: PageKind, sink: Sink) -> Outcome:
        edition, making = self.editions[number], self.makings[number]
        shell = self._shells(edition.plan)[kind.name]
        addresses: list[str] = []
        entries: list[tuple[str, str]] = []
        files_of_parts: dict[str, PutTogether] = {}

        def join(kind_of_page: str, objectives: Sequence[Objective]) -> bytes:
            return edition.dataset.parts.joined(part_name(kind_of_page), objectives)

        for page in kind.pages(edition):
            name = f"{page.address}index.html"
            key = making.key_of(page)
            if taken := making.take_over(name, key, sink):
                files_of_parts[name] = taken
            else:
                content = self.renderer.page(page, shell, join)
                written = sink.write(name, content)
                files_of_parts.update(making.note(name, content, written, sink, key))
            addresses.append(page.address)
            entries += (entry_line(text.address, text.title, text.text, text.codes) for text in page.search)
        return Outcome(number, tuple(addresses), tuple(entries), put_together=files_of_parts)


def get_ready(config: Path, cache: Path) -> None:
    """Load and compile what every build needs, while there is something else to wait for."""
    formats()
    page_kinds()
    Renderer(read_sources(config).theme / "pages", "", cache=cache).prepare()


def frame_of(plans: Sequence[Plan], config: Path, cache: Path, prints: Fingerprints | None = None) -> Frame:
    """The frame of a site about plans, of which it rests on nothing but their heads. Raises `FrameError`."""
    return build_frame(
        config,
        [shell_of(kind, plan) for plan in plans for kind in page_kinds()],
        cache=cache,
        page_slots=HOME_SLOTS,
        prints=prints,
        elsewhere=sorted({NEWS, TURTLE, JSON_LD, *(name for plan in plans for name in _own_addresses(plan))}),
    )


def shell_of(kind: PageKind, plan: Plan) -> ShellSpec:
    """The shell for the pages of a kind: a plan has its own, since its period is in their addresses."""
    return ShellSpec(f"{kind.name}-{plan.period}", kind.address(plan))


def _own_addresses(plan: Plan) -> Iterator[str]:
    yield data_address(plan)
    if plan.document:
        yield document_address(plan)


def _check_news(editions: tuple[PublishedPlan, ...], names: frozenset[str]) -> None:
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
