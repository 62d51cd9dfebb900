"""For any CI that reads JUnit: a test for each file, failed if the file has errors."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from generator.checks.reporters import Report, counted
from generator.loading.diagnostics import Diagnostic, Severity, printable


def render(report: Report) -> str:
    """An XML document. Warnings fail a file only if the report is strict; else they are its output."""
    findings: dict[str, list[Diagnostic]] = {name: [] for name in report.outcome.files}
    for finding in report.outcome.findings:
        findings.setdefault(finding.place.file, []).append(finding)
    cases = [_case(name, its, strict=report.strict) for name, its in sorted(findings.items())]
    failed = sum("<failure" in case for case in cases)
    totals = f'tests="{len(cases)}" failures="{failed}" errors="0"'
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<testsuites name="vetro check" {totals}>',
            f'  <testsuite name="vetro check" {totals}>',
            *cases,
            "  </testsuite>",
            "</testsuites>",
            "",
        ]
    )


def _case(name: str, findings: Sequence[Diagnostic], *, strict: bool) -> str:
    failures = [finding for finding in findings if strict or finding.severity is Severity.ERROR]
    others = [finding for finding in findings if finding not in failures]
    opening = f'    <testcase classname="vetro" name={quoteattr(printable(name))}'
    if not findings:
        return f"{opening}/>"
    parts = [f"{opening}>"]
    if failures:
        counts = ", ".join(
            counted(severity, number)
            for severity in Severity
            if (number := sum(finding.severity is severity for finding in failures))
        )
        attributes = f"type={quoteattr(failures[0].code)} message={quoteattr(counts)}"
        parts.append(f"      <failure {attributes}>{_text(failures)}</failure>")
    if others:
        parts.append(f"      <system-out>{_text(others)}</system-out>")
    return "\n".join([*parts, "    </testcase>"])


def _text(findings: Sequence[Diagnostic]) -> str:
    return escape("\n".join(str(finding) for finding in findings))
