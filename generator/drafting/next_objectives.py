"""The objectives of the next plan: those in force at the end of the plan before it, with their ties."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from generator.drafting.next_indicator import (
    Transition,
    joined,
    next_indicator,
    note,
    of_years,
    own_values_of,
)
from generator.loading.placeholders import TO_COMPLETE, TO_CONFIRM
from generator.plan.model import DocumentWording, Objective, Plan
from generator.plan.revisions import Revision, State, StateChange

_Key = tuple[str, str]
_Changes = Mapping[_Key, tuple[Revision, StateChange]]
_GONE = {State.DROPPED, State.REPLACED}


def next_objectives(plan: Plan, years: tuple[int, ...]) -> tuple[Objective, ...]:
    """The objectives that the plan of these years begins with.

    What was dropped or replaced is left out, what is suspended stays with a note.
    """
    return _NextObjectives(plan, Transition(plan.period, plan.baseline_year, years)).make()


class _NextObjectives:
    def __init__(self, plan: Plan, transition: Transition) -> None:
        self._plan, self._transition = plan, transition
        self._changes = _last_changes(plan)
        self._kept = [one for one in plan.objectives if not self._is_gone(one.code, "")]
        self._parents = {one.code: self._parent_of(one) for one in self._kept}
        self._changed = {
            tie
            for one in plan.objectives
            if self._is_gone(one.code, "")
            or self._parents[one.code] != one.parent
            or one.code in plan.added_objectives
            for tie in (one.parent, self._parents.get(one.code, ""))
        }

    def make(self) -> tuple[Objective, ...]:
        return tuple(map(self._objective, self._kept))

    def _objective(self, old: Objective) -> Objective:
        parent = self._parents[old.code]
        # The weights of children add up to 100: without one of them, or with another, they no longer do.
        has_weight = bool(parent) and parent not in self._changed
        new = replace(
            old,
            parent=parent,
            contributes_to=self._contributes_to(old),
            weight_in_parent=old.weight_in_parent if has_weight else None,
            indicators=tuple(
                next_indicator(
                    one,
                    self._plan.measurements_of.get((old.code, one.id), ()),
                    self._transition,
                    self._suspended(old.code, one.id),
                )
                for one in old.indicators
                if not self._is_gone(old.code, one.id)
            ),
            # The cells of a document that there is not yet.
            wording=DocumentWording(),
            # The one of the same code in the plan before.
            continues="",
            own=own_values_of(old.own, self._transition.years),
        )
        return replace(new, editorial_notes=tuple(self._notes(new, old)))

    def _notes(self, new: Objective, old: Objective) -> Iterator[str]:
        lost_weight = [f"il peso in {new.parent}"] if old.weight_in_parent and new.parent else []
        yield from note(TO_COMPLETE, lost_weight if new.weight_in_parent is None else [])
        items = ["le risorse"] if new.resources else []
        years = {one.year for values in new.own.values() for one in values if one.year is not None}
        items += of_years("i campi", "i campi", years)
        if items:
            yield from note(TO_CONFIRM, [f"{joined(items)}, dal piano {self._transition.period}"])
        if new.parent != old.parent:
            place = f"ora di {new.parent}" if new.parent else "ora di nessuno"
            yield from note(TO_CONFIRM, [f"di chi fa parte: era di {old.parent}, che non c'è più, {place}"])
        if suspended := self._suspended(old.code, ""):
            yield from note(TO_CONFIRM, [f"se riprenderlo, perché era {suspended}"])

    def _is_gone(self, code: str, identifier: str) -> bool:
        found = self._changes.get((code, identifier))
        return found is not None and found[1].state in _GONE

    def _suspended(self, code: str, identifier: str) -> str:
        """Since when something is suspended, and by which act; empty if it is not."""
        revision, change = self._changes.get((code, identifier), (None, None))
        is_suspended = revision and change and change.state is State.SUSPENDED
        return revision.reason_of(change) if revision and change and is_suspended else ""

    def _successors(self, code: str, seen: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """The codes in the place of one: itself, or what has replaced it, or none."""
        if not self._is_gone(code, ""):
            return (code,)
        successors = [one for one in self._changes[code, ""][1].successors if one not in seen]
        return tuple(one for each in successors for one in self._successors(each, seen | {code}))

    def _parent_of(self, one: Objective) -> str:
        """The code of the nearest objective above that is left, or of the only one in its place."""
        parent, below = one.parent, {one.code, *(each.code for each in self._plan.below(one))}
        while parent and self._is_gone(parent, ""):
            successors = self._successors(parent)
            if len(successors) == 1 and successors[0] not in below:
                return successors[0]
            parent = self._plan.by_code[parent].parent
        return parent

    def _contributes_to(self, one: Objective) -> tuple[str, ...]:
        codes = (code for each in one.contributes_to for code in self._successors(each))
        return tuple(code for code in dict.fromkeys(codes) if code != one.code)


def _last_changes(plan: Plan) -> _Changes:
    """The last change of state of each objective (with an empty id) and each indicator."""
    found: dict[_Key, tuple[Revision, StateChange]] = {}
    for revision in plan.revisions:
        for objective in revision.objectives:
            for identifier, change in (
                ("", objective.change),
                *((one.id, one.change) for one in objective.indicators),
            ):
                if change:
                    found[objective.code, identifier] = revision, change
    return found
