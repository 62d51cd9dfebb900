"""For people: each finding with its line and a mark under the place, then a count for each file."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from generator.checks.reporters import Report, counted
from generator.loading.diagnostics import Diagnostic, Severity, SourceLocation, printable
from generator.loading.yaml.errors import split_lines

#: A line of a description may have thousands of characters: only those around the place are shown.
_BEFORE, _AFTER = 50, 60
_COLOURS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m"}
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def render(report: Report) -> str:
    """The findings as text; colours only if the report says so."""
    names = {finding.place.file for finding in report.outcome.findings}
    lines = {name: _lines(report.root / name) for name in names}
    parts = [
        _finding(finding, lines[finding.place.file], colour=report.colour)
        for finding in report.outcome.findings
    ]
    return "\n".join([*parts, *_counts(report)]) + "\n"


def _finding(finding: Diagnostic, lines: Sequence[str], *, colour: bool) -> str:
    red, bold, plain = (_COLOURS[finding.severity], _BOLD, _PLAIN) if colour else ("", "", "")
    where, _, what = str(finding).partition(f": {finding.severity.value} ")
    head = f"{bold}{where}{plain}: {red}{finding.severity.value}{plain} {what}"
    quoted = _quoted(finding.place, lines)
    if not quoted:
        return head
    line, mark = quoted
    return f"{head}\n    {line}\n    {mark.replace('^', f'{red}^{plain}')}"


def _quoted(place: SourceLocation, lines: Sequence[str]) -> tuple[str, str] | None:
    """The line of a place and a line with a mark under its column; `None` where there is none to show."""
    line, column = lines[place.line - 1] if place.line <= len(lines) else "", place.column - 1
    # Not `strip`, which copies the line: a hostile one is as long as a file may be.
    if not line or line.isspace():
        return None
    first = max(0, column - _BEFORE)
    start = "…" if first else ""
    end = "…" if len(line) > column + _AFTER else ""
    shown = "".join(char if char.isprintable() else " " for char in line[first : column + _AFTER])
    return f"{start}{shown}{end}", " " * (len(start) + column - first) + "^"


def _lines(path: Path) -> tuple[str, ...]:
    try:
        return tuple(split_lines(path.read_bytes().decode("utf-8", errors="replace")))
    except OSError:
        return ()


def _counts(report: Report) -> list[str]:
    outcome = report.outcome
    by_file: dict[str, Counter[Severity]] = {}
    for finding in outcome.findings:
        by_file.setdefault(finding.place.file, Counter())[finding.severity] += 1
    lines = [""] if by_file else []
    for file, counts in by_file.items():
        both = (counted(severity, counts[severity]) for severity in Severity if counts[severity])
        lines.append(f"{printable(file)}: {', '.join(both)}")
    totals = ", ".join(counted(severity, outcome.count(severity)) for severity in Severity)
    accepted = len(outcome.acknowledged)
    tail = f" ({accepted} già accettati)" if accepted > 1 else " (1 già accettato)" if accepted else ""
    files = "1 file controllato" if len(outcome.files) == 1 else f"{len(outcome.files)} file controllati"
    return [*lines, f"{files}: {totals}{tail}"]
