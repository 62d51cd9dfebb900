"""Reader of `revisioni/AAAA-MM-GG.yml`: what an act changes of the plan, from the day of the file name on.

    atto: Deliberazione n. 12 del 31/07/2025
    motivo: il bando regionale è stato rinviato
    01_01_OS01:
      prestiti:
        target: {2026: 9.000}
        peso: 30%
        condizione: al massimo
      incontri: stralciato
    01_01_OS02: sospeso
    01_01_OS03: {sostituito da: [01_01_OS07]}
    01_01_OS07: aggiunto

Values are read by the unit of the indicator, like those of the plan, which stays as it was approved. What is
added has its file, or its place in one, like the rest of the plan.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from generator.loading import schemas
from generator.loading.diagnostics import Diagnostics, SourceLocation, enumeration, suggestion
from generator.loading.readers.conditions import read_condition_of
from generator.loading.readers.fields import check_not_in_future, is_reason, weight_of
from generator.loading.readers.targets import PlanYears, read_targets, targets_of
from generator.loading.validation import ValidatedMapping, validate_mapping
from generator.loading.yaml import parser
from generator.loading.yaml.parser import Entry, Node, Scalar
from generator.plan.conditions import Condition
from generator.plan.identifiers import read_iso_day
from generator.plan.indicator import Indicator, WrittenCondition
from generator.plan.model import Objective
from generator.plan.numerals import half_unit, show_numeral
from generator.plan.parts import BY_OFFICE
from generator.plan.revisions import (
    RevisedIndicator,
    RevisedObjective,
    RevisedTarget,
    Revision,
    State,
    StateChange,
    revised_indicators,
    target_of,
)
from generator.plan.values import Percentage, Range, show
from generator.plan.weighting import Weight, Weighting

_HEAD = tuple(one.name for one in schemas.REVISION.fields)
#: States that are written as a word; what replaces an objective is a list below its own key.
_WORDS = {state.value: state for state in State if state is not State.REPLACED}


class RevisionContext(Struct, frozen=True):
    """The objectives and indicators that may be revised. Without `today` all days may be past.

    `objectives` are those of the approved plan, by code; `codes` are the objectives with a file and `ids` the
    indicators in each file, also those with errors, which are reported there. `added` are the objectives
    and indicators that some revision adds: see `added_by`.
    """

    years: tuple[int, ...]
    baseline_year: int
    weighting: Weighting | None
    objectives: Mapping[str, Objective]
    codes: frozenset[str]
    ids: Mapping[str, frozenset[str]]
    added: frozenset[tuple[str, str]]
    today: date | None = None


class LocatedRevision(Struct, frozen=True):
    """A revision with the fields of its file: those of the act, and those of each indicator.

    `mappings` are by the code of the objective and the id of the indicator.
    """

    revision: Revision
    mapping: ValidatedMapping
    mappings: Mapping[tuple[str, str], ValidatedMapping]


def added_by(nodes: Iterable[Node]) -> frozenset[tuple[str, str]]:
    """What the files add: objectives by code with an empty id, indicators by code and id."""
    found = set()
    for entry in (entry for node in nodes for entry in _entries(node)):
        pairs = [("", entry.value), *((one.key.text, one.value) for one in _entries(entry.value))]
        for identifier, value in pairs:
            if isinstance(value, Scalar) and value.text == State.ADDED.value:
                found.add((entry.key.text, identifier))
    return frozenset(found)


def _entries(node: Node) -> tuple[Entry, ...]:
    return node.entries if isinstance(node, parser.Mapping) else ()


def read_revisions(
    nodes: Iterable[tuple[str, Node]], context: RevisionContext, diagnostics: Diagnostics
) -> tuple[LocatedRevision, ...]:
    """The revisions of the files, each with its name without ending, the earliest first."""
    reader = _Reader(context, diagnostics)
    for stem, node in sorted(nodes, key=lambda one: one[0]):
        reader.read(stem, node)
    return tuple(reader.found)


class _Changed(Struct, frozen=True):
    """The last change of state of an objective or an indicator, in words."""

    state: State
    words: str


class _Reader:
    """Reads files one after the other: each revises what the ones before it have made of the plan."""

    def __init__(self, context: RevisionContext, diagnostics: Diagnostics) -> None:
        self._context = context
        self._diagnostics = diagnostics
        self._years = PlanYears(context.years)
        self._states: dict[tuple[str, str], _Changed] = {}
        self._mappings: dict[tuple[str, str], ValidatedMapping] = {}
        self.found: list[LocatedRevision] = []

    def read(self, stem: str, node: Node) -> None:
        """Read a file; errors are reported."""
        self._mappings = {}
        top = SourceLocation(node.location.file)
        day = self._read_day(stem, top)
        if not isinstance(node, parser.Mapping):
            message = "qui ci vogliono «atto», «motivo» e gli obiettivi che cambiano («01_01_OS01:»)"
            self._diagnostics.add(node.location, "E203", message)
            return
        head = replace(node, entries=tuple(one for one in node.entries if one.key.text in _HEAD))
        mapping = validate_mapping(head, schemas.REVISION, self._diagnostics)
        reason = mapping.scalar("motivo") if mapping else None
        if reason and not is_reason(reason.text):
            message = f"«{reason.text}» non è un motivo: scrivere perché il piano è cambiato"
            self._diagnostics.add(reason.location, "E413", message)
        bodies = [one for one in node.entries if one.key.text not in _HEAD]
        if not bodies and mapping:
            message = "la revisione non cambia nulla: scrivere gli obiettivi che cambiano, o togliere il file"
            self._diagnostics.add(top, "E415", message)
        # A file with a wrong name is read too, so that its other errors are reported in the same run.
        revision = Revision(
            day or date.max,
            mapping.text("atto").strip() if mapping else "",
            mapping.text("motivo").strip() if mapping else "",
            (),
        )
        objectives = [found for one in bodies if (found := self._read_objective(one, revision))]
        revision = replace(revision, objectives=tuple(objectives))
        if bodies:
            check_not_in_future(
                day, self._context.today, top, "controllare la data nel nome del file", self._diagnostics
            )
        if day and mapping and revision.act and revision.reason and objectives:
            self.found.append(LocatedRevision(revision, mapping, self._mappings))
            for entry in bodies:
                self._check_weights(entry, revision)

    def _read_day(self, stem: str, location: SourceLocation) -> date | None:
        day, years = read_iso_day(stem), self._context.years
        if day is None:
            message = (
                f"«{stem}» non è un giorno: il file prende il nome dal giorno dell'atto, come 2025-07-31.yml"
            )
            self._diagnostics.add(location, "E411", message)
        elif years and day.year not in years:
            known = ", ".join(map(str, years))
            self._diagnostics.add(location, "E411", f"il {day.year} non è un anno del piano ({known})")
            return None
        return day

    def _current(self, code: str) -> dict[str, Indicator]:
        """The indicators of an objective as the revisions read so far have made them."""
        approved = self._context.objectives[code].indicators
        revisions = (one.revision for one in self.found)
        return {one.id: one for one in revised_indicators(code, approved, revisions, self._context.years)}

    def _read_objective(self, entry: Entry, revision: Revision) -> RevisedObjective | None:
        code, value = entry.key.text, entry.value
        if not self._is_known(entry.key):
            return None
        if isinstance(value, Scalar) or _is_replacement(value):
            change = self._read_change(entry, (code, ""), revision)
            return RevisedObjective(code, change) if change else None
        if not isinstance(value, parser.Mapping):
            message = (
                f"sotto «{code}» ci vogliono gli indicatori che cambiano, o una parola come «stralciato»"
            )
            self._diagnostics.add(value.location, "E203", message)
            return None
        if self._is_out(entry, (code, ""), code):
            return None
        known = self._current(code)
        indicators = [self._read_indicator(one, code, known, revision) for one in value.entries]
        found = tuple(one for one in indicators if one)
        return RevisedObjective(code, None, found) if found else None

    def _is_known(self, key: Scalar) -> bool:
        """Whether an objective could be read; one that is not in the plan is reported."""
        context = self._context
        if key.text not in context.objectives and key.text not in context.codes:
            owners = [code for code, ids in context.ids.items() if key.text in ids]
            if len(owners) == 1:
                message = (
                    f"«{key.text}» è un indicatore di {owners[0]}: metterlo sotto «{owners[0]}:», rientrato "
                    "di due spazi"
                )
            else:
                known = [*context.codes, *_HEAD]
                hint = suggestion(key.text, known) or "i codici sono i nomi dei file di obiettivi/"
                message = f"l'obiettivo «{key.text}» non c'è nel piano; {hint}"
            self._diagnostics.add(key.location, "E412", message)
        return key.text in context.objectives

    def _read_indicator(
        self, entry: Entry, code: str, known: Mapping[str, Indicator], revision: Revision
    ) -> RevisedIndicator | None:
        identifier, value = entry.key.text, entry.value
        indicator = known.get(identifier)
        if indicator is None:
            ids = self._context.ids.get(code, frozenset())
            if identifier not in ids and "" not in ids:
                hint = suggestion(identifier, known) or f"ci sono: {enumeration(known)}"
                message = f"l'indicatore «{identifier}» non c'è in {code}; {hint}"
                self._diagnostics.add(entry.key.location, "E412", message)
            return None
        if isinstance(value, Scalar):
            change = self._read_change(entry, (code, identifier), revision)
            return RevisedIndicator(identifier, change) if change else None
        if self._is_out(entry, (code, identifier), identifier):
            return None
        before = len(self._diagnostics)
        mapping = validate_mapping(value, schemas.REVISED_INDICATOR, self._diagnostics)
        if mapping is None:
            return None
        revised = self._read_values(mapping, indicator, revision)
        weight = mapping.scalar("peso")
        if weight and (found := self._read_weight(weight, indicator)):
            revised = replace(revised, weight=found)
        if revised == RevisedIndicator(identifier):
            if len(self._diagnostics) == before:
                message = (
                    f"qui non cambia nulla di «{identifier}»: scrivere che cosa cambia, o togliere la riga"
                )
                self._diagnostics.add(entry.key.location, "E415", message)
            return None
        self._mappings[code, identifier] = mapping
        return revised

    def _read_change(self, entry: Entry, key: tuple[str, str], revision: Revision) -> StateChange | None:
        """The change of state of an objective or an indicator; `None`, with a diagnostic, if it is none."""
        change = self._written_change(entry, key[0])
        if change is None:
            return None
        name, before = key[1] or key[0], self._states.get(key)
        if change.state is State.RESUMED:
            if before is None or before.state is not State.SUSPENDED:
                message = f"«{name}» non è sospeso: non c'è nulla da riprendere"
                self._diagnostics.add(entry.key.location, "E415", message)
                return None
        elif self._is_out(entry, key, name):
            return None
        elif change.state is State.ADDED and (before or self._was_revised(key)):
            message = f"«{name}» c'era già: una revisione di prima lo ha cambiato"
            self._diagnostics.add(entry.key.location, "E417", message)
            return None
        self._states[key] = _Changed(change.state, change.in_words(revision.day))
        return change

    def _written_change(self, entry: Entry, code: str) -> StateChange | None:
        value = entry.value
        if isinstance(value, Scalar):
            if value.text in _WORDS:
                return StateChange(_WORDS[value.text])
            if not value.text:
                message = f"qui non cambia nulla di «{entry.key.text}»: scrivere che cosa cambia, o toglierlo"
                self._diagnostics.add(entry.key.location, "E415", message)
                return None
            words = ", ".join(f"«{word}»" for word in _WORDS)
            hint = suggestion(value.text, _WORDS) or f"scrivere {words}, o sotto che cosa cambia"
            self._diagnostics.add(value.location, "E414", f"«{value.text}» qui non vuol dire nulla; {hint}")
            return None
        (one,) = _entries(value)
        written = one.value.items if isinstance(one.value, parser.Sequence) else (one.value,)
        successors = [item for item in written if isinstance(item, Scalar) and item.text]
        if len(successors) < len(written) or not successors:
            message = "dopo «sostituito da» ci vogliono i codici degli obiettivi nuovi, come [01_01_OS07]"
            self._diagnostics.add(one.key.location, "E414", message)
            return None
        wrong = [item for item in successors if item.text == code or not self._is_known(item)]
        if any(item.text == code for item in wrong):
            self._diagnostics.add(one.key.location, "E414", f"«{code}» non può sostituire sé stesso")
        return None if wrong else StateChange(State.REPLACED, tuple(item.text for item in successors))

    def _was_revised(self, key: tuple[str, str]) -> bool:
        return any(
            objective.code == key[0] and (not key[1] or any(one.id == key[1] for one in objective.indicators))
            for located in self.found
            for objective in located.revision.objectives
        )

    def _is_out(self, entry: Entry, key: tuple[str, str], name: str) -> bool:
        """Whether something is no longer in force, which is reported: nothing else can change of it."""
        for one in dict.fromkeys(((key[0], ""), key)):
            before = self._states.get(one)
            if before and before.state.is_out:
                remedy = "scrivere prima «ripreso»" if before.state is State.SUSPENDED else "togliere la riga"
                message = f"«{name}» non è più in vigore ({one[1] or one[0]}: {before.words}): {remedy}"
                self._diagnostics.add(entry.key.location, "E417", message)
                return True
        return False

    def _read_values(
        self, mapping: ValidatedMapping, indicator: Indicator, revision: Revision
    ) -> RevisedIndicator:
        """The new targets and the new condition of an indicator, or of one of its offices."""
        written = mapping.scalar("condizione")
        condition = read_condition_of(written, indicator.unit, self._diagnostics)
        if written and condition and written.text == indicator.condition_text:
            self._report_unchanged(written.location, f"la condizione «{written.text}»")
        if indicator.has_steps and mapping.table_values("target"):
            message = (
                f"«{indicator.id}» si raggiunge in fasi, e qui non si cambiano: scriverlo «stralciato», e "
                "aggiungerne un altro"
            )
            self._diagnostics.add(mapping.location_of("target"), "E414", message)
            return RevisedIndicator(indicator.id)
        start = targets_of(indicator)
        targets = read_targets(
            mapping,
            indicator.unit,
            condition or indicator.condition,
            indicator.values_before(self._context.baseline_year),
            self._years,
            self._diagnostics,
            start=start,
        )
        rows = (*mapping.table("target"), *mapping.table_of_mappings("target"))
        revised: dict[int, RevisedTarget] = {}
        for key, _ in sorted(rows, key=lambda row: row[0].text):
            year = self._years.find(key.text)
            if year is None or not (year in targets.values or year in targets.relative):
                continue
            relative = targets.relative.get(year)
            revised[year] = RevisedTarget(
                None if relative else targets.values[year],
                replace(relative, base=None) if relative else None,
                targets.conditions.get(year),
                targets.year_units.get(year),
                targets.due_days.get(year),
            )
            if revised[year] == target_of(indicator, year):
                self._report_unchanged(key.location, f"il traguardo {year}")
            if year < revision.day.year < date.max.year:
                message = (
                    f"il {year} era già finito il {revision.day:%d/%m/%Y}: il suo esito resta quello di prima"
                )
                self._diagnostics.add(key.location, "W411", message)
        days = {key.text: key for key, _ in mapping.table("traguardi_intermedi")}
        interim = {day: one for day, one in targets.interim.items() if day.isoformat() in days}
        for day, one in interim.items():
            if start.interim.get(day) == one:
                key = days[day.isoformat()]
                self._report_unchanged(key.location, f"il traguardo del {day:%d/%m/%Y}")
        found = RevisedIndicator(
            indicator.id,
            targets=revised,
            interim_targets=interim,
            condition=WrittenCondition(condition, written.text) if written and condition else None,
            parts=tuple(self._read_offices(mapping, indicator, revision)),
        )
        if written and condition:
            self._check_ranges(found.applied_to(indicator), condition, written)
        return found

    def _read_offices(
        self, mapping: ValidatedMapping, indicator: Indicator, revision: Revision
    ) -> Iterator[RevisedIndicator]:
        offices = {} if indicator.has_steps else {one.id: one for one in indicator.parts}
        for key, _ in mapping.table(BY_OFFICE):
            message = f"sotto «{key.text}» ci vuole il suo nuovo traguardo, come {{target: {{2026: 90%}}}}"
            self._diagnostics.add(key.location, "E414", message)
        for key, row in mapping.table_of_mappings(BY_OFFICE):
            office = offices.get(key.text)
            if office is None:
                hint = suggestion(key.text, offices) or f"ci sono: {enumeration(offices) or 'nessuno'}"
                message = f"«{key.text}» non è un ufficio di «{indicator.id}»; {hint}"
                self._diagnostics.add(key.location, "E412", message)
            else:
                yield self._read_values(row, office, revision)

    def _read_weight(self, scalar: Scalar, indicator: Indicator) -> Weight | None:
        if indicator.weight is None and self._context.weighting is None:
            message = f"«{scalar.text}»: gli indicatori di questo piano non hanno pesi; togliere «peso»"
            self._diagnostics.add(scalar.location, "E305", message)
            return None
        weight = weight_of(scalar, self._context.weighting, self._diagnostics)
        if weight is not None and weight == indicator.weight:
            self._report_unchanged(scalar.location, f"il peso «{scalar.text}»")
        return weight

    def _report_unchanged(self, location: SourceLocation, what: str) -> None:
        message = f"{what} non cambia: togliere la riga, o scrivere il valore nuovo"
        self._diagnostics.add(location, "E415", message)

    def _check_ranges(self, indicator: Indicator, condition: Condition, written: Scalar) -> None:
        """Report the targets that stay and do not go with the new condition."""
        for year, target in indicator.targets.items():
            is_range = isinstance(target, Range)
            if year not in indicator.year_conditions and is_range is not (condition is Condition.BETWEEN):
                message = (
                    f"con «{written.text}» il traguardo {year}, «{show(target)}», non va più: scrivere in "
                    "«target» quello nuovo"
                )
                self._diagnostics.add(written.location, "E321", message)
                return

    def _check_weights(self, entry: Entry, revision: Revision) -> None:
        """Report weights in percent that do not sum to 100 after a revision that changes or adds some."""
        code = entry.key.text
        revised = [
            one for objective in revision.objectives if objective.code == code for one in objective.indicators
        ]
        changes = [one for one in revised if one.weight or (one.change and not one.change.state.is_out)]
        if not changes:
            return
        later = {one for one in self._context.added if one not in self._states}
        in_force = [
            one
            for identifier, one in self._current(code).items()
            if (code, identifier) not in later and not self._has_gone(code, identifier)
        ]
        weights = [one.weight for one in in_force if isinstance(one.weight, Percentage)]
        if len(weights) < len(in_force):
            return
        total = sum((weight.points for weight in weights), Decimal(0))
        tolerance = sum((half_unit(weight.points) for weight in weights), Decimal(0))
        if abs(100 - total) > tolerance:
            message = (
                f"dopo questa revisione i pesi di «{code}» sommano a {show_numeral(total)}%, non a 100%: "
                "scrivere anche gli altri pesi che l'atto cambia"
            )
            self._diagnostics.add(entry.key.location, "E416", message)

    def _has_gone(self, code: str, identifier: str) -> bool:
        state = self._states.get((code, identifier))
        return state is not None and state.state.is_out


def _is_replacement(node: Node) -> bool:
    """Whether a mapping says by what an objective is replaced."""
    keys = [entry.key.text for entry in _entries(node)]
    return keys == [State.REPLACED.value]
