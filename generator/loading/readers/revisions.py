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

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from generator.loading import schemas
from generator.loading.diagnostics import Diagnostics, SourceLocation, enumeration, suggestion
from generator.loading.readers.fields import check_not_in_future, is_reason
from generator.loading.readers.revised_values import ValuesReader
from generator.loading.readers.state_changes import StateReader, is_replacement
from generator.loading.readers.targets import PlanYears
from generator.loading.validation import ValidatedMapping, validate_mapping
from generator.loading.yaml import parser
from generator.loading.yaml.parser import Entry, Node, Scalar
from generator.plan.identifiers import REVISION, read_revision_name
from generator.plan.indicator import Indicator
from generator.plan.model import Objective
from generator.plan.numerals import half_unit, show_numeral
from generator.plan.revisions import (
    RevisedIndicator,
    RevisedObjective,
    Revision,
    StateChange,
    revised_indicators,
)
from generator.plan.values import Percentage
from generator.plan.weighting import Weighting

_HEAD = tuple(one.name for one in schemas.REVISION.fields)


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


def read_revisions(
    nodes: Iterable[tuple[str, Node]], context: RevisionContext, diagnostics: Diagnostics
) -> tuple[LocatedRevision, ...]:
    """The revisions of the files, each with its name without ending, the earliest first."""
    reader = _Reader(context, diagnostics)
    for stem, node in sorted(nodes, key=lambda one: one[0]):
        reader.read(stem, node)
    return tuple(reader.found)


class _Reader:
    """Reads files one after the other: each revises what the ones before it have made of the plan."""

    def __init__(self, context: RevisionContext, diagnostics: Diagnostics) -> None:
        self._context = context
        self._diagnostics = diagnostics
        self._years = PlanYears(context.years)
        self._states = StateReader(self._is_known, diagnostics)
        self._mappings: dict[tuple[str, str], ValidatedMapping] = {}
        self.found: list[LocatedRevision] = []

    def read(self, stem: str, node: Node) -> None:
        """Read a file; errors are reported."""
        self._mappings = {}
        top = SourceLocation(node.location.file)
        day, suffix = self._read_name(stem, top)
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
            suffix,
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

    def _read_name(self, stem: str, location: SourceLocation) -> tuple[date | None, str]:
        """The day of a revision, `None` with a diagnostic if it cannot be one, and the rest of its name."""
        (day, suffix), years = read_revision_name(stem), self._context.years
        if day is None:
            message = f"«{stem}» non è il nome di una revisione: scrivere {REVISION.advice}"
            self._diagnostics.add(location, "E411", message)
        elif years and day.year not in years:
            known = ", ".join(map(str, years))
            self._diagnostics.add(location, "E411", f"il {day.year} non è un anno del piano ({known})")
            return None, suffix
        return day, suffix

    def _current(self, code: str) -> dict[str, Indicator]:
        """The indicators of an objective as the revisions read so far have made them."""
        approved = self._context.objectives[code].indicators
        revisions = (one.revision for one in self.found)
        return {one.id: one for one in revised_indicators(code, approved, revisions, self._context.years)}

    def _read_objective(self, entry: Entry, revision: Revision) -> RevisedObjective | None:
        code, value = entry.key.text, entry.value
        if not self._is_known(entry.key):
            return None
        if isinstance(value, Scalar) or is_replacement(value):
            change = self._read_change(entry, (code, ""), revision)
            return RevisedObjective(code, change) if change else None
        if not isinstance(value, parser.Mapping):
            message = (
                f"sotto «{code}» ci vogliono gli indicatori che cambiano, o una parola come «stralciato»"
            )
            self._diagnostics.add(value.location, "E203", message)
            return None
        if self._states.is_out(entry, (code, ""), code):
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
        if self._states.is_out(entry, (code, identifier), identifier):
            return None
        before = len(self._diagnostics)
        mapping = validate_mapping(value, schemas.REVISED_INDICATOR, self._diagnostics)
        if mapping is None:
            return None
        context = self._context
        reader = ValuesReader(
            revision.day, self._years, context.baseline_year, context.weighting, self._diagnostics
        )
        revised = reader.read(mapping, indicator)
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
        return self._states.read(entry, key, revision.day, was_revised=self._was_revised(key))

    def _was_revised(self, key: tuple[str, str]) -> bool:
        return any(
            objective.code == key[0] and (not key[1] or any(one.id == key[1] for one in objective.indicators))
            for located in self.found
            for objective in located.revision.objectives
        )

    def _check_weights(self, entry: Entry, revision: Revision) -> None:
        """Report weights in percent that do not sum to 100 after a revision that changes or adds some."""
        code = entry.key.text
        revised = [
            one for objective in revision.objectives if objective.code == code for one in objective.indicators
        ]
        changes = [one for one in revised if one.weight or (one.change and not one.change.state.is_out)]
        if not changes:
            return
        later = {one for one in self._context.added if not self._states.has_changed(one)}
        in_force = [
            one
            for identifier, one in self._current(code).items()
            if (code, identifier) not in later and not self._states.has_gone((code, identifier))
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
