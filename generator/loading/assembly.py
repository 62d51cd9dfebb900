"""The plan that is made of what was read of its files."""

from collections.abc import Iterable, Mapping

from generator.loading.readers.plan_metadata import PlanMetadata
from generator.loading.readers.registers import Registers
from generator.plan.measurement import Measurement
from generator.plan.model import Objective, Plan
from generator.plan.news import News


def _place_in_plan(objective: Objective, kinds: Mapping[str, str]) -> tuple[str, int, str]:
    """By area, then in the order in which piano.yml lists the kinds: strategic before operational."""
    order = list(kinds)
    rank = order.index(objective.kind) if objective.kind in order else len(order)
    return objective.code[:5], rank, objective.code


def make_plan(
    head: PlanMetadata,
    baseline_year: int,
    registers: Registers,
    objectives: Iterable[Objective],
    measurements: tuple[Measurement, ...],
    news: tuple[News, ...],
) -> Plan:
    """The plan of what was read; its objectives are in the order in which it is shown."""
    return Plan(
        body=head.body,
        title=head.title,
        section=head.section,
        period=head.period,
        years=head.years,
        baseline_year=baseline_year,
        approving_act=head.approving_act,
        document=head.document,
        kinds=head.kinds,
        types=head.types,
        areas=tuple((registers.areas or {}).values()),
        departments=tuple((registers.departments or {}).values()),
        offices=tuple((registers.offices or {}).values()),
        objectives=tuple(sorted(objectives, key=lambda one: _place_in_plan(one, head.kinds))),
        policy=head.policy,
        measurements=measurements,
        news=news,
    )
