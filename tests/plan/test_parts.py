"""Indicators measured in parts: steps with their days, and offices with their targets; each case by hand."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.plan import units
from generator.plan.conditions import Condition
from generator.plan.indicator import Indicator
from generator.plan.italian.arithmetic import arithmetic
from generator.plan.italian.sentences import promise, result
from generator.plan.measurement import Correction, Declaration, Measurement, NotYet, PartResults, joined_parts
from generator.plan.parts import BY_OFFICE, STEPS, Aggregation
from generator.plan.policy import DEFAULT_POLICY, Status
from generator.plan.relative import RelativeTarget
from generator.plan.scoring.parts import assess_with_parts
from generator.plan.scoring.results import AssessmentReason, IndicatorAssessment
from generator.plan.units import read_value
from generator.plan.values import Percentage, Value, show, total_of
from tests.plan.examples import make_indicator, read_day, read_weight

JUNE, SEPTEMBER, DECEMBER = date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31)


def with_steps(*steps: tuple[str, str]) -> Indicator:
    """An indicator in steps; each has a deadline and a weight, empty where all count alike."""
    parts = tuple(
        replace(
            make_indicator("data", "entro", "", deadline, weight="", id_=str(number)),
            name=f"Fase {number}",
            weight=read_weight(weight) if weight else None,
        )
        for number, (deadline, weight) in enumerate(steps, start=1)
    )
    return replace(make_indicator("data", "", "", ""), parts=parts)


def with_offices(
    aggregation: str, *targets: str, unit: str = "n.", condition: str = "almeno", trajectory: str = ""
) -> Indicator:
    """An indicator of several offices, called a, b, c…; an empty target is none."""
    parts = tuple(
        replace(
            make_indicator(unit, condition, "", target, trajectory=trajectory, id_=identifier),
            name=f"Ufficio {identifier}",
            weight=None,
        )
        for identifier, target in zip("abcde", targets, strict=False)
    )
    whole = make_indicator(unit, condition, "", "", trajectory=trajectory)
    return replace(whole, parts=parts, aggregation=Aggregation(aggregation))


def measured(indicator: Indicator, day: date, *results: str) -> Measurement:
    """The results of the parts in their order; an empty one was not reported."""
    found: list[tuple[str, Value | NotYet]] = []
    for part, text in zip(indicator.parts, results, strict=False):
        if text:
            found.append((part.id, NotYet() if text == "non ancora" else read_value(text, part.unit)))
    field = STEPS if indicator.has_steps else BY_OFFICE
    return Measurement("01_01_OS01", "prova", day, PartResults(field, tuple(found)))


def assess(indicator: Indicator, *measurements: Measurement, today: date) -> IndicatorAssessment:
    return assess_with_parts(indicator, 2025, measurements, DEFAULT_POLICY, today)


def lines(indicator: Indicator, found: IndicatorAssessment) -> dict[str, str]:
    return {step.label: step.text for step in arithmetic(indicator, found, DEFAULT_POLICY, 2024)}


THREE = (("31/03/2025", "30%"), ("30/06/2025", "30%"), ("31/12/2025", "40%"))
EQUAL = tuple((deadline, "") for deadline, _ in THREE)
POINTS = (("31/03/2025", "1"), ("30/06/2025", "1"), ("31/12/2025", "2"))

# steps, results on the day, day, degree (empty: none), status, can a later result change it
STEP_CASES = [
    (THREE, ("15/03/2025", "30/06/2025", "20/12/2025"), DECEMBER, "1", "raggiunto", False),
    (THREE, ("15/03/2025", "30/06/2025", "non ancora"), DECEMBER, "3/5", "non raggiunto", False),
    (THREE, ("15/03/2025", "01/07/2025", "20/12/2025"), DECEMBER, "7/10", "parzialmente raggiunto", False),
    (THREE, ("01/04/2025", "01/07/2025", "non ancora"), DECEMBER, "0", "non raggiunto", False),
    # Not reported is not zero, and not achieved either.
    (THREE, ("15/03/2025", "30/06/2025", ""), DECEMBER, "1", "parzialmente raggiunto", True),
    (THREE, ("15/03/2025", "", "non ancora"), DECEMBER, "3/7", "non raggiunto", True),
    (THREE, ("n.d.", "30/06/2025", "20/12/2025"), DECEMBER, "1", "parzialmente raggiunto", True),
    (THREE, ("", "", ""), DECEMBER, "", "da rilevare", True),
    (EQUAL, ("15/03/2025", "30/06/2025", "20/12/2025"), DECEMBER, "1", "raggiunto", False),
    (EQUAL, ("15/03/2025", "30/06/2025", "non ancora"), DECEMBER, "2/3", "non raggiunto", False),
    (POINTS, ("15/03/2025", "30/06/2025", "non ancora"), DECEMBER, "1/2", "non raggiunto", False),
    (POINTS, ("01/04/2025", "30/06/2025", "20/12/2025"), DECEMBER, "3/4", "parzialmente raggiunto", False),
    # During the year: two of three in time and the third still to come.
    (THREE, ("15/03/2025", "30/06/2025", "non ancora"), JUNE, "3/5", "in linea", True),
    (THREE, ("15/03/2025", "20/06/2025", ""), JUNE, "1", "in linea", True),
    # 30 of 100 are late, so 70 % goes well, which is enough; of three alike it is two thirds, which is not.
    (THREE, ("01/04/2025", "20/06/2025", "non ancora"), JUNE, "3/10", "in linea", True),
    (EQUAL, ("01/04/2025", "20/06/2025", "non ancora"), JUNE, "1/3", "in ritardo", True),
    # All done before the year's end: nothing can change.
    (THREE, ("15/03/2025", "20/06/2025", "20/09/2025"), SEPTEMBER, "1", "raggiunto", False),
    (THREE, ("15/03/2025", "01/07/2025", "20/09/2025"), SEPTEMBER, "7/10", "parzialmente raggiunto", False),
]


@pytest.mark.parametrize(("steps", "results", "day", "degree", "status", "can_change"), STEP_CASES)
def test_steps(
    steps: tuple[tuple[str, str], ...],
    results: tuple[str, ...],
    day: date,
    degree: str,
    status: str,
    can_change: bool,
) -> None:
    indicator = with_steps(*steps)
    found = assess(indicator, measured(indicator, day, *results), today=day)
    assert (found.status.value, found.achievement_rate) == (status, Fraction(degree) if degree else None)
    assert found.can_change == can_change


def test_a_step_without_data_after_its_day_is_said_so() -> None:
    indicator = with_steps(*THREE)
    found = assess(indicator, measured(indicator, JUNE, "", "20/06/2025"), today=JUNE)
    reasons = [one.assessment.reason_code for one in found.parts]
    assert reasons[0] is AssessmentReason.DEADLINE_PASSED
    assert reasons[2] is AssessmentReason.NO_MEASUREMENT
    nothing = assess(indicator, today=JUNE)
    assert (nothing.status, nothing.reason_code) == (Status.TO_MEASURE, AssessmentReason.DEADLINE_PASSED)


def test_each_step_has_its_latest_result() -> None:
    """The file of June has the first two steps, that of December only the third."""
    indicator = with_steps(*THREE)
    june = measured(indicator, JUNE, "15/03/2025", "non ancora")
    december = measured(indicator, DECEMBER, "", "", "20/12/2025")
    found = assess(indicator, june, december, today=DECEMBER)
    # That the second had not come on its last day does not tell whether it came that day.
    assert found.parts[1].assessment.reason_code is AssessmentReason.DEADLINE_PASSED
    assert (found.status, found.achievement_rate) == (Status.PARTLY, 1)
    assert found.measured is not None
    assert found.measured.text() == "1: 15/03/2025; 2: non ancora; 3: 20/12/2025"
    assert found.day == DECEMBER


def test_steps_belong_to_the_years_of_their_days() -> None:
    indicator = with_steps(("31/12/2025", ""))
    later = replace(indicator.parts[0], id="2", targets={2026: read_value("30/06/2026", units.DATE)})
    indicator = replace(indicator, parts=(*indicator.parts, later))
    assert [part.id for part in indicator.parts_of(2025)] == ["1"]
    assert [part.id for part in indicator.parts_of(2026)] == ["2"]
    found = assess_with_parts(indicator, 2027, (), DEFAULT_POLICY, DECEMBER)
    assert (found.status, found.parts) == (Status.NO_TARGET, ())


def test_a_step_may_have_a_value_to_reach() -> None:
    """95% of 95%, and 40% of 80%: (100% + 50%) ÷ 2."""
    indicator = with_steps(("31/03/2025", ""), ("30/06/2025", ""))
    first, second = (
        replace(
            part,
            unit=units.PERCENT,
            condition=Condition.AT_LEAST,
            targets={2025: read_value(text, units.PERCENT)},
        )
        for part, text in zip(indicator.parts, ("95%", "80%"), strict=True)
    )
    indicator = replace(indicator, parts=(first, second))
    found = assess(indicator, measured(indicator, DECEMBER, "95%", "40%"), today=DECEMBER)
    assert found.achievement_rate == Fraction(3, 4)
    assert lines(indicator, found)["Grado di raggiungimento"] == "(100% + 50%) ÷ 2 = 75%"


# aggregation, targets, results on 31/12, degree (empty: none), status, can a later result change it
OFFICE_CASES = [
    ("media", ("10", "20"), ("10", "10"), "3/4", "parzialmente raggiunto", False),
    ("media", ("10", "20"), ("10", "20"), "1", "raggiunto", False),
    # The mean is that of the degrees, not of the values: 20 of 20 does not make up for 0 of 10.
    ("media", ("10", "20"), ("0", "40"), "1/2", "non raggiunto", False),
    ("media", ("10", "20"), ("10", ""), "1", "parzialmente raggiunto", True),
    ("media", ("10", "20"), ("", ""), "", "da rilevare", True),
    # An office without a target takes no part.
    ("media", ("10", "n.d."), ("10", "3"), "1", "raggiunto", False),
    ("media", ("n.d.", "n.d."), ("10", "3"), "", "senza target", False),
    ("peggiore", ("10", "20"), ("10", "16"), "4/5", "parzialmente raggiunto", False),
    ("peggiore", ("10", "20"), ("10", "20"), "1", "raggiunto", False),
    ("peggiore", ("10", "20", "30"), ("10", "20", "15"), "1/2", "non raggiunto", False),
    ("peggiore", ("10", "20"), ("10", ""), "1", "parzialmente raggiunto", True),
    # 10 + 25 of 10 + 20; 12 of 30; 12 of 10, since of the other nothing is known.
    ("somma", ("10", "20"), ("10", "25"), "1", "raggiunto", False),
    ("somma", ("10", "20"), ("2", "28"), "1", "raggiunto", False),
    ("somma", ("10", "20"), ("2", "10"), "2/5", "non raggiunto", False),
    ("somma", ("10", "20"), ("12", ""), "1", "parzialmente raggiunto", True),
    ("somma", ("10", "20"), ("5", ""), "1/2", "non raggiunto", True),
    ("somma", ("10", "20"), ("", ""), "", "da rilevare", True),
]


@pytest.mark.parametrize(
    ("aggregation", "targets", "results", "degree", "status", "can_change"), OFFICE_CASES
)
def test_offices(
    aggregation: str,
    targets: tuple[str, ...],
    results: tuple[str, ...],
    degree: str,
    status: str,
    can_change: bool,
) -> None:
    indicator = with_offices(aggregation, *targets)
    found = assess(indicator, measured(indicator, DECEMBER, *results), today=DECEMBER)
    assert (found.status.value, found.achievement_rate) == (status, Fraction(degree) if degree else None)
    assert found.can_change == can_change


# aggregation, results on 30/06 of targets 10 and 20, degree, status
DURING = [
    ("media", ("10", "10"), "3/4", "in ritardo"),
    ("media", ("10", "20"), "1", "in linea"),
    ("peggiore", ("10", "10"), "1/2", "in ritardo"),
    ("peggiore", ("10", "20"), "1", "in linea"),
    ("somma", ("5", "30"), "1", "in linea"),
    ("somma", ("5", "10"), "1/2", "in ritardo"),
]


@pytest.mark.parametrize(("aggregation", "results", "degree", "status"), DURING)
def test_offices_during_the_year(
    aggregation: str, results: tuple[str, ...], degree: str, status: str
) -> None:
    indicator = with_offices(aggregation, "10", "20")
    found = assess(indicator, measured(indicator, JUNE, *results), today=JUNE)
    assert (found.status.value, found.achievement_rate) == (status, Fraction(degree))
    assert found.can_change


def test_a_whole_can_be_declared_not_assessable() -> None:
    indicator = replace(with_offices("media", "10", "20"), not_assessable={2025: "la legge è cambiata"})
    found = assess(indicator, measured(indicator, DECEMBER, "10", "20"), today=DECEMBER)
    assert (found.status, found.not_assessable) == (Status.NOT_ASSESSABLE, "la legge è cambiata")


def test_a_correction_of_one_part_leaves_the_others() -> None:
    indicator = with_offices("media", "10", "20")
    measurement = measured(indicator, DECEMBER, "10", "10")
    corrected = PartResults(
        BY_OFFICE, (("a", read_value("10", units.NUMBER)), ("b", read_value("20", units.NUMBER)))
    )
    measurement = replace(measurement, corrections=(Correction(corrected, "contati male", DECEMBER),))
    assert assess(indicator, measurement, today=DECEMBER).achievement_rate == 1
    of_a, of_b = measurement.of_part("a"), measurement.of_part("b")
    assert of_a is not None
    assert of_b is not None
    assert (len(of_a.corrections), len(of_b.corrections)) == (0, 1)
    assert measurement.of_part("c") is None


WORDS = [
    (
        with_steps(*THREE),
        ("15/03/2025", "30/06/2025", "non ancora"),
        DECEMBER,
        "2 fasi su 3 nei tempi, peso 60%",
    ),
    (
        with_steps(*EQUAL),
        ("15/03/2025", "30/06/2025", "non ancora"),
        DECEMBER,
        "2 fasi su 3 nei tempi, peso 66,7%",
    ),
    (with_steps(*THREE), ("15/03/2025", "", ""), JUNE, "1 fase su 1 nei tempi, peso 100%"),
    (with_offices("media", "10", "20"), ("10", "10"), DECEMBER, "(100% + 50%) ÷ 2 = 75%"),
    (with_offices("peggiore", "10", "20"), ("10", "16"), DECEMBER, "il più basso di 100%, 80%: 80%"),
    (with_offices("somma", "10", "20"), ("2", "10"), DECEMBER, "12 ÷ 30 = 40%"),
]


@pytest.mark.parametrize(("indicator", "results", "day", "words"), WORDS)
def test_the_degree_in_words(indicator: Indicator, results: tuple[str, ...], day: date, words: str) -> None:
    found = assess(indicator, measured(indicator, day, *results), today=day)
    assert lines(indicator, found)["Grado di raggiungimento"] == words


def test_what_is_missing_is_said() -> None:
    indicator = with_offices("media", "10", "20", "30", "40", "50")
    found = assess(indicator, measured(indicator, DECEMBER, "10", "20", "30"), today=DECEMBER)
    assert lines(indicator, found)["Esito"] == (
        "parzialmente raggiunto: il grado è 100%, ma ci sono solo dati di 3 uffici su 5: «raggiunto» si dice "
        "quando si sa di tutti"
    )
    total = with_offices("somma", "10", "20", "30")
    found = assess(total, measured(total, DECEMBER, "4", "", "6"), today=DECEMBER)
    said = lines(total, found)
    assert said["Somma dei traguardi (dati di 2 uffici su 3)"] == "10 + 30 = 40"
    assert said["Somma dei valori"] == "4 + 6 = 10"


def test_sentences() -> None:
    steps, offices = with_steps(*THREE), with_offices("somma", "10", "20")
    assert promise(steps, 2025, 2024) == "Per il 2025 l'ente si è impegnato a concludere 3 fasi."
    assert promise(offices, 2025, 2024) == (
        "Per il 2025 il piano fissa il traguardo di 2 uffici, in tutto almeno 30."
    )
    assert promise(steps, 2026, 2024) == "Per il 2026 il piano non fissa un traguardo."
    assert result(steps, measured(steps, JUNE, "15/03/2025", "non ancora")) == (
        "Al 30 giugno 2025 c'erano dati di 2 fasi."
    )


TOTALS = [
    ("n.", ("2", "10"), "12"),
    ("€", ("27.300,50 €", "100,00 €"), "27.400,50 €"),
    ("h", ("08:30", "00:45"), "09:15"),
    ("gg", ("4,5", "3"), "7,5"),
    ("%", ("4%", "3%"), None),
    ("n.", ("2", "9,85%"), None),
    ("n.", ("2", "n.d."), None),
    ("data", ("31/01/2025", "31/01/2025"), None),
    ("h", ("08:30", "6"), "14:30"),
    ("h", ("1,5", "6"), "7,5"),
    # 0,6 minutes are no whole minute.
    ("h", ("08:30", "0,01"), None),
]


@pytest.mark.parametrize(("unit", "values", "total"), TOTALS)
def test_totals(unit: str, values: tuple[str, ...], total: str | None) -> None:
    read = units.read_unit(unit)
    found = total_of([read_value(value, read) for value in values])
    assert (None if found is None else show(found)) == total


results = st.lists(st.one_of(st.none(), st.integers(0, 40)), min_size=3, max_size=3)


@given(
    st.sampled_from(["somma", "media", "peggiore"]),
    results,
    st.integers(0, 2),
    st.sampled_from([JUNE, DECEMBER]),
)
def test_a_better_result_of_an_office_is_never_worse(
    aggregation: str, values: list[int | None], which: int, day: date
) -> None:
    indicator = with_offices(aggregation, "10", "20", "30")
    texts = ["" if value is None else str(value) for value in values]
    before = assess(indicator, measured(indicator, day, *texts), today=day)
    rate = before.achievement_rate
    assert (rate is None) == (not any(texts))
    assert rate is None or 0 <= rate <= 1
    if texts[which]:
        texts[which] = str(int(texts[which]) + 5)
        after = assess(indicator, measured(indicator, day, *texts), today=day).achievement_rate
        assert after is not None
        assert rate is not None
        assert after >= rate


@given(st.lists(st.sampled_from(["", "15/03/2025", "20/12/2025", "non ancora"]), min_size=3, max_size=3))
def test_achieved_is_said_only_of_steps_that_are_all_known_and_in_time(texts: list[str]) -> None:
    indicator = with_steps(*THREE)
    found = assess(indicator, measured(indicator, DECEMBER, *texts), today=DECEMBER)
    in_time = [
        bool(text) and text != "non ancora" and read_day(text) <= read_day(deadline)
        for text, (deadline, _) in zip(texts, THREE, strict=True)
    ]
    assert (found.status is Status.ACHIEVED) == all(in_time)


def in_words(*declared: tuple[str, str, str]) -> Measurement:
    """The results in words of offices: id, declared degree, declared status; «raggiunto» is said of all."""
    results = tuple((part, read_value("in corso", units.TEXT)) for part, _, _ in declared)
    own = tuple(
        (
            part,
            Declaration(Percentage(Decimal(degree)) if degree else None, Status(status) if status else None),
        )
        for part, degree, status in declared
        if degree or status
    )
    found = PartResults(BY_OFFICE, results, own)
    return Measurement("01_01_OS01", "prova", JUNE, found, declared_status=Status.ACHIEVED)


# declared of a, b, c (of none: what is said of all); degree and status of the indicator in June
DECLARED = [
    ((("a", "60", ""), ("b", "40", ""), ("c", "", "")), "2/3", "in ritardo"),
    ((("a", "60", "in linea"), ("b", "40", ""), ("c", "", "")), "2/3", "in ritardo"),
    ((("a", "60", "in linea"), ("b", "40", "in linea"), ("c", "", "")), "2/3", "in linea"),
    ((("a", "", "non raggiunto"), ("b", "", "raggiunto"), ("c", "", "")), "2/3", "in ritardo"),
    ((("a", "", ""), ("b", "", ""), ("c", "", "")), "1", "in linea"),
]


@pytest.mark.parametrize(("declared", "degree", "status"), DECLARED)
def test_each_office_has_its_declared_degree(
    declared: tuple[tuple[str, str, str], ...], degree: str, status: str
) -> None:
    indicator = with_offices("media", "fatto", "fatto", "fatto", unit="testo", condition="pari a")
    found = assess(indicator, in_words(*declared), today=JUNE)
    assert (found.achievement_rate, found.status.value) == (Fraction(degree), status)


def test_offices_that_are_added_up_have_their_own_condition_and_day() -> None:
    """Nothing is said of the indicator: 6 + 3 of 5 + 4 by 30 September, the day of each of them."""
    whole = with_offices("somma", "5", "4")
    parts = tuple(replace(part, due_days={2025: SEPTEMBER}) for part in whole.parts)
    indicator = replace(whole, condition=None, condition_text="", parts=parts)
    found = assess(indicator, measured(indicator, SEPTEMBER, "6", "3"), today=SEPTEMBER)
    assert (found.status, found.achievement_rate, found.can_change) == (Status.ACHIEVED, 1, False)


def test_a_difference_that_nobody_can_work_out_is_not_no_target() -> None:
    relative = RelativeTarget("-10%", "2024", Percentage(Decimal(10)), is_decrease=True, is_share=True)
    whole = with_offices("media", "", "")
    parts = tuple(replace(part, relative_targets={2025: relative}) for part in whole.parts)
    found = assess(replace(whole, parts=parts), today=JUNE)
    assert found.status is Status.NOT_ASSESSABLE
    assert found.not_assessable == "il traguardo è -10% rispetto al 2024, e un valore del 2024 non c'è"


def test_offices_that_report_apart_keep_what_each_declares() -> None:
    day = date(2025, 6, 30)
    text = read_value("bozza", units.TEXT)
    eighty, sixty = (Percentage(Decimal(points)) for points in (80, 60))
    one = Measurement("A", "x", day, PartResults(BY_OFFICE, (("anagrafe", text),)), declared_degree=eighty)
    own = (("tributi", Declaration(sixty)),)
    other = Measurement("A", "x", day, PartResults(BY_OFFICE, (("tributi", text), ("urp", text)), own))
    joined = joined_parts(one, other)
    assert joined is not None
    assert joined.declared_degree is None
    degrees = {part: joined.of_part(part).declared_degree for part in ("anagrafe", "tributi", "urp")}
    assert degrees == {"anagrafe": eighty, "tributi": sixty, "urp": None}
