"""How far a value has got towards its target: the degree of achievement, an exact fraction.

The table of the method, in one place. A degree lies between zero and the policy's cap (one unless
the body says otherwise) and is at least one exactly when the condition holds; it never falls when the
value gets better. Nothing is divided by a target or a distance that may be zero.
"""

from fractions import Fraction

from msgspec import Struct

from generator.plan.conditions import Condition
from generator.plan.values import ALL_OR_NOTHING, Value, comparable, numeric_value

NOTHING = Fraction(0)


class TargetSpec(Struct, frozen=True):
    """A target as figures. `graded` is false where there is no «almost»: dates, sì/no, «pari a»."""

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
    """`share` is the degree; `rule` says in words how it comes about, `working` with which figures."""

    share: Fraction
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
    """The figures of a target; a baseline of another kind counts as none.

    Raises `ValueError` for a target of `n.d.`, which is no goal.
    """
    aim = figure(target)
    if aim is None:
        raise ValueError("a target without a figure is no goal")
    start = figure(baseline) if baseline is not None and comparable(baseline, target) else None
    graded = condition is not Condition.EQUAL and not isinstance(target, ALL_OR_NOTHING)
    return TargetSpec(condition, aim, start, tolerance, cap, graded)


def figure(value: Value) -> Fraction | None:
    """The exact figure of a value, `None` for `n.d.`."""
    amount = numeric_value(value)
    # Two integers are a fraction at once; of anything else `Fraction` first asks what it is.
    return None if amount is None else Fraction(*amount.as_integer_ratio())


def holds(goal: TargetSpec, value: Fraction) -> bool:
    """Whether the condition is met."""
    if goal.condition is Condition.EQUAL:
        return abs(value - goal.target) <= goal.tolerance
    return value <= goal.target if goal.wants_less else value >= goal.target


def achievement_of(goal: TargetSpec, value: Fraction) -> Achievement:
    """The degree that a value earns."""
    if not goal.graded:
        share = Fraction(int(holds(goal, value)))
        return Achievement(share, "pieno se la condizione è rispettata, altrimenti zero")
    if goal.target > 0:
        return _by_ratio(goal, value)
    return _by_distance(goal, value)


def _by_ratio(goal: TargetSpec, value: Fraction) -> Achievement:
    if goal.wants_less:
        rule = "traguardo diviso valore, quando il valore lo supera"
        share = goal.target / value if value > 0 else goal.cap
        working = (goal.target, value)
    else:
        rule = "valore diviso traguardo, mai sotto zero"
        share = value / goal.target
        working = (value, goal.target)
    shown = working if not holds(goal, value) and share > 0 else ()
    return Achievement(min(max(Fraction(0), share), goal.cap), rule, shown)


def _by_distance(goal: TargetSpec, value: Fraction) -> Achievement:
    """A target of zero or below: what counts is the way made from the baseline."""
    if holds(goal, value):
        return Achievement(Fraction(1), "pieno: la condizione è rispettata")
    start = goal.baseline
    # The condition does not hold, so a baseline that meets it would count a step back as progress.
    if start is None or holds(goal, start):
        return Achievement(
            Fraction(0), "zero: dal valore di partenza non c'è strada da fare verso il traguardo"
        )
    way, whole = value - start, goal.target - start
    share = way / whole
    rule = "strada fatta divisa per la strada dal valore di partenza al traguardo"
    return Achievement(max(Fraction(0), share), rule, (abs(way), abs(whole)) if share > 0 else ())
