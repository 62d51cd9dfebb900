"""`vetro report`."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click

from generator.build.project import published_plans
from generator.checks.checked_plan import CheckedPlan
from generator.cli._project import config_option, plan_option, plans_of, project_of, shown
from generator.loading.file_system import write_atomically
from generator.plan.changes import last_change
from generator.reporting.formats import FORMATS, render_report
from generator.reporting.report_document import ReportDocument
from generator.site.frame.sources import read_sources
from generator.site.published_plan import PublishedPlan
from generator.site.views.report import report_view


@click.command(name="report")
@config_option
@plan_option
@click.option("--anno", "year", metavar="AAAA", type=int, help="L'anno concluso; di solito l'ultimo.")
@click.option(
    "--formato",
    "format_",
    type=click.Choice(FORMATS),
    default="pdf",
    show_default=True,
    help="PDF da pubblicare, o DOCX da completare con le parole dell'ufficio.",
)
@click.option(
    "--al", "day", metavar="AAAA-MM-GG", type=click.DateTime(["%Y-%m-%d"]), help="Come si sapeva quel giorno."
)
@click.option(
    "--out",
    "file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Il documento da scrivere; di solito relazione-ANNO, qui.",
)
def command(
    config: Path, period: str, year: int | None, format_: str, day: datetime | None, file: Path | None
) -> None:
    """Scrive la relazione di un anno concluso: gli esiti, gli scostamenti e i loro motivi.

    Un anno è concluso quando c'è un dato del suo ultimo giorno o di uno successivo, o con --al.
    """
    project = project_of(config)
    checked = _valid_plans(plans_of(project), period)
    published = _with_closed_year(
        published_plans(checked, project.root, day.date() if day else None), period, year
    )
    year = year or published.assessment.closed_years[-1]
    target = file or Path(f"relazione-{year}.{format_}")
    if target.suffix.lower() != f".{format_}":
        raise click.UsageError(f"«{target.name}» non finisce con .{format_}")
    sources = read_sources(project.config)
    document = ReportDocument(
        report=report_view(published, year),
        templates=tuple(theme / "pages" for theme in sources.themes),
        site_url=sources.site_url,
        day=last_change(published.plan),
    )
    content = render_report(format_, document)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(target, content)
    click.echo(f"{shown(target.absolute())}: {document.report.title}, piano {published.plan.period}")


def _valid_plans(plans: Iterable[CheckedPlan], period: str) -> list[CheckedPlan]:
    """The plans that are asked for, or else those that are no drafts.

    Raises `UsageError` without one, or if it has errors.
    """
    found = [one for one in plans if period in ("", one.folder.name)]
    if not period:
        found = [one for one in found if one.plan is None or not one.plan.is_draft] or found
    if not found:
        raise click.UsageError(f"nessun piano è «{period}»")
    for one in found:
        if not one.is_valid:
            raise click.UsageError(f"il piano «{shown(one.folder)}» ha errori: vetro check dice quali")
    return found


def _with_closed_year(plans: Iterable[PublishedPlan], period: str, year: int | None) -> PublishedPlan:
    """The latest plan with a closed year, or with the one given. Raises `UsageError` without one."""
    closed = {published.plan.period: published for published in plans if published.assessment.closed_years}
    found = [one for one in closed.values() if year is None or year in one.assessment.closed_years]
    if found:
        return found[-1]
    where = f"del piano {period}" if period else "di nessun piano"
    known = ", ".join(str(each) for one in closed.values() for each in one.assessment.closed_years)
    if year is None or not known:
        raise click.UsageError(
            f"non c'è un anno concluso {where}: ci vuole un dato del 31 dicembre o di un giorno dopo"
        )
    raise click.UsageError(f"il {year} non è un anno concluso {where}; anni conclusi: {known}")
