"""From the verdicts of indicators to the standing of an objective, an area, an office, the plan.

An objective's score is Σ(w·a)/Σw over the indicators that were measured, w being the weights and a the
degrees; what cannot be assessed or has no target thereby leaves its weight to the others. A group of
objectives has the plain mean of their scores, since the plan gives objectives no weight.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct, field

from generator.plan.model import Indicator
from generator.plan.policy import Policy
from generator.plan.scoring.results import IndicatorAssessment
from generator.plan.status import GOING_WELL, MEASURED, Status


class AggregateAssessment(Struct, frozen=True):
    """How an objective or a group of objectives stands in a year.

    `score` is between 0 and the policy's cap, `None` where nothing was measured. `counts` is of the
    indicators and `objectives` of the objectives by verdict, in the order of `Status`, without zeros.
    `measurable` are the indicators with a target that can be assessed, `measured` those of them that
    were. `going_well` is the share of what was measured (weights, or objectives) that goes as promised.
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
        """Measured out of measurable; `None` where there is nothing to measure."""
        return Fraction(self.measured, self.measurable) if self.measurable else None


class _Part(Struct, frozen=True):
    """What is summed up: a verdict or a standing, with its weight."""

    status: Status
    share: Fraction | None
    weight: Decimal
    is_final: bool


def assess_objective(
    indicators: Iterable[tuple[Indicator, IndicatorAssessment]], policy: Policy, *, over: bool
) -> AggregateAssessment:
    """The standing of an objective, from its indicators and their verdicts; `over` once the year is."""
    pairs = tuple(indicators)
    counts = _count(verdict.status for _, verdict in pairs)
    measured = sum(count for status, count in counts.items() if status in MEASURED)
    parts = (
        _Part(verdict.status, verdict.share, indicator.weight.points, verdict.is_final)
        for indicator, verdict in pairs
        if verdict.status in MEASURED
    )
    status, score, is_final, going_well = _sum_up(parts, counts, policy, over=over)
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
    standings: Iterable[AggregateAssessment], policy: Policy, *, over: bool
) -> AggregateAssessment:
    """The standing of several objectives together, each counting the same; `over` once the year is."""
    members = tuple(standings)
    objectives = _count(one.status for one in members)
    parts = (
        _Part(one.status, one.score, Decimal(1), one.is_final) for one in members if one.status in MEASURED
    )
    status, score, is_final, going_well = _sum_up(parts, objectives, policy, over=over)
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


def _sum_up(
    measured_parts: Iterable[_Part], counts: Mapping[Status, int], policy: Policy, *, over: bool
) -> tuple[Status, Fraction | None, bool, Fraction | None]:
    """Status, score, whether it is final, and the share that goes well; `counts` are of all the parts."""
    measured = tuple(
        (part, Fraction(part.weight), part.share) for part in measured_parts if part.share is not None
    )
    weight = sum((weight for _, weight, _ in measured), Fraction(0))
    if not weight:
        return _without_results(counts), None, False, None
    score = sum((weight * share for _, weight, share in measured), Fraction(0)) / weight
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
