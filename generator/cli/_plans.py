"""What commands begin with that need the plans themselves: checked, sound, assessed."""

import sys
from datetime import date

import click

from generator.build.fingerprints import Fingerprints
from generator.build.parallel import processors
from generator.build.project import Project
from generator.checks.check import CheckResult, check
from generator.checks.reporters import Report
from generator.checks.reporters.text import render
from generator.plan.scoring.assessment import assess_plan
from generator.site.published_plan import PublishedPlan


def sound_editions(
    project: Project, today: date | None, prints: Fingerprints, *, strict: bool = False
) -> tuple[PublishedPlan, ...]:
    """The plans, assessed on a day, if all may be published; otherwise says what is wrong and ends.

    `prints` are those of their files. With `strict`, a warning that nobody accepted is wrong too.
    """
    outcome = check(project.root, cache=project.cache, processes=processors(), prints=prints)
    if not outcome.passes(strict=strict):
        report = Report(outcome, project.root, strict, colour=sys.stderr.isatty())
        click.echo(render(report), err=True, nl=False)
        click.echo("Il sito non è stato toccato: correggere gli errori e riprovare.", err=True)
        sys.exit(1)
    return editions_of(outcome, today)


def editions_of(outcome: CheckResult, today: date | None) -> tuple[PublishedPlan, ...]:
    """The plans of a check, assessed on a day."""
    return tuple(
        PublishedPlan(
            item.plan, assess_plan(item.plan, today), item.folder, digests=item.digests, basis=item.basis
        )
        for item in outcome.plans
        if item.plan
    )
