"""Suppressions: diagnostics that the body accepts, each with a reason written beside the data.

`eccezioni: {W312: motivo}` covers the group that it stands in: an indicator, an objective with its
indicators, the result of an indicator or, in piano.yml, the whole plan. Warnings can be suppressed, and the
errors whose rule allows it.
A suppression that covers nothing is itself reported (W390).
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.checks.rule_registry import rules
from generator.loading.diagnostics import Diagnostic, Diagnostics, SourceLocation, in_order
from generator.loading.readers.fields import is_reason
from generator.loading.readers.measurements import LocatedMeasurement
from generator.loading.validation import ValidatedMapping

FIELD = "eccezioni"
STALE = "W390"


class SuppressedDiagnostic(Struct, frozen=True):
    """A diagnostic and the reason for which it was accepted."""

    diagnostic: Diagnostic
    reason: str


class Suppression(Struct, frozen=True):
    """One row of `eccezioni`: it covers a code in `files`, between two positions (line, column)."""

    code: str
    reason: str
    location: SourceLocation
    files: frozenset[str]
    start: tuple[int, int] = (0, 0)
    end: tuple[int, int] = (2**31, 0)

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Whether it suppresses that diagnostic."""
        return (
            diagnostic.code == self.code
            and diagnostic.location.file in self.files
            and self.start <= _position(diagnostic.location) < self.end
            and diagnostic.location != self.location
        )


def suppressions_of_objective(
    name: str, mapping: ValidatedMapping, diagnostics: Diagnostics
) -> tuple[Suppression, ...]:
    """The suppressions in the file of an objective, those of indicators first; wrong ones are reported."""
    of_indicators = _of_indicators(name, mapping, diagnostics)
    return (*of_indicators, *read_suppressions(mapping, frozenset({name}), diagnostics))


def suppressions_of_measurements(
    measurements: Sequence[LocatedMeasurement], diagnostics: Diagnostics
) -> Iterator[Suppression]:
    """The suppressions of single results, each up to where the next begins; wrong ones are reported."""
    if not any(one.mapping and one.mapping.table(FIELD) for one in measurements):
        return
    starts = sorted(one.mapping.location if one.mapping else one.location for one in measurements)
    for mapping in (one.mapping for one in measurements if one.mapping):
        file = mapping.location.file
        later = (other for other in starts[bisect_right(starts, mapping.location) :] if other.file == file)
        end = next(map(_position, later), (2**31, 0))
        for suppression in read_suppressions(mapping, frozenset({file}), diagnostics):
            yield replace(suppression, start=_position(mapping.location), end=end)


def read_suppressions(
    mapping: ValidatedMapping, files: frozenset[str], diagnostics: Diagnostics
) -> Iterator[Suppression]:
    """The suppressions that a mapping holds, for all of `files`; wrong ones are reported."""
    if not mapping.table(FIELD):
        return
    acceptable = {rule.code: rule.acceptable and rule.code != STALE for rule in rules()}
    for code, reason in mapping.table(FIELD):
        if code.text not in acceptable:
            wanted = "scrivere il codice e il motivo, come W312: …"
            diagnostics.add(code.location, "E213", f"«{code.text}» non è il codice di un avviso: {wanted}")
        elif not acceptable[code.text]:
            message = f"{code.text} non si può accettare: correggere quello che segnala"
            diagnostics.add(code.location, "E213", message)
        elif not reason.text.strip():
            message = f"manca il motivo per accettare {code.text}: scriverlo dopo i due punti"
            diagnostics.add(code.location, "E213", message)
        elif not is_reason(reason.text):
            message = f"«{reason.text}» non è un motivo: scrivere perché si accetta {code.text}"
            diagnostics.add(reason.location, "E213", message)
        else:
            yield Suppression(code.text, reason.text, code.location, files)


def apply_suppressions(
    diagnostics: Iterable[Diagnostic], suppressions: Iterable[Suppression]
) -> tuple[tuple[Diagnostic, ...], tuple[SuppressedDiagnostic, ...]]:
    """The open diagnostics, with one for each unused suppression, and the suppressed ones."""
    by_code: dict[str, list[Suppression]] = {}
    for suppression in suppressions:
        by_code.setdefault(suppression.code, []).append(suppression)
    still_open: list[Diagnostic] = []
    suppressed: list[SuppressedDiagnostic] = []
    used: set[SourceLocation] = set()
    for diagnostic in diagnostics:
        covering = next((one for one in by_code.get(diagnostic.code, ()) if one.covers(diagnostic)), None)
        if covering:
            used.add(covering.location)
            suppressed.append(SuppressedDiagnostic(diagnostic, covering.reason))
        else:
            still_open.append(diagnostic)
    for same_code in by_code.values():
        still_open += (_stale(one) for one in same_code if one.location not in used)
    return in_order(still_open), tuple(suppressed)


def _stale(suppression: Suppression) -> Diagnostic:
    message = f"l'eccezione {suppression.code} non serve più, qui non c'è niente da accettare: toglierla"
    return Diagnostic(suppression.location, STALE, message)


def _of_indicators(name: str, objective: ValidatedMapping, diagnostics: Diagnostics) -> Iterator[Suppression]:
    """Suppressions of single indicators, each up to where the next indicator or field begins."""
    mappings = objective.mapping_list("indicatori")
    if not any(mapping.table(FIELD) for mapping in mappings):
        return
    starts = [_position(mapping.location) for mapping in mappings]
    starts += ((key.line, key.column) for key in objective.keys.values())
    for mapping in mappings:
        start = _position(mapping.location)
        end = min((other for other in starts if other > start), default=(2**31, 0))
        for suppression in read_suppressions(mapping, frozenset({name}), diagnostics):
            yield replace(suppression, start=start, end=end)


def _position(location: SourceLocation) -> tuple[int, int]:
    return location.line, location.column
