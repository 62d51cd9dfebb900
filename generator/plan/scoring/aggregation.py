"""Aggregation of assessments: of an objective from its indicators, of a group from its objectives.

An objective's score is Σ(w·a)/Σw over its measured indicators, with weights w and achievement rates a: the
weight of an indicator that cannot be assessed or has no target goes to the others. A group of objectives has
the plain mean of the scores of those that are below no other one. An objective with others below it has the
mean of theirs by their weights, together with its own indicators, which count as one more part.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct, field
from msgspec.structs import replace

from generator.plan.indicator import Indicator
from generator.plan.policy import GOING_WELL, MEASURED, Policy, Status
from generator.plan.scoring.results import IndicatorAssessment
from generator.plan.weighting import exact_weight


class AggregateAssessment(Struct, frozen=True):
    """The assessment of an objective or of a group of objectives for a year.

    The score is `points` divided by `weight`, both over what was measured: Σ(w·a) and Σw of the indicators of
    an objective, the sum of the scores and the number of the objectives of a group. `can_change`: a later
    measurement of the year could change status or score, or give them. `counts` is the number of
    indicators by status, `objectives` that of objectives, in the order of `Status`, without zeros.
    `measurable` is the number of indicators with a target that can be assessed, `measured` that of those
    with a measurement. `going_well` is the share of the measured weight (of the measured objectives in a
    group) that goes as promised. `first_day` and `last_day` are those of the measurements that count.
    """

    status: Status
    points: Fraction
    weight: Fraction
    can_change: bool
    measured: int = 0
    measurable: int = 0
    indicators: int = 0
    counts: Mapping[Status, int] = field(default_factory=dict)
    objectives: Mapping[Status, int] = field(default_factory=dict)
    going_well: Fraction | None = None
    first_day: date | None = None
    last_day: date | None = None

    @property
    def score(self) -> Fraction | None:
        """Between 0 and the policy's cap; `None` where nothing was measured."""
        return self.points / self.weight if self.weight else None

    @property
    def is_final(self) -> bool:
        """Whether there is a score that no later measurement of the year can change."""
        return bool(self.weight) and not self.can_change

    @property
    def coverage(self) -> Fraction | None:
        """Measured indicators as a share of the measurable ones; `None` where there are none."""
        return Fraction(self.measured, self.measurable) if self.measurable else None


class _Part(Struct, frozen=True):
    """An assessment to be aggregated, with its weight; `rate` is `None` where nothing was measured."""

    status: Status
    rate: Fraction | None
    weight: Fraction
    can_change: bool


def assess_objective(
    indicators: Iterable[tuple[Indicator, IndicatorAssessment]], policy: Policy, *, over: bool
) -> AggregateAssessment:
    """The assessment of an objective from those of its indicators; `over`: the year has ended."""
    pairs = tuple(indicators)
    counts = _count(assessment.status for _, assessment in pairs)
    measured = [one for _, one in pairs if one.status in MEASURED]
    days = [one.measurement.day for one in measured if one.measurement]
    parts = [
        _Part(one.status, one.achievement_rate, exact_weight(indicator.weight), one.can_change)
        for indicator, one in pairs
    ]
    return replace(
        _aggregate(parts, counts, policy, over=over),
        measured=len(measured),
        measurable=len(measured) + counts.get(Status.TO_MEASURE, 0),
        indicators=len(pairs),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
    )


def assess_group(
    assessments: Iterable[AggregateAssessment], policy: Policy, *, over: bool
) -> AggregateAssessment:
    """The assessment of several objectives, each with the same weight; `over`: the year has ended."""
    return assess_parts(((Fraction(1), one) for one in assessments), policy, over=over)


def assess_parts(
    weighted: Iterable[tuple[Fraction, AggregateAssessment]], policy: Policy, *, over: bool
) -> AggregateAssessment:
    """The assessment of objectives with their weights; `over`: the year has ended."""
    pairs = tuple(weighted)
    members = tuple(one for _, one in pairs)
    objectives = _count(one.status for one in members)
    parts = [_Part(one.status, one.score, weight, one.can_change) for weight, one in pairs]
    counts: Counter[Status] = Counter()
    for one in members:
        counts.update(one.counts)
    return replace(
        _aggregate(parts, objectives, policy, over=over),
        measured=sum(one.measured for one in members),
        measurable=sum(one.measurable for one in members),
        indicators=sum(one.indicators for one in members),
        counts=_in_order(counts),
        objectives=objectives,
        first_day=min((one.first_day for one in members if one.first_day), default=None),
        last_day=max((one.last_day for one in members if one.last_day), default=None),
    )


def _aggregate(
    parts: Sequence[_Part], counts: Mapping[Status, int], policy: Policy, *, over: bool
) -> AggregateAssessment:
    """Status, sums and share that goes well; `counts` are those of the parts."""
    measured = [(part, part.rate) for part in parts if part.status in MEASURED and part.rate is not None]
    weight = sum((part.weight for part, _ in measured), Fraction(0))
    points = sum((part.weight * rate for part, rate in measured), Fraction(0))
    can_change = any(part.can_change for part in parts)
    found = AggregateAssessment(_without_results(counts), points, weight, can_change, counts=counts)
    if not weight:
        return found
    well = sum((part.weight for part, _ in measured if part.status in GOING_WELL), Fraction(0)) / weight
    if over or not can_change:
        status = policy.final_status(points / weight)
    else:
        status = Status.ON_TRACK if well >= policy.on_track else Status.LATE
    return replace(found, status=status, going_well=well)


def _without_results(counts: Mapping[Status, int]) -> Status:
    for status in (Status.TO_MEASURE, Status.NOT_ASSESSABLE):
        if status in counts:
            return status
    return Status.NO_TARGET


def _count(statuses: Iterable[Status]) -> Mapping[Status, int]:
    return _in_order(Counter(statuses))


def _in_order(counts: Mapping[Status, int]) -> Mapping[Status, int]:
    return {status: counts[status] for status in Status if counts.get(status)}
