"""Aggregation of assessments: of an objective from its indicators, of a group from its objectives.

An objective's score is Σ(w·a)/Σw over its measured indicators, with weights w and achievement rates a: the
weight of an indicator that cannot be assessed or has no target goes to the others. A group of objectives has
the plain mean of their scores, since the plan gives objectives no weight.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct, field

from generator.plan.model import Indicator
from generator.plan.policy import GOING_WELL, MEASURED, Policy, Status
from generator.plan.scoring.results import IndicatorAssessment


class AggregateAssessment(Struct, frozen=True):
    """The assessment of an objective or of a group of objectives for a year.

    `score` is between 0 and the policy's cap, `None` where nothing was measured. `counts` is the number of
    indicators by status, `objectives` that of objectives, in the order of `Status`, without zeros.
    `measurable` is the number of indicators with a target that can be assessed, `measured` that of those
    with a measurement. `going_well` is the share of the measured weight (of the measured objectives in a
    group) that goes as promised.
    """

    status: Status
    score: Fraction | None
    is_final: bool
    measured: int
    measurable: int
    indicators: int
    counts: Mapping[Status, int]
    objectives: Mapping[Status, int] = field(default_factory=dict)
    going_well: Fraction | None = None

    @property
    def coverage(self) -> Fraction | None:
        """Measured indicators as a share of the measurable ones; `None` where there are none."""
        return Fraction(self.measured, self.measurable) if self.measurable else None


class _Part(Struct, frozen=True):
    """An assessment to be aggregated, with its weight."""

    status: Status
    rate: Fraction | None
    weight: Decimal
    is_final: bool


def assess_objective(
    indicators: Iterable[tuple[Indicator, IndicatorAssessment]], policy: Policy, *, over: bool
) -> AggregateAssessment:
    """The assessment of an objective from those of its indicators; `over`: the year has ended."""
    pairs = tuple(indicators)
    counts = _count(assessment.status for _, assessment in pairs)
    measured = sum(count for status, count in counts.items() if status in MEASURED)
    parts = (
        _Part(assessment.status, assessment.achievement_rate, indicator.weight.points, assessment.is_final)
        for indicator, assessment in pairs
        if assessment.status in MEASURED
    )
    status, score, is_final, going_well = _aggregate(parts, counts, policy, over=over)
    return AggregateAssessment(
        status=status,
        score=score,
        is_final=is_final,
        measured=measured,
        measurable=measured + counts.get(Status.TO_MEASURE, 0),
        indicators=len(pairs),
        counts=counts,
        going_well=going_well,
    )


def assess_group(
    assessments: Iterable[AggregateAssessment], policy: Policy, *, over: bool
) -> AggregateAssessment:
    """The assessment of several objectives, each with the same weight; `over`: the year has ended."""
    members = tuple(assessments)
    objectives = _count(one.status for one in members)
    parts = (
        _Part(one.status, one.score, Decimal(1), one.is_final) for one in members if one.status in MEASURED
    )
    status, score, is_final, going_well = _aggregate(parts, objectives, policy, over=over)
    counts: Counter[Status] = Counter()
    for one in members:
        counts.update(one.counts)
    return AggregateAssessment(
        status=status,
        score=score,
        is_final=is_final,
        measured=sum(one.measured for one in members),
        measurable=sum(one.measurable for one in members),
        indicators=sum(one.indicators for one in members),
        counts=_in_order(counts),
        objectives=objectives,
        going_well=going_well,
    )


def _aggregate(
    measured_parts: Iterable[_Part], counts: Mapping[Status, int], policy: Policy, *, over: bool
) -> tuple[Status, Fraction | None, bool, Fraction | None]:
    """Status, score, whether it is final, and the share that goes well; `counts` are those of all parts."""
    measured = tuple(
        (part, Fraction(part.weight), part.rate) for part in measured_parts if part.rate is not None
    )
    weight = sum((weight for _, weight, _ in measured), Fraction(0))
    if not weight:
        return _without_results(counts), None, False, None
    score = sum((weight * rate for _, weight, rate in measured), Fraction(0)) / weight
    well = sum((weight for part, weight, _ in measured if part.status in GOING_WELL), Fraction(0)) / weight
    complete = Status.TO_MEASURE not in counts
    if over or (complete and all(part.is_final for part, _, _ in measured)):
        return policy.final_status(score), score, True, well
    status = Status.ON_TRACK if well >= policy.on_track else Status.LATE
    return status, score, False, well


def _without_results(counts: Mapping[Status, int]) -> Status:
    for status in (Status.TO_MEASURE, Status.NOT_ASSESSABLE):
        if status in counts:
            return status
    return Status.NO_TARGET


def _count(statuses: Iterable[Status]) -> Mapping[Status, int]:
    return _in_order(Counter(statuses))


def _in_order(counts: Mapping[Status, int]) -> Mapping[Status, int]:
    return {status: counts[status] for status in Status if counts.get(status)}
