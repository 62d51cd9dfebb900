"""The page of an objective depends on the objective, its measurements and its neighbours, on nothing else.

The page is reused for as long as these stay the same.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.plan.model import Objective, Plan
from generator.plan.scoring.assessment import assess_plan
from generator.site.addresses import objective_address
from generator.site.frame.slots import SHELL_SLOTS, SLOT_MARKER, Shell, ShellSpec, cut, slot_marker
from generator.site.frame.sources import read_sources
from generator.site.pages import PageKind, page_kinds
from generator.site.published_plan import PublishedPlan
from generator.site.rendering import Renderer, linker
from generator.site.views.neighbours import Neighbours, neighbours_of
from generator.site.views.objective import objective_view
from tests.conftest import INVENTED_PROJECT, ROOT, site_in_memory

#: Between the slots of a shell that holds nothing else.
BREAK = "\n<!-- break -->\n"
Built = tuple[PublishedPlan, Mapping[str, bytes], Renderer]


def built(published: PublishedPlan, project: Path) -> Built:
    """The site of a plan, and a renderer with the templates and settings of the site."""
    config = project / "site_config.yml"
    sources = read_sources(config)
    renderer = Renderer([theme / "pages" for theme in sources.themes], sources.site_url, sources.corrections)
    return published, site_in_memory((published,), config), renderer


@pytest.fixture(scope="module")
def real(real_published: PublishedPlan) -> Built:
    return built(real_published, ROOT)


@pytest.fixture(scope="module")
def invented(invented_published: PublishedPlan) -> Built:
    return built(invented_published, INVENTED_PROJECT)


@pytest.fixture(params=[pytest.param("real", marks=pytest.mark.real), "invented"])
def site(request: pytest.FixtureRequest) -> Built:
    found: Built = request.getfixturevalue(request.param)
    return found


def reduced(published: PublishedPlan, objective: Objective) -> PublishedPlan:
    """A plan of one objective and its measurements, assessed on the day of the whole plan."""
    plan = published.plan
    own = tuple(one for one in plan.measurements if one.objective == objective.code)
    used = plan.fields_in_use
    alone = replace(plan, objectives=(objective,), measurements=own, news=(), used_fields=used)
    return PublishedPlan(alone, assess_plan(alone, published.assessment.today))


def shell_of(kind: PageKind, plan: Plan) -> Shell:
    """A shell that holds its slots and nothing else."""
    markers = BREAK.join(slot_marker(name) for name in sorted(SHELL_SLOTS))
    return Shell(ShellSpec(kind.name, kind.address(plan)), cut(markers, SLOT_MARKER))


def parts_of_pages(
    published: PublishedPlan, objective: Objective, neighbours: Neighbours, renderer: Renderer
) -> Iterator[tuple[str, str]]:
    """The path of each page of an objective, and each part of it that is no part of the shell."""
    alone = reduced(published, objective)
    view = objective_view(alone, objective, neighbours)
    for kind in page_kinds():
        if kind.of_objective:
            page = kind.of_objective(alone, view, neighbours)
            html = renderer.page(page, shell_of(kind, alone.plan)).decode()
            for part in html.split(BREAK):
                yield f"{page.address}index.html", part


def fragments_of(
    published: PublishedPlan, objective: Objective, neighbours: Neighbours, renderer: Renderer
) -> Iterator[tuple[str, str]]:
    """The path of the first page of each kind that joins fragments, and the fragment of an objective."""
    alone = reduced(published, objective)
    view = objective_view(alone, objective, neighbours)
    for kind in page_kinds():
        if kind.fragment:
            to = linker(shell_of(kind, alone.plan).root)
            context = {**kind.fragment(alone, view, neighbours), "to": to}
            markup = renderer.fragment(f"_{kind.name}_part.html", context)
            yield f"{kind.address(alone.plan)}index.html", str(markup)


def test_the_page_of_each_objective_can_be_made_from_a_plan_of_that_objective_alone(site: Built) -> None:
    published, files, renderer = site
    neighbours = neighbours_of(published)
    for objective in published.plan.objectives:
        parts = list(parts_of_pages(published, objective, neighbours[objective.code], renderer))
        assert len(parts) >= len(SHELL_SLOTS)
        for path, part in parts:
            assert part in files[path].decode(), path


def test_the_fragments_of_each_objective_can_be_made_from_a_plan_of_that_objective_alone(
    site: Built,
) -> None:
    published, files, renderer = site
    neighbours = neighbours_of(published)
    pages = {path: content.decode() for path, content in files.items() if path.endswith("/index.html")}
    for objective in published.plan.objectives:
        fragments = list(fragments_of(published, objective, neighbours[objective.code], renderer))
        assert len(fragments) == 2
        for path, fragment in fragments:
            assert fragment in pages[path], (path, objective.code)


def test_a_page_shows_its_neighbours(invented: Built) -> None:
    """A test of the test: with the neighbours of another objective the pages differ."""
    published, files, renderer = invented
    first, second = published.plan.objectives[:2]
    others = neighbours_of(published)[second.code]
    parts = parts_of_pages(published, first, others, renderer)
    assert not all(part in files[path].decode() for path, part in parts)
    fragments = fragments_of(published, first, others, renderer)
    assert not all(fragment in files[path].decode() for path, fragment in fragments)


def with_title(plan: Plan, objective: Objective) -> Plan:
    changed = replace(objective, title="Un titolo appena scritto")
    return replace(plan, objectives=tuple(changed if one is objective else one for one in plan.objectives))


def with_description(plan: Plan, objective: Objective) -> Plan:
    changed = replace(objective, description="Una descrizione appena scritta.")
    return replace(plan, objectives=tuple(changed if one is objective else one for one in plan.objectives))


def in_another_area(plan: Plan, objective: Objective) -> Plan:
    (area, *_) = (one for one in plan.areas if one.code != objective.area.code)
    changed = replace(objective, area=area)
    return replace(plan, objectives=tuple(changed if one is objective else one for one in plan.objectives))


def without(plan: Plan, objective: Objective) -> Plan:
    return replace(
        plan,
        objectives=tuple(one for one in plan.objectives if one is not objective),
        measurements=tuple(one for one in plan.measurements if one.objective != objective.code),
        news=(),
    )


@pytest.mark.parametrize(
    ("change", "index"),
    [
        (with_title, 2),
        (with_description, 2),
        (in_another_area, 2),
        # The last one: any other is counted in the numbers of those that follow.
        (without, -1),
    ],
)
def test_a_page_changes_with_the_objective_and_its_neighbours_only(
    invented: Built, change: Callable[[Plan, Objective], Plan], index: int
) -> None:
    before, files, _ = invented
    plan = change(before.plan, before.plan.objectives[index])
    after = replace(before, plan=plan, assessment=assess_plan(plan, before.assessment.today))
    changed_files = site_in_memory((after,), INVENTED_PROJECT / "site_config.yml")
    old, new = neighbours_of(before), neighbours_of(after)
    same = [
        one
        for one in plan.objectives
        if one is before.plan.by_code[one.code] and old[one.code] == new[one.code]
    ]
    assert 0 < len(same) < len(before.plan.objectives)
    for objective in same:
        path = f"{objective_address(plan, objective)}index.html"
        assert changed_files[path] == files[path], path
