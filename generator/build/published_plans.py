"""Checked plans as published plans: assessed on a day, with their source documents."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from generator.checks.checked_plan import CheckedPlan
from generator.loading.file_system import shown_name
from generator.plan.model import Plan
from generator.plan.scoring.assessment import assess_plan
from generator.site.published_plan import PublishedPlan


def published_plans(
    checked: Iterable[CheckedPlan], root: Path, today: date | None = None
) -> tuple[PublishedPlan, ...]:
    """The plans that could be read, assessed on a day: that of the latest measurement unless it is given."""
    return tuple(_published(checked, root, today))


def _published(checked: Iterable[CheckedPlan], root: Path, today: date | None) -> Iterator[PublishedPlan]:
    for one in checked:
        if one.plan:
            yield PublishedPlan(
                one.plan,
                assess_plan(one.plan, today),
                source=shown_name(one.folder, root),
                document=_document(one.plan, one.folder),
                digests=one.digests,
                context_digest=one.context_digest,
            )


def _document(plan: Plan, folder: Path) -> bytes | None:
    return (folder / plan.document.file).read_bytes() if plan.document else None
