"""The format `json`: all diagnostics as one JSON object, for other programs."""

import json

from generator.checks.reporters import Report
from generator.loading.characters import printable
from generator.loading.diagnostics import Diagnostic, Severity


def render(report: Report) -> str:
    """Open and suppressed diagnostics; lines and columns count from 1."""
    result = report.result
    content = {
        "riuscito": result.passes(strict=report.strict),
        "errori": result.count(Severity.ERROR),
        "avvisi": result.count(Severity.WARNING),
        "segnalazioni": [_shown(diagnostic) for diagnostic in result.diagnostics],
        "accettate": [
            {**_shown(suppressed.diagnostic), "motivo": printable(suppressed.reason)}
            for suppressed in result.suppressed
        ],
        "file": [printable(name) for name in result.files],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _shown(diagnostic: Diagnostic) -> dict[str, str | int]:
    return {
        "file": printable(diagnostic.location.file),
        "riga": diagnostic.location.line,
        "colonna": diagnostic.location.column,
        "gravita": diagnostic.severity.value,
        "codice": diagnostic.code,
        "messaggio": printable(diagnostic.message),
    }
