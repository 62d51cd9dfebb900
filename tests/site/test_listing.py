"""What leads from one page to others: areas, offices, their other objectives, the latest results."""

from msgspec.structs import replace

from generator.site.home import updates_of
from generator.site.published_plan import PublishedPlan
from generator.site.views.facets import facets_of
from generator.site.views.listing import section_rows
from generator.site.views.neighbours import MAX_OTHERS, neighbours_of


def test_areas_show_starting_points_before_there_are_results_and_assessments_after(
    real_published: PublishedPlan, invented_published: PublishedPlan
) -> None:
    before, after = section_rows(real_published), section_rows(invented_published)
    assert sum(share.count for row in before for share in row.shares) == 415
    assert {share.label for row in before for share in row.shares} == {
        "migliora",
        "mantiene",
        "arretra",
        "non confrontabile",
    }
    assert [(row.code, row.count, row.indicator_count) for row in after] == [
        ("01_01", "4 obiettivi", "13 indicatori"),
        ("01_02", "4 obiettivi", "10 indicatori"),
        ("02_01", "5 obiettivi", "12 indicatori"),
    ]
    assert "in linea" in {share.label for row in after for share in row.shares}


def test_an_objective_leads_to_all_the_others_of_its_offices_and_never_to_itself(
    invented_published: PublishedPlan,
) -> None:
    plan = invented_published.plan
    objective = plan.by_code["01_01_OS01"]
    (office,) = objective.offices
    (found,) = neighbours_of(invented_published)[objective.code].same_offices
    others = [f"{other.code} {other.title}" for other in plan.of_office(office) if other is not objective]
    assert [link.label for link in found.objectives] == others
    assert found.more == ""


def test_an_office_with_many_objectives_names_some_and_counts_the_rest(
    invented_published: PublishedPlan,
) -> None:
    plan = invented_published.plan
    office = plan.offices[0]
    busy = replace(plan, objectives=tuple(replace(one, offices=(office,)) for one in plan.objectives))
    neighbours = neighbours_of(replace(invented_published, plan=busy))
    (found,) = neighbours[busy.objectives[0].code].same_offices
    assert len(found.objectives) == MAX_OTHERS - 1
    assert found.more == f"e altri {len(plan.objectives) - 1 - len(found.objectives)}"


def test_choices_count_the_rows_that_have_them(real_published: PublishedPlan) -> None:
    facets = {facet.name: facet for facet in facets_of(real_published, real_published.plan.objectives)}
    assert list(facets) == ["ambito", "area", "ufficio", "tipo", "tipologia", "partenza", "esito"]
    for name in ("ambito", "area", "tipo", "tipologia", "partenza", "esito"):
        assert sum(choice.count for choice in facets[name].choices) == 415, name
    assert [(choice.value, choice.count) for choice in facets["partenza"].choices] == [
        ("migliora", 57),
        ("mantiene", 117),
        ("arretra", 166),
        ("non-confrontabile", 75),
    ]


def test_latest_results_are_those_of_the_latest_days(
    real_published: PublishedPlan, invented_published: PublishedPlan
) -> None:
    assert updates_of(real_published.plan) == ()
    found = updates_of(invented_published.plan)
    assert [update.day for update in found] == ["2026-06-30", "2025-12-31", "2025-06-30"]
    assert found[0].label == "30 giugno 2026"
    assert [update.text for update in found] == [
        "25 indicatori di 11 obiettivi",
        "30 indicatori di 10 obiettivi",
        "27 indicatori di 10 obiettivi",
    ]
