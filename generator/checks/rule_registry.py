"""The registry of rules: one module a rule under `rules/`, found by itself, with its documentation.

A rule is a module with a `CODE`, a docstring, and one of
- `check(context)`: diagnostics about one objective;
- `compare(context)`: diagnostics about several objectives compared with one another;
- `check_measured(measured)`: diagnostics about the results of one indicator, beside `check` or alone;
- `check_verdict(verdict)`: diagnostics about the verdict on one indicator for a year that has results;
- `check_text(text)`: offset and message for problems in the text of any file, YAML or Markdown;
- `check_data(text)`: the same for YAML only; `check_page(text)`: for Markdown only;
- none of them, where the readers report the problem.

The docstring, in Italian, says what is wrong in its first paragraph, why in the following ones, and ends
with examples: «Va bene, in …::» and «Non va bene, in …::», each followed by indented YAML.
`{unità}` stands for the list of the units of measure.
"""

import importlib
import pkgutil
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from inspect import cleandoc
from textwrap import dedent

from msgspec import Struct

from generator.checks import rules as rules_package
from generator.checks.context import CrossRuleContext, RuleContext
from generator.checks.measured import MeasuredIndicator
from generator.checks.verdicts import LocatedVerdict
from generator.loading.characters import LINE_BREAK
from generator.loading.diagnostics import Diagnostic, Severity, SourceLocation
from generator.plan.units import UNIT_LIST

Check = Callable[[RuleContext], Iterator[Diagnostic]]
Compare = Callable[[CrossRuleContext], Iterator[Diagnostic]]
CheckMeasured = Callable[[MeasuredIndicator], Iterator[Diagnostic]]
CheckVerdict = Callable[[LocatedVerdict], Iterator[Diagnostic]]
TextCheck = Callable[[str], Iterator[tuple[int, str]]]

_EXAMPLE = re.compile(r"^(Va bene|Non va bene), (.+?)::\n\n((?:    .*\n?|\n)+)", re.MULTILINE)


class Example(Struct, frozen=True):
    """An example of YAML that passes or fails the rule. `where`, in Italian, is its file or group."""

    passes: bool
    where: str
    text: str


class Rule(Struct, frozen=True):
    """A rule; `documentation` is the docstring of its module.

    `acceptable` is whether its diagnostics may be suppressed: true for warnings, and for those errors whose
    module sets `ACCEPTABLE` because the rule may be mistaken.
    """

    code: str
    documentation: str
    acceptable: bool
    check: Check | None
    compare: Compare | None
    check_measured: CheckMeasured | None
    check_verdict: CheckVerdict | None
    check_text: TextCheck | None
    check_data: TextCheck | None
    check_page: TextCheck | None

    @property
    def title(self) -> str:
        """What is wrong: the first paragraph of the documentation."""
        return " ".join(self.documentation.partition("\n\n")[0].split())

    @property
    def reasons(self) -> str:
        """Why it matters: the paragraphs before the examples."""
        rest = cleandoc(self.documentation).partition("\n\n")[2]
        return _EXAMPLE.split(rest, maxsplit=1)[0].strip().replace("{unità}", UNIT_LIST)

    @property
    def examples(self) -> tuple[Example, ...]:
        """What passes and what does not."""
        return tuple(
            Example(match[1] == "Va bene", match[2], dedent(match[3]).strip("\n") + "\n")
            for match in _EXAMPLE.finditer(cleandoc(self.documentation) + "\n")
        )

    @property
    def has_check(self) -> bool:
        """Whether its module checks something; if not, the readers report it."""
        of_plan = (self.check, self.compare, self.check_measured, self.check_verdict)
        return any((*of_plan, self.check_text, self.check_data, self.check_page))

    @property
    def severity(self) -> Severity:
        """The severity, from the letter of the code."""
        return Severity.of(self.code)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, sorted by code."""
    names = (module.name for module in pkgutil.iter_modules(rules_package.__path__))
    found = (_rule(f"{rules_package.__name__}.{name}") for name in names)
    return tuple(sorted(found, key=lambda rule: rule.code))


def check_objective(context: RuleContext) -> Iterator[Diagnostic]:
    """The diagnostics of the rules about one objective."""
    for check in _checks():
        yield from check(context)


def compare_objectives(context: CrossRuleContext) -> Iterator[Diagnostic]:
    """The diagnostics of the rules that compare objectives."""
    for rule in rules():
        if rule.compare:
            yield from rule.compare(context)


def check_measured(measured: MeasuredIndicator) -> Iterator[Diagnostic]:
    """The diagnostics of the rules about the results of an indicator."""
    for check in _measured_checks():
        yield from check(measured)


def check_verdict(verdict: LocatedVerdict) -> Iterator[Diagnostic]:
    """The diagnostics of the rules about the verdict on an indicator."""
    for rule in rules():
        if rule.check_verdict:
            yield from rule.check_verdict(verdict)


def check_data(name: str, text: str) -> Iterator[Diagnostic]:
    """The diagnostics of the rules about text and about YAML in a file."""
    return _located(_data_checks(), name, text)


def check_page(name: str, text: str) -> Iterator[Diagnostic]:
    """The diagnostics of the rules about text and about Markdown in a page."""
    return _located(_page_checks(), name, text)


@cache
def _checks() -> tuple[Check, ...]:
    return tuple(rule.check for rule in rules() if rule.check)


@cache
def _measured_checks() -> tuple[CheckMeasured, ...]:
    return tuple(rule.check_measured for rule in rules() if rule.check_measured)


@cache
def _data_checks() -> tuple[tuple[str, TextCheck], ...]:
    return tuple(
        (rule.code, check) for rule in rules() for check in (rule.check_text, rule.check_data) if check
    )


@cache
def _page_checks() -> tuple[tuple[str, TextCheck], ...]:
    return tuple(
        (rule.code, check) for rule in rules() for check in (rule.check_text, rule.check_page) if check
    )


def _located(checks: Iterable[tuple[str, TextCheck]], name: str, text: str) -> Iterator[Diagnostic]:
    # The starts of the lines are computed once a file: a hostile file may have a problem at every character.
    starts: list[int] = []
    for code, check in checks:
        for offset, message in check(text):
            starts = starts or [0, *(match.end() for match in LINE_BREAK.finditer(text))]
            line = bisect_right(starts, offset)
            yield Diagnostic(SourceLocation(name, line, offset - starts[line - 1] + 1), code, message)


def _rule(module_name: str) -> Rule:
    module = importlib.import_module(module_name)
    return Rule(
        code=module.CODE,
        documentation=module.__doc__ or "",
        acceptable=module.CODE.startswith("W") or getattr(module, "ACCEPTABLE", False),
        check=getattr(module, "check", None),
        compare=getattr(module, "compare", None),
        check_measured=getattr(module, "check_measured", None),
        check_verdict=getattr(module, "check_verdict", None),
        check_text=getattr(module, "check_text", None),
        check_data=getattr(module, "check_data", None),
        check_page=getattr(module, "check_page", None),
    )
