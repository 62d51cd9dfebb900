"""The format `junit`: JUnit XML with a test for each file, failed if the file has errors."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from generator.checks.reporters import Report, counted
from generator.loading.characters import printable
from generator.loading.diagnostics import Diagnostic, Severity


def render(report: Report) -> str:
    """An XML document. Warnings fail a test only if the report is strict; else they are its output."""
    diagnostics: dict[str, list[Diagnostic]] = {name: [] for name in report.result.files}
    for diagnostic in report.result.diagnostics:
        diagnostics.setdefault(diagnostic.location.file, []).append(diagnostic)
    cases = [_case(name, its, strict=report.strict) for name, its in sorted(diagnostics.items())]
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


def _case(name: str, diagnostics: Sequence[Diagnostic], *, strict: bool) -> str:
    failures = [diagnostic for diagnostic in diagnostics if strict or diagnostic.severity is Severity.ERROR]
    others = [diagnostic for diagnostic in diagnostics if diagnostic not in failures]
    opening = f'    <testcase classname="vetro" name={quoteattr(printable(name))}'
    if not diagnostics:
        return f"{opening}/>"
    parts = [f"{opening}>"]
    if failures:
        counts = ", ".join(
            counted(severity, number)
            for severity in Severity
            if (number := sum(diagnostic.severity is severity for diagnostic in failures))
        )
        attributes = f"type={quoteattr(failures[0].code)} message={quoteattr(counts)}"
        parts.append(f"      <failure {attributes}>{_text(failures)}</failure>")
    if others:
        parts.append(f"      <system-out>{_text(others)}</system-out>")
    return "\n".join([*parts, "    </testcase>"])


def _text(diagnostics: Sequence[Diagnostic]) -> str:
    return escape("\n".join(str(diagnostic) for diagnostic in diagnostics))
