"""The page of an office: the objectives it works on."""

from collections.abc import Iterator

from generator.plan.model import Office
from generator.site.addresses import indicators_address, office_address, offices_address, plan_address
from generator.site.edition import Edition
from generator.site.listing import indicators_in, rows_of
from generator.site.page import Link, Page, SearchText
from generator.site.pages import PageKind
from generator.site.standing import group_view, method_note
from generator.site.wording import count_of, starting_point_shares, summary


def _pages(edition: Edition) -> Iterator[Page]:
    return (_page(edition, office) for office in edition.plan.offices)


def _page(edition: Edition, office: Office) -> Page:
    plan, year = edition.plan, edition.assessment.year
    objectives = plan.of_office(office)
    count = count_of(len(objectives), "obiettivo", "obiettivi")
    return Page(
        kind="office",
        address=office_address(plan, office),
        title=office.name,
        short_title=office.name,
        description=summary(f"{office.name}: {count} del piano {plan.period} a cui lavora l'ufficio"),
        trail=(
            Link(f"Piano {plan.period}", plan_address(plan)),
            Link("Uffici", offices_address(plan)),
        ),
        navigation_title="Uffici",
        navigation=tuple(
            Link(other.name, office_address(plan, other), other.id == office.id) for other in plan.offices
        ),
        search=(SearchText(office_address(plan, office), f"Ufficio: {office.name}", count),),
        view={
            "plan": plan,
            "office": office,
            "count": count,
            "indicator_count": count_of(indicators_in(objectives), "indicatore", "indicatori"),
            "rows": rows_of(edition, objectives),
            "standing": group_view(objectives, edition.assessment),
            "method": method_note(edition.assessment.policy),
            "shares": starting_point_shares(edition.starting_points(objectives)),
            "year": year,
            "filtered": f"{indicators_address(plan)}?ufficio={office.id}&",
        },
    )


KIND = PageKind("office", lambda plan: f"{plan_address(plan)}uffici/{{}}/", _pages)
