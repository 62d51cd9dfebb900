"""The build of a site: published plans and the frame in, every file of the site out.

First what belongs to single objectives, from the cache or made anew; then the files about whole plans, always
made anew from those results; last what must know all the files that there are.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from markupsafe import Markup
from msgspec import Struct
from msgspec.msgpack import encode
from msgspec.structs import replace

from generator.build.action_cache import ActionCache
from generator.build.environment import digest_of_folder, key_of, program_digest
from generator.build.inputs import Inputs
from generator.build.parallel import OnProgress, no_progress, run_parallel
from generator.build.tasks.frame import cached_frame
from generator.build.tasks.objective import (
    ObjectiveBuilder,
    ObjectiveInputs,
    ObjectiveResult,
    build_objectives,
)
from generator.build.tasks.template import TemplateCache
from generator.opendata.files import DataFile, Fragments, KnownFile, StoredFile
from generator.opendata.formats import Format, formats_of_datasets, further_files, site_data, site_files
from generator.opendata.formats.feed import NAME as NEWS
from generator.opendata.metadata.dcat import JSON_LD, TURTLE
from generator.plan.changes import changes_of, last_change_of
from generator.plan.model import Objective, Plan
from generator.publishing.identifiers import identifiers_of
from generator.publishing.manifest import MANIFEST
from generator.publishing.output_dir import FileDigest, Output, OutputDir
from generator.publishing.permanence import Permanence, addresses_of, check_permanence
from generator.publishing.publication import read_publisher
from generator.publishing.redirects import redirect_files
from generator.site.addresses import data_address, document_address, indicator_address, objective_address
from generator.site.frame.slots import FrameRequest, Shell, ShellSpec
from generator.site.frame.sources import TWO_MAKERS, FrameError, FrameProblem, read_sources
from generator.site.home import HOME_SLOTS, home_slots
from generator.site.page import Page
from generator.site.pages import PageKind, fragment_name, page_kinds
from generator.site.published_plan import PublishedPlan
from generator.site.rendering import Renderer
from generator.site.search import SEARCH_INDEX, entries_of, index_of_lines
from generator.site.static_files import headers_file, robots, sitemap
from generator.site.views.neighbours import neighbours_of
from generator.site.views.objective import objective_view
from generator.site.views.periods import Periods, in_period
from generator.site.views.series import series_of
from generator.site.year_pages import address_in_year, pages_of_years

#: Objectives from which on the files about the whole plan are shared among processes.
_LARGE = 1500


class BuildOptions(Struct, frozen=True):
    """How a site is built: with what is kept, what was read, and how many processes."""

    cache: ActionCache
    inputs: Inputs
    processes: int = 1
    on_progress: OnProgress = no_progress


class _WholeFile(Struct, frozen=True):
    """A file about a whole plan, and what the rest of the site must know of it.

    `addresses` are those of a page that search engines may find, `entries` its entries of the search index
    (location, JSON); `data` is the data file without its content; `modified` is the day of the last change of
    the plan, or of all plans for a page of the site.
    """

    name: str
    digest: FileDigest
    addresses: tuple[str, ...] = ()
    entries: tuple[tuple[str, str], ...] = ()
    data: DataFile | None = None
    modified: date | None = None


class SiteBuild:
    """One build of a site. Raises `FrameError` or `BrokenTemplateError`, and what the output raises."""

    def __init__(
        self, plans: Sequence[PublishedPlan], config: Path, output: Output, options: BuildOptions
    ) -> None:
        self._periods = Periods(tuple(published.plan for published in plans))
        publisher = read_publisher(config, self._periods.body_name)
        self._plans = [replace(published, publisher=publisher) for published in plans]
        self._output, self._options = output, options
        sources = read_sources(config)
        templates = [theme / "pages" for theme in sources.themes]
        request = _frame_request(self._plans, self._periods)
        self._frame = cached_frame(sources, request, options.cache, options.inputs)
        self._site_url, self._content = sources.site_url, sources.content_files()
        self._is_staging = sources.is_staging
        self._renderer = Renderer(
            templates, sources.site_url, sources.corrections, TemplateCache(options.cache)
        )
        self._environment = [program_digest(), sources.corrections, *map(digest_of_folder, templates)]
        self._results: list[Mapping[str, ObjectiveResult]] = []
        self._fragments: list[Fragments] = []

    def write(self, permanence: Permanence) -> None:
        """Write every file of the site. Raises `PermanenceError` if a published address would get lost."""
        for published in self._plans:
            self._build_objectives(published)
        files = [file for number in range(len(self._plans)) for file in self._plan_files(number)]
        files += self._write_pages_of_site()
        self._write_site_files()
        locations = self._write_search_index(files)
        self._write_sitemap(files)
        self._write_frame()
        self._finish(locations, permanence)

    def pages_of(self, number: int, objective: Objective) -> Mapping[str, bytes]:
        """The pages of an objective that takes the place of the one of its code in a plan, by their path."""
        published = self._plans[number]
        objectives = (objective if one.code == objective.code else one for one in published.plan.objectives)
        published = replace(published, plan=replace(published.plan, objectives=tuple(objectives)))
        plans = [*self._plans]
        plans[number] = published
        all_inputs = _objective_inputs(published, plans, Periods(tuple(one.plan for one in plans)))
        inputs = next(one for one in all_inputs if one.objective is objective)
        only = inputs.published(published)
        view = objective_view(only, objective, inputs.neighbours)
        pages = self._builder(published).pages(only, view, inputs)
        return {name: content for _, name, content in pages}

    def _shells(self, published: PublishedPlan) -> Mapping[str, Shell]:
        """The shells of the pages of the current year."""
        return {kind.name: self._frame.shells[_shell_of(kind, published).name] for kind in page_kinds()}

    def _builder(self, published: PublishedPlan) -> ObjectiveBuilder:
        return ObjectiveBuilder(published, self._renderer, self._shells(published), self._output)

    def _build_objectives(self, published: PublishedPlan) -> None:
        builder, options = self._builder(published), self._options
        shells = hashlib.sha256(encode(builder.shells)).hexdigest()
        days = published.assessment.today, published.assessment.latest_day
        used = sorted(published.plan.fields_in_use)
        # The site of an earlier day has fewer revisions, though their files are the same.
        revisions = [revision.name for revision in published.plan.revisions]
        years = [one.assessment.year for one in published.by_year]
        facts = [
            repr(days),
            repr(published.publisher),
            published.context_digest,
            repr(used),
            repr(revisions),
            repr(years),
        ]
        key = key_of(*self._environment, *facts, shells)
        results = build_objectives(
            builder,
            _objective_inputs(published, self._plans, self._periods),
            key,
            options.cache,
            options.processes,
            options.on_progress,
        )
        by_file: dict[str, dict[str, bytes]] = {}
        for code, result in results.items():
            published.assessment.seed(code, result.assessments)
            published.seed(code, result.indicators)
            for name, fragment in result.fragments.items():
                by_file.setdefault(name, {})[code] = fragment
        self._results.append(results)
        self._fragments.append(Fragments(by_file))

    def _plan_files(self, number: int) -> list[_WholeFile]:
        """Write the files about a plan as a whole: data, pages, and last the pages that describe the data."""
        published = self._plans[number]
        shared = self._options.processes if isinstance(self._output, OutputDir) else 1
        large = len(published.plan.objectives) >= _LARGE
        made: list[Format | PageKind] = [*formats_of_datasets()]
        made += [kind for kind in page_kinds() if not kind.describes_data]
        files: list[_WholeFile] = []
        write = partial(self._write_one, number, made)
        for found in run_parallel(write, range(len(made)), shared if large else 1):
            files += found
            self._output.add({file.name: file.digest for file in found})
        files += self._write_further_data(number, files)
        known = tuple(self._known(file) for file in files if file.data)
        self._plans[number] = replace(published, data_files=known)
        for kind in page_kinds():
            if kind.describes_data:
                files += self._write_pages(number, kind)
        return files

    def _write_one(self, number: int, made: Sequence[Format | PageKind], index: int) -> list[_WholeFile]:
        one = made[index]
        if isinstance(one, PageKind):
            return list(self._write_pages(number, one))
        published = self._plans[number]
        return [
            self._write_data(published, file)
            for file in one.files(published.dataset, self._fragments[number])
        ]

    def _write_data(self, published: PublishedPlan, file: DataFile) -> _WholeFile:
        name = data_address(published.plan, file.name)
        return _WholeFile(name, self._output.write(name, file.content), data=replace(file, content=b""))

    def _write_further_data(self, number: int, files: Sequence[_WholeFile]) -> list[_WholeFile]:
        """Write the data files that describe and pack the others."""
        published = self._plans[number]
        written: list[_WholeFile] = []

        def keep(file: DataFile) -> KnownFile:
            written.append(self._write_data(published, file))
            return file

        known = (self._known(file) for file in files if file.data)
        further_files(published.dataset, known, keep)
        return written

    def _known(self, file: _WholeFile) -> StoredFile:
        data = file.data
        if data is None:
            raise TypeError(file.name)
        return StoredFile(
            name=data.name,
            media_type=data.media_type,
            title=data.title,
            role=data.role,
            subject=data.subject,
            size=file.digest.size,
            sha256=file.digest.sha256,
            read=partial(self._output.read, file.name),
            rows=data.rows,
        )

    def _write_pages(self, number: int, kind: PageKind) -> Iterator[_WholeFile]:
        published, fragments = self._plans[number], self._fragments[number]

        def join(year: int, kind_of_page: str, codes: Sequence[str]) -> bytes:
            return fragments.join(fragment_name(kind_of_page, year), codes)

        for one in pages_of_years(kind, published):
            shell = self._frame.shells[_shell_of(kind, published, one.year).name]
            page = in_period(published.plan, one.page, self._periods.of_page(published.plan, one.address))
            yield self._write_page(page, self._renderer.page(page, shell, partial(join, one.year), one.move))

    def _write_pages_of_site(self) -> Iterator[_WholeFile]:
        for kind in page_kinds():
            if kind.of_site and self._plans:
                shell = self._shells(self._plans[-1])[kind.name]
                for page in kind.of_site(self._plans):
                    yield self._write_page(page, self._renderer.page(page, shell))

    def _write_page(self, page: Page, content: bytes) -> _WholeFile:
        name = f"{page.address}index.html"
        addresses = () if page.period and page.period.is_draft else (page.address,)
        period = page.period.period if page.period else ""
        days = (one.dataset.modified for one in self._plans if period in {"", one.plan.period})
        modified = max(filter(None, days), default=None)
        return _WholeFile(
            name, self._output.write(name, content), addresses, entries_of(page), None, modified
        )

    def _write_frame(self) -> None:
        """Write what comes from content/ and theme/. Raises `FrameError` for a path that is taken."""
        taken = {*self._output.files, MANIFEST}
        problems = [
            FrameProblem(maker, 1, 1, TWO_MAKERS.format(path=path, other="questo programma"))
            for path, maker in self._frame.makers.items()
            if path in taken
        ]
        if problems:
            raise FrameError(problems)
        for path, content in self._frame.files.items():
            self._output.write(path, content)
        current = next((one for one in self._plans if one.plan is self._periods.current), None)
        for path, page in self._frame.pages.items():
            slots: Mapping[str, Markup] = home_slots(current, self._renderer, "../" * path.count("/"))
            self._output.write(path, page.fill({name: slots[name] for name in page.names}).encode())

    def _write_site_files(self) -> None:
        for published in self._plans:
            if published.plan.document and published.document is not None:
                self._output.write(document_address(published.plan), published.document)
        datasets = [one.dataset for one in self._plans]
        data = site_data([*zip(datasets, self._fragments, strict=True)])
        described = site_files([(one.dataset, one.data_files) for one in self._plans], data)
        for file in (*data, *described):
            self._output.write(file.name, file.content)
        self._output.write("_headers", headers_file().encode())
        self._output.write("robots.txt", robots(self._site_url, is_staging=self._is_staging).encode())

    def _write_search_index(self, files: Sequence[_WholeFile]) -> list[str]:
        """Write the search index; gives the locations in it, without those of objectives.

        The entries of the objectives of a plan stand together in it.
        """
        lines = [*self._frame.search, *(entry for file in files for entry in file.entries)]
        locations = [location for location, _ in lines]
        for published, fragments in zip(self._plans, self._fragments, strict=True):
            if codes := sorted(published.plan.by_code):
                first = objective_address(published.plan, published.plan.by_code[codes[0]])
                lines.append((first, fragments.join(SEARCH_INDEX, codes, b",").decode()))
        self._output.write(SEARCH_INDEX, index_of_lines(lines).encode())
        return locations

    def _objectives(self) -> list[tuple[Plan, Objective]]:
        return [(one.plan, objective) for one in self._plans for objective in one.plan.objectives]

    def _write_sitemap(self, files: Sequence[_WholeFile]) -> None:
        pages: dict[str, date | None] = dict.fromkeys(self._frame.addresses)
        # Changes of no page in particular are on the home page, whose address is empty.
        changes = {(one.day, one.page) for plan in self._plans for one in changes_of(plan.plan)}
        pages |= {page: day for day, page in sorted(changes) if page in pages}
        pages |= {address: file.modified for file in files for address in file.addresses}
        pages |= {
            objective_address(plan, one): last_change_of(plan, one)
            for plan, one in self._objectives()
            if not plan.is_draft
        }
        self._output.write("sitemap.xml", sitemap(self._site_url, pages).encode())

    def _finish(self, locations: Sequence[str], permanence: Permanence) -> None:
        """Check the addresses, and write the redirects."""
        names = frozenset(self._output.files)
        _check_news(self._plans, names)
        anchors = (
            indicator_address(plan, objective, indicator)
            for plan, objective in self._objectives()
            for indicator in objective.indicators
        )
        known = addresses_of(names, [*locations, *anchors], self._content)
        check_permanence(permanence, known, names, self._identifiers(permanence))
        for path, content in redirect_files(self._renderer, permanence, is_staging=self._is_staging):
            self._output.write(path, content)

    def _identifiers(self, permanence: Permanence) -> Collection[str]:
        """The identifiers of the site; those of a staging site need not be the published ones."""
        if self._is_staging:
            return permanence.identifiers
        if JSON_LD not in self._output.files:
            return ()
        return tuple(identifiers_of(self._output.read(JSON_LD), self._output.read(NEWS)))


def _objective_inputs(
    published: PublishedPlan, plans: Sequence[PublishedPlan], periods: Periods
) -> tuple[ObjectiveInputs, ...]:
    plan, neighbours = published.plan, neighbours_of(published)
    return tuple(
        ObjectiveInputs(
            objective,
            published.digests.get(objective.code, ""),
            plan.measurements_by_objective.get(objective.code, ()),
            replace(
                neighbours[objective.code], series=series_of(published, objective, plans, periods.succession)
            ),
            periods.of_objective(plan, objective),
        )
        for objective in plan.objectives
    )


def _frame_request(plans: Sequence[PublishedPlan], periods: Periods) -> FrameRequest:
    own = {NEWS, TURTLE, JSON_LD, *(name for plan in periods.plans for name in _own_addresses(plan))}
    # The shell of a page about all plans is the same for each of them.
    shells = dict.fromkeys(shell for one in plans for kind in page_kinds() for shell in _shells_of(kind, one))
    period = periods.current.period if periods.current else ""
    return FrameRequest(
        tuple(shells), tuple(sorted(HOME_SLOTS)), tuple(sorted(own)), period, periods.body_name
    )


def _shells_of(kind: PageKind, published: PublishedPlan) -> Iterator[ShellSpec]:
    for one in published.by_year if kind.shows_year else (published,):
        yield _shell_of(kind, published, one.assessment.year)


def _shell_of(kind: PageKind, published: PublishedPlan, year: int | None = None) -> ShellSpec:
    """The shell for the pages of a kind in a year, the current one unless another is given."""
    if kind.of_site:
        return ShellSpec(kind.name, kind.address(published.plan))
    current = published.assessment.year
    of_year = f"-{year}" if year not in (None, current) else ""
    name = f"{kind.name}-{published.plan.period}{of_year}"
    return ShellSpec(name, address_in_year(kind, published, year or current))


def _own_addresses(plan: Plan) -> Iterator[str]:
    yield data_address(plan)
    if plan.document:
        yield document_address(plan)


def _check_news(plans: Sequence[PublishedPlan], names: frozenset[str]) -> None:
    """Refuse news about pages that do not exist: nothing else would follow those links."""
    problems = [
        FrameProblem(f"{published.source}/novita.yml", 1, 1, f"«{news.id}»: la pagina «{news.page}» non c'è")
        for published in plans
        for news in published.plan.news
        if not {path := news.page.partition("#")[0], f"{path}index.html"} & names
    ]
    if problems:
        raise FrameError(problems)
