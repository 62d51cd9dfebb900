"""For GitLab: a code quality report, shown in merge requests.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

import hashlib
import json
import re
from collections import Counter

from generator.checks.reporters import Report
from generator.loading.diagnostics import Diagnostic, Severity, printable

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor"}
_LINE = re.compile(r"riga \d+")


def render(report: Report) -> str:
    """A JSON list. A finding keeps its fingerprint when lines are added above it."""
    seen: Counter[str] = Counter()
    issues = []
    for finding in report.outcome.findings:
        identity = _identity(finding)
        seen[identity] += 1
        issues.append(_issue(finding, f"{identity}\n{seen[identity]}"))
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _identity(finding: Diagnostic) -> str:
    return f"{finding.place.file}\n{finding.code}\n{_LINE.sub('riga', finding.message)}"


def _issue(finding: Diagnostic, identity: str) -> dict[str, object]:
    fingerprint = hashlib.sha256(identity.encode("utf-8", errors="surrogatepass")).hexdigest()
    return {
        "description": printable(finding.message),
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": printable(finding.place.file),
            "lines": {"begin": finding.place.line},
        },
    }
