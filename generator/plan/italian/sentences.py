"""Sentences in Italian: what the plan promises, and what was measured."""

from decimal import Decimal

from generator.plan.conditions import Direction
from generator.plan.indicator import Indicator
from generator.plan.italian.parts import commitment_of_parts, count_of_parts
from generator.plan.italian.phrases import long_date, with_article
from generator.plan.measurement import Measurement, NotYet, PartResults
from generator.plan.values import NotAvailable, Number, Value, numeric_value


def promise(indicator: Indicator, year: int, baseline_year: int) -> str:
    """«Nel 2024 erano 7; per il 2025 l'ente si è impegnato ad almeno 4.»"""
    due = indicator.due_days.get(year)
    by = f", entro {with_article(long_date(due))}" if due else ""
    if indicator.starts_nowhere(year):
        return f"Per il {year} {_commitment(indicator, year)}{by}."
    return f"{_start(indicator, baseline_year)}; per il {year} {_commitment(indicator, year)}{by}."


def result(indicator: Indicator, measurement: Measurement) -> str:
    """«Al 30 giugno 2025 erano 3.»"""
    found = measurement.value
    when = with_article(long_date(measurement.day), "a")
    when = when[0].upper() + when[1:]
    if found is None or isinstance(found, NotAvailable):
        return f"{when} il valore non era disponibile."
    if isinstance(found, NotYet):
        return f"{when} non era ancora avvenuto."
    if isinstance(found, PartResults):
        return f"{when} c'erano dati di {count_of_parts(indicator, len(found.results))}."
    return f"{when} {_was(indicator, found)}."


def _start(indicator: Indicator, baseline_year: int) -> str:
    baseline = indicator.baseline
    baseline_year = indicator.baseline_year or baseline_year
    if baseline is None:
        return f"Il piano non indica il valore del {baseline_year}"
    if isinstance(baseline, NotAvailable):
        return f"Il valore del {baseline_year} non è disponibile"
    return f"Nel {baseline_year} {_was(indicator, baseline)}"


def _was(indicator: Indicator, value: Value) -> str:
    if isinstance(value, Number) and not _is_count(indicator, value.amount):
        return f"il valore era {value.in_words()}"
    return value.past()


def _commitment(indicator: Indicator, year: int) -> str:
    target, relative = indicator.targets.get(year), indicator.relative_targets.get(year)
    if relative is not None and relative.base is None:
        return f"il piano indica {relative.in_words(year)}"
    if target is None and (of_parts := commitment_of_parts(indicator, year)):
        return of_parts
    if target is None or isinstance(target, NotAvailable):
        return "il piano non fissa un traguardo"
    condition = indicator.condition_of(year)
    if condition is None and indicator.direction is not None:
        where = "aumentare" if indicator.direction is Direction.UP else "diminuire"
        return f"il piano indica {target.in_sentence()}, e il valore deve {where}"
    if condition is None:
        return f"il piano indica {target.in_sentence()}, senza dire se è un minimo o un massimo"
    parts = indicator.parts_of(year)
    each = f", in {count_of_parts(indicator, len(parts))}" if parts else ""
    return f"l'ente si è impegnato {target.as_commitment(condition)}{each}"


def _is_count(indicator: Indicator, amount: Decimal) -> bool:
    """Whether a bare number counts something, rather than a grade or an index.

    Decimals anywhere in the indicator's row tell an index: `7` beside a target of `7,0` is a grade.
    """
    numbers = [numeric_value(value) for value in (indicator.baseline, *indicator.targets.values()) if value]
    return all(number is None or not _has_decimals(number) for number in (amount, *numbers))


def _has_decimals(amount: Decimal) -> bool:
    exponent = amount.as_tuple().exponent
    return isinstance(exponent, int) and exponent < 0
