"""Targets that are differences: the absolute target, its arithmetic, and the verdict."""

from datetime import date
from fractions import Fraction

import pytest
from msgspec.structs import replace

from generator.plan import units
from generator.plan.indicator import Indicator
from generator.plan.italian.arithmetic import arithmetic
from generator.plan.italian.sentences import promise
from generator.plan.measurement import Measurement, PartResults, year_end_results
from generator.plan.parts import BY_OFFICE, Aggregation
from generator.plan.policy import DEFAULT_POLICY, Status
from generator.plan.quantities import Bound
from generator.plan.relative import YEAR_BEFORE, RelativeTarget
from generator.plan.scoring.indicator import assess_indicator
from generator.plan.units import Unit, read_unit, read_value
from generator.plan.values import Value, show
from tests.plan.examples import make_indicator, read


def difference(text: str, unit: Unit, reference: str) -> RelativeTarget:
    """`-10%` is a share, `+5 punti` are points, `+5` is in the unit."""
    sign, rest = text[0], text[1:]
    is_share = rest.endswith("%")
    size = read_value(f"{rest.removesuffix(' punti')}", units.PERCENT if is_share else unit)
    assert isinstance(size, Bound)
    return RelativeTarget(text, reference, size, sign == "-", is_share)


def make(
    unit: str,
    condition: str,
    baseline: str,
    differences: dict[int, tuple[str, str]],
    targets: dict[int, str] | None = None,
) -> Indicator:
    """An indicator of 2025–2027 with targets that are differences, and others."""
    indicator = make_indicator(unit, condition, baseline)
    values = {year: read(text, indicator.unit) for year, text in (targets or {}).items()}
    return replace(
        indicator,
        targets={year: value for year, value in values.items() if value is not None},
        relative_targets={
            year: difference(text, read_unit(unit), reference)
            for year, (text, reference) in differences.items()
        },
    )


def results(indicator: Indicator, found: dict[str, str]) -> tuple[Measurement, ...]:
    return tuple(
        Measurement("01_01_OS01", indicator.id, date.fromisoformat(day), read(text, indicator.unit))
        for day, text in found.items()
    )


# unit, baseline of 2024, difference of 2025, target of 2025, arithmetic
FROM_BASELINE = [
    ("n.", "1.150", "-10%", "1.035", "−10% di 1.150 = 1.035"),
    ("n.", "1150", "-10%", "1035", "−10% di 1150 = 1035"),
    ("n.", "35", "+40", "75", "35 + 40 = 75"),
    ("n.", "950", "+100", "1.050", "950 + 100 = 1.050"),
    ("n.", "22", "+100%", "44", "+100% di 22 = 44"),
    ("n.", "74", "-20%", "59,2", "−20% di 74 = 59,2"),
    ("n.", "7", "-0,5%", "6,965", "−0,5% di 7 = 6,965"),
    ("n.", "3", "-5", "-2", "3 − 5 = -2"),
    ("gg", "4,20", "-10%", "3,78", "−10% di 4,20 giorni = 3,78 giorni"),
    ("gg", "21", "-1", "20", "21 giorni − 1 giorno = 20 giorni"),
    ("%", "18%", "+5 punti", "23%", "18% + 5 punti = 23%"),
    ("%", "18,5%", "-1 punti", "17,5%", "18,5% − 1 punto = 17,5%"),
    ("%", "60%", "+5%", "63%", "+5% di 60% = 63%"),
    ("€", "1.250.000 €", "-10%", "1.125.000 €", "−10% di 1.250.000 euro = 1.125.000 euro"),
    ("€", "100,00 €", "+0,10", "100,1 €", "100,00 euro + 0,10 euro = 100,1 euro"),
    ("kWh/mq", "88,7", "-10%", "79,83", "−10% di 88,7 kWh/mq = 79,83 kWh/mq"),
    ("h", "08:00", "-10%", "07:12", "−10% di 8 ore = 7 ore e 12 minuti"),
    ("h", "07:15", "-10%", "6,525", "−10% di 7 ore e 15 minuti = 6,525 ore"),
    ("h", "6", "+2", "8", "6 ore + 2 ore = 8 ore"),
    (
        "n.",
        "286/10.000 imprese",
        "-50%",
        "143/10.000 imprese",
        "−50% di 286 ogni 10.000 imprese = 143 ogni 10.000 imprese",
    ),
]


@pytest.mark.parametrize(("unit", "baseline", "written", "target", "working"), FROM_BASELINE)
def test_the_absolute_target(unit: str, baseline: str, written: str, target: str, working: str) -> None:
    indicator = make(unit, "almeno", baseline, {2025: (written, "2024")}).with_results((), 2024)
    assert show(indicator.targets[2025]) == target
    assert indicator.relative_targets[2025].working(indicator.targets[2025]) == working
    assert indicator.relative_targets[2025].base_in_words() == "rispetto al valore 2024"


# condition, difference of 2026 from the year before, results, target of 2026, base
FROM_YEAR_BEFORE = [
    ("+25", {}, "65", "rispetto al traguardo 2025, finché non c'è il risultato"),
    ("+25", {"2025-12-31": "43"}, "68", "rispetto al risultato 2025"),
    ("+25", {"2025-06-30": "43"}, "65", "rispetto al traguardo 2025, finché non c'è il risultato"),
    ("+25", {"2025-09-30": "43", "2026-06-30": "50"}, "68", "rispetto al risultato 2025"),
    ("+25", {"2025-12-31": "n.d."}, "65", "rispetto al traguardo 2025, finché non c'è il risultato"),
    ("+25%", {"2025-12-31": "36"}, "45", "rispetto al risultato 2025"),
]


@pytest.mark.parametrize(("written", "found", "target", "base"), FROM_YEAR_BEFORE)
def test_the_year_before_is_its_result_once_it_is_known(
    written: str, found: dict[str, str], target: str, base: str
) -> None:
    plan = make("n.", "almeno", "22", {2026: (written, YEAR_BEFORE)}, {2025: "40"})
    indicator = plan.with_results(results(plan, found), 2024)
    assert show(indicator.targets[2026]) == target
    assert indicator.relative_targets[2026].base_in_words() == base


def test_a_difference_from_a_difference() -> None:
    """22 in 2024, 10 more each year: 32, 42, 52; with 30 in 2025: 32, 40, 50."""
    steps = dict.fromkeys((2025, 2026, 2027), ("+10", YEAR_BEFORE))
    plan = make("n.", "almeno", "22", steps)
    assert [show(one) for one in plan.with_results((), 2024).targets.values()] == ["32", "42", "52"]
    with_result = plan.with_results(results(plan, {"2025-12-31": "30"}), 2024)
    assert [show(one) for one in with_result.targets.values()] == ["32", "40", "50"]
    # What is known later takes the place of what was known before.
    assert with_result.with_results((), 2024).targets == plan.with_results((), 2024).targets


def offices(*baselines: str, differences: dict[int, tuple[str, str]], whole: str = "") -> Indicator:
    """An indicator whose offices a, b… have the same differences, each from its own baseline."""
    common = make("n.", "al massimo", whole, differences)
    parts = tuple(
        replace(make("n.", "al massimo", baseline, differences), id=identifier)
        for identifier, baseline in zip("abc", baselines, strict=False)
    )
    return replace(common, parts=parts, aggregation=Aggregation.MEAN)


def targets_of_parts(indicator: Indicator, year: int) -> list[str]:
    return [show(part.targets[year]) for part in indicator.parts if year in part.targets]


@pytest.mark.parametrize(
    ("baselines", "whole", "targets"),
    [
        (("400", "1.250"), "", ["360", "1.125"]),
        # Who has none starts from that of the indicator.
        (("400", ""), "1.000", ["360", "900"]),
        (("400", ""), "", ["360"]),
        (("400", "n.d."), "1.000", ["360"]),
    ],
)
def test_the_difference_of_an_office_is_from_its_own_value(
    baselines: tuple[str, ...], whole: str, targets: list[str]
) -> None:
    indicator = offices(*baselines, differences={2025: ("-10%", "2024")}, whole=whole)
    assert targets_of_parts(indicator.with_results((), 2024), 2025) == targets


def test_the_year_before_is_the_result_of_the_office_once_it_is_known() -> None:
    """400 and 100 in 2024, 10% less each year: 360 and 90, then 324 and 81; with 350 in 2025: 315 and 81."""
    plan = offices("400", "100", differences=dict.fromkeys((2025, 2026), ("-10%", YEAR_BEFORE)))
    assert targets_of_parts(plan.with_results((), 2024), 2026) == ["324", "81"]
    found = PartResults(BY_OFFICE, (("a", read_value("350", units.NUMBER)),))
    result = Measurement("01_01_OS01", plan.id, date(2025, 12, 31), found)
    assert targets_of_parts(plan.with_results([result], 2024), 2026) == ["315", "81"]
    assert plan.with_results([result], 2024).with_results((), 2024) == plan.with_results((), 2024)


# condition, baseline, difference, result, rate, status
VERDICTS = [
    ("almeno", "1.150", "+10%", "1.265", Fraction(1), Status.ACHIEVED),
    ("almeno", "1.150", "+10%", "1.012", Fraction(4, 5), Status.PARTLY),
    ("almeno", "35", "+40", "60", Fraction(4, 5), Status.PARTLY),
    ("al massimo", "1.150", "-10%", "1.035", Fraction(1), Status.ACHIEVED),
    ("al massimo", "1.150", "-10%", "1.150", Fraction(9, 10), Status.PARTLY),
    ("al massimo", "74", "-50%", "74", Fraction(1, 2), Status.MISSED),
    ("più di", "20", "+5", "25", Fraction(999, 1000), Status.PARTLY),
    ("più di", "20", "+5", "26", Fraction(1), Status.ACHIEVED),
    ("meno di", "20", "-5", "15", Fraction(999, 1000), Status.PARTLY),
    ("meno di", "20", "-5", "14", Fraction(1), Status.ACHIEVED),
    ("pari a", "20", "+5", "25", Fraction(1), Status.ACHIEVED),
    ("pari a", "20", "+5", "24", Fraction(0), Status.MISSED),
]


@pytest.mark.parametrize(("condition", "baseline", "written", "found", "rate", "status"), VERDICTS)
def test_the_verdict_is_by_the_absolute_target(
    condition: str, baseline: str, written: str, found: str, rate: Fraction, status: Status
) -> None:
    indicator = make("n.", condition, baseline, {2025: (written, "2024")}).with_results((), 2024)
    day = date(2025, 12, 31)
    measured = results(indicator, {"2025-12-31": found})
    assessment = assess_indicator(indicator, 2025, measured, DEFAULT_POLICY, day)
    assert (assessment.achievement_rate, assessment.status) == (rate, status)


@pytest.mark.parametrize("baseline", ["", "n.d."])
def test_without_a_base_it_cannot_be_assessed(baseline: str) -> None:
    indicator = make("n.", "almeno", baseline, {2025: ("-10%", "2024")}).with_results((), 2024)
    day = date(2025, 12, 31)
    assessment = assess_indicator(
        indicator, 2025, results(indicator, {"2025-12-31": "5"}), DEFAULT_POLICY, day
    )
    assert assessment.status is Status.NOT_ASSESSABLE
    assert assessment.not_assessable == "il traguardo è -10% rispetto al 2024, e un valore del 2024 non c'è"
    assert promise(indicator, 2025, 2024).endswith("per il 2025 il piano indica -10% rispetto al 2024.")


def test_the_arithmetic_shows_how_the_target_was_worked_out() -> None:
    indicator = make("n.", "al massimo", "1.150", {2025: ("-10%", "2024")}).with_results((), 2024)
    day = date(2025, 12, 31)
    measured = results(indicator, {"2025-12-31": "1.150"})
    assessment = assess_indicator(indicator, 2025, measured, DEFAULT_POLICY, day)
    steps = arithmetic(indicator, assessment, DEFAULT_POLICY, baseline_year=2024)
    assert [(step.key, step.text) for step in steps][:3] == [
        ("partenza", "1.150"),
        ("traguardo", "al massimo 1.035"),
        ("differenza", "−10% di 1.150 = 1.035, rispetto al valore 2024"),
    ]
    assert ("grado", "1.035 ÷ 1.150 = 90%") in [(step.key, step.text) for step in steps]


def test_the_result_of_a_year_is_of_its_end() -> None:
    indicator = make_indicator("n.")
    measured = results(
        indicator, {"2025-03-31": "1", "2025-10-31": "2", "2026-12-31": "3", "2027-06-30": "4"}
    )
    expected: dict[int, Value] = {
        2025: read_value("2", indicator.unit),
        2026: read_value("3", indicator.unit),
    }
    assert year_end_results(measured) == expected
