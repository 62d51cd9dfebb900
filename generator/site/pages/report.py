"""The page of the report of a closed year of the plan."""

from collections.abc import Iterator

from generator.site.addresses import completeness_address, plan_address, report_address
from generator.site.page import Link, Page, SearchText
from generator.site.pages import PageKind
from generator.site.published_plan import PublishedPlan
from generator.site.views.report import report_title, report_view


def _pages(published: PublishedPlan) -> Iterator[Page]:
    return (_page(published, year) for year in published.assessment.closed_years)


def _page(published: PublishedPlan, year: int) -> Page:
    plan = published.plan
    report, address = report_view(published, year), report_address(plan, year)
    return Page(
        kind="report",
        address=address,
        title=report.title,
        short_title=f"Relazione {year}",
        description=f"{report.title}: esiti, scostamenti e motivi di ogni obiettivo del piano {plan.period}.",
        breadcrumbs=(Link(f"Piano {plan.period}", plan_address(plan)),),
        navigation_title="A consuntivo",
        navigation=(
            *(
                Link(report_title(each), report_address(plan, each))
                for each in reversed(published.assessment.closed_years)
            ),
            Link("Completezza dei dati", completeness_address(plan)),
        ),
        search=(SearchText(address, report.title, "consuntivo, scostamenti e motivi, esiti"),),
        contents=report.contents,
        view={"report": report},
    )


KIND = PageKind("report", lambda plan: f"{plan_address(plan)}relazione/{{}}/", _pages)
