"""Templates see view models only: texts, numbers, links; never the plan or its assessment.

A page that is reused from the cache is right only if its template can show nothing that the key leaves out.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import fields

from generator.plan.italian.arithmetic import Step
from generator.plan.model import Plan
from generator.plan.scoring.progress_bar import BarMarker, ProgressBar
from generator.site.home import HOME_SLOTS
from generator.site.page import Link
from generator.site.pages import page_kinds
from generator.site.published_plan import IndicatorSummary, PublishedPlan
from generator.site.rendering import BrokenTemplateError, Renderer
from tests.conftest import INVENTED_PROJECT, ROOT, site_in_memory
from tests.page_addresses import ONLY_CLOSED_YEARS

#: The badge is no page: its template draws a struct of the plan room.
BADGE = "badge.svg.html"
#: Structs of the plan room that hold only texts and numbers to show.
DISPLAYED = {Step, BarMarker, ProgressBar}
#: Structs of the site that are made from the plan, and are no views.
NO_VIEWS = {PublishedPlan, IndicatorSummary}
#: Kinds of page whose pages are all made by another kind, with its template.
WITHOUT_TEMPLATE = {"indicators_more"}

Context = Mapping[str, object]
#: The contexts that were given to each template.
Contexts = Mapping[str, list[Context]]


def contexts_of(published: PublishedPlan, config: Path) -> Contexts:
    """Build a site, and note what each template is given."""
    given: dict[str, list[Context]] = {}
    fragment = Renderer.fragment

    def noting(renderer: Renderer, template: str, context: Context) -> Markup:
        given.setdefault(template, []).append(context)
        return fragment(renderer, template, context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Renderer, "fragment", noting)
        site_in_memory((published,), config)
    return given


@pytest.fixture(scope="module", params=[pytest.param("real", marks=pytest.mark.real), "invented"])
def contexts(request: pytest.FixtureRequest) -> Contexts:
    """The contexts of the site of the real body, then of the invented one."""
    root = ROOT if request.param == "real" else INVENTED_PROJECT
    return contexts_of(request.getfixturevalue(f"{request.param}_published"), root / "site_config.yml")


def strangers(value: object, path: str) -> Iterator[str]:
    """The places below a value where something is that a template should not see."""
    if value is None or type(value) in {str, int, bool, Markup}:
        return
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from strangers(key, f"{path}, key {key!r}")
            yield from strangers(item, f"{path}[{key!r}]")
    elif isinstance(value, tuple | list):
        for index, item in enumerate(value):
            yield from strangers(item, f"{path}[{index}]")
    elif isinstance(value, Struct) and is_view(type(value)):
        for field in fields(value):
            yield from strangers(getattr(value, field.name), f"{path}.{field.name}")
    else:
        yield f"{path}: {type(value).__module__}.{type(value).__qualname__}"


def is_view(struct: type[Struct]) -> bool:
    return struct in DISPLAYED or (struct.__module__.startswith("generator.site.") and struct not in NO_VIEWS)


def templates_of_pages(without: set[str]) -> set[str]:
    kinds = [kind for kind in page_kinds() if kind.name not in WITHOUT_TEMPLATE | without]
    return {
        *(f"{kind.name}.html" for kind in kinds),
        *(f"_{kind.name}_part.html" for kind in kinds if kind.fragment),
        *(f"_home_{slot}.html" for slot in HOME_SLOTS),
    }


def test_the_template_of_every_kind_of_page_was_used(
    request: pytest.FixtureRequest, contexts: Contexts
) -> None:
    # The real body has no results, and so no closed year.
    is_real = request.node.callspec.params["contexts"] == "real"
    assert templates_of_pages(ONLY_CLOSED_YEARS if is_real else set()) <= contexts.keys()


def test_templates_get_views_texts_and_numbers_only(contexts: Contexts) -> None:
    for template in contexts.keys() - {BADGE}:
        for context in contexts[template]:
            # `to` is the function that turns an address into a relative link.
            seen = {name: value for name, value in context.items() if name != "to"}
            assert list(strangers(seen, template)) == []


def test_the_plan_of_a_page_is_a_view_without_objectives(contexts: Contexts) -> None:
    for context in contexts["plan.html"]:
        assert not hasattr(context["plan"], "objectives")


@pytest.mark.parametrize(
    "reach",
    [
        "plan.objectives[0].title",
        "objective.area.name",
        "explanations[0].assessment.measurement",
        "published.plan",
    ],
)
def test_a_template_that_reads_outside_its_view_fails(tmp_path: Path, contexts: Contexts, reach: str) -> None:
    (tmp_path / "reach.html").write_text("{{ " + reach + " }}", encoding="utf-8")
    renderer = Renderer([tmp_path], "https://ente.example/")
    with pytest.raises(BrokenTemplateError) as raised:
        renderer.fragment("reach.html", contexts["objective.html"][0])
    assert isinstance(raised.value.__cause__, UndefinedError)


def test_the_walk_finds_what_is_no_view(real_plan: Plan, real_published: PublishedPlan) -> None:
    """A test of the test: the plan, its parts and its assessment are found at any depth."""
    context = {
        "plan": real_plan,
        "rows": ({"objective": real_plan.objectives[0]},),
        "indicator": [real_plan.objectives[0].indicators[0]],
        "published": real_published,
        "assessment": real_published.assessment,
        "link": Link("testo", "indirizzo/"),
    }
    assert list(strangers(context, "context")) == [
        "context['plan']: generator.plan.model.Plan",
        "context['rows'][0]['objective']: generator.plan.model.Objective",
        "context['indicator'][0]: generator.plan.indicator.Indicator",
        "context['published']: generator.site.published_plan.PublishedPlan",
        "context['assessment']: generator.plan.scoring.assessment.PlanAssessment",
    ]
