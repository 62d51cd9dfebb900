"""Reporters: one output format a module, found by itself.

A format is a module with `render(report)`; its name is the module's. All text is made printable, since a
control character of a file could disturb a terminal, an XML parser or a CI job.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from generator.checks.check import CheckResult
from generator.loading.diagnostics import Severity


class Report(Struct, frozen=True):
    """The result of a check of the project in `root`, and how to show it.

    `strict` counts warnings as failures; `colour` is for terminals.
    """

    result: CheckResult
    root: Path
    strict: bool = False
    colour: bool = False


def render(name: str, report: Report) -> str:
    """A report in the format of that name."""
    text: str = importlib.import_module(f"{__name__}.{name}").render(report)
    return text


def format_names() -> tuple[str, ...]:
    """The names of all formats, in alphabetical order."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def default_format(environment: Mapping[str, str]) -> str:
    """The default format: `github` within GitHub Actions, else `text`."""
    return "github" if environment.get("GITHUB_ACTIONS") == "true" else "text"


def counted(severity: Severity, number: int) -> str:
    """A count in words: `1 errore`, `3 avvisi`, `nessun errore`."""
    one, many = {Severity.ERROR: ("errore", "errori"), Severity.WARNING: ("avviso", "avvisi")}[severity]
    if number == 0:
        return f"nessun {one}"
    return f"{number} {one if number == 1 else many}"
