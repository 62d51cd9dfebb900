"""For GitHub Actions: workflow commands, which become notes beside the lines of a pull request.

https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from generator.checks.reporters import Report
from generator.loading.diagnostics import Diagnostic, Severity, printable

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def render(report: Report) -> str:
    """One command a finding, errors first: GitHub shows ten of each kind for a step."""
    by_severity = sorted(report.outcome.findings, key=lambda finding: list(Severity).index(finding.severity))
    return "".join(f"{_command(finding)}\n" for finding in by_severity)


def _command(finding: Diagnostic) -> str:
    place = finding.place
    properties = {
        "file": _property(printable(place.file)),
        "line": str(place.line),
        "col": str(place.column),
        "title": finding.code,
    }
    shown = ",".join(f"{name}={value}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {shown}::{_data(printable(finding.message))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
