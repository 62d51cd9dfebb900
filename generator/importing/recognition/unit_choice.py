"""Unit of an indicator: the document's, where its values are of it; else what the values tell."""

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from generator.importing.recognition.cell_value import CellValue
from generator.importing.recognition.vocabulary import vocabulary
from generator.plan import units
from generator.plan.conditions import Condition
from generator.plan.errors import ValueProblem
from generator.plan.units import (
    MAX_UNIT_LENGTH,
    Unit,
    is_own_unit,
    misspelt_unit,
    read_range,
    read_unit,
    read_value,
)
from generator.plan.values import NotAvailable

_SEPARATOR = re.compile(r"\s*[/,;–—-]\s*")
_TIME = re.compile(r"giorn|mes[ei]|ann[oi]|or[ea]\b|minut|settiman|trimestr|semestr", re.IGNORECASE)
_TIME_BESIDE = re.compile(rf"\d[\d.,]* ((?:{_TIME.pattern})\w*)", re.IGNORECASE)
_OUT_OF = re.compile(r"[\d.,]+ ?/ ?(\d{1,5})")
#: Characters that would make a unit a formula for a spreadsheet.
_FORMULA_START = ("=", "+", "-", "@")


class UnitChoice(Struct, frozen=True):
    """The unit of an indicator. `text` is as the file has it, empty for none; `scale` its words, if any."""

    unit: Unit
    text: str = ""
    scale: tuple[str, ...] = ()
    doubt: str = ""


def choose_unit(written: str, values: Sequence[CellValue]) -> UnitChoice:
    """The unit of an indicator from the text of its cell and from all its values."""
    told = [
        value
        for value in values
        if value.text
        and not (value.is_text or value.reference)
        # A number in another unit of time says nothing of the unit.
        and (not _time_of(written) or time_beside(value) in ("", _time_of(written)))
    ]
    scale = _scale(written)
    if scale and all(fits(value, units.scale_of(scale)) for value in told):
        return UnitChoice(units.scale_of(scale), written, scale)
    doubt = ""
    if written:
        unit, text, doubt = _written_unit(written)
        if text and all(fits(value, unit) for value in told):
            return UnitChoice(unit, text, doubt=doubt)
        if text:
            wrong = [value.text for value in told if not fits(value, unit)]
            if len(wrong) <= len(told) - len(wrong):
                shown = ", ".join(f"«{value}»" for value in dict.fromkeys(wrong))
                return UnitChoice(unit, text, doubt=f"l'unità è «{written}», e non è quella di {shown}")
            doubt = f"l'unità è «{written}», ma i valori non sono in questa unità"
    return _told_unit(told, values, doubt)


def _written_unit(written: str) -> tuple[Unit, str, str]:
    """A unit with its text, empty if it can be none, and a doubt."""
    if meant := misspelt_unit(written):
        return read_unit(meant), meant, f"l'unità «{written}» è stata scritta «{meant}»"
    if len(written) > MAX_UNIT_LENGTH or not is_own_unit(written) or written.startswith(_FORMULA_START):
        return units.NUMBER, "", f"«{written}» non può essere un'unità di misura, ed è stata tolta"
    return read_unit(written), written, ""


def _told_unit(told: Sequence[CellValue], values: Sequence[CellValue], doubt: str) -> UnitChoice:
    """The unit that values tell: of most of them, written only where they differ or are differences."""
    words = [value.text.casefold() for value in told]
    for scale in vocabulary().scales:
        if words and all(word in scale for word in words) and len(told) == len(words):
            used = tuple(word for word in scale if word in words or len(scale) == 3)
            if len(used) > 1:
                return UnitChoice(units.scale_of(used), "", used, doubt)
    of = {match[1] if (match := _OUT_OF.fullmatch(value.text)) else "" for value in told}
    if len(of) == 1 and "" not in of:
        text = f"punti su {of.pop()}"
        return UnitChoice(read_unit(text), text, doubt=doubt or f"l'unità «{text}» è presa dai valori")
    kinds = Counter(unit.symbol for value in told if (unit := _unit_of(value)))
    differences = [value.text for value in values if value.reference]
    if any(text.endswith("punti") for text in differences):
        kinds = kinds or Counter({units.PERCENT.symbol: 1})
    if not kinds:
        only_text = any(value.is_text for value in values) and not differences
        return (
            UnitChoice(units.TEXT, units.TEXT.symbol, doubt=doubt)
            if only_text
            else UnitChoice(units.NUMBER, doubt=doubt)
        )
    symbol = kinds.most_common(1)[0][0]
    is_needed = len(kinds) > 1 or bool(differences) or any(value.is_text for value in values)
    return UnitChoice(read_unit(symbol), symbol if is_needed else "", doubt=doubt)


def _unit_of(value: CellValue) -> Unit | None:
    return units.unit_of_text(value.text)


def fits(value: CellValue, unit: Unit) -> bool:
    """Whether the plan's own readers read a value in a unit."""
    if value.is_text:
        return unit == units.TEXT
    if unit != units.NUMBER and (beside := time_beside(value)) and beside != _time_of(unit.symbol):
        return False
    if value.condition is Condition.BETWEEN:
        return read_range(value.text, unit) is not None
    return reads(value.text, unit)


def time_beside(value: CellValue) -> str:
    """The unit of time that stands beside a number, as its first letters; empty if there is none."""
    match = _TIME_BESIDE.search(value.words)
    return _time_of(match[1]) if match else ""


def _time_of(text: str) -> str:
    """The first letters of a unit of time; empty for another one."""
    folded = text.casefold().rstrip(".")
    folded = {"gg": "giorni", "h": "ore", "hh": "ore", "g": "giorni"}.get(folded, folded)
    return folded[:3] if _TIME.match(folded) else ""


def reads(text: str, unit: Unit) -> bool:
    """Whether a text is a value of a unit, and not `n.d.`"""
    try:
        return not isinstance(read_value(text, unit), NotAvailable)
    except ValueProblem:
        return False


def _scale(written: str) -> tuple[str, ...]:
    """The words of a scale, from the lowest to the highest, if a unit lists them."""
    words = [word for word in _SEPARATOR.split(written.strip()) if word]
    folded = [word.casefold() for word in words]
    for scale in vocabulary().scales:
        if len(words) > 1 and len(set(folded)) == len(words) and set(folded) <= set(scale):
            return tuple(sorted(words, key=lambda word: scale.index(word.casefold())))
    return ()
