"""The format `github`: workflow commands of GitHub Actions, shown beside the lines of a pull request.

https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from generator.checks.reporters import Report
from generator.loading.characters import printable
from generator.loading.diagnostics import Diagnostic, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def render(report: Report) -> str:
    """One command a diagnostic, errors first: GitHub shows ten of each kind for a step."""
    by_severity = sorted(
        report.result.diagnostics, key=lambda diagnostic: list(Severity).index(diagnostic.severity)
    )
    return "".join(f"{_command(diagnostic)}\n" for diagnostic in by_severity)


def _command(diagnostic: Diagnostic) -> str:
    location = diagnostic.location
    properties = {
        "file": _property(printable(location.file)),
        "line": str(location.line),
        "col": str(location.column),
        "title": diagnostic.code,
    }
    shown = ",".join(f"{name}={value}" for name, value in properties.items())
    return f"::{_COMMANDS[diagnostic.severity]} {shown}::{_data(printable(diagnostic.message))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
