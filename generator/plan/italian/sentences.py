"""What the plan promises and what came of it, each in one plain Italian sentence."""

from decimal import Decimal

from generator.plan.conditions import Condition
from generator.plan.italian.phrases import bare, long_date, phrase, with_article
from generator.plan.measurement import Measurement, NotYet, Result
from generator.plan.model import Indicator
from generator.plan.values import (
    Amount,
    Day,
    Days,
    Hours,
    NotAvailable,
    Number,
    Percentage,
    Ratio,
    Value,
    YesNo,
    numeric_value,
)


def promise(indicator: Indicator, year: int, baseline_year: int) -> str:
    """«Nel 2024 erano 7; per il 2025 l'ente si è impegnato ad almeno 4.»"""
    return f"{_start(indicator, baseline_year)}; per il {year} {_commitment(indicator, year)}."


def result(indicator: Indicator, measurement: Measurement) -> str:
    """«Al 30 giugno 2025 erano 3.» Empty where the measurement holds no figure."""
    found = measurement.value
    when = with_article(long_date(measurement.day), "a")
    when = when[0].upper() + when[1:]
    if found is None or isinstance(found, NotAvailable):
        return f"{when} il valore non era disponibile."
    if isinstance(found, NotYet):
        return f"{when} non era ancora avvenuto."
    return f"{when} {_was(indicator, found)}."


def _start(indicator: Indicator, baseline_year: int) -> str:
    baseline = indicator.baseline
    if baseline is None:
        return f"Il piano non indica il valore del {baseline_year}"
    if isinstance(baseline, NotAvailable):
        return f"Il valore del {baseline_year} non è disponibile"
    return f"Nel {baseline_year} {_was(indicator, baseline)}"


def _was(indicator: Indicator, value: Result) -> str:
    """«erano 7», «era il 9,85%», «la data era il 31 gennaio 2024»."""
    match value:
        case Day():
            return f"la data era {phrase(value)}"
        case YesNo():
            return f"la risposta era {bare(value)}"
        case Percentage():
            return f"era {phrase(value)}"
        case Number(amount) if not _is_count(indicator, amount):
            return f"il valore era {bare(value)}"
        case Number(amount) | Amount(amount) | Days(amount) | Hours(amount) | Ratio(amount):
            if amount < 0:
                return f"il valore era {bare(value)}"
            return f"{'era' if amount == 1 else 'erano'} {bare(value)}"
        case _:
            return f"il valore era {bare(value)}"


def _commitment(indicator: Indicator, year: int) -> str:
    target = indicator.targets.get(year)
    if target is None or isinstance(target, NotAvailable):
        return "il piano non fissa un traguardo"
    if indicator.condition is None:
        return f"il piano indica {phrase(target)}, senza dire se è un minimo o un massimo"
    return f"l'ente si è impegnato {_aim(indicator.condition, target)}"


def _aim(condition: Condition, target: Value) -> str:
    if isinstance(target, YesNo):
        return f"a un {bare(target)}"
    if isinstance(target, Day):
        return _aim_of_date(condition, target)
    match condition:
        case Condition.AT_LEAST:
            return f"ad almeno {phrase(target)}"
        case Condition.EQUAL:
            return f"a un valore pari {phrase(target, 'a')}"
        case Condition.AT_MOST | Condition.BY:
            return f"a non superare {phrase(target)}"


def _aim_of_date(condition: Condition, target: Day) -> str:
    match condition:
        case Condition.AT_LEAST:
            return f"a una data non anteriore {phrase(target, 'a')}"
        case Condition.EQUAL:
            return f"alla data {phrase(target, 'di')}"
        case Condition.AT_MOST | Condition.BY:
            return f"a provvedere entro {phrase(target)}"


def _is_count(indicator: Indicator, amount: Decimal) -> bool:
    """Whether a bare number is so many of something, rather than a mark or an index.

    Decimals anywhere in the indicator's row tell an index: `7` beside a target of `7,0` is a mark.
    """
    figures = [numeric_value(value) for value in (indicator.baseline, *indicator.targets.values()) if value]
    return all(figure is None or not _has_decimals(figure) for figure in (amount, *figures))


def _has_decimals(amount: Decimal) -> bool:
    exponent = amount.as_tuple().exponent
    return isinstance(exponent, int) and exponent < 0
