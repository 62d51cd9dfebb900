"""View of the corrections of published results: what was said, what is right, since when and why."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.plan.italian.parts import result_as_written
from generator.plan.measurement import Measurement
from generator.plan.model import Plan
from generator.site.addresses import indicator_address
from generator.site.page import Link


class CorrectionView(Struct, frozen=True):
    """A correction. `day` is that of the result, `made_on` that of the correction."""

    code: str
    indicator: Link
    day: str
    before: str
    after: str
    made_on: str
    reason: str


def corrections_of(plan: Plan, measurements: Iterable[Measurement]) -> tuple[CorrectionView, ...]:
    """The corrections of results of a plan, objective by objective, the earliest first."""
    ordered = sorted(measurements, key=lambda one: (one.objective, one.indicator, one.day))
    return tuple(view for one in ordered for view in _of_measurement(plan, one))


def _of_measurement(plan: Plan, measurement: Measurement) -> Iterator[CorrectionView]:
    objective = plan.by_code[measurement.objective]
    indicator = objective.indicator(measurement.indicator)
    previous = measurement.original
    for correction in measurement.corrections:
        yield CorrectionView(
            code=objective.code,
            indicator=Link(indicator.name, indicator_address(plan, objective, indicator)),
            day=f"{measurement.day:%d/%m/%Y}",
            before=result_as_written(indicator, previous) if previous is not None else "—",
            after=result_as_written(indicator, correction.value),
            made_on=f"{correction.made_on:%d/%m/%Y}",
            reason=correction.reason,
        )
        previous = correction.value
