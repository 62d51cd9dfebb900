"""Finds the rules, one a file under `rules/`, and reads the documentation that each carries.

A rule is a module with a `CODE`, a docstring, and one of
- `check(material)`: findings about what was read;
- `check_text(text)`: offset and message for what a text of any file, YAML or Markdown, holds;
- `check_page(text)`: the same for the Markdown pages alone;
- none of them, where the readers report it while they read.

The docstring, in Italian, says what is wrong in its first paragraph, why in the following ones, and
ends with examples: «Va bene, in …::» and «Non va bene, in …::», each followed by indented YAML.
"""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from inspect import cleandoc
from textwrap import dedent

from generator.source import rules as rules_package
from generator.source.findings import Finding, Place, Severity
from generator.source.material import Material

Check = Callable[[Material], Iterator[Finding]]
TextCheck = Callable[[str], Iterator[tuple[int, str]]]

_EXAMPLE = re.compile(r"^(Va bene|Non va bene), (.+?)::\n\n((?:    .*\n?|\n)+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """A piece of YAML that passes or fails. `where` says in what file or group it stands."""

    passes: bool
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its documentation: `title` what is wrong, `reasons` why it matters.

    `acceptable` tells whether an editor may accept what it finds, with a reason: warnings always, and
    those errors whose module says `ACCEPTABLE`, since they may be mistaken.
    """

    code: str
    title: str
    reasons: str
    examples: tuple[Example, ...]
    acceptable: bool
    check: Check | None
    check_text: TextCheck | None
    check_page: TextCheck | None

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


def apply_rules(material: Material) -> Iterator[Finding]:
    """What the rules find in a plan and in the text of its files."""
    for rule in rules():
        if rule.check:
            yield from rule.check(material)
    for file in material.files.values():
        yield from check_text(file.name, file.text)


def check_text(name: str, text: str) -> Iterator[Finding]:
    """What the rules about texts find in one file."""
    for rule in rules():
        if rule.check_text:
            yield from _found(rule.check_text, rule.code, name, text)


def check_page(name: str, text: str) -> Iterator[Finding]:
    """What the rules about texts and those about pages find in a page."""
    yield from check_text(name, text)
    for rule in rules():
        if rule.check_page:
            yield from _found(rule.check_page, rule.code, name, text)


def _found(check: TextCheck, code: str, name: str, text: str) -> Iterator[Finding]:
    for offset, message in check(text):
        yield Finding(_place_at(name, text, offset), code, message)


def _place_at(name: str, text: str, offset: int) -> Place:
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _rule(module_name: str) -> Rule:
    module = importlib.import_module(module_name)
    title, _, rest = cleandoc(module.__doc__ or "").partition("\n\n")
    first_example = _EXAMPLE.search(rest)
    return Rule(
        code=module.CODE,
        title=" ".join(title.split()),
        reasons=(rest[: first_example.start()] if first_example else rest).strip(),
        examples=tuple(_examples(rest)),
        acceptable=module.CODE.startswith("W") or getattr(module, "ACCEPTABLE", False),
        check=getattr(module, "check", None),
        check_text=getattr(module, "check_text", None),
        check_page=getattr(module, "check_page", None),
    )


def _examples(text: str) -> Iterable[Example]:
    for match in _EXAMPLE.finditer(text + "\n"):
        yield Example(match[1] == "Va bene", match[2], dedent(match[3]).strip("\n") + "\n")
