"""The format `sarif`: SARIF 2.1.0, for GitHub code scanning and other tools.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import json
from urllib.parse import quote

from generator.checks.reporters import Report
from generator.checks.rule_registry import Rule, rules
from generator.loading.characters import printable
from generator.loading.diagnostics import Diagnostic, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(report: Report) -> str:
    """A log with one run: all rules and all diagnostics, with the suppressed ones marked."""
    results = [_result(diagnostic) for diagnostic in report.result.diagnostics]
    results += [
        {**_result(suppressed.diagnostic), "suppressions": [_suppression(suppressed.reason)]}
        for suppressed in report.result.suppressed
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


def _result(diagnostic: Diagnostic) -> dict[str, object]:
    location = diagnostic.location
    return {
        "ruleId": diagnostic.code,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": printable(diagnostic.message)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(printable(location.file))},
                    "region": {"startLine": location.line, "startColumn": location.column},
                }
            }
        ],
    }


def _suppression(reason: str) -> dict[str, str]:
    return {"kind": "inSource", "justification": printable(reason)}
