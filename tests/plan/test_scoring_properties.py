"""What must hold of every assessment and score, whatever the values."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.plan.conditions import Condition
from generator.plan.indicator import Indicator
from generator.plan.italian.aggregates import score_arithmetic
from generator.plan.italian.arithmetic import arithmetic
from generator.plan.italian.phrases import DAYS
from generator.plan.italian.sentences import promise, result
from generator.plan.measurement import Correction, Measurement, NotYet, Result
from generator.plan.numerals import show_percentage
from generator.plan.policy import DEFAULT_POLICY, MEASURED, Policy, Status, Trajectory
from generator.plan.scoring.achievement import Achievement, TargetSpec, achievement_of, is_met
from generator.plan.scoring.aggregation import assess_group, assess_objective
from generator.plan.scoring.indicator import assess_indicator
from generator.plan.scoring.progress_bar import progress_bar
from generator.plan.scoring.results import AssessmentReason, IndicatorAssessment
from generator.plan.scoring.starting_point import StartingPoint, starting_point
from generator.plan.units import KNOWN_UNITS, Unit
from generator.plan.values import (
    Amount,
    Bound,
    Day,
    Hours,
    NotAvailable,
    Number,
    Percentage,
    Quantity,
    Range,
    Ratio,
    Value,
    YesNo,
)
from generator.plan.weighting import Weight
from tests.plan.examples import make_indicator, make_measurements

numbers = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15), max_value=10**15)
small = st.decimals(allow_nan=False, allow_infinity=False, places=1, min_value=-30, max_value=30)
amounts = st.one_of(numbers, small)
days = st.dates(date(2023, 1, 1), date(2028, 12, 31))
values: st.SearchStrategy[Value] = st.one_of(
    amounts.map(Number),
    amounts.map(Percentage),
    amounts.map(Amount),
    st.builds(Quantity, amounts, st.just(DAYS)),
    amounts.map(Hours),
    st.builds(
        Ratio, small.map(abs), st.sampled_from([Decimal(100), Decimal(0)]), st.sampled_from(["a", "b"])
    ),
    days.map(Day),
    st.booleans().map(YesNo),
    st.builds(lambda low, size: Range(Number(low), Number(low + size)), small, small.map(abs)),
    st.just(NotAvailable()),
)
results: st.SearchStrategy[Result] = st.one_of(values, st.just(NotYet()))
fractions = st.one_of(amounts, small).map(Fraction)
weights = st.decimals(min_value=Decimal("0.01"), max_value=100, places=2)


any_condition = st.sampled_from(Condition)


def specs(
    conditions: st.SearchStrategy[Condition] = any_condition,
) -> st.SearchStrategy[TargetSpec]:
    return st.builds(
        TargetSpec,
        condition=conditions,
        target=fractions,
        baseline=st.none() | fractions,
        tolerance=st.just(Fraction(0)) | small.map(abs).map(Fraction),
        cap=st.just(Fraction(1)),
        graded=st.booleans(),
    ).flatmap(_as_of_a_plan)


def _as_of_a_plan(spec: TargetSpec) -> st.SearchStrategy[TargetSpec]:
    """«Pari a» is never graded, and «tra» has two bounds of a quantity."""
    if spec.condition is Condition.EQUAL:
        return st.just(replace(spec, graded=False))
    if spec.condition is Condition.BETWEEN:
        sizes = st.one_of(small, amounts).map(abs).filter(bool).map(Fraction)
        return sizes.map(lambda size: replace(spec, graded=True, upper=spec.target + size))
    return st.just(spec)


indicators = st.builds(
    Indicator,
    id=st.text("abc", min_size=1, max_size=3),
    name=st.just("Prova"),
    formula=st.just(""),
    type=st.sampled_from(["Volume", "Qualità"]),
    unit=st.sampled_from([*KNOWN_UNITS, Unit("kWh")]),
    unit_text=st.just(""),
    condition=st.none() | st.sampled_from(Condition),
    condition_text=st.just(""),
    baseline=st.none() | values,
    targets=st.dictionaries(st.sampled_from([2025, 2026]), values, max_size=2),
    weight=weights.map(Percentage),
    trajectory=st.none() | st.sampled_from(Trajectory),
    tolerance=st.none() | values,
    not_assessable=st.just({}) | st.just({2025: "motivo"}),
)
measurements = st.builds(
    Measurement,
    objective=st.just("01_01_OS01"),
    indicator=st.just("prova"),
    day=days,
    original=st.none() | results,
    corrections=st.just(()) | results.map(lambda found: (Correction(found, "motivo", date(2028, 1, 1)),)),
    not_assessable=st.just("") | st.just("motivo"),
)
histories = st.lists(measurements, max_size=4)
policies = st.just(DEFAULT_POLICY) | st.builds(
    Policy,
    achieved=st.just(Fraction(19, 20)),
    cap=st.sampled_from([Fraction(1), Fraction(6, 5)]),
    tolerance=st.sampled_from([Fraction(0), Fraction(1, 50)]),
)


@given(specs(), fractions)
def test_a_rate_lies_between_zero_and_one(spec: TargetSpec, value: Fraction) -> None:
    assert 0 <= achievement_of(spec, value).rate <= 1


@given(specs(), fractions)
def test_a_rate_is_one_exactly_when_the_condition_holds(spec: TargetSpec, value: Fraction) -> None:
    assert (achievement_of(spec, value).rate == 1) == is_met(spec, value)


@given(specs(), fractions, fractions)
def test_a_rate_never_rises_when_the_value_gets_worse(
    spec: TargetSpec, one: Fraction, other: Fraction
) -> None:
    if spec.upper is not None:
        # Values below a range and above it are bad in two ways, which have no order.
        assume((one < spec.target) == (other < spec.target) and (one > spec.upper) == (other > spec.upper))
    better, worse = sorted((one, other), key=lambda value: _badness(spec, value))
    assert achievement_of(spec, worse).rate <= achievement_of(spec, better).rate


@given(specs(), fractions, st.sampled_from([Fraction(11, 10), Fraction(2)]))
def test_a_higher_cap_only_adds_where_the_condition_holds(
    spec: TargetSpec, value: Fraction, cap: Fraction
) -> None:
    capped, free = achievement_of(spec, value).rate, achievement_of(replace(spec, cap=cap), value).rate
    assert capped == min(free, 1)
    assert free <= cap
    assert is_met(spec, value) or free == capped


@given(specs(st.sampled_from([Condition.MORE_THAN, Condition.LESS_THAN])))
def test_the_target_of_a_strict_condition_is_never_full(spec: TargetSpec) -> None:
    rate = achievement_of(spec, spec.target).rate
    assert rate < 1
    assert show_percentage(rate) != "100%"


@given(specs(st.just(Condition.BETWEEN)), fractions)
def test_a_range_is_scored_by_the_bound_that_is_missed(spec: TargetSpec, value: Fraction) -> None:
    upper = spec.target if spec.upper is None else spec.upper
    below = replace(spec, condition=Condition.AT_LEAST, upper=None)
    above = replace(spec, condition=Condition.AT_MOST, target=upper, upper=None)
    assert is_met(spec, value) == (is_met(below, value) and is_met(above, value))
    missed = min((below, above), key=lambda one: is_met(one, value))
    assert achievement_of(spec, value).rate == min(achievement_of(missed, value).rate, 1)


@given(specs(), fractions)
def test_the_working_shown_gives_the_rate(spec: TargetSpec, value: Fraction) -> None:
    achievement = achievement_of(spec, value)
    if achievement.working:
        dividend, divisor = achievement.working
        assert dividend / divisor == achievement.rate


@given(indicators, histories, policies, st.none() | days, st.sampled_from([2025, 2026]))
def test_no_values_make_it_fail(
    indicator: Indicator, history: list[Measurement], policy: Policy, today: date | None, year: int
) -> None:
    """Assessment, steps, sentences and bar, for every kind of value, unit and condition."""
    assessment = assess_indicator(indicator, year, history, policy, today)
    assert (assessment.achievement_rate is not None) == (assessment.status in MEASURED)
    assert assessment.achievement_rate is None or 0 <= assessment.achievement_rate <= policy.cap
    assert all(found.day.year == year and today and found.day <= today for found in assessment.history)
    steps = arithmetic(indicator, assessment, policy, 2024)
    assert "esito" in [step.key for step in steps]
    assert all(step.label and step.text for step in steps)
    assert promise(indicator, year, 2024).endswith(".")
    assert all(result(indicator, found).endswith(".") for found in history)
    assert starting_point(indicator, year) in StartingPoint
    bar = progress_bar(indicator, assessment)
    assert bar is None or all(0 <= marker.position <= 1000 for marker in bar.markers)


@given(
    st.lists(st.fractions(), min_size=3, max_size=3), st.sampled_from([Condition.AT_LEAST, Condition.AT_MOST])
)
def test_markers_lie_where_their_values_do(numbers: list[Fraction], condition: Condition) -> None:
    """To the nearest tenth of a percent of a line that has zero on it."""
    baseline, target, expected = numbers
    indicator = make_indicator("n.", "almeno", "1", "2")
    spec = TargetSpec(condition, target, baseline, Fraction(0), Fraction(1), graded=True)
    assessment = IndicatorAssessment(
        2025,
        Status.LATE,
        AssessmentReason.EXPECTED_VALUE,
        target=indicator.targets[2025],
        target_spec=spec,
        expected=expected,
    )
    bar = progress_bar(indicator, assessment)
    low, high = min(*numbers, Fraction(0)), max(*numbers, Fraction(0))
    if low == high:
        assert bar is None
        return
    assert bar is not None
    for marker in bar.markers:
        at = {"partenza": baseline, "traguardo": target, "atteso": expected}[marker.key]
        share = (high - at if spec.wants_less else at - low) / (high - low)
        assert Fraction(-1, 2) < marker.position - share * 1000 <= Fraction(1, 2)


@given(indicators, histories, days)
def test_the_order_of_measurements_does_not_matter(
    indicator: Indicator, history: list[Measurement], today: date
) -> None:
    distinct = list({found.day: found for found in history}.values())
    there = assess_indicator(indicator, 2025, distinct, DEFAULT_POLICY, today)
    assert assess_indicator(indicator, 2025, reversed(distinct), DEFAULT_POLICY, today) == there


counts = st.integers(0, 60)


@given(
    st.sampled_from(["almeno", "al massimo", "pari a", "più di", "meno di"]), counts, counts, counts, policies
)
def test_a_settled_count_stays_settled(
    condition: str, target: int, found: int, more: int, policy: Policy
) -> None:
    """What is final for a count that only grows, no later measurement changes: neither status nor rate."""
    indicator = make_indicator("n.", condition, "", str(target), trajectory="cumulato")
    june, december = date(2025, 6, 30), date(2025, 12, 31)
    first = make_measurements(indicator, str(found), june)
    assessment = assess_indicator(indicator, 2025, first, policy, june)
    later = [*first, *make_measurements(indicator, str(found + more), december)]
    after = assess_indicator(indicator, 2025, later, policy, december)
    assert after.is_final
    if assessment.is_final:
        assert after.achievement_rate == assessment.achievement_rate
        assert after.status is assessment.status


whole = st.integers(0, 5000)
#: Values of each kind of quantity, by a whole number.
KINDS: list[Callable[[int], Bound]] = [
    lambda number: Number(Decimal(number)),
    lambda number: Percentage(Decimal(number)),
    lambda number: Amount(Decimal(number)),
    lambda number: Quantity(Decimal(number), DAYS),
    lambda number: Hours(Decimal(number)),
    lambda number: Hours(Decimal(number), clock=True),
    lambda number: Ratio(Decimal(number), Decimal(1000), "residenti"),
]


@given(
    st.sampled_from(KINDS),
    st.sampled_from([condition for condition in Condition if condition is not Condition.BY]),
    st.sampled_from(Trajectory),
    st.tuples(whole, whole, whole, whole),
    st.integers(1, 900),
    st.sampled_from([date(2025, 2, 3), date(2025, 12, 31)]),
    policies,
)
def test_the_scale_of_the_numbers_does_not_matter(
    kind: Callable[[int], Bound],
    condition: Condition,
    trajectory: Trajectory,
    drawn: tuple[int, int, int, int],
    factor: int,
    day: date,
    policy: Policy,
) -> None:
    """Value, target, baseline and tolerance times the same factor: the same verdict, whatever the unit."""

    is_range = condition is Condition.BETWEEN

    def assess(*scaled: int) -> IndicatorAssessment:
        value, target, baseline, tolerance = map(kind, scaled)
        indicator = replace(
            make_indicator(),
            condition=condition,
            trajectory=trajectory,
            baseline=baseline,
            targets={2025: Range(target, kind(scaled[1] + scaled[3])) if is_range else target},
            tolerance=tolerance,
        )
        return assess_indicator(indicator, 2025, [Measurement("", "", day, value)], policy, day)

    one, other = assess(*drawn), assess(*(factor * number for number in drawn))
    assert (one.status, one.achievement_rate, one.is_final) == (
        other.status,
        other.achievement_rate,
        other.is_final,
    )


Scored = list[tuple[Indicator, IndicatorAssessment]]


def scored_pairs(rates: st.SearchStrategy[Fraction | None]) -> st.SearchStrategy[Scored]:
    return st.lists(st.tuples(weights, rates), min_size=1, max_size=8).map(
        lambda drawn: [_pair(weight, rate) for weight, rate in drawn]
    )


rates = st.fractions(min_value=0, max_value=1, max_denominator=997)
pairs = scored_pairs(st.none() | rates)


@given(pairs, st.booleans())
def test_a_score_lies_between_the_worst_and_the_best(drawn: Scored, over: bool) -> None:
    score = assess_objective(drawn, DEFAULT_POLICY, over=over).score
    rates = [one.achievement_rate for _, one in drawn if one.achievement_rate is not None]
    assert (score is None) == (not rates)
    assert score is None or min(rates) <= score <= max(rates)


@given(pairs, st.booleans())
def test_the_order_of_indicators_does_not_matter(drawn: Scored, over: bool) -> None:
    there = assess_objective(drawn, DEFAULT_POLICY, over=over)
    assert assess_objective(sorted(drawn, key=repr), DEFAULT_POLICY, over=over) == there
    assert assess_objective(reversed(drawn), DEFAULT_POLICY, over=over) == there


@given(pairs, st.booleans(), st.sampled_from([Decimal("0.01"), Decimal(3), Decimal(1000)]))
def test_the_scale_of_weights_does_not_matter(drawn: Scored, over: bool, factor: Decimal) -> None:
    scaled = [
        (replace(indicator, weight=points_of(indicator.weight, factor)), assessment)
        for indicator, assessment in drawn
    ]
    there = assess_objective(drawn, DEFAULT_POLICY, over=over)
    here = assess_objective(scaled, DEFAULT_POLICY, over=over)
    assert here.score == there.score
    assert replace(here, points=there.points, weight=there.weight) == there


@given(pairs, st.booleans(), weights)
def test_no_weights_are_equal_weights(drawn: Scored, over: bool, weight: Decimal) -> None:
    without = [(replace(indicator, weight=None), assessment) for indicator, assessment in drawn]
    equal = [(replace(indicator, weight=Percentage(weight)), assessment) for indicator, assessment in drawn]
    here = assess_objective(without, DEFAULT_POLICY, over=over)
    there = assess_objective(equal, DEFAULT_POLICY, over=over)
    assert (here.score, here.status, here.going_well) == (there.score, there.status, there.going_well)
    assert here.weight == here.measured


@given(st.lists(pairs, min_size=1, max_size=5), st.booleans())
def test_a_group_counts_every_indicator_once(objectives: list[Scored], over: bool) -> None:
    assessments = [assess_objective(drawn, DEFAULT_POLICY, over=over) for drawn in objectives]
    group = assess_group(assessments, DEFAULT_POLICY, over=over)
    assert sum(group.counts.values()) == group.indicators == sum(len(drawn) for drawn in objectives)
    assert sum(group.objectives.values()) == len(objectives)
    scores = [one.score for one in assessments if one.score is not None]
    assert group.score is None or min(scores) <= group.score <= max(scores)
    assert assess_group(reversed(assessments), DEFAULT_POLICY, over=over) == group


@given(pairs)
def test_the_score_is_written_with_one_term_for_each_measured_indicator(drawn: Scored) -> None:
    score = assess_objective(drawn, DEFAULT_POLICY, over=True).score
    text = score_arithmetic(drawn, score, DEFAULT_POLICY)
    assert text.count("×") == sum(1 for _, assessment in drawn if assessment.achievement_rate is not None)


def points_of(weight: Weight | None, factor: Decimal) -> Number:
    assert isinstance(weight, Percentage)
    return Number(weight.points * factor)


def _badness(spec: TargetSpec, value: Fraction) -> Fraction:
    if spec.condition is Condition.EQUAL:
        return abs(value - spec.target)
    if spec.upper is not None:
        return max(spec.target - value, value - spec.upper, Fraction(0))
    return value if spec.wants_less else -value


def _pair(weight: Decimal, rate: Fraction | None) -> tuple[Indicator, IndicatorAssessment]:
    indicator = replace(make_indicator(), weight=Percentage(weight))
    if rate is None:
        return indicator, IndicatorAssessment(2025, Status.TO_MEASURE, AssessmentReason.NO_MEASUREMENT)
    status = DEFAULT_POLICY.final_status(rate)
    return indicator, IndicatorAssessment(
        2025, status, AssessmentReason.YEAR_OVER, achievement=Achievement(rate, "prova")
    )
