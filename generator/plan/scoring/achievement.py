"""Achievement of a target: the rate that a value earns (grado di raggiungimento), an exact fraction.

The table of the default method. The rate lies between zero and the policy's cap (one unless the body says
otherwise), is at least one exactly when the condition is met, and never falls when the value gets better.
Nothing is divided by a target or a distance that may be zero.
"""

from fractions import Fraction

from msgspec import Struct

from generator.plan.conditions import Condition
from generator.plan.values import Value, comparable, exact_value

NOTHING = Fraction(0)


class TargetSpec(Struct, frozen=True):
    """A target in exact numbers. `graded` is false where a target is met or not: dates, sì/no, «pari a»."""

    condition: Condition
    target: Fraction
    baseline: Fraction | None
    tolerance: Fraction
    cap: Fraction
    graded: bool

    @property
    def wants_less(self) -> bool:
        """Whether a smaller value is a better one."""
        return self.condition in (Condition.AT_MOST, Condition.BY)


class Achievement(Struct, frozen=True):
    """An achievement rate; `rule` says in Italian how it is computed, `working` is the division, if any."""

    rate: Fraction
    rule: str
    working: tuple[Fraction, ...] = ()


def target_spec(
    condition: Condition,
    target: Value,
    baseline: Value | None,
    *,
    tolerance: Fraction = NOTHING,
    cap: Fraction = Fraction(1),
) -> TargetSpec:
    """The specification of a target; a baseline of another kind is ignored.

    Raises `ValueError` for a target of `n.d.`.
    """
    number = exact_value(target)
    if number is None:
        raise ValueError("a target without a number cannot be assessed")
    start = exact_value(baseline) if baseline is not None and comparable(baseline, target) else None
    graded = condition is not Condition.EQUAL and target.IS_QUANTITY
    return TargetSpec(condition, number, start, tolerance, cap, graded)


def is_met(spec: TargetSpec, value: Fraction) -> bool:
    """Whether the condition is met."""
    if spec.condition is Condition.EQUAL:
        return abs(value - spec.target) <= spec.tolerance
    return value <= spec.target if spec.wants_less else value >= spec.target


def achievement_of(spec: TargetSpec, value: Fraction) -> Achievement:
    """The achievement of a value."""
    if not spec.graded:
        rate = Fraction(int(is_met(spec, value)))
        return Achievement(rate, "pieno se la condizione è rispettata, altrimenti zero")
    if spec.target > 0:
        return _by_ratio(spec, value)
    return _by_distance(spec, value)


def _by_ratio(spec: TargetSpec, value: Fraction) -> Achievement:
    if spec.wants_less:
        rule = "traguardo diviso valore, quando il valore lo supera"
        rate = spec.target / value if value > 0 else spec.cap
        working = (spec.target, value)
    else:
        rule = "valore diviso traguardo, mai sotto zero"
        rate = value / spec.target
        working = (value, spec.target)
    shown = working if not is_met(spec, value) and rate > 0 else ()
    return Achievement(min(max(Fraction(0), rate), spec.cap), rule, shown)


def _by_distance(spec: TargetSpec, value: Fraction) -> Achievement:
    """The achievement for a target of zero or below: the part of the way from the baseline to the target."""
    if is_met(spec, value):
        return Achievement(Fraction(1), "pieno: la condizione è rispettata")
    start = spec.baseline
    # The condition is not met: from a baseline that meets it, a step back would count as progress.
    if start is None or is_met(spec, start):
        return Achievement(
            Fraction(0), "zero: dal valore di partenza non c'è strada da fare verso il traguardo"
        )
    way, whole = value - start, spec.target - start
    rate = way / whole
    rule = "strada fatta divisa per la strada dal valore di partenza al traguardo"
    return Achievement(max(Fraction(0), rate), rule, (abs(way), abs(whole)) if rate > 0 else ())
