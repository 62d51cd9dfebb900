"""For GitHub code scanning and other readers of SARIF 2.1.0.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import json
from urllib.parse import quote

from generator.checks.reporters import Report
from generator.checks.rule_registry import Rule, rules
from generator.loading.diagnostics import Diagnostic, Severity, printable

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(report: Report) -> str:
    """A log with one run: all rules, and all findings, those that were accepted as suppressed."""
    results = [_result(finding) for finding in report.outcome.findings]
    results += [
        {**_result(accepted.finding), "suppressions": [_suppression(accepted.reason)]}
        for accepted in report.outcome.acknowledged
    ]
    run = {
        "tool": {"driver": {"name": "vetro", "language": "it", "rules": [_rule(rule) for rule in rules()]}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return (
        json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)
        + "\n"
    )


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.reasons},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Diagnostic) -> dict[str, object]:
    place = finding.place
    return {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": printable(finding.message)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(printable(place.file))},
                    "region": {"startLine": place.line, "startColumn": place.column},
                }
            }
        ],
    }


def _suppression(reason: str) -> dict[str, str]:
    return {"kind": "inSource", "justification": printable(reason)}
