"""Merge conflicts: the marks that Git writes around two versions of the same lines."""

import re
from collections.abc import Iterator

from generator.loading.characters import split_lines
from generator.loading.diagnostics import Diagnostics, SourceLocation

TWO_VERSIONS = (
    "qui ci sono due versioni delle stesse righe (conflitto di Git): tenerne una e togliere le righe "
    "con «<<<<<<<», «=======» e «>>>>>>>»"
)
_LEFTOVER = "«{mark}» è il resto di due versioni delle stesse righe (conflitto di Git): togliere questa riga"

# Indented where somebody has made the YAML valid again; longer for a conflict within another.
_MARK = re.compile(r"([ \t]*)(<{7,}|\|{7,}|={7,}|>{7,})(?: .*)?")
_ANY_MARK = ("<" * 7, "|" * 7, "=" * 7, ">" * 7)


def find_conflicts(text: str, *, leftovers: bool) -> Iterator[tuple[int, int, str]]:
    """Line, column and message of each conflict, at its first mark.

    With `leftovers`, also of a mark at the start of a line whose conflict has lost its beginning: in Markdown
    that may be the line under a heading, or a quotation.
    """
    if not any(mark in text for mark in _ANY_MARK):
        return
    opening = 0
    for number, line in enumerate(split_lines(text), 1):
        match = _MARK.fullmatch(line)
        if match is None:
            continue
        indentation, mark = match.groups()
        if opening:
            if mark[0] == ">" and len(mark) == opening:
                opening = 0
        elif mark[0] == "<":
            opening = len(mark)
            yield number, len(indentation) + 1, TWO_VERSIONS
        elif leftovers and not indentation:
            # One is enough: the others are of the same conflict, as a rule.
            leftovers = False
            yield number, 1, _LEFTOVER.format(mark=mark)


def report_conflicts(text: str, file: str, diagnostics: Diagnostics, *, leftovers: bool = True) -> bool:
    """Report the conflicts of a text; whether there are any."""
    found = [*find_conflicts(text, leftovers=leftovers)]
    for line, column, message in found:
        diagnostics.add(SourceLocation(file, line, column), "E111", message)
    return bool(found)
