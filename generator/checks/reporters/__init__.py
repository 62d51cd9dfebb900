"""How findings are shown: one format a file, found by itself, each a function from a report to text.

A format is a module with `render(report)`; its name is the module's. Texts come out printable, so
that nothing in a file can upset a terminal, an XML reader or a CI job.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct

from generator.checks.check import CheckResult
from generator.loading.diagnostics import Severity

Render = Callable[["Report"], str]


class Report(Struct, frozen=True):
    """What was found in the project in `root`, and how it is to be shown.

    `strict` makes warnings count as failures; `colour` is for terminals.
    """

    outcome: CheckResult
    root: Path
    strict: bool = False
    colour: bool = False


@cache
def formats() -> Mapping[str, Render]:
    """Every format by name, in alphabetical order."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {name: importlib.import_module(f"{__name__}.{name}").render for name in names}


def default_format(environment: Mapping[str, str]) -> str:
    """The format to use when none is asked for: `github` within GitHub Actions, else `text`."""
    return "github" if environment.get("GITHUB_ACTIONS") == "true" else "text"


def counted(severity: Severity, number: int) -> str:
    """So many errors or warnings: `1 errore`, `3 avvisi`, `nessun errore`."""
    one, many = {Severity.ERROR: ("errore", "errori"), Severity.WARNING: ("avviso", "avvisi")}[severity]
    if number == 0:
        return f"nessun {one}"
    return f"{number} {one if number == 1 else many}"
