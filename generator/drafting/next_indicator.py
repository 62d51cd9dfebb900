"""An indicator of the next plan: its baseline from the last results, the targets of the years of both plans.

What the plan before it does not say is `n.d.`. Notes say what a person has to give, what to confirm, and
where the baseline is from.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.loading.placeholders import TO_COMPLETE, TO_CONFIRM
from generator.plan import units
from generator.plan.indicator import Indicator
from generator.plan.measurement import Measurement, NotYet, PartResults, year_end_results
from generator.plan.own_fields import OwnValues
from generator.plan.revisions import deadline_of
from generator.plan.values import NotAvailable, Percentage, Value

V = TypeVar("V")

_UNKNOWN = NotAvailable()


class Transition(Struct, frozen=True):
    """The plan before, by its period and the year of its baselines, and the years of the next one."""

    period: str
    former_baseline_year: int
    years: tuple[int, ...]

    @property
    def baseline_year(self) -> int:
        """The year of the baselines of the next plan: the one before its first."""
        return self.years[0] - 1


def next_indicator(
    indicator: Indicator, measurements: Iterable[Measurement], transition: Transition, suspended: str = ""
) -> Indicator:
    """The indicator as it begins in the next plan. `suspended` says since when it is, and by which act."""
    measured = tuple(measurements)
    parts = (
        _steps(indicator, transition) if indicator.has_steps else _offices(indicator, measured, transition)
    )
    has_targets = bool(indicator.targets or indicator.relative_targets)
    new = _with_targets(indicator, transition, fill=has_targets or not parts)
    new = replace(new, parts=parts, own=own_values_of(indicator.own, transition.years), continues="")
    new = _with_baseline(new, indicator, measured, transition, is_needed=_needs_baseline(new))
    return replace(new, editorial_notes=tuple(_notes(new, indicator, measured, transition, suspended)))


def own_values_of(own: OwnValues, years: Collection[int]) -> OwnValues:
    """The values of the body's own fields, of those by year only the ones of these years."""
    kept = {
        name: tuple(one for one in values if one.year is None or one.year in years)
        for name, values in own.items()
    }
    return {name: values for name, values in kept.items() if values}


def note(placeholder: str, items: Sequence[str]) -> Iterator[str]:
    """A note of what is to be given or confirmed, if anything is."""
    if items:
        yield f"{placeholder}: {joined(items)}"


def joined(items: Sequence[str]) -> str:
    """`a, b e c`."""
    return " e ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def of_years(one: str, several: str, years: Iterable[int]) -> Iterator[str]:
    """`il traguardo del 2026`, `i traguardi del 2026 e 2027`; nothing without years."""
    listed = [str(year) for year in sorted(set(years))]
    if listed:
        yield f"{one if len(listed) == 1 else several} del {joined(listed)}"


def _of(values: Mapping[int, V], years: Collection[int]) -> dict[int, V]:
    return {year: value for year, value in values.items() if year in years}


def _with_targets(one: Indicator, transition: Transition, *, fill: bool) -> Indicator:
    """An indicator or a part with the targets of the years of both plans; with `fill` the others are n.d."""
    years = [year for year in transition.years if one.has_target(year)]
    relative = _of(one.relative_targets, years)
    targets = {year: value for year, value in _of(one.targets, years).items() if year not in relative}
    if fill:
        targets |= {year: _UNKNOWN for year in transition.years if year not in years}
    return replace(
        one,
        targets=dict(sorted(targets.items())),
        relative_targets={year: replace(target, base=None) for year, target in relative.items()},
        year_conditions=_of(one.year_conditions, years),
        year_units=_of(one.year_units, years),
        due_days=_of(one.due_days, years),
        interim_targets={
            day: value for day, value in one.interim_targets.items() if day.year in transition.years
        },
        not_assessable=_of(one.not_assessable, transition.years),
        former=(),
        not_in_force={},
    )


def _with_baseline(
    new: Indicator,
    old: Indicator,
    measured: Sequence[Measurement],
    transition: Transition,
    *,
    is_needed: bool,
) -> Indicator:
    """An indicator or an office with the values before the next plan, n.d. if that of its year is unknown."""
    year = transition.baseline_year
    before = old.values_before(transition.former_baseline_year).items()
    values: dict[int, Value] = {one: value for one, value in before if not isinstance(value, NotAvailable)}
    ends = year_end_results(measured).items()
    values |= {one: value for one, value in ends if one < year and old.unit_of(one) == old.unit}
    if result := _last_result(old, measured, year):
        values[year] = result[1]
    elif values or is_needed:
        values[year] = _UNKNOWN
    baseline = values.pop(year) if year in values else None
    return replace(
        new,
        baseline=baseline,
        baseline_year=None if baseline is None else year,
        past_values=dict(sorted(values.items(), reverse=True)),
    )


def _last_result(old: Indicator, measured: Iterable[Measurement], year: int) -> tuple[date, Value] | None:
    """The last result of a year, as it was corrected, with its day; none in another unit than the others."""
    if old.unit_of(year) != old.unit:
        return None
    found = None
    for one in sorted(measured, key=lambda one: one.day):
        value = one.value
        if one.day.year == year and one.has_value and not isinstance(value, NotYet | PartResults | None):
            found = one.day, value
    return found


def _needs_baseline(new: Indicator) -> bool:
    """Whether a baseline is missed where there is none: not of steps, or texts, or if each office has one."""
    offices = () if new.has_steps else new.parts
    if new.has_steps or new.unit == units.TEXT:
        return False
    return not offices or any(office.baseline is None for office in offices)


def _steps(indicator: Indicator, transition: Transition) -> tuple[Indicator, ...]:
    """The steps due in the years of the next plan; without weights if these no longer add up to 100%."""
    kept = []
    for step in indicator.parts:
        if deadline_of(step):
            new = step if transition.years[0] <= min(step.targets) else None
        else:
            new = _with_targets(step, transition, fill=False)
        if new and (new.targets or new.relative_targets):
            kept.append(new)
    if len(kept) < len(indicator.parts) and any(isinstance(step.weight, Percentage) for step in kept):
        return tuple(replace(step, weight=None) for step in kept)
    return tuple(kept)


def _offices(
    indicator: Indicator, measured: Sequence[Measurement], transition: Transition
) -> tuple[Indicator, ...]:
    return tuple(
        _with_baseline(
            _with_targets(office, transition, fill=True),
            office,
            _measurements_of(office, measured),
            transition,
            is_needed=False,
        )
        for office in indicator.parts
    )


def _measurements_of(part: Indicator, measured: Iterable[Measurement]) -> tuple[Measurement, ...]:
    return tuple(one for whole in measured if (one := whole.of_part(part.id)) is not None)


def _notes(
    new: Indicator, old: Indicator, measured: Sequence[Measurement], transition: Transition, suspended: str
) -> Iterator[str]:
    offices = () if new.has_steps else new.parts
    steps = new.parts if new.has_steps else ()
    with_targets = [one for one in (new, *offices) if one.targets or one.relative_targets]
    given = {year for one in with_targets for year in transition.years if one.has_target(year)}
    lacking = {year for one in with_targets for year in transition.years if not one.has_target(year)}
    of_steps = {year for step in steps for year in step.targets}
    without = () if with_targets else [year for year in transition.years if year not in of_steps]
    yield from note(
        TO_COMPLETE,
        [
            *_missing_baselines(new, offices, transition.baseline_year),
            *of_years("il traguardo", "i traguardi", lacking),
            *of_years("la fase", "le fasi", without if steps else ()),
            *(["le fasi, se ci sono ancora"] if old.has_steps and not steps else []),
            *(["i pesi delle fasi"] if any(one.weight for one in old.parts) and _lost_weights(new) else []),
        ],
    )
    items = [
        *of_years("il traguardo", "i traguardi", given),
        *of_years("la fase", "le fasi", of_steps),
        *of_years("il motivo per cui non si valuta", "i motivi per cui non si valuta", new.not_assessable),
        *of_years("i campi", "i campi", _years_of(new.own)),
    ]
    from_plan = [f"{joined(items)}, dal piano {transition.period}"] if items else []
    yield from note(TO_CONFIRM, from_plan)
    yield from note(TO_CONFIRM, [f"se riprenderlo, perché era {suspended}"] if suspended else [])
    yield from _source_of_baseline(old, measured, transition)


def _lost_weights(new: Indicator) -> bool:
    return new.has_steps and all(step.weight is None for step in new.parts)


def _years_of(own: OwnValues) -> Iterator[int]:
    return (one.year for values in own.values() for one in values if one.year is not None)


def _missing_baselines(new: Indicator, offices: Iterable[Indicator], year: int) -> Iterator[str]:
    without = [office.id for office in offices if isinstance(office.baseline, NotAvailable)]
    if isinstance(new.baseline, NotAvailable):
        yield f"il valore di partenza del {year}"
    if without:
        yield f"il valore di partenza del {year} di {joined(without)}"


def _source_of_baseline(
    old: Indicator, measured: Sequence[Measurement], transition: Transition
) -> Iterator[str]:
    """The day of the results that are baselines; one that is not of the year's end has to be confirmed."""
    year, end = transition.baseline_year, date(transition.baseline_year, 12, 31)
    found = [_last_result(old, measured, year)]
    if not old.has_steps:
        found += [_last_result(part, _measurements_of(part, measured), year) for part in old.parts]
    days = sorted({one[0] for one in found if one})
    if not days:
        return
    results = "il risultato" if len(days) == 1 else "i risultati"
    words = f"il valore di partenza del {year} è {results} al {joined([f'{day:%d/%m/%Y}' for day in days])}"
    words += f" del piano {transition.period}"
    if days == [end]:
        yield words[0].upper() + words[1:]
    else:
        yield from note(TO_CONFIRM, [f"{words}, e l'anno non era finito"])
