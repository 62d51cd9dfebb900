"""What is made of one objective: its own files, and its parts of the files about the whole plan.

All of it depends on its file, on its results and on its neighbours, besides what the whole edition rests on.
The key says so: what was made under the same key is taken from the earlier site instead of made again.
"""

import hashlib
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from msgspec import Struct, field

from generator.opendata.formats import own_files, parts_of
from generator.plan.model import Objective
from generator.plan.policy import Status
from generator.plan.scoring.aggregation import AggregateAssessment
from generator.plan.scoring.badge import badge
from generator.plan.scoring.starting_point import StartingPoint
from generator.publishing.output_dir import Sink, Written
from generator.site.addresses import badge_address, data_address, objective_address
from generator.site.frame.slots import Shell
from generator.site.page import Page
from generator.site.pages import page_kinds
from generator.site.published_plan import IndicatorSummary, PublishedPlan
from generator.site.rendering import Renderer, linker
from generator.site.search import entry_line
from generator.site.views.listing import neighbours_of
from generator.site.views.objective import ObjectiveView, objective_view

#: Looked up ten times an objective.
_STATUSES = {status.value: status for status in Status}
_STARTING_POINTS = {point.value: point for point in StartingPoint}
#: The name under which the parts of the search index are known.
SEARCH = "search/search_index.json"


class Product(Struct, frozen=True):
    """What was made of an objective: its files by name, its parts, and what is counted of it.

    `parts` are empty where the objective was taken over as it was.
    """

    code: str
    key: str
    files: Mapping[str, Written]
    standing: AggregateAssessment
    marks: tuple[IndicatorSummary, ...]
    parts: Mapping[str, bytes] = field(default_factory=dict)

    def as_json(self) -> list[Any]:
        """What the next run needs of it."""
        one = self.standing
        counts = {status.value: count for status, count in one.counts.items()}
        return [
            self.key,
            {name: [file.sha256, file.size] for name, file in self.files.items()},
            [
                *(one.status.value, _ratio(one.score), one.is_final, one.measured, one.measurable),
                *(one.indicators, counts, _ratio(one.going_well)),
            ],
            [[mark.id, mark.type, mark.starting_point.value, mark.status.value] for mark in self.marks],
        ]


def _ratio(share: Fraction | None) -> tuple[int, int] | None:
    return None if share is None else (share.numerator, share.denominator)


def product_of_json(code: str, kept: list[Any]) -> Product:
    """The product that was kept."""
    key, files, (status, share, is_final, measured, measurable, indicators, counts, well), marks = kept
    standing = AggregateAssessment(
        status=_STATUSES[status],
        score=Fraction(*share) if share else None,
        is_final=is_final,
        measured=measured,
        measurable=measurable,
        indicators=indicators,
        counts={_STATUSES[word]: count for word, count in counts.items()},
        going_well=Fraction(*well) if well else None,
    )
    return Product(
        code=code,
        key=key,
        files={name: Written(*file) for name, file in files.items()},
        standing=standing,
        marks=tuple(
            IndicatorSummary(id_, type_, _STARTING_POINTS[point], _STATUSES[word])
            for id_, type_, point, word in marks
        ),
    )


def keys_of(edition: PublishedPlan) -> dict[str, str]:
    """The key of each objective; none where the content of the files is not known."""
    return {
        objective.code: hashlib.sha256("\n".join(_key(edition, objective)).encode()).hexdigest()
        for objective in edition.plan.objectives
        if objective.code in edition.digests
    }


def _key(edition: PublishedPlan, objective: Objective) -> Iterator[str]:
    plan = edition.plan
    yield edition.digests[objective.code]
    for one in plan.before_and_after(objective):
        yield plan.labels[one.code] if one else ""
    yield from neighbours_of(plan, objective)
    yield str(edition.printed[objective.code])
    if objective.code in plan.measured:
        for indicator in objective.indicators:
            yield repr(plan.measurements_of.get((objective.code, indicator.id)))


class Maker(Struct, frozen=True):
    """Makes products; `shells` are those of the page kinds, by their name."""

    edition: PublishedPlan
    renderer: Renderer
    shells: Mapping[str, Shell]

    def make(self, objective: Objective, key: str, sink: Sink) -> Product:
        """Write the files of an objective, and make its parts."""
        edition, card = self.edition, objective_view(self.edition, objective)
        files: dict[str, Written] = {}
        pages = []
        for page, name, content in self.pages(card):
            pages.append(page)
            files[name] = sink.write(name, content)
        name = badge_address(edition.plan, objective)
        files[name] = sink.write(name, self._badge(objective))
        for file in own_files(edition.dataset, objective):
            name = data_address(edition.plan, file.name)
            files[name] = sink.write(name, file.content)
        return Product(
            code=objective.code,
            key=key,
            files=files,
            standing=edition.assessment.of_objective(objective),
            marks=edition.marks(objective),
            parts=parts_of(edition.dataset, objective) | dict(self._parts(card, pages)),
        )

    def pages(self, card: ObjectiveView) -> Iterator[tuple[Page, str, bytes]]:
        """The pages of an objective, with their path in the site and what they hold."""
        for kind in page_kinds():
            if kind.of_objective:
                page = kind.of_objective(self.edition, card)
                yield page, f"{page.address}index.html", self.renderer.page(page, self.shells[kind.name])

    def _badge(self, objective: Objective) -> bytes:
        assessment = self.edition.assessment
        drawn = badge(objective, assessment.of_objective(objective), assessment.year, assessment.policy)
        return self.renderer.fragment("badge.svg.html", {"badge": drawn}).encode()

    def _parts(self, card: ObjectiveView, pages: list[Page]) -> Iterator[tuple[str, bytes]]:
        for kind in page_kinds():
            if kind.part:
                view = {**kind.part(self.edition, card), "to": linker(self.shells[kind.name].root)}
                yield part_name(kind.name), self.renderer.fragment(f"_{kind.name}_part.html", view).encode()
        texts = (text for page in pages for text in page.search)
        lines = sorted(entry_line(text.address, text.title, text.text, text.codes) for text in texts)
        yield SEARCH, ",".join(line for _, line in lines).encode()


def part_name(kind: str) -> str:
    """What the parts of the pages of a kind are called."""
    return f"pages/{kind}"


def locations_of(edition: PublishedPlan, objective: Objective) -> Iterator[str]:
    """The addresses of an objective and of its indicators."""
    yield objective_address(edition.plan, objective)
    for marks in edition.marks(objective):
        yield f"{objective_address(edition.plan, objective)}#{marks.id}"
