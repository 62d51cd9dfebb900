"""Value of a cell: what a target, a baseline or a result says, and the patterns of numbers in texts."""

import re
from datetime import date

from msgspec import Struct

from generator.plan.conditions import Condition

NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
SIGNED = rf"[-−]? ?(?:{NUMBER})"
UNIT = r" ?(?:%|€|per ?cento|percento|euro\b)"
#: Words that multiply the number before them.
SCALED = re.compile(r"(?:mila|milion|miliard|mln|mld|mgl|migliaia|k\b|k€|per mille|‰)", re.IGNORECASE)


class CellValue(Struct, frozen=True):
    """What a cell says.

    `text` is the value as the plan's files have it, empty where there is none; `is_absent`: the cell says so
    with a word or a sign, `is_declared` with one such as `n.d.`. `reference` is what a difference is from, a
    year or `YEAR_BEFORE`. `due` is the day of the value, `interim` are values of earlier days. `is_text`: the
    value is words. `words` is the whole text where it says more than the value. `steps` are dated or
    measured parts of the value, with their names. `sign` is that of the condition, where the document has
    another one elsewhere.
    """

    text: str = ""
    is_absent: bool = False
    is_declared: bool = False
    condition: Condition | None = None
    reference: str = ""
    due: date | None = None
    interim: tuple[tuple[date, str], ...] = ()
    is_text: bool = False
    words: str = ""
    mark: str = ""
    sign: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()
