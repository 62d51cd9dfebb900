"""The format `text`: each diagnostic with its line and a caret under the column, then counts by file."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from generator.checks.reporters import Report, counted
from generator.loading.characters import printable, split_lines
from generator.loading.diagnostics import Diagnostic, Diagnostics, Severity, SourceLocation
from generator.loading.file_system import lies_within, read_bounded

#: Characters shown before and after the column: a line may have thousands.
_BEFORE, _AFTER = 50, 60
_COLOURS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m"}
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def render(report: Report) -> str:
    """The diagnostics as text, with colours if the report says so."""
    names = {diagnostic.location.file for diagnostic in report.result.diagnostics}
    lines = {name: _lines(report.root / name, report.root) for name in names}
    parts = [
        _diagnostic(diagnostic, lines[diagnostic.location.file], colour=report.colour)
        for diagnostic in report.result.diagnostics
    ]
    return "\n".join([*parts, *_counts(report)]) + "\n"


def _diagnostic(diagnostic: Diagnostic, lines: Sequence[str], *, colour: bool) -> str:
    red, bold, plain = (_COLOURS[diagnostic.severity], _BOLD, _PLAIN) if colour else ("", "", "")
    where, _, what = str(diagnostic).partition(f": {diagnostic.severity.value} ")
    summary = f"{bold}{where}{plain}: {red}{diagnostic.severity.value}{plain} {what}"
    quoted = _quoted(diagnostic.location, lines)
    if not quoted:
        return summary
    line, caret = quoted
    return f"{summary}\n    {line}\n    {caret.replace('^', f'{red}^{plain}')}"


def _quoted(location: SourceLocation, lines: Sequence[str]) -> tuple[str, str] | None:
    """The line of a location and a line with a caret under its column; `None` if the line is blank."""
    line, column = lines[location.line - 1] if location.line <= len(lines) else "", location.column - 1
    if not line or line.isspace():
        return None
    first = max(0, column - _BEFORE)
    start = "…" if first else ""
    end = "…" if len(line) > column + _AFTER else ""
    shown = "".join(char if char.isprintable() else " " for char in line[first : column + _AFTER])
    return f"{start}{shown}{end}", " " * (len(start) + column - first) + "^"


def _lines(path: Path, root: Path) -> tuple[str, ...]:
    """The lines of a file, none if it cannot be read or is not of the project: a log is public."""
    data = read_bounded(path, "", Diagnostics()) if lies_within(path, root) else None
    return tuple(split_lines((data or b"").decode("utf-8", errors="replace")))


def _counts(report: Report) -> list[str]:
    result = report.result
    by_file: dict[str, Counter[Severity]] = {}
    for diagnostic in result.diagnostics:
        by_file.setdefault(diagnostic.location.file, Counter())[diagnostic.severity] += 1
    lines = [""] if by_file else []
    for file, counts in by_file.items():
        both = (counted(severity, counts[severity]) for severity in Severity if counts[severity])
        lines.append(f"{printable(file)}: {', '.join(both)}")
    totals = ", ".join(counted(severity, result.count(severity)) for severity in Severity)
    suppressed = len(result.suppressed)
    tail = f" ({suppressed} già accettati)" if suppressed > 1 else " (1 già accettato)" if suppressed else ""
    files = "1 file controllato" if len(result.files) == 1 else f"{len(result.files)} file controllati"
    return [*lines, f"{files}: {totals}{tail}"]
