"""Task: what belongs to one objective: pages, badge, data files, fragments of files about the whole plan."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from itertools import chain
from typing import Any

from msgspec import Struct
from msgspec.msgpack import Decoder, Encoder

from generator.build.action_cache import ActionCache
from generator.build.environment import key_of
from generator.build.parallel import OnProgress, run_parallel
from generator.opendata.formats import files_of_objective, fragments_of
from generator.plan.measurement import Measurement
from generator.plan.model import Objective
from generator.plan.scoring.aggregation import AggregateAssessment
from generator.plan.scoring.badge import badge
from generator.publishing.output_dir import FileDigest, Output, OutputDir
from generator.site.addresses import badge_address, data_address
from generator.site.frame.slots import Shell, root_of
from generator.site.page import Page, PeriodView
from generator.site.pages import fragment_name, page_kinds
from generator.site.published_plan import IndicatorSummary, PublishedPlan
from generator.site.rendering import Renderer, linker
from generator.site.search import SEARCH_INDEX, entries_of
from generator.site.views.neighbours import Neighbours
from generator.site.views.objective import ObjectiveView, objective_view
from generator.site.views.periods import in_period
from generator.site.year_pages import address_in_year

TASK = "build objective"


class ObjectiveInputs(Struct, frozen=True):
    """All that the results of an objective depend on, besides the environment.

    `digest` is of the bytes that the objective was read from, empty where it is not known.
    """

    objective: Objective
    digest: str
    measurements: tuple[Measurement, ...]
    neighbours: Neighbours
    period: PeriodView

    def published(self, whole: PublishedPlan) -> PublishedPlan:
        """The plan with the objective alone."""
        origins = {identifier: one.origin for identifier, one in self.neighbours.series.items()}
        return whole.only(self.objective, self.measurements, self.neighbours.assessments, origins)


class ObjectiveResult(Struct, frozen=True):
    """What was made of an objective.

    `files` are its own, `fragments` its share of the files about the whole plan, by their names;
    `assessments` are those of its indicators alone by year, `indicators` are in their order, of the years
    that have pages.
    """

    files: Mapping[str, FileDigest]
    fragments: Mapping[str, bytes]
    assessments: Mapping[int, AggregateAssessment]
    indicators: Mapping[int, tuple[IndicatorSummary, ...]]


class ObjectiveBuilder(Struct, frozen=True):
    """Makes what belongs to single objectives of a plan; `shells` are by kind of page."""

    published: PublishedPlan
    renderer: Renderer
    shells: Mapping[str, Shell]
    output: Output

    def build(self, inputs: ObjectiveInputs) -> ObjectiveResult:
        """Write the files of an objective, and make its fragments."""
        objective = inputs.objective
        neighbours = inputs.neighbours
        published = inputs.published(self.published)
        plan, assessment = published.plan, published.assessment
        view = objective_view(published, objective, neighbours)
        files: dict[str, FileDigest] = {}
        pages = []
        for page, name, content in self.pages(published, view, inputs):
            pages.append(page)
            files[name] = self.output.write(name, content)
        if not plan.is_draft:
            name = badge_address(plan, objective)
            files[name] = self.output.write(name, self._badge(published, objective))
        # Pages of other years are of the whole plan: an objective without results is on them too.
        years = [one.assessment.year for one in self.published.by_year]
        of_years = [published.in_year(year) for year in years]
        fragments = fragments_of(published.dataset)
        for file in files_of_objective(published.dataset, fragments):
            name = data_address(plan, file.name)
            files[name] = self.output.write(name, file.content)
        return ObjectiveResult(
            files=files,
            fragments=fragments
            | dict(chain.from_iterable(self._page_fragments(one, objective, neighbours) for one in of_years))
            | {SEARCH_INDEX: _search_entries(pages)},
            assessments={year: assessment.of_own(objective, year) for year in plan.years},
            indicators={one.assessment.year: one.indicator_summaries(objective) for one in of_years},
        )

    def pages(
        self, published: PublishedPlan, view: ObjectiveView, inputs: ObjectiveInputs
    ) -> Iterator[tuple[Page, str, bytes]]:
        """The pages of an objective, with their path in the site and their content."""
        for kind in page_kinds():
            if kind.of_objective:
                page = kind.of_objective(published, view, inputs.neighbours)
                page = in_period(published.plan, page, inputs.period)
                yield page, f"{page.address}index.html", self.renderer.page(page, self.shells[kind.name])

    def _badge(self, published: PublishedPlan, objective: Objective) -> bytes:
        assessment = published.assessment
        drawn = badge(objective, assessment.of_objective(objective), assessment.year, assessment.policy)
        return self.renderer.fragment("badge.svg.html", {"badge": drawn}).encode()

    def _page_fragments(
        self, published: PublishedPlan, objective: Objective, neighbours: Neighbours
    ) -> Iterator[tuple[str, bytes]]:
        view, year = objective_view(published, objective, neighbours), published.assessment.year
        for kind in page_kinds():
            if kind.fragment:
                address = address_in_year(kind, self.published, year)
                context = {
                    **kind.fragment(published, view, neighbours),
                    "to": linker(root_of(address)),
                }
                markup = self.renderer.fragment(f"_{kind.name}_part.html", context)
                yield fragment_name(kind.name, year), markup.encode()


def _search_entries(pages: Sequence[Page]) -> bytes:
    lines = sorted(entry for page in pages for entry in entries_of(page))
    return ",".join(line for _, line in lines).encode()


def build_objectives(
    builder: ObjectiveBuilder,
    inputs: Sequence[ObjectiveInputs],
    environment_key: str,
    cache: ActionCache,
    processes: int,
    on_progress: OnProgress,
) -> dict[str, ObjectiveResult]:
    """The results of objectives by code: from the cache where all files can be reused, else made anew."""
    keys = {one.objective.code: _key(environment_key, one) for one in inputs if one.digest}
    period, output = builder.published.plan.period, builder.output
    task = f"{TASK} {period}"
    results: dict[str, ObjectiveResult] = {}
    for (code, key), value in cache.get_all(task):
        if keys.get(code) == key:
            result = _result.decode(value)
            if output.reuse(result.files):
                results[code] = result
    todo = [one for one in inputs if one.objective.code not in results]
    # More than one process only where each can write its files by itself.
    shared = processes if isinstance(output, OutputDir) else 1
    made = run_parallel(partial(_build, builder, todo), range(len(todo)), shared, on_progress)
    for one, value in zip(todo, made, strict=True):
        code = one.objective.code
        results[code] = _result.decode(value)
        output.add(results[code].files)
        if code in keys:
            cache.put(task, code, keys[code], value)
    cache.prune(task, keys)
    return results


def _build(builder: ObjectiveBuilder, todo: Sequence[ObjectiveInputs], index: int) -> bytes:
    return _encode(builder.build(todo[index]))


def _key(environment_key: str, inputs: ObjectiveInputs) -> str:
    others = _encode((inputs.measurements, inputs.neighbours, inputs.period))
    return key_of(environment_key, inputs.digest, hashlib.sha256(others).hexdigest())


def _to_builtin(value: object) -> object:
    if isinstance(value, Fraction):
        return str(value)
    raise NotImplementedError(type(value))


def _from_builtin(kind: type, value: Any) -> object:
    return kind(value)


_encode = Encoder(enc_hook=_to_builtin).encode
_result = Decoder(ObjectiveResult, dec_hook=_from_builtin)
