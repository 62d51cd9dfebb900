"""Monitoring in the open data: on any day the assessments can be recomputed from the tables alone.

The recomputation below shares no code with the site: it reads the tables and follows the method
as the design describes it.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from generator.checks.checked_plan import check_plan
from generator.plan.italian.arithmetic import arithmetic
from generator.plan.model import Plan
from generator.plan.policy import Status
from generator.plan.scoring.assessment import PlanAssessment, assess_plan
from tests.opendata.in_memory import rows_of
from tests.opendata.pivot import Wide, cell_of, is_set, wide_rows

INVENTED = Path(__file__).parents[1] / "data" / "ente-di-prova" / "plan_data" / "2025-2026"
DAYS = [None, date(2025, 1, 31), date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31), date(2027, 1, 1)]

Row = Mapping[str, Any]


@pytest.fixture(scope="module")
def plan() -> Plan:
    loaded = check_plan(INVENTED, INVENTED)
    assert loaded.is_valid
    assert loaded.plan is not None
    return loaded.plan


def published(rows: Any) -> list[Row]:
    """The rows of a table, with days as the texts that files have."""
    return [
        {name: cell.isoformat() if isinstance(cell, date) else cell for name, cell in row.items()}
        for row in rows
    ]


def indicators_of(plan: Plan, assessment: PlanAssessment | None = None) -> list[Wide]:
    """The rows of the indicators, with a column for each year."""
    return wide_rows(lambda table: published(rows_of(plan, table, assessment)), None)


def method(plan: Plan, assessment: PlanAssessment) -> Row:
    rows = published(rows_of(plan, "valutazione", assessment))
    return {row["voce"]: cell_of(row) if is_set(cell_of(row)) else row["valore_testo"] for row in rows}


@pytest.mark.parametrize("today", DAYS)
def test_the_assessments_follow_from_the_tables_alone(plan: Plan, today: date | None) -> None:
    assessment = assess_plan(plan, today)
    policy = method(plan, assessment)
    rows = indicators_of(plan, assessment)
    assert len(rows) == plan.indicator_count
    for row in rows:
        for year in plan.years:
            name = f"{row['codice_obiettivo']}#{row['indicatore']} {year}"
            expected, rate, status = recompute(row, year, policy)
            assert row[f"esito_{year}"] == status, name
            assert _near(row[f"grado_{year}"], rate, 4), name
            assert _near(row[f"atteso_{year}"], expected, 6), name


@pytest.mark.parametrize("today", DAYS)
def test_the_scores_follow_from_the_tables_alone(plan: Plan, today: date | None) -> None:
    assessment = assess_plan(plan, today)
    policy = method(plan, assessment)
    indicators = indicators_of(plan, assessment)
    rows = [row for row in published(rows_of(plan, "esiti", assessment)) if not row["indicatore"]]
    assert len(rows) == len(plan.objectives) * len(plan.years)
    for row in rows:
        code = row["codice_obiettivo"]
        weighed = [
            (Fraction(i["peso"]), recompute(i, row["anno"], policy)[1])
            for i in indicators
            if i["codice_obiettivo"] == code
        ]
        measured = [(weight, rate) for weight, rate in weighed if rate is not None]
        weight = sum(w for w, _ in measured)
        score = sum(w * r for w, r in measured) / weight if weight else None
        assert _near(row["grado"], score, 4), code
        assert row["rilevati"] == len(measured), code


@pytest.mark.parametrize("today", DAYS)
def test_the_arithmetic_of_the_page_shows_the_numbers_of_the_tables(plan: Plan, today: date | None) -> None:
    assessment = assess_plan(plan, today)
    rows = {(row["codice_obiettivo"], row["indicatore"]): row for row in indicators_of(plan, assessment)}
    for objective in plan.objectives:
        for indicator in objective.indicators:
            row = rows[objective.code, indicator.id]
            for year in plan.years:
                indicator_assessment = assessment.of_indicator(objective, indicator, year)
                steps = {
                    s.key: s.text
                    for s in arithmetic(indicator, indicator_assessment, plan.policy, plan.baseline_year)
                }
                name = f"{objective.code}#{indicator.id} {year}: {steps}"
                label = plan.policy.label(Status(row[f"esito_{year}"]))
                assert steps["esito"].startswith(f"{label}: "), name
                assert ("grado" in steps) == (row[f"grado_{year}"] is not None), name
                assert ("rilevato" in steps) == bool(row[f"rilevato_{year}_testo"]), name
                if "grado" in steps:
                    assert abs(_last_number(steps["grado"]) - row[f"grado_{year}"]) <= Decimal("0.05"), name
                if isinstance(row[f"atteso_{year}"], Decimal):
                    whole = "arrotondato all'intero" in steps["atteso"]
                    allowed = Decimal(1) if whole else Decimal("0.005")
                    assert abs(_first_number(steps["atteso"]) - row[f"atteso_{year}"]) <= allowed, name
                if isinstance(row[f"scarto_{year}"], Decimal) and row["unita"] != "data":
                    distance = row[f"scarto_{year}"]
                    assert abs(_first_number(steps["scarto"]) - distance) <= Decimal("0.005"), name


def test_the_invented_body_has_every_status(plan: Plan) -> None:
    for today, year in ((None, 2025), (None, 2026)):
        assessment = assess_plan(plan, today)
        found = {assessment.of_indicator(o, i, year).status for o in plan.objectives for i in o.indicators}
        at_the_end = {Status.ACHIEVED, Status.PARTLY, Status.MISSED, Status.NO_TARGET, Status.NOT_ASSESSABLE}
        # A part of a target is no last word before the year is over.
        assert found == (at_the_end if year == 2025 else set(Status) - {Status.PARTLY})
    statuses = {assessment.of_objective(o, year).status for o in plan.objectives for year in plan.years}
    assert statuses == set(Status)


def test_the_invented_body_has_every_unit_condition_and_trajectory(plan: Plan) -> None:
    rows = indicators_of(plan)
    assert {row["unita"] for row in rows} == {"n.", "%", "€", "data", "sì/no", "h", "gg"}
    assert {row["condizione"] for row in rows} == {"almeno", "al massimo", "pari a", "entro", None}
    assert {row["andamento_2025"] for row in rows} == {"cumulato", "livello", "lineare", None}
    assert (len(plan.areas), len(plan.objectives), len(plan.years)) == (3, 13, 2)


def test_before_anything_is_measured(plan: Plan) -> None:
    rows = indicators_of(plan, assess_plan(plan, date(2025, 1, 31)))
    statuses = {row["esito_2025"] for row in rows}
    assert statuses == {"da rilevare", "senza target", "non valutabile"}
    assert {row["grado_2025"] for row in rows} == {None}


def test_the_real_plan_has_no_results(real_plan: Plan) -> None:
    """Nobody has measured it, and nothing is invented: the two rows without condition say so."""
    rows = indicators_of(real_plan)
    statuses = [row["esito_2025"] for row in rows]
    assert (statuses.count("da rilevare"), statuses.count("non valutabile"), len(statuses)) == (413, 2, 415)
    assert rows_of(real_plan, "rilevazioni") == []
    assert method(real_plan, assess_plan(real_plan))["predefinita"] is True


def test_a_correction_is_published_with_both_values(plan: Plan) -> None:
    (row,) = published(rows_of(plan, "rettifiche"))
    assert {name: cell for name, cell in row.items() if is_set(cell)} == {
        "periodo": "2025-2026",
        "codice_obiettivo": "01_01_OS01",
        "indicatore": "prestiti",
        "giorno": "2025-12-31",
        "numero": 1,
        "rettificato_il": "2026-02-20",
        "prima_testo": "12.350",
        "valore_numero": 11400,
        "valore_testo": "11.400",
        "unita": "n.",
        "motivo": "i rinnovi erano stati contati come prestiti nuovi",
    }
    corrected = [one for one in published(rows_of(plan, "rilevazioni")) if one["pubblicato_testo"]]
    assert [(one["indicatore"], one["valore_testo"], one["pubblicato_testo"]) for one in corrected] == [
        ("prestiti", "11.400", "12.350")
    ]


def test_measurements_come_by_objective_indicator_and_day(plan: Plan) -> None:
    places = [(o.code, i.id) for o in plan.objectives for i in o.indicators]
    keys = [
        (places.index((r["codice_obiettivo"], r["indicatore"])), r["giorno"])
        for r in published(rows_of(plan, "rilevazioni"))
    ]
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys)) == len(plan.measurements)


def test_the_method_is_published(plan: Plan) -> None:
    assert method(plan, assess_plan(plan)) == {
        "al": "2026-06-30",
        "smvp": plan.policy.reference,
        "predefinita": False,
        "raggiunto": 100,
        "parzialmente raggiunto": 70,
        "in linea": 70,
        "tetto": 100,
        "tolleranza": 0,
        "pesi": "percentuale",
    }


def recompute(row: Row, year: int, policy: Row) -> tuple[Fraction | None, Fraction | None, str]:
    """Expected value (`None` if not a number), rate of achievement and status, from a row and the method."""
    target, value = row[f"target_{year}"], row[f"rilevato_{year}"]
    text, day = row[f"rilevato_{year}_testo"] or "", row[f"data_rilevazione_{year}"]
    if target is None:
        return None, None, "senza target"
    if row["condizione"] is None or row[f"non_valutabile_{year}"]:
        return None, None, "non valutabile"
    waits = text.casefold() == "non ancora"
    passed = row["unita"] == "data" and row["condizione"] != "almeno" and policy["al"] > target
    # Only what was measured after a deadline tells whether it was kept.
    if not text or (passed and waits and day <= target):
        return None, None, "da rilevare"
    over = policy["al"] >= f"{year}-12-31"
    if waits:
        late = row["condizione"] != "almeno" and day > target
        return None, Fraction(0), _final(Fraction(0), policy) if over or late else "in linea"
    rate = _achievement_rate(row, value, target, policy)
    expected = _expected(row, year, target, day)
    shown = expected if isinstance(target, Decimal) else None
    if over or _settled(row, year, value, target, rate):
        return shown, rate, _final(rate, policy)
    return shown, rate, "in linea" if _is_on_track(row, year, value, expected, target) else "in ritardo"


def _final(rate: Fraction, policy: Row) -> str:
    if rate * 100 >= policy["raggiunto"]:
        return "raggiunto"
    return "parzialmente raggiunto" if rate * 100 >= policy["parzialmente raggiunto"] else "non raggiunto"


def _is_met(row: Row, value: Any, target: Any, year: int | None = None) -> bool:
    match row["condizione"]:
        case "almeno":
            return bool(value >= target)
        case "pari a":
            if isinstance(target, Decimal) and year:
                return bool(abs(value - target) <= row[f"tolleranza_{year}"])
            return bool(value == target)
        case _:
            return bool(value <= target)


def _achievement_rate(row: Row, value: Any, target: Any, policy: Row) -> Fraction:
    year = next(y for y in (2025, 2026) if row[f"target_{y}"] == target and row[f"rilevato_{y}"] == value)
    if not isinstance(target, Decimal) or row["condizione"] == "pari a" or _is_met(row, value, target, year):
        return Fraction(int(_is_met(row, value, target, year)))
    if target > 0:
        ratio = Fraction(value) / Fraction(target)
        return max(Fraction(0), ratio) if row["condizione"] == "almeno" else 1 / ratio
    start = row["stato_2024"]
    if start is None or _is_met(row, start, target):
        return Fraction(0)
    return max(Fraction(0), Fraction(value - start) / Fraction(target - start))


def _elapsed(day: str) -> Fraction:
    then = date.fromisoformat(day)
    return Fraction(
        (then - date(then.year - 1, 12, 31)).days,
        (date(then.year, 12, 31) - date(then.year - 1, 12, 31)).days,
    )


def _expected(row: Row, year: int, target: Any, day: str) -> Any:
    start = row["stato_2024"]
    if row[f"andamento_{year}"] == "cumulato":
        return Fraction(target) * _elapsed(day)
    if row[f"andamento_{year}"] == "lineare" and start is not None and not _is_met(row, start, target):
        return Fraction(start) + Fraction(target - start) * _elapsed(day)
    return Fraction(target) if isinstance(target, Decimal) else target


def _settled(row: Row, year: int, value: Any, target: Any, rate: Fraction) -> bool:
    if row["unita"] == "data":
        return True
    if row[f"andamento_{year}"] != "cumulato":
        return False
    if row["condizione"] == "pari a":
        return bool(value > target + row[f"tolleranza_{year}"])
    return rate == int(row["condizione"] == "almeno")


def _is_on_track(row: Row, year: int, value: Any, expected: Any, target: Any) -> bool:
    if row["condizione"] != "pari a" or not isinstance(target, Decimal):
        return _is_met(row, value, expected)
    return _is_met(row, value, target, year) or min(expected, target) <= value <= max(expected, target)


def _near(shown: Any, exact: Fraction | None, places: int) -> bool:
    """Whether a published number is the exact one, rounded; rates are published in percentage points."""
    if exact is None:
        return not isinstance(shown, Decimal)
    scaled = exact * 100 if places == 4 else exact
    return isinstance(shown, Decimal) and abs(Fraction(shown) - scaled) <= Fraction(1, 2 * 10**places)


_NUMBER = re.compile(r"-?\d[\d.]*(?:,\d+)?")


_CLOCK = re.compile(r"([-+]?)(?:(\d+) or[ae])?(?: e )?(?:(\d+) minut[io])?")


def _first_number(text: str) -> Decimal:
    """The first number of a text; hours and minutes in hours."""
    if match := _CLOCK.fullmatch(text):
        minutes = int(match[2] or 0) * 60 + int(match[3] or 0)
        return Decimal(-minutes if match[1] == "-" else minutes) / 60
    return _decimal(_NUMBER.findall(text)[0])


def _last_number(text: str) -> Decimal:
    return _decimal(_NUMBER.findall(text)[-1])


def _decimal(italian: str) -> Decimal:
    return Decimal(italian.replace(".", "").replace(",", "."))
