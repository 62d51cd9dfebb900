"""Model of the performance plan of a public body: objectives, indicators, registers.

Everything is frozen. Texts are the document's own. What the document leaves out is `None` or empty, never a
guess.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from generator.plan.body import Area, AssignedOffice, Body, Department, Office, Programme
from generator.plan.code_forms import NO_FORMS, CodeForms
from generator.plan.identifiers import slug_of
from generator.plan.indicator import Indicator
from generator.plan.measurement import Measurement
from generator.plan.news import News
from generator.plan.own_fields import OwnField, OwnValues
from generator.plan.policy import DEFAULT_POLICY, Policy
from generator.plan.revisions import (
    Revision,
    StateChange,
    added_later,
    latest_changes,
    out_of_force,
    revised_indicators,
)
from generator.plan.values import Amount, Percentage
from generator.plan.weighting import Weight, Weighting


class SourceDocument(Struct, frozen=True):
    """The act that the plan was taken from, published beside it. `sha256` is of the file's bytes."""

    title: str
    file: str
    sha256: str


class Resources(Struct, frozen=True):
    """The budget of an objective: the document's text, and the amount if the text is one."""

    text: str
    amount: Amount | None


class DocumentWording(Struct, frozen=True):
    """The cells of the document's header tables, to the letter; empty where there is none."""

    area: str = ""
    mission: str = ""
    programme: str = ""
    department: str = ""
    offices: str = ""


class Objective(Struct, frozen=True):
    """An objective of the plan. `kind` is a key of `Plan.kinds` (`OS`), empty where it has none.

    `parent` is the code of the objective that it is a part of, empty at the top of the tree;
    `weight_in_parent` its share of it, `None` where all children count alike. `contributes_to` are codes of
    further objectives. `continues` is what the file says of the objective of an earlier plan that it
    continues (`plan.succession`), empty where it says nothing.

    `own` are the values of the fields that the body has declared, here and in indicators.
    """

    code: str
    kind: str
    title: str
    description: str
    area: Area | None
    programme: Programme | None
    resources: Resources | None
    department: Department | None
    offices: tuple[AssignedOffice, ...]
    indicators: tuple[Indicator, ...]
    wording: DocumentWording = DocumentWording()
    parent: str = ""
    contributes_to: tuple[str, ...] = ()
    weight_in_parent: Percentage | None = None
    notes: tuple[str, ...] = ()
    editorial_notes: tuple[str, ...] = ()
    own: OwnValues = field(default_factory=dict)
    continues: str = ""

    @property
    def slug(self) -> str:
        """The part of its address, and the name of its file."""
        return slug_of(self.code)

    @property
    def approved(self) -> "Objective":
        """The objective as the plan was approved, or as the revision that added it has it."""
        if not any(indicator.former or indicator.not_in_force for indicator in self.indicators):
            return self
        return replace(self, indicators=tuple(indicator.approved for indicator in self.indicators))

    def indicator(self, indicator_id: str) -> Indicator:
        """The indicator of that id; `KeyError` if there is none."""
        for indicator in self.indicators:
            if indicator.id == indicator_id:
                return indicator
        raise KeyError(indicator_id)

    @property
    def all_offices(self) -> tuple[AssignedOffice, ...]:
        """The offices of the objective and of its indicators, also those that have a target of their own."""
        return (*self.offices, *(office for one in self.indicators for office in one.all_offices))

    @property
    def weights(self) -> tuple[Weight | None, ...]:
        """The weights of the indicators, in their order."""
        return tuple(indicator.weight for indicator in self.indicators)

    def weights_of(self, year: int) -> tuple[Weight | None, ...]:
        """The weights of the indicators that are in force in a year, in their order."""
        return tuple(one.weight for one in self.indicators if year not in one.not_in_force)


class Section(Struct, frozen=True):
    """A part of the plan, in the order of its pages.

    Its `head` is an area; or, in a plan without areas, an objective at the top of the tree, which stands
    before all below it. It has none for objectives without area, and in a plan that is one list.
    """

    head: Area | Objective | None
    objectives: tuple[Objective, ...]

    @property
    def code(self) -> str:
        """The code of the head, empty without one."""
        return self.head.code if self.head else ""

    @property
    def name(self) -> str:
        """The name of the head, empty without one."""
        if isinstance(self.head, Objective):
            return self.head.title
        return self.head.name if self.head else ""


class Plan(Struct, frozen=True, dict=True):
    """The plan of one body for some years.

    Registers are in the order of their codes, and empty where the plan has none. Objectives are area by
    area, as they are in force after all `revisions`; measurements and revisions in the order of their days.
    `policy` is the assessment method, `news` are the changes that editors declare, `code_forms` the forms of
    the body's codes. `used_fields` is for a plan that holds only a part of the objectives: see
    `fields_in_use`. `weighting` is how the indicators are weighed, `own_fields` are the fields that the body
    has declared. A draft (`is_draft`) has not been approved: it is shown, and not published.
    """

    body: Body
    title: str
    section: str
    period: str
    years: tuple[int, ...]
    baseline_year: int
    approving_act: str
    document: SourceDocument | None
    kinds: Mapping[str, str]
    types: tuple[str, ...]
    areas: tuple[Area, ...]
    departments: tuple[Department, ...]
    offices: tuple[Office, ...]
    objectives: tuple[Objective, ...] = field(default=())
    policy: Policy = DEFAULT_POLICY
    measurements: tuple[Measurement, ...] = ()
    news: tuple[News, ...] = ()
    code_forms: CodeForms = NO_FORMS
    used_fields: frozenset[str] | None = None
    weighting: Weighting = Weighting.PERCENT
    own_fields: tuple[OwnField, ...] = ()
    revisions: tuple[Revision, ...] = ()
    is_draft: bool = False

    @property
    def period_label(self) -> str:
        """The period as titles have it: `2026-2028`, of a draft `2026-2028 (bozza)`."""
        return f"{self.period} (bozza)" if self.is_draft else self.period

    def titled(self, title: str) -> str:
        """A title that begins with the period, and does not end with it too."""
        return f"{self.period_label} – {title.removesuffix(self.period).rstrip(' ,–-') or title}"

    def known_on(self, day: date) -> "Plan":
        """The plan as it was known on a day: without later measurements, corrections, revisions and news."""
        later = added_later(self.revisions, day)
        known = replace(
            self,
            objectives=tuple(_without(one, later) for one in self.objectives if (one.code, "") not in later),
            measurements=tuple(
                one.known_on(day)
                for one in self.measurements
                if one.day <= day and later.isdisjoint({(one.objective, ""), (one.objective, one.indicator)})
            ),
            news=tuple(one for one in self.news if one.day <= day),
            revisions=tuple(one for one in self.revisions if one.day <= day),
        )
        return known.with_revisions().with_results()

    def with_revisions(self) -> "Plan":
        """The plan with the indicators as they are in force after its revisions."""
        return replace(self, objectives=tuple(map(self.revised, self.objectives)))

    def revised(self, objective: Objective) -> Objective:
        """An objective, as the plan was approved or later, as it is in force after the revisions."""
        approved = objective.approved
        if not self.revisions:
            return approved
        indicators = revised_indicators(approved.code, approved.indicators, self.revisions, self.years)
        return self._with_results(replace(approved, indicators=indicators))

    def with_results(self) -> "Plan":
        """The plan with the targets that are differences worked out from the measurements."""
        return replace(self, objectives=tuple(map(self._with_results, self.objectives)))

    def _with_results(self, objective: Objective) -> Objective:
        if not any(indicator.has_relative_targets or indicator.former for indicator in objective.indicators):
            return objective
        return replace(
            objective,
            indicators=tuple(
                indicator.with_results(
                    self.measurements_of.get((objective.code, indicator.id), ()), self.baseline_year
                )
                for indicator in objective.indicators
            ),
        )

    @cached_property
    def by_code(self) -> Mapping[str, Objective]:
        """Objectives by their code."""
        return {objective.code: objective for objective in self.objectives}

    @cached_property
    def measurements_of(self) -> Mapping[tuple[str, str], tuple[Measurement, ...]]:
        """Measurements by objective code and indicator id, the earliest first."""
        by_indicator: dict[tuple[str, str], list[Measurement]] = {}
        for measurement in sorted(self.measurements, key=lambda measurement: measurement.day):
            by_indicator.setdefault((measurement.objective, measurement.indicator), []).append(measurement)
        return {key: tuple(found) for key, found in by_indicator.items()}

    @cached_property
    def measurements_by_objective(self) -> Mapping[str, tuple[Measurement, ...]]:
        """Measurements by objective code, the earliest first."""
        by_code: dict[str, list[Measurement]] = {}
        for measurement in self.measurements:
            by_code.setdefault(measurement.objective, []).append(measurement)
        return {code: tuple(found) for code, found in by_code.items()}

    @cached_property
    def state_changes(self) -> Mapping[str, tuple[Revision, StateChange]]:
        """The last change of state of each objective as a whole, by code, with its revision."""
        return latest_changes(self.revisions)

    @cached_property
    def out_of_force(self) -> frozenset[tuple[str, str]]:
        """What is no longer in force: objectives by code with an empty id, indicators by code and id."""
        return out_of_force(self.revisions)

    def in_force(self, objectives: Iterable[Objective]) -> tuple[Objective, ...]:
        """The objectives that are in force, each with the indicators that are."""
        return tuple(
            replace(
                one,
                indicators=tuple(
                    each for each in one.indicators if (one.code, each.id) not in self.out_of_force
                ),
            )
            for one in objectives
            if (one.code, "") not in self.out_of_force
        )

    @cached_property
    def added_objectives(self) -> frozenset[str]:
        """The codes of the objectives that revisions have added to the approved plan."""
        return frozenset(code for code, identifier in added_later(self.revisions, date.min) if not identifier)

    @cached_property
    def measured(self) -> frozenset[str]:
        """The codes of the objectives that have measurements."""
        return frozenset(measurement.objective for measurement in self.measurements)

    @cached_property
    def indicator_count(self) -> int:
        """Number of indicators of all objectives."""
        return sum(len(objective.indicators) for objective in self.objectives)

    @cached_property
    def _by_area(self) -> Mapping[str, tuple[Objective, ...]]:
        return _grouped((one.area.code if one.area else "", one) for one in self.objectives)

    @cached_property
    def _by_office(self) -> Mapping[str, tuple[Objective, ...]]:
        return _grouped(
            (identifier, objective)
            for objective in self.objectives
            for identifier in dict.fromkeys(office.id for office in objective.all_offices)
        )

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The areas that have objectives, then the objectives that have no area; or the tree."""
        if not self.areas and self.is_tree:
            return tuple(Section(root, (root, *self.below(root))) for root in self.children_of(""))
        sections = [Section(area, self.of_area(area)) for area in self.areas if self.of_area(area)]
        outside = self._by_area.get("", ())
        return (*sections, Section(None, outside)) if outside else tuple(sections)

    @property
    def is_tree(self) -> bool:
        """Whether some objective is a part of another."""
        return len(self._by_parent) > 1

    @cached_property
    def _by_parent(self) -> Mapping[str, tuple[Objective, ...]]:
        return _grouped((objective.parent, objective) for objective in self.objectives)

    def children_of(self, code: str) -> tuple[Objective, ...]:
        """The objectives that are directly below another; those at the top below the empty code."""
        return self._by_parent.get(code, ())

    def below(self, objective: Objective) -> tuple[Objective, ...]:
        """All objectives below another, each before those below it."""
        found: list[Objective] = []
        for child in self.children_of(objective.code):
            found += (child, *self.below(child))
        return tuple(found)

    def above(self, objective: Objective) -> tuple[Objective, ...]:
        """The objectives above another that the plan holds, from the top of the tree."""
        found: list[Objective] = []
        while objective.parent in self.by_code:
            objective = self.by_code[objective.parent]
            found.insert(0, objective)
        return tuple(found)

    @cached_property
    def fields_in_use(self) -> frozenset[str]:
        """The fields, by their names in the files, that some objective has: pages leave out the others."""
        if self.used_fields is not None:
            return self.used_fields
        used = {"rilevazioni"} if self.measurements else set()
        for one in self.objectives:
            values = {
                "tipo": one.kind,
                "ambito": one.area,
                "missione": one.programme,
                "programma": one.programme and one.programme.code,
                "risorse": one.resources,
                "descrizione": one.description,
                "area_responsabilita": one.department,
                "note": one.notes,
                "note_redazionali": one.editorial_notes,
                "padre": one.parent,
                "contribuisce_a": one.contributes_to,
            }
            used |= {name for name, value in values.items() if value}
            for indicator in one.indicators:
                used |= indicator.fields_in_use
        return frozenset(used)

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Code and title of each objective as shown in lists, by its code."""
        return {objective.code: f"{objective.code} {objective.title}" for objective in self.objectives}

    def of_area(self, area: Area) -> tuple[Objective, ...]:
        """The objectives of an area."""
        return self._by_area.get(area.code, ())

    def of_office(self, office: Office) -> tuple[Objective, ...]:
        """The objectives that an office works on."""
        return self._by_office.get(office.id, ())

    def of_department(self, department: Department) -> tuple[Objective, ...]:
        """The objectives that a department answers for."""
        return tuple(one for one in self.objectives if one.department and one.department.id == department.id)

    def of_kind(self, kind: str) -> tuple[Objective, ...]:
        """The objectives whose code has these letters."""
        return tuple(objective for objective in self.objectives if objective.kind == kind)


def _without(objective: Objective, gone: frozenset[tuple[str, str]]) -> Objective:
    """The objective without what is gone: indicators by their ids, other objectives by an empty id."""
    code = objective.code
    return replace(
        objective,
        indicators=tuple(one for one in objective.indicators if (code, one.id) not in gone),
        contributes_to=tuple(one for one in objective.contributes_to if (one, "") not in gone),
    )


def _grouped(pairs: Iterable[tuple[str, Objective]]) -> Mapping[str, tuple[Objective, ...]]:
    groups: dict[str, list[Objective]] = {}
    for key, objective in pairs:
        groups.setdefault(key, []).append(objective)
    return {key: tuple(found) for key, found in groups.items()}
