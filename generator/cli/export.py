"""`vetro export`: spreadsheets of a plan."""

from datetime import datetime
from pathlib import Path

import click

from generator.cli._project import config_option, plan_option, project_of, shown, the_plan
from generator.exporting.office_workbook import office_workbooks
from generator.loading.file_system import write_atomically
from generator.plan.model import Plan


@click.group(name="export")
def command() -> None:
    """Scrive fogli di calcolo dal piano."""


@command.command()
@config_option
@plan_option
@click.option(
    "--al",
    "day",
    metavar="AAAA-MM-GG",
    type=click.DateTime(["%Y-%m-%d"]),
    required=True,
    help="Il giorno a cui si riferiscono i risultati.",
)
@click.option("--ufficio", "office", metavar="ID", default="", help="Solo il foglio di questo ufficio.")
@click.option(
    "--out",
    "folder",
    metavar="CARTELLA",
    type=click.Path(path_type=Path),
    required=True,
    help="La cartella dei fogli.",
)
def rilevazioni(config: Path, period: str, day: datetime, office: str, folder: Path) -> None:
    """Prepara per ogni ufficio il foglio dei suoi indicatori, da compilare e rileggere con import."""
    plan, _ = the_plan(project_of(config), period, day.year)
    workbooks = office_workbooks(plan, day.date())
    if office:
        workbooks = tuple(
            one for one in workbooks if one.office and office in (one.office.id, one.office.name)
        )
        if not workbooks:
            raise click.UsageError(f"«{office}» non ha indicatori da rilevare: {_offices(plan, day)}")
    folder.mkdir(parents=True, exist_ok=True)
    for workbook in workbooks:
        write_atomically(folder / workbook.name, workbook.content)
        click.echo(f"{shown(folder / workbook.name)}: {workbook.rows} da rilevare")
    if not workbooks:
        click.echo(f"nel {day.year} il piano non ha niente da rilevare")


def _offices(plan: Plan, day: datetime) -> str:
    found = [one.office.id for one in office_workbooks(plan, day.date()) if one.office]
    return f"ci sono {', '.join(found)}" if found else f"nel {day.year} non ne ha nessun ufficio"
