"""The trend of an indicator in its plan: where its lines run, worked out by hand, and its labels."""

from datetime import date

import pytest

from generator.site.views.trend import Trend, trend_of
from tests.plan.examples import make_indicator, make_measurements

JUNE, DECEMBER = date(2025, 6, 30), date(2025, 12, 31)


def trend(unit: str, condition: str, values: tuple[str, str], results: dict[date, str]) -> Trend | None:
    indicator = make_indicator(unit, condition, *values)
    measured = [one for day, text in results.items() for one in make_measurements(indicator, text, day)]
    return trend_of(indicator, measured, 2025, 2024)


def test_baseline_target_and_measurements_from_left_to_right() -> None:
    """365 days over 960 of width: the first of January is 3 from the left, 30 June 476; 10 to 20 over 760."""
    found = trend("n.", "almeno", ("10", "20"), {JUNE: "12", DECEMBER: "18"})
    assert found is not None
    assert [(line.key, line.points) for line in found.lines] == [
        ("traguardi-0", ((23, 120), (980, 120))),
        # The values of the year, and those of the ends of years.
        ("valori", ((496, 728), (980, 272))),
        ("valori", ((20, 880), (980, 272))),
        ("partenza", ((20, 880),)),
    ]
    assert [(one.key, one.label, one.text) for one in found.labels] == [
        ("partenza", "partenza 2024", "10"),
        ("traguardi-0", "traguardo 2025", "20"),
        ("valori", "rilevato il 31/12/2025", "18"),
    ]


def test_no_line_leads_from_a_whole_year_into_the_next() -> None:
    """What is counted from January is less in June than it was at the end of the year before."""
    found = trend("n.", "almeno", ("10", "20"), {JUNE: "12"})
    assert found is not None
    assert [line.points for line in found.lines if line.key == "valori"] == [((496, 728),)]


@pytest.mark.parametrize(
    ("unit", "condition", "values", "results"),
    [
        ("n.", "almeno", ("10", "20"), {}),
        ("n.", "almeno", ("10", "20"), {JUNE: "nv"}),
        ("n.", "almeno", ("10", "20"), {JUNE: "n.d."}),
        ("data", "entro", ("", "30/06/2025"), {JUNE: "28/06/2025"}),
        ("sì/no", "", ("no", "sì"), {JUNE: "sì"}),
    ],
)
def test_what_is_no_quantity_has_no_trend(
    unit: str, condition: str, values: tuple[str, str], results: dict[date, str]
) -> None:
    assert trend(unit, condition, values, results) is None


def test_one_value_that_never_changed_runs_in_the_middle() -> None:
    found = trend("%", "almeno", ("80%", "80%"), {DECEMBER: "80%"})
    assert found is not None
    assert {y for line in found.lines for _, y in line.points} == {500}
