"""The results of one indicator beside its plan: what the rules about measurements look at."""

from datetime import date
from fractions import Fraction
from functools import cached_property

from msgspec import Struct

from generator.checks.sizes import is_thousandth, may_have_lost_thousands
from generator.loading.diagnostics import SourceLocation
from generator.plan.indicator import Indicator
from generator.plan.policy import Policy, Trajectory
from generator.plan.scoring.trajectory import elapsed_share, trajectory_of
from generator.plan.values import NotAvailable, Value, bounds_of, comparable, exact_value


class Result(Struct, frozen=True):
    """The current value of a measurement, with its location. Values that are missing are none.

    `is_declared`: who evaluates has declared a degree or a status.
    """

    value: Value
    day: date
    location: SourceLocation
    is_declared: bool = False


class MeasuredIndicator(Struct, frozen=True, dict=True):
    """An indicator with its results, the earliest first. `target_location` is that of its first target."""

    indicator: Indicator
    policy: Policy
    results: tuple[Result, ...]
    target_location: SourceLocation

    def target(self, result: Result) -> Value | None:
        """The target of the year of a result, `None` where there is none."""
        target = self.indicator.targets.get(result.day.year)
        return None if isinstance(target, NotAvailable) else target

    def references(self, result: Result) -> tuple[Value, ...]:
        """The target of its year and the baseline, as far as a result can be compared with them."""
        values = (self.target(result), self.indicator.baseline)
        bounds = (bound for value in values if value is not None for bound in bounds_of(value))
        return tuple(bound for bound in bounds if comparable(bound, result.value))

    def sizes(self, result: Result) -> list[Fraction]:
        """The sizes of the references, without zeros.

        During the year a running total may have any size up to that of the year: the nearest is taken.
        """
        size = abs(exact_value(result.value) or Fraction(0))
        whole = [abs(number) for value in self.references(result) if (number := exact_value(value))]
        if not self.is_cumulative(result):
            return whole
        share = elapsed_share(result.day)
        return [min(max(size, number * share), number) for number in whole]

    def is_cumulative(self, result: Result) -> bool:
        """Whether the results of its year are a running total."""
        target = self.target(result)
        return (
            target is not None and trajectory_of(self.indicator, target, self.policy) is Trajectory.CUMULATIVE
        )

    @cached_property
    def plan_lost_thousands(self) -> bool:
        """Whether results of several days agree that every value of the plan lost its thousands."""
        indicator = self.indicator
        planned = [
            number
            for value in (indicator.baseline, *indicator.targets.values())
            if value is not None and value.IS_QUANTITY and (number := exact_value(value))
        ]
        results = [exact_value(result.value) or Fraction(0) for result in self.results]
        return (
            len(results) > 1
            and bool(planned)
            and all(may_have_lost_thousands(number) for number in planned)
            and all(is_thousandth(number, result) for number in planned for result in results if result)
            and all(results)
        )
