"""Name and formula of an indicator that share a cell: the name in bold, or on a line of its own."""

import re

from generator.importing.recognition.cells import clean

_BOLD = re.compile(
    r"\s*(?:<(?:b|strong)>(.+?)</(?:b|strong)>|\*\*(?=\S)(.+?)(?<=\S)\*\*)\s*(\S.*)",
    re.DOTALL | re.IGNORECASE,
)


def split_name(raw: str) -> tuple[str, str] | None:
    """Name and formula of a cell whose name is in bold; `None` for any other cell."""
    match = _BOLD.fullmatch(raw)
    if match is None:
        return None
    return clean(match[1] or match[2] or ""), clean(match[3])
