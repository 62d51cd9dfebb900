"""Values of several years in one cell: `2026: 100; 2027: 150`, `≥ 3 (2026), ≥ 5 (2027)`."""

import re

_YEAR = r"(?<![\d./-])((?:19|20)\d\d)(?![\d./-]\d)"
_BEFORE = re.compile(
    rf"(?:^|(?<=[\s;,(]))(?:anno |target |nel )?{_YEAR}\s*(?::|=|[-–—](?=\s))\s*", re.IGNORECASE
)
_AFTER = re.compile(rf"\s*(?:\((?:anno )?{_YEAR}\)|\bnel {_YEAR}|\bper il {_YEAR})\s*", re.IGNORECASE)


def values_by_year(text: str) -> dict[int, str]:
    """The texts of a cell by the year that stands before or after each; empty for a cell of one value."""
    return _before(text) or _after(text)


def _before(text: str) -> dict[int, str]:
    marks = list(_BEFORE.finditer(text))
    if not marks or marks[0].start() > 0:
        return {}
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return _several([(mark[1], text[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)])


def _after(text: str) -> dict[int, str]:
    marks = list(_AFTER.finditer(text))
    if not marks or marks[-1].end() < len(text):
        return {}
    starts = [0] + [mark.end() for mark in marks[:-1]]
    return _several(
        [
            (next(filter(None, mark.groups())), text[start : mark.start()])
            for mark, start in zip(marks, starts, strict=True)
        ]
    )


def _several(found: list[tuple[str, str]]) -> dict[int, str]:
    """Two or more different years, each with a value."""
    values = {int(year): value.strip(" ;,\n") for year, value in found}
    return values if len(values) == len(found) > 1 and all(values.values()) else {}
