"""Assembly of a plan: its metadata, registers, objectives in their order, revisions and news."""

from collections.abc import Iterable, Sequence

from generator.loading.readers.plan_metadata import PlanMetadata
from generator.loading.readers.registers import Registers
from generator.plan.identifiers import natural_key
from generator.plan.model import Objective, Plan
from generator.plan.news import News
from generator.plan.revisions import Revision
from generator.plan.weighting import weighting_of


def assemble_plan(
    metadata: PlanMetadata,
    baseline_year: int,
    registers: Registers,
    objectives: Sequence[Objective],
    revisions: tuple[Revision, ...],
    news: tuple[News, ...],
) -> Plan:
    """The plan without its measurements, the objectives in the order of the tree."""
    return (
        Plan(
            body=metadata.body,
            title=metadata.title,
            section=metadata.section,
            period=metadata.period,
            years=metadata.years,
            baseline_year=baseline_year,
            approving_act=metadata.approving_act,
            document=metadata.document,
            kinds=metadata.kinds,
            types=metadata.types,
            areas=tuple(registers.areas.entries.values()),
            departments=tuple(registers.departments.entries.values()),
            offices=tuple(registers.offices.entries.values()),
            objectives=_from_the_top(sorted(objectives, key=lambda one: _order(one, metadata))),
            policy=metadata.policy,
            revisions=revisions,
            news=news,
            code_forms=metadata.code_forms,
            own_fields=metadata.own_fields.fields,
            is_draft=metadata.is_draft,
            weighting=metadata.weighting
            or weighting_of(weight for one in objectives for weight in one.weights),
        )
        .with_revisions()
        .with_results()
    )


def _from_the_top(objectives: Iterable[Objective]) -> tuple[Objective, ...]:
    """The objectives in the order of the tree: each before those below it, which stay in their order."""
    children: dict[str, list[Objective]] = {}
    for one in objectives:
        children.setdefault(one.parent, []).append(one)
    ordered: list[Objective] = []
    waiting = children.get("", [])[::-1]
    while waiting:
        one = waiting.pop()
        ordered.append(one)
        waiting += children.get(one.code, [])[::-1]
    return tuple(ordered)


def _order(
    objective: Objective, metadata: PlanMetadata
) -> tuple[tuple[tuple[int, str], ...], int, tuple[tuple[int, str], ...]]:
    """By the area in the code, or else that of the objective; then as piano.yml lists the kinds."""
    form, kinds = metadata.code_forms.objective, list(metadata.kinds)
    in_code = form.parts(objective.code).get("ambito") if form else None
    area = in_code or (objective.area.code if objective.area else "")
    rank = kinds.index(objective.kind) if objective.kind in kinds else len(kinds)
    return natural_key(area), rank, natural_key(objective.code)
