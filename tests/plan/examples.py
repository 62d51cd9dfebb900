"""Indicators and measurements in one line, for the tests of the domain."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from generator.plan import units
from generator.plan.indicator import Indicator
from generator.plan.measurement import Measurement, NotYet, Result
from generator.plan.policy import Trajectory
from generator.plan.units import Unit, read_condition, read_range, read_unit, read_value
from generator.plan.values import Day, Number, Percentage, Value
from generator.plan.weighting import Weight


def read_table(name: str) -> Any:
    """A file of cases beside this one. Scalars stay texts, as in the plan's own files."""
    text = (Path(__file__).parent / name).read_text("utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes only texts, lists and mappings


def read(text: str, unit: Unit) -> Value | None:
    """A value, `None` for an empty text."""
    return read_value(text, unit) if text else None


def make_indicator(
    unit_text: str = "n.",
    condition_text: str = "almeno",
    baseline: str = "",
    target: str = "",
    *,
    type_: str = "Efficacia",
    trajectory: str = "",
    tolerance: str = "",
    weight: str = "100%",
    id_: str = "prova",
) -> Indicator:
    """An indicator with one target, for 2025, all of it written as in a plan."""
    unit = read_unit(unit_text)
    is_range = condition_text == "tra" and bool(target)
    value = (read_range(target, unit) if is_range else None) or read(target, unit)
    return Indicator(
        id=id_,
        name="Prova",
        formula="",
        type=type_,
        unit=unit,
        unit_text=unit_text,
        condition=read_condition(condition_text, unit) if condition_text else None,
        condition_text=condition_text,
        baseline=read(baseline, unit),
        targets={} if value is None else {2025: value},
        weight=read_weight(weight),
        trajectory=Trajectory(trajectory) if trajectory else None,
        tolerance=read(tolerance, unit),
    )


def read_weight(text: str) -> Weight | None:
    """`20%` is a percentage, `0,30` are points, nothing is no weight."""
    weight = read(text, units.NUMBER)
    assert weight is None or isinstance(weight, Percentage | Number)
    return weight


def read_result(text: str, unit: Unit) -> Result:
    """What a measurement found."""
    return NotYet() if text == "non ancora" else read_value(text, unit)


def make_measurements(indicator: Indicator, text: str, day: date) -> tuple[Measurement, ...]:
    """The measurement of a day: none for an empty text, «nv» for one that could not be assessed."""
    if not text:
        return ()
    if text == "nv":
        return (Measurement("01_01_OS01", indicator.id, day, None, not_assessable="motivo di prova"),)
    return (Measurement("01_01_OS01", indicator.id, day, read_result(text, indicator.unit)),)


def read_day(text: str) -> date:
    """`30/06/2025`."""
    value = read_value(text, units.DATE)
    assert isinstance(value, Day)
    return value.day
