"""`vetro export`: spreadsheets of a plan."""

from datetime import datetime
from pathlib import Path

import click

from generator.cli._project import (
    config_option,
    out_option,
    plan_option,
    project_of,
    shown,
    the_checked_plan,
    the_plan,
)
from generator.exporting.office_workbook import office_workbooks
from generator.exporting.plan_workbook import plan_workbook, read_contents
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
@out_option("La cartella dei fogli.")
def rilevazioni(config: Path, period: str, day: datetime, office: str, folder: Path) -> None:
    """Prepara per ogni ufficio il foglio dei suoi indicatori, da compilare e rileggere con import."""
    plan, _ = the_plan(project_of(config), period, [day.year])
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


@command.command()
@config_option
@plan_option
@click.option(
    "--formato",
    "format_",
    type=click.Choice(["xlsx"]),
    default="xlsx",
    show_default=True,
    help="Il formato del file.",
)
@out_option("Il foglio di calcolo da scrivere.", name="file", metavar="FILE")
def piano(config: Path, period: str, format_: str, file: Path) -> None:
    """Scrive tutto il piano in un foglio di calcolo, da modificare e rileggere con import tabella."""
    checked = the_checked_plan(project_of(config), period)
    if checked.plan is None or not checked.is_valid:
        raise click.UsageError(f"il piano «{shown(checked.folder)}» ha errori: vetro check dice quali")
    if file.suffix.lower() != f".{format_}":
        raise click.UsageError(f"«{file.name}» non finisce con .{format_}")
    plan = checked.plan
    content = plan_workbook(read_contents(checked.folder), f"{plan.body.name}: {plan.title}")
    file.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(file, content)
    click.echo(f"{shown(file)}: obiettivi {len(plan.objectives)}, indicatori {plan.indicator_count}")
    if plan.document:
        click.echo(
            f"il documento {plan.document.file} non è nel foglio: per rileggerlo altrove copiarlo accanto"
        )


def _offices(plan: Plan, day: datetime) -> str:
    found = [one.office.id for one in office_workbooks(plan, day.date()) if one.office]
    return f"ci sono {', '.join(found)}" if found else f"nel {day.year} non ne ha nessun ufficio"
