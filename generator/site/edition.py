"""What a build publishes of one plan: the plan, its assessment on a day, and where its files lie."""

from dataclasses import dataclass
from pathlib import Path

from generator.plan.assessment import Assessment
from generator.plan.model import Plan


@dataclass(frozen=True, slots=True)
class Edition:
    """A plan as it is published. `folder` is that of its files, for the source document."""

    plan: Plan
    assessment: Assessment
    folder: Path
