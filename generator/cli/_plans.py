"""What commands begin with that need the plans themselves: checked, sound, assessed."""

import sys
from datetime import date

import click

from generator.build.action_cache import ActionCache
from generator.build.parallel import processors
from generator.build.project import Project, published_plans
from generator.build.tasks.check import cached_check
from generator.checks.check import check
from generator.checks.reporters import Report
from generator.checks.reporters.text import render
from generator.site.published_plan import PublishedPlan


def sound_plans(
    project: Project, today: date | None, cache: ActionCache, *, strict: bool = False
) -> tuple[PublishedPlan, ...]:
    """The plans, assessed on a day, if all may be published; otherwise says what is wrong and ends.

    With `strict`, a warning that nobody suppressed is wrong too.
    """
    result = check(project.root, tasks=cached_check(cache, processors()))
    if not result.passes(strict=strict):
        report = Report(result, project.root, strict, colour=sys.stderr.isatty())
        click.echo(render(report), err=True, nl=False)
        click.echo("Il sito non è stato toccato: correggere gli errori e riprovare.", err=True)
        sys.exit(1)
    return published_plans(result.plans, project.root, today)
