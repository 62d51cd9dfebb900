"""`vetro new piano`."""

from pathlib import Path

import click

from generator.cli._project import config_option, project_of, shown, the_checked_plan, the_newest_approved
from generator.drafting.next_plan import new_plan


@click.command(name="piano")
@config_option
@click.argument("period", metavar="PERIODO")
@click.option(
    "--da",
    "before",
    metavar="PERIODO",
    default="",
    help="Il piano da cui si riparte, come 2025-2027; di solito il più recente che non è una bozza.",
)
def command(config: Path, period: str, before: str) -> None:
    """Prepara la bozza del piano dopo, come 2026-2028: ciò che resta, da confermare, e ciò che manca."""
    project = project_of(config)
    checked = the_checked_plan(project, before) if before else the_newest_approved(project)
    if checked.plan is None or not checked.is_valid:
        raise click.UsageError(f"il piano «{shown(checked.folder)}» ha errori: vetro check dice quali")
    draft = new_plan(checked.plan, checked.folder, period)
    if draft.plan:
        objectives, indicators = len(draft.plan.objectives), draft.plan.indicator_count
        click.echo(f"{shown(draft.folder)}: obiettivi {objectives}, indicatori {indicators}")
        click.echo(f"da completare o confermare: {len(draft.diagnostics)}; vetro check dice dove")
