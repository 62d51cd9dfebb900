"""Versions: what each changes for a body, from CHANGELOG.md, and the one that a body asks for."""

import re
from collections.abc import Iterator

from generator.loading.shipped import shipped

#: The heading of a version, and that of the part of it that is for bodies, in Italian.
_VERSION = re.compile(r"(?m)^## (\d+(?:\.\d+)*)\b.*\n")
_FOR_BODIES = "### Per gli enti\n"
_PART = re.compile(r"(?m)^### ")
#: The program in a file of requirements, with or without extras.
_REQUIREMENT = re.compile(r"(?m)^(casa-di-vetro(?:\[[\w,-]+\])?\s*==\s*)(\d[\w.]*)")


def order_of(version: str) -> tuple[int, ...]:
    """The numbers of a version, to compare it with others; none if it is not known."""
    return tuple(int(number) for number in re.findall(r"\d+", version))


def changes_for_bodies(since: str) -> Iterator[tuple[str, str]]:
    """The versions after one, newest first, each with what it changes for a body, in Markdown."""
    changelog = shipped("CHANGELOG.md").read_text(encoding="utf-8")
    headings = [*_VERSION.finditer(changelog)]
    ends = [*(heading.start() for heading in headings[1:]), len(changelog)]
    for heading, end in zip(headings, ends, strict=True):
        if order_of(heading[1]) > order_of(since):
            _, found, rest = changelog[heading.end() : end].partition(_FOR_BODIES)
            text = _PART.split(rest)[0].strip()
            if found and text:
                yield heading[1], text


def with_version(requirements: str, version: str) -> str:
    """Requirements that ask for a version of the program; unchanged where they do not name one."""
    return _REQUIREMENT.sub(lambda match: f"{match[1]}{version}", requirements)
