"""For programs: everything that is known, as one JSON object."""

import json

from generator.checks.reporters import Report
from generator.loading.diagnostics import Diagnostic, Severity, printable


def render(report: Report) -> str:
    """Findings and accepted findings as JSON; lines and columns count from 1."""
    outcome = report.outcome
    content = {
        "riuscito": outcome.passes(strict=report.strict),
        "errori": outcome.count(Severity.ERROR),
        "avvisi": outcome.count(Severity.WARNING),
        "segnalazioni": [_shown(finding) for finding in outcome.findings],
        "accettate": [
            {**_shown(accepted.finding), "motivo": printable(accepted.reason)}
            for accepted in outcome.acknowledged
        ],
        "file": [printable(name) for name in outcome.files],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _shown(finding: Diagnostic) -> dict[str, str | int]:
    return {
        "file": printable(finding.place.file),
        "riga": finding.place.line,
        "colonna": finding.place.column,
        "gravita": finding.severity.value,
        "codice": finding.code,
        "messaggio": printable(finding.message),
    }
