"""Finds the rules, one a file under `rules/`, and reads the documentation that each carries.

A rule is a module with a `CODE`, a docstring, and one of
- `check(material)`: findings about one objective;
- `compare(comparison)`: findings about what several objectives say of the same thing;
- `check_text(text)`: offset and message for what a text of any file, YAML or Markdown, holds;
- `check_data(text)`: the same for YAML alone; `check_page(text)`: for Markdown alone;
- none of them, where the readers report it while they read.

The docstring, in Italian, says what is wrong in its first paragraph, why in the following ones, and
ends with examples: «Va bene, in …::» and «Non va bene, in …::», each followed by indented YAML.
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
from generator.checks.cross_rule_context import CrossRuleContext
from generator.checks.rule_context import RuleContext
from generator.loading.diagnostics import Diagnostic, Severity, SourceLocation
from generator.plan.units import UNIT_LIST

Check = Callable[[RuleContext], Iterator[Diagnostic]]
Compare = Callable[[CrossRuleContext], Iterator[Diagnostic]]
TextCheck = Callable[[str], Iterator[tuple[int, str]]]

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_EXAMPLE = re.compile(r"^(Va bene|Non va bene), (.+?)::\n\n((?:    .*\n?|\n)+)", re.MULTILINE)


class Example(Struct, frozen=True):
    """A piece of YAML that passes or fails. `where` says in what file or group it stands."""

    passes: bool
    where: str
    text: str


class Rule(Struct, frozen=True):
    """A rule; `documentation` is the docstring of its module.

    `acceptable` tells whether an editor may accept what it finds, with a reason: warnings always, and
    those errors whose module says `ACCEPTABLE`, since they may be mistaken.
    """

    code: str
    documentation: str
    acceptable: bool
    check: Check | None
    compare: Compare | None
    check_text: TextCheck | None
    check_data: TextCheck | None
    check_page: TextCheck | None

    @property
    def title(self) -> str:
        """What is wrong."""
        return " ".join(self.documentation.partition("\n\n")[0].split())

    @property
    def reasons(self) -> str:
        """Why it matters."""
        rest = cleandoc(self.documentation).partition("\n\n")[2]
        return _EXAMPLE.split(rest, maxsplit=1)[0].strip().replace("{unità}", UNIT_LIST)

    @property
    def examples(self) -> tuple[Example, ...]:
        """Of what passes and what does not."""
        return tuple(
            Example(match[1] == "Va bene", match[2], dedent(match[3]).strip("\n") + "\n")
            for match in _EXAMPLE.finditer(cleandoc(self.documentation) + "\n")
        )

    @property
    def looks(self) -> bool:
        """Whether it looks for mistakes itself; if not, the readers report it."""
        return any((self.check, self.compare, self.check_text, self.check_data, self.check_page))

    @property
    def severity(self) -> Severity:
        """By the letter of the code."""
        return Severity.of(self.code)


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the codes."""
    names = (module.name for module in pkgutil.iter_modules(rules_package.__path__))
    found = (_rule(f"{rules_package.__name__}.{name}") for name in names)
    return tuple(sorted(found, key=lambda rule: rule.code))


def check_objective(material: RuleContext) -> Iterator[Diagnostic]:
    """What the rules find in one objective."""
    for check in _checks():
        yield from check(material)


def compare_objectives(comparison: CrossRuleContext) -> Iterator[Diagnostic]:
    """What the rules find that set objectives beside each other."""
    for rule in rules():
        if rule.compare:
            yield from rule.compare(comparison)


def check_data(name: str, text: str) -> Iterator[Diagnostic]:
    """What the rules about texts and those about YAML find in a file."""
    return _found(_data_checks(), name, text)


def check_page(name: str, text: str) -> Iterator[Diagnostic]:
    """What the rules find in the text of a page."""
    return _found(_page_checks(), name, text)


# Which rule looks at what is found out once, not for every file.
@cache
def _checks() -> tuple[Check, ...]:
    return tuple(rule.check for rule in rules() if rule.check)


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


def _found(checks: Iterable[tuple[str, TextCheck]], name: str, text: str) -> Iterator[Diagnostic]:
    # Found out once, and only where there is something: a hostile file may have a mistake at every letter.
    starts: list[int] = []
    for code, check in checks:
        for offset, message in check(text):
            starts = starts or [0, *(match.end() for match in _LINE_BREAK.finditer(text))]
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
        check_text=getattr(module, "check_text", None),
        check_data=getattr(module, "check_data", None),
        check_page=getattr(module, "check_page", None),
    )
