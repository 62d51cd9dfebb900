"""View of the parts of an indicator: its steps, or its offices with their targets."""

from collections.abc import Sequence

from msgspec import Struct

from generator.plan.indicator import Indicator
from generator.plan.italian.aggregates import degree_of
from generator.plan.italian.declared import BY_WHOM, declared_of_parts
from generator.plan.italian.parts import count_of_parts, coverage, target_of_part, value_of_part
from generator.plan.policy import Policy
from generator.plan.scoring.results import AssessmentReason, IndicatorAssessment, PartAssessment
from generator.plan.values import Day, show
from generator.plan.weighting import weight_in_words
from generator.site.views.targets import target_notes


class PartView(Struct, frozen=True):
    """A step or an office in one year. `key` is that of the status; a text is empty where there is none.

    `declared` is what was declared of it beside the computed degree.
    """

    name: str
    target: str
    weight: str
    value: str
    degree: str
    declared: str
    status: str
    key: str


class PartsView(Struct, frozen=True):
    """The parts of an indicator that have a target in one year. `label` is the heading of their names."""

    label: str
    title: str
    coverage: str
    has_weights: bool
    rows: tuple[PartView, ...]


def parts_view(indicator: Indicator, assessment: IndicatorAssessment, policy: Policy) -> PartsView | None:
    """The parts with a target in the year of the assessment; `None` where there are none."""
    if not assessment.parts:
        return None
    declared = declared_of_parts(assessment, policy)
    rows = tuple(_row(indicator, one, policy, declared.get(one.part.id, "")) for one in assessment.parts)
    counted = count_of_parts(indicator, len(rows))
    return PartsView(
        label="Fase" if indicator.has_steps else "Ufficio",
        title=f"{counted} nel {assessment.year}",
        coverage=coverage(indicator, assessment),
        has_weights=any(row.weight for row in rows),
        rows=rows,
    )


def part_lines(indicator: Indicator, years: Sequence[int]) -> tuple[str, ...]:
    """Each part with its targets on a line: «Formazione: entro il 31 maggio 2026»; `years` are the plan's."""
    return tuple(filter(None, (_line(indicator, part, years) for part in indicator.parts)))


def _line(indicator: Indicator, part: Indicator, years: Sequence[int]) -> str:
    """The targets of a part, with their years in a plan of several; empty for a part without any."""
    texts = []
    for year in years:
        if part.has_target(year):
            says_year = len(years) == 1 or isinstance(part.targets.get(year), Day)
            texts.append(("" if says_year else f"{year}: ") + _target(indicator, part, year))
    before = [f"nel {year}: {show(value)}" for year, value in part.values_before(0).items()]
    return f"{part.name}: {'; '.join((*texts, *before))}" if texts else ""


def _target(indicator: Indicator, part: Indicator, year: int) -> str:
    """The target of a part, with what has to be said of it alone: «almeno il 90% (entro il 30/09/2026)»."""
    of_all = target_notes(indicator, year)
    notes = [note for note in target_notes(part, year) if note not in of_all]
    return target_of_part(part, year) + (f" ({', '.join(notes)})" if notes else "")


def _row(indicator: Indicator, one: PartAssessment, policy: Policy, declared: str) -> PartView:
    found = one.assessment
    rate = found.achievement_rate
    is_unknown = found.reason_code is AssessmentReason.DEADLINE_PASSED
    return PartView(
        name=one.part.name,
        target=_target(indicator, one.part, found.year),
        weight=weight_in_words(one.part.weight, [part.weight for part in indicator.parts]),
        value=value_of_part(one),
        degree="" if rate is None else degree_of(rate, policy),
        declared=f"{BY_WHOM}: {declared}" if declared else "",
        status=found.reason_code.value if is_unknown else policy.label(found.status),
        key=found.status.key,
    )
