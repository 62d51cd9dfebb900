"""Parts of an indicator in Italian: its steps or offices, what each promised, and how the degree follows."""

from collections.abc import Iterable
from fractions import Fraction

from generator.plan.indicator import Indicator
from generator.plan.italian.aggregates import degree_of, group_arithmetic, weighted_arithmetic
from generator.plan.italian.phrases import Noun
from generator.plan.measurement import NotYet, PartResults, Result
from generator.plan.parts import Aggregation
from generator.plan.policy import FINAL, GOING_WELL, Policy, Status
from generator.plan.scoring.results import IndicatorAssessment, PartAssessment
from generator.plan.values import Day, Value, total_of
from generator.plan.weighting import exact_weight, share_of

_STEPS, _OFFICES = Noun("fase", "fasi"), Noun("ufficio", "uffici")
_RULES = {
    Aggregation.SUM: "i valori degli uffici si sommano, e così i loro traguardi",
    Aggregation.MEAN: "media dei gradi degli uffici",
    Aggregation.WORST: "il grado più basso tra quelli degli uffici",
}


def count_of_parts(indicator: Indicator, count: int) -> str:
    """«4 fasi», «1 ufficio»."""
    return (_STEPS if indicator.has_steps else _OFFICES).counted(str(count), count)


def commitment_of_parts(indicator: Indicator, year: int) -> str:
    """«l'ente si è impegnato a concludere 4 fasi»; empty for an indicator without parts in that year."""
    parts = indicator.parts_of(year)
    counted = count_of_parts(indicator, len(parts))
    if not parts:
        return ""
    if indicator.has_steps:
        are_dates = all(isinstance(part.targets.get(year), Day) for part in parts)
        return f"l'ente si è impegnato a concludere {counted}" if are_dates else f"il piano ha {counted}"
    whole = whole_target(indicator, year)
    return f"il piano fissa il traguardo di {counted}" + (f", in tutto {whole}" if whole else "")


def whole_target(indicator: Indicator, year: int) -> str:
    """«almeno 19», the sum of the targets of the offices where they are added up; else empty."""
    parts = indicator.parts_of(year)
    conditions = {part.condition_of(year) for part in parts}
    if indicator.aggregation is not Aggregation.SUM or len(conditions) != 1:
        return ""
    total = total_of([part.targets.get(year) for part in parts])
    (condition,) = conditions
    if total is None:
        return ""
    return total.in_words() if condition is None else total.as_target(condition)


def target_of_part(part: Indicator, year: int) -> str:
    """«entro il 31 marzo 2026», «almeno il 90%», «-10% rispetto al 2024»; empty without a target."""
    target, condition = part.targets.get(year), part.condition_of(year)
    if target is None:
        return part.relative_targets[year].as_target(year, condition) if year in part.relative_targets else ""
    return target.in_words() if condition is None else target.as_target(condition)


def value_of_part(one: PartAssessment) -> str:
    """What was measured, and when unless it is a date; empty where nothing was."""
    measurement = one.assessment.measurement
    if measurement is None or measurement.value is None:
        return ""
    value = measurement.value.in_words()
    return value if isinstance(measurement.value, Day) else f"{value} (al {measurement.day:%d/%m/%Y})"


def result_as_written(indicator: Indicator, result: Result) -> str:
    """A result as it was written, its parts by their names: «Ufficio strade: 60%»."""
    if not isinstance(result, PartResults):
        return result.text()
    names = {part.id: part.name for part in indicator.parts}
    return "; ".join(f"{names.get(part, part)}: {found.text()}" for part, found in result.results)


def coverage(indicator: Indicator, assessment: IndicatorAssessment) -> str:
    """«dati di 3 uffici su 5»; empty where all parts were measured, or none."""
    if not assessment.lacks_parts:
        return ""
    counted = count_of_parts(indicator, len(assessment.measured_parts))
    return f"dati di {counted} su {len(assessment.assessable_parts)}"


def rule_of_parts(indicator: Indicator, assessment: IndicatorAssessment) -> str:
    """How the degrees of the parts become one."""
    if indicator.aggregation is not None:
        return _RULES[indicator.aggregation]
    weighed = any(part.weight for part in indicator.parts)
    weights = "ciascuna con il suo peso" if weighed else "che contano tutte allo stesso modo"
    if _are_dates(assessment.parts):
        return f"parte delle fasi concluse nei tempi, {weights}"
    return f"media dei gradi delle fasi, {weights}"


def degree_of_parts(indicator: Indicator, assessment: IndicatorAssessment, policy: Policy) -> str:
    """The computation of the degree: «2 fasi su 3 nei tempi, peso 60%», `(100% + 80%) ÷ 2 = 90%`."""
    measured = assessment.measured_parts
    rates = [one.assessment.achievement_rate or Fraction(0) for one in measured]
    match indicator.aggregation:
        case Aggregation.MEAN:
            return group_arithmetic(rates, policy)
        case Aggregation.WORST:
            shown = ", ".join(degree_of(rate, policy) for rate in rates)
            return f"il più basso di {shown}: {degree_of(min(rates), policy)}"
    weights = [one.part.weight for one in measured]
    if _are_dates(measured):
        in_time = [weight for weight, rate in zip(weights, rates, strict=True) if rate > 0]
        share = sum((share_of(weight, weights) for weight in in_time), Fraction(0))
        counted = _STEPS.counted(str(len(in_time)), len(in_time))
        return f"{counted} su {len(measured)} nei tempi, peso {degree_of(share, policy)}"
    if not any(weights):
        return group_arithmetic(rates, policy)
    exact = zip(map(exact_weight, weights), rates, strict=True)
    return weighted_arithmetic(exact, assessment.achievement_rate, policy)


def sum_of_parts(values: Iterable[Value | None]) -> str:
    """`4 + 2 + 1 = 7`."""
    found = [value for value in values if value is not None]
    total = total_of(found)
    terms = " + ".join(value.in_words() for value in found)
    return f"{terms} = {total.in_words()}" if total is not None else terms


def measured_values(assessment: IndicatorAssessment) -> list[Value]:
    """The values of the parts that were measured."""
    found = (one.assessment.measured for one in assessment.measured_parts)
    return [value for value in found if value is not None and not isinstance(value, NotYet | PartResults)]


def reason_of_parts(indicator: Indicator, assessment: IndicatorAssessment, policy: Policy) -> str:
    """Why an indicator in parts has its status."""
    lacking = coverage(indicator, assessment)
    if assessment.status in FINAL:
        rate = degree_of(assessment.achievement_rate or Fraction(0), policy)
        text = f"il grado è {rate}"
        if lacking and (assessment.achievement_rate or 0) >= policy.achieved:
            achieved = policy.label(Status.ACHIEVED)
            return f"{text}, ma ci sono solo {lacking}: «{achieved}» si dice quando si sa di tutti"
    else:
        well = sum(one.assessment.status in GOING_WELL for one in assessment.measured_parts)
        of_all = count_of_parts(indicator, len(assessment.measured_parts))
        text = f"l'anno non è concluso, e di {of_all} con un dato {_going_well(well)} come atteso"
    others = len(assessment.parts) - len(assessment.assessable_parts)
    unknown = f"{count_of_parts(indicator, others)} non valutabil{'e' if others == 1 else 'i'}"
    return "; ".join(filter(None, [text, lacking, unknown if others else ""]))


def _going_well(count: int) -> str:
    return f"{count} va" if count == 1 else f"{count} vanno"


def _are_dates(parts: Iterable[PartAssessment]) -> bool:
    return all(isinstance(one.assessment.target, Day) for one in parts)
