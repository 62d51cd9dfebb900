"""The format `gitlab`: a code quality report, shown in merge requests.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

import hashlib
import json
import re
from collections import Counter

from generator.checks.reporters import Report
from generator.loading.characters import printable
from generator.loading.diagnostics import Diagnostic, Severity

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor"}
_LINE = re.compile(r"riga \d+")


def render(report: Report) -> str:
    """A JSON list. A diagnostic keeps its fingerprint when lines are added above it."""
    seen: Counter[str] = Counter()
    issues = []
    for diagnostic in report.result.diagnostics:
        identity = _identity(diagnostic)
        seen[identity] += 1
        issues.append(_issue(diagnostic, f"{identity}\n{seen[identity]}"))
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _identity(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.location.file}\n{diagnostic.code}\n{_LINE.sub('riga', diagnostic.message)}"


def _issue(diagnostic: Diagnostic, identity: str) -> dict[str, object]:
    fingerprint = hashlib.sha256(identity.encode("utf-8", errors="surrogatepass")).hexdigest()
    return {
        "description": printable(diagnostic.message),
        "check_name": diagnostic.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {
            "path": printable(diagnostic.location.file),
            "lines": {"begin": diagnostic.location.line},
        },
    }
