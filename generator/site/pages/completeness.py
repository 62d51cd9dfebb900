"""The page for who checks a plan, such as the OIV: what its data have and lack, and how every sum is made."""

from collections.abc import Iterator

from generator.site.addresses import completeness_address, plan_address, report_address
from generator.site.page import Link, Page, SearchText
from generator.site.pages import PageKind
from generator.site.published_plan import PublishedPlan
from generator.site.views.completeness import completeness_view
from generator.site.views.report import report_title


def _pages(published: PublishedPlan) -> Iterator[Page]:
    plan, address = published.plan, completeness_address(published.plan)
    view = completeness_view(published)
    title = f"Completezza dei dati {plan.period}"
    yield Page(
        kind="completeness",
        address=address,
        title=title,
        short_title="Completezza dei dati",
        description=f"Che cosa manca nei dati del piano {plan.period}, somme dei pesi, dubbi e conti.",
        breadcrumbs=(Link(f"Piano {plan.period}", plan_address(plan)),),
        navigation_title="A consuntivo",
        navigation=(
            *(
                Link(report_title(year), report_address(plan, year))
                for year in reversed(published.assessment.closed_years)
            ),
            Link("Completezza dei dati", address),
        ),
        search=(SearchText(address, title, "che cosa manca, somme dei pesi, dubbi, rettifiche"),),
        contents=(
            Link("Che cosa manca", "lacune"),
            Link("Le somme dei pesi", "pesi"),
            Link("I dubbi di chi ha trascritto", "dubbi"),
            Link("Le rettifiche", "rettifiche"),
            *(Link(f"Tutti i conti del {one.year}", f"conti-{one.year}") for one in view.sums),
        ),
        view={"completeness": view},
    )


KIND = PageKind("completeness", completeness_address, _pages)
