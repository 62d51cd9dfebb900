"""Diagnostics that the body has looked at and accepts, each with a reason written beside the data.

`eccezioni: {W312: motivo}` covers the group that it stands in: an indicator, an objective with its
indicators, or, in piano.yml, the whole plan. Warnings can be accepted, and the errors that allow it;
an exception that covers nothing any more is itself reported.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.checks.rule_registry import rules
from generator.loading.diagnostics import Diagnostic, Diagnostics, SourceLocation, in_order
from generator.loading.validation import ValidatedMapping

FIELD = "eccezioni"
STALE = "W390"


class SuppressedDiagnostic(Struct, frozen=True):
    """A finding that somebody has accepted, and why."""

    finding: Diagnostic
    reason: str


class Suppression(Struct, frozen=True):
    """One line of `eccezioni`: it accepts a code in `files`, or between two places of one file."""

    code: str
    reason: str
    place: SourceLocation
    files: frozenset[str]
    start: tuple[int, int] = (0, 0)
    end: tuple[int, int] = (2**31, 0)

    def covers(self, finding: Diagnostic) -> bool:
        """Whether it accepts that finding."""
        where = (finding.place.line, finding.place.column)
        return (
            finding.code == self.code
            and finding.place.file in self.files
            and self.start <= where < self.end
            and finding.place != self.place
        )


def suppressions_of_objective(
    name: str, record: ValidatedMapping, findings: Diagnostics
) -> tuple[Suppression, ...]:
    """The exceptions in the file of an objective, those of indicators first; wrong ones are reported."""
    return (*_of_indicators(name, record, findings), *read_suppressions(record, frozenset({name}), findings))


def read_suppressions(
    record: ValidatedMapping, files: frozenset[str], findings: Diagnostics
) -> Iterator[Suppression]:
    """The exceptions that a group of fields holds, for all of `files`."""
    if not record.table(FIELD):
        return
    acceptable = {rule.code: rule.acceptable and rule.code != STALE for rule in rules()}
    for code, reason in record.table(FIELD):
        if code.text not in acceptable:
            wanted = "scrivere il codice e il motivo, come W312: …"
            findings.add(code.place, "E213", f"«{code.text}» non è il codice di un avviso: {wanted}")
        elif not acceptable[code.text]:
            message = f"{code.text} non si può accettare: correggere quello che segnala"
            findings.add(code.place, "E213", message)
        elif not reason.text.strip():
            message = f"manca il motivo per accettare {code.text}: scriverlo dopo i due punti"
            findings.add(code.place, "E213", message)
        else:
            yield Suppression(code.text, reason.text, code.place, files)


def apply_suppressions(
    findings: Iterable[Diagnostic], accepted: Iterable[Suppression]
) -> tuple[tuple[Diagnostic, ...], tuple[SuppressedDiagnostic, ...]]:
    """Part the findings that are open from those that are accepted; stale exceptions are open findings."""
    by_code: dict[str, list[Suppression]] = {}
    for exception in accepted:
        by_code.setdefault(exception.code, []).append(exception)
    still_open: list[Diagnostic] = []
    acknowledged: list[SuppressedDiagnostic] = []
    used: set[SourceLocation] = set()
    for finding in findings:
        accepting = next((one for one in by_code.get(finding.code, ()) if one.covers(finding)), None)
        if accepting:
            used.add(accepting.place)
            acknowledged.append(SuppressedDiagnostic(finding, accepting.reason))
        else:
            still_open.append(finding)
    for exceptions in by_code.values():
        still_open += (_stale(exception) for exception in exceptions if exception.place not in used)
    return in_order(still_open), tuple(acknowledged)


def _stale(exception: Suppression) -> Diagnostic:
    message = f"l'eccezione {exception.code} non serve più, qui non c'è niente da accettare: toglierla"
    return Diagnostic(exception.place, STALE, message)


def _of_indicators(name: str, objective: ValidatedMapping, findings: Diagnostics) -> Iterator[Suppression]:
    """Exceptions of single indicators, each ending where the next indicator or field begins."""
    records = objective.records("indicatori")
    if not any(record.table(FIELD) for record in records):
        return
    starts = [_position(record.place) for record in records]
    starts += ((key.line, key.column) for key in objective.keys.values())
    for record in records:
        start = _position(record.place)
        end = min((other for other in starts if other > start), default=(2**31, 0))
        for accepted in read_suppressions(record, frozenset({name}), findings):
            yield Suppression(accepted.code, accepted.reason, accepted.place, accepted.files, start, end)


def _position(place: SourceLocation) -> tuple[int, int]:
    return place.line, place.column
