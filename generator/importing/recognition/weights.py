"""Weights of the indicators: in percent or in points for the whole plan, and only where all have one."""

import re
from collections.abc import Sequence
from decimal import Decimal

from generator.importing.recognition.indicator_writer import IndicatorContent
from generator.importing.yaml_text import Node
from generator.plan import units
from generator.plan.errors import ValueProblem
from generator.plan.numerals import half_unit
from generator.plan.values import Number, Percentage
from generator.plan.weighting import Weighting

#: «30 punti».
_POINTS = re.compile(r"\s*(?:punti|punto|p\.?ti|pt\.?)$", re.IGNORECASE)


def find_weighting(objectives: Sequence[Sequence[IndicatorContent]]) -> Weighting:
    """How the plan gives its weights: in points if any cannot be a percentage."""
    weights = [one.weight for indicators in objectives for one in indicators if one.weight]
    if not weights:
        return Weighting.EQUAL
    readable = [text for text in weights if _number(text) is not None]
    in_percent = [text for text in readable if "%" in text]
    if in_percent and len(in_percent) * 2 >= len(readable):
        return Weighting.PERCENT
    sums = [total for indicators in objectives if (total := _total(indicators)) is not None]
    is_hundred = bool(sums) and all(abs(total - 100) <= 1 for total in sums)
    return Weighting.PERCENT if is_hundred else Weighting.POINTS


def lacks_weights(indicators: Sequence[IndicatorContent], weighting: Weighting) -> bool:
    """Whether an indicator has no weight, or one that is none; a plan has them for all or for none.

    One that is missing where all others are alike, and with it sum to 100, is written, with a doubt.
    """
    allowed = _allowed(indicators, weighting)
    missing = [one for one, is_weight in zip(indicators, allowed, strict=True) if not is_weight]
    others = {one.weight for one in indicators if one not in missing}
    if len(missing) == 1 and not missing[0].weight and len(others) == 1 and weighting is Weighting.PERCENT:
        number = _number(next(iter(others)))
        if number is not None and abs(number * len(indicators) - 100) <= 1:
            missing[0].weight = next(iter(others))
            text = f"manca il peso: è stato scritto «{missing[0].weight}», come gli altri: così sommano a 100"
            missing[0].readings.remark("", text)
            return False
    return bool(missing)


def _allowed(indicators: Sequence[IndicatorContent], weighting: Weighting) -> list[bool]:
    numbers = [_number(one.weight) for one in indicators]
    return [
        number is not None and number > 0 and (weighting is Weighting.POINTS or number <= 100)
        for number in numbers
    ]


def write_weights(
    indicators: Sequence[IndicatorContent], weighting: Weighting, label: str, *, is_separate: bool
) -> str:
    """Write the weights of an objective; the sum of percentages that do not make 100, or an empty text.

    With `is_separate` they go to the own field `label`.
    """
    if not any(one.weight for one in indicators):
        return ""
    numbers = [_number(one.weight) for one in indicators]
    allowed = _allowed(indicators, weighting)
    if is_separate:
        for one, is_weight in zip(indicators, allowed, strict=True):
            if one.weight:
                _own(one, label, one.weight)
            if not is_weight:
                said = f"il peso è «{one.weight}»" if one.weight else "manca il peso"
                one.readings.remark(one.weight_place, f"{said}: i pesi del piano sono in un campo a parte")
        return ""
    for one in indicators:
        text = _POINTS.sub("", one.weight).replace(" ", "")
        if weighting is Weighting.PERCENT:
            one.fields["peso"] = text if "%" in text else f"{text}%"
        else:
            one.fields["peso"] = text.rstrip("%")
            if "%" in text:
                one.readings.remark(
                    one.weight_place, f"il peso è «{one.weight}», e gli altri non sono percentuali"
                )
    return _wrong_sum(numbers) if weighting is Weighting.PERCENT else ""


def _own(content: IndicatorContent, label: str, text: str) -> None:
    own = content.fields.get("campi")
    fields: dict[str, Node] = dict(own) if isinstance(own, dict) else {}
    content.fields["campi"] = {**fields, label: text}


def _wrong_sum(numbers: Sequence[Decimal | None]) -> str:
    found = [number for number in numbers if number is not None]
    total = sum(found, Decimal(0))
    if abs(total - 100) <= sum(map(half_unit, found), Decimal(0)):
        return ""
    return f"{total:f}".replace(".", ",")


def _total(indicators: Sequence[IndicatorContent]) -> Decimal | None:
    numbers = [_number(one.weight) for one in indicators if one.weight]
    return sum((one for one in numbers if one is not None), Decimal(0)) if numbers else None


def _number(text: str) -> Decimal | None:
    """The number of a weight; `None` if it is none."""
    try:
        value = units.read_value(_POINTS.sub("", text).replace(" ", ""), units.NUMBER)
    except ValueProblem:
        return None
    match value:
        case Number(amount):
            return amount
        case Percentage(points):
            return points
    return None
