"""Every verdict of the invented bodies, recomputed from its published files alone.

The reader below knows the columns of the tables and the method of the editors' guide, and shares no code
with the program. What it needs and cannot find would be missing from the open data. It starts from the
measurements as published, not from the values that the table of indicators repeats beside its verdicts.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest

from tests.opendata.conftest import Site, built_in_memory
from tests.opendata.pivot import Wide, cell_of, wide_rows

Row = Mapping[str, str]
#: Statuses that rest on a measurement, and those that say that things go as promised.
MEASURED = {"raggiunto", "parzialmente raggiunto", "non raggiunto", "in linea", "in ritardo"}
GOING_WELL = {"raggiunto", "in linea"}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Verdict:
    """A status with its rate (a degree or a score), as a fraction of one.

    `can_change`: a later measurement of the year could change it, or give one.
    """

    status: str
    rate: Fraction | None = None
    can_change: bool = False

    @property
    def is_final(self) -> bool:
        return self.rate is not None and not self.can_change


@dataclass(frozen=True)
class Files:
    """The published tables."""

    site: Site

    def rows(self, table: str) -> list[Row]:
        return _rows(self.site.read(f"{table}.csv"))

    @property
    def indicators(self) -> list[Wide]:
        """The indicators, with a column for each year."""
        return wide_rows(self.rows)

    @property
    def years(self) -> tuple[int, ...]:
        return self.site.published.plan.years

    @property
    def method(self) -> Row:
        return {row["voce"]: cell_of(row) or row["valore_testo"] for row in self.rows("valutazione")}


@cache
def _rows(content: bytes) -> list[Row]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


BODIES = (
    "ente-di-prova/plan_data/2025-2026",
    "ministero-di-prova/plan_data/2026-2028",
    "ateneo-di-prova/plan_data/2025",
    "agenzia-di-prova/plan_data/2026-2028",
    "comune-di-prova/plan_data/2026-2028",
    "ospedale-di-prova/plan_data/2026",
    "fondi-di-prova/plan_data/2026-2028",
    "due-periodi/plan_data/2026-2028",
)


@pytest.fixture(scope="session", params=BODIES)
def body(request: pytest.FixtureRequest) -> Site:
    return built_in_memory(request.param)


@pytest.fixture
def files(body: Site) -> Files:
    return Files(body)


@pytest.fixture
def invented_files(invented: Site) -> Files:
    return Files(invented)


# ---- The method


def number(cell: str) -> Fraction:
    """A typed cell as a number: days and answers too, so that they can be compared."""
    if DAY.fullmatch(cell):
        return Fraction(date.fromisoformat(cell).toordinal())
    return Fraction({"true": "1", "false": "0"}.get(cell, cell))


def amount(row: Row, name: str) -> Fraction:
    """A value of a row, exact: a time from its text, since few minutes are a decimal part of an hour."""
    clock = re.fullmatch(r"(\d+):(\d\d)", row.get(f"{name}_testo") or "")
    return int(clock[1]) + Fraction(int(clock[2]), 60) if clock else number(row[name])


def measured(measurement: Row) -> Fraction:
    """The value of a measurement, exact."""
    return amount({"valore": cell_of(measurement), "valore_testo": measurement["valore_testo"]}, "valore")


def share(method: Row, item: str) -> Fraction:
    return Fraction(method[item]) / 100


def is_met(condition: str, value: Fraction, target: Fraction, tolerance: Fraction) -> bool:
    if condition == "almeno":
        return value >= target
    if condition == "più di":
        return value > target
    if condition == "meno di":
        return value < target
    if condition == "pari a":
        return abs(value - target) <= tolerance
    return value <= target


def degree(row: Row, year: int, value: Fraction, cap: Fraction) -> Fraction:
    """The degree of a value: by ratio to a target above zero, else by the way made from the baseline."""
    condition = row[f"condizione_{year}"]
    if condition == "tra":
        low, high = bounds(row, year)
        if low <= value <= high:
            return Fraction(1)
        missed = ("almeno", low) if value < low else ("al massimo", high)
        return degree_of(row, year, value, cap, *missed)
    found = degree_of(row, year, value, cap, condition, amount(row, f"target_{year}"))
    if condition in ("più di", "meno di") and not is_met(
        condition, value, amount(row, f"target_{year}"), Fraction(0)
    ):
        return min(found, Fraction(999, 1000))
    return found


def bounds(row: Row, year: int) -> tuple[Fraction, Fraction]:
    """The lower and the upper bound of a range."""
    return number(row[f"target_minimo_{year}"]), number(row[f"target_massimo_{year}"])


def degree_of(
    row: Row, year: int, value: Fraction, cap: Fraction, condition: str, target: Fraction
) -> Fraction:
    """The degree for a condition and one number; that of a strict condition still has to be cut."""
    cell, tolerance = row[f"target_{year}"], tolerance_of(row, year)
    met = is_met(condition, value, target, tolerance)
    is_amount = not row["scala"] and not DAY.fullmatch(cell) and cell not in ("true", "false")
    if condition == "pari a" or not is_amount:
        return Fraction(met)
    if target > 0 and condition in ("almeno", "più di"):
        return min(cap, max(Fraction(0), value / target))
    if target > 0:
        return min(cap, target / value) if value > 0 else cap
    if met:
        return Fraction(1)
    baseline = baseline_of(row, year)
    if baseline is None or baseline == target or is_met(condition, baseline, target, tolerance):
        return Fraction(0)
    return max(Fraction(0), (value - baseline) / (target - baseline))


def tolerance_of(row: Row, year: int) -> Fraction:
    return Fraction(row[f"tolleranza_{year}"] or 0)


def baseline_of(row: Row, year: int) -> Fraction | None:
    """The baseline, unless it is missing or of another kind than the target."""
    baseline, target = row["valore_partenza"], row[f"target_{year}"] or row[f"target_minimo_{year}"]
    if not baseline or bool(DAY.fullmatch(baseline)) != bool(DAY.fullmatch(target)):
        return None
    return amount(row, "valore_partenza")


def is_on_track(row: Row, year: int, value: Fraction, day: str) -> bool:
    """Whether a value is no worse than what is expected on its day."""
    condition, tolerance = row[f"condizione_{year}"], tolerance_of(row, year)
    if condition == "tra":
        assert row[f"andamento_{year}"] == "livello"
        low, high = bounds(row, year)
        return low <= value <= high
    target, baseline = amount(row, f"target_{year}"), baseline_of(row, year)
    passed = Fraction((date.fromisoformat(day) - date(year - 1, 12, 31)).days)
    elapsed = passed / (date(year, 12, 31) - date(year - 1, 12, 31)).days
    expected = target
    if row[f"andamento_{year}"] == "cumulato":
        expected = target * elapsed
    elif (
        row[f"andamento_{year}"] == "lineare"
        and baseline is not None
        and not is_met(condition, baseline, target, tolerance)
    ):
        expected = baseline + (target - baseline) * elapsed
    if condition == "pari a":
        between = min(expected, target) <= value <= max(expected, target)
        return between or is_met(condition, value, target, tolerance)
    return is_met(condition, value, expected, Fraction(0))


def at_the_end(rate: Fraction, method: Row) -> str:
    for status in ("raggiunto", "parzialmente raggiunto"):
        if rate >= share(method, status):
            return status
    return "non raggiunto"


def is_over(year: int, method: Row) -> bool:
    return method["al"] >= f"{year}-12-31"


def verdict_of(row: Row, year: int, measurements: Iterable[Row], declared: bool, method: Row) -> Verdict:
    """The verdict on an indicator, or on a part of one."""
    is_text = (row[f"unita_{year}"] or row["unita"]) == "testo"
    if not row[f"target_{year}"] and row[f"rispetto_a_{year}"]:
        return Verdict("non valutabile")
    has_words = is_text and row[f"target_{year}_testo"] not in ("", "n.d.")
    if not row[f"target_{year}"] and not row[f"target_minimo_{year}"] and not has_words:
        return Verdict("senza target")
    due = row[f"termine_{year}"] or f"{year}-12-31"
    over = method["al"] >= due
    known = [one for one in measurements if one["giorno"][:4] == str(year) and one["giorno"] <= method["al"]]
    told = [one for one in known if one["valore_testo"] not in ("", "n.d.") or one["non_valutabile"]]
    # The last one by the day that the target is due, or the first after it.
    told.sort(key=lambda one: one["giorno"])
    by_then = [one for one in told if one["giorno"] <= due]
    latest = by_then[-1] if by_then else next(iter(told), None)
    last_day = bool(latest) and latest["giorno"] >= due
    if declared or not row[f"condizione_{year}"]:
        return Verdict("non valutabile")
    if latest and not latest["valore_testo"]:
        return Verdict("non valutabile", can_change=not last_day)
    if is_text:
        return verdict_in_words(latest, over=over, method=method)
    target = row[f"target_{year}"]
    has_deadline = row["unita"] == "data" and row[f"condizione_{year}"] != "almeno"
    passed = has_deadline and method["al"] > target
    waits = bool(latest) and not cell_of(latest)
    # Only what was measured after a deadline tells whether it was kept.
    if not latest or (waits and passed and latest["giorno"] <= target):
        return Verdict("da rilevare", can_change=True)
    if waits:
        late = has_deadline and latest["giorno"] > target
        status = at_the_end(Fraction(0), method) if late or over else "in linea"
        return Verdict(status, Fraction(0), can_change=not late and not last_day)
    value = measured(latest)
    rate = degree(row, year, value, share(method, "tetto"))
    # Of a number the declared degree only stands beside the computed one.
    if latest["grado_dichiarato"] and row["scala"] and rate < 1:
        rate = Fraction(latest["grado_dichiarato"]) / 100
        status = at_the_end(rate, method) if over else latest["esito_dichiarato"]
        return Verdict(status, rate, can_change=not last_day)
    settled = is_settled(row, year, value, rate, share(method, "tetto"))
    if settled or over:
        return Verdict(at_the_end(rate, method), rate, can_change=not settled and not last_day)
    on_track = is_on_track(row, year, value, latest["giorno"])
    return Verdict("in linea" if on_track else "in ritardo", rate, can_change=not last_day)


# ---- Steps and offices


def results_of_part(measurements: Iterable[Row], part: str) -> list[Row]:
    return [one for one in measurements if one["parte"] == part]


def verdict_of_parts(
    row: Row, year: int, measurements: Iterable[Row], declared: bool, method: Row
) -> Verdict:
    """The verdict on an indicator in steps, or by office: a part that was not measured is not zero."""
    assert not declared
    rows = parts_of(row, year)
    measurements = tuple(measurements)
    results = {part: results_of_part(measurements, part) for part in rows}
    verdicts = {part: verdict_of(rows[part], year, results[part], False, method) for part in rows}
    measured = [part for part, one in verdicts.items() if one.rate is not None]
    if not measured:
        waits = any(one.status == "da rilevare" for one in verdicts.values())
        return Verdict("da rilevare", can_change=True) if waits else next(iter(verdicts.values()))
    lacking = len(measured) < sum(one.status != "non valutabile" for one in verdicts.values())
    if row["aggregazione"] == "somma":
        one, results_together = sums(year, {part: rows[part] for part in measured}, results)
        found = verdict_of(one, year, results_together, False, method)
        found = Verdict(found.status, found.rate, found.can_change or lacking)
    elif row["aggregazione"] == "peggiore":
        raise AssertionError("no body has it")
    else:
        pairs = [(verdicts[part], Fraction(rows[part]["peso"] or 1)) for part in rows]
        found = together(pairs, year, method)
    unknown = lacking and found.status == "raggiunto"
    return Verdict("parzialmente raggiunto" if unknown else found.status, found.rate, found.can_change)


def parts_of(row: Wide, year: int) -> dict[str, Wide]:
    """The parts that have a target in a year."""
    found: dict[str, Wide] = row["parti"]
    return {part: one for part, one in found.items() if one[f"esito_{year}"]}


def sums(year: int, rows: Mapping[str, Wide], results: Mapping[str, list[Row]]) -> tuple[Wide, list[Row]]:
    """The row of the offices that were measured together, and their measurement."""
    target = str(sum(Decimal(one[f"target_{year}"]) for one in rows.values()))
    latest = [max(results[part], key=lambda one: one["giorno"]) for part in rows]
    value = str(sum(Decimal(cell_of(one)) for one in latest))
    day = max(one["giorno"] for one in latest)
    (first, *_) = rows.values()
    whole = first | {f"target_{year}": target, f"target_{year}_testo": target, "valore_partenza": ""}
    return whole, [{**latest[0], "giorno": day, "valore_numero": value, "valore_testo": value}]


def verdict_in_words(latest: Row | None, *, over: bool, method: Row) -> Verdict:
    """The verdict on a target in words, which who evaluates has declared."""
    if latest is None:
        return Verdict("da rilevare", can_change=True)
    status, degree = latest["esito_dichiarato"], latest["grado_dichiarato"]
    if not status and not degree:
        return Verdict("non valutabile", can_change=True)
    rate = Fraction(degree) / 100 if degree else Fraction(status == "raggiunto")
    if over:
        status = at_the_end(rate, method)
    return Verdict(status or ("in linea" if rate == 1 else "in ritardo"), rate, can_change=not over)


def is_settled(row: Row, year: int, value: Fraction, rate: Fraction, cap: Fraction) -> bool:
    """Whether nothing that can follow changes the verdict: a date, or a total that only grows."""
    if row["unita"] == "data":
        return True
    assert (
        row[f"condizione_{year}"] in ("almeno", "al massimo", "pari a")
        or row[f"andamento_{year}"] == "livello"
    )
    if row[f"andamento_{year}"] != "cumulato":
        return False
    target = amount(row, f"target_{year}")
    if row[f"condizione_{year}"] == "pari a":
        return value > target + tolerance_of(row, year)
    if row[f"condizione_{year}"] == "almeno":
        return value >= target and rate == (cap if target > 0 else 1)
    return value > target and rate == 0


def together(parts: Iterable[tuple[Verdict, Fraction]], year: int, method: Row) -> Verdict:
    """The verdict on indicators with their weights, or on objectives with the same weight."""
    parts = tuple(parts)
    statuses = {verdict.status for verdict, _ in parts}
    measured = [(one, weight, one.rate) for one, weight in parts if one.rate is not None]
    whole = sum(weight for _, weight, _ in measured)
    can_change = any(one.can_change for one, _ in parts)
    if not whole:
        without = ("da rilevare", "non valutabile", "senza target")
        status = next(status for status in without if status in statuses)
        return Verdict(status, can_change=can_change)
    score = sum((weight * rate for _, weight, rate in measured), Fraction(0)) / whole
    if is_over(year, method) or not can_change:
        return Verdict(at_the_end(score, method), score, can_change)
    well = sum((weight for one, weight, _ in measured if one.status in GOING_WELL), Fraction(0)) / whole
    return Verdict("in linea" if well >= share(method, "in linea") else "in ritardo", score, can_change)


# ---- The verdicts


def indicators_of(files: Files) -> Iterator[tuple[Row, int, Verdict]]:
    """Every indicator and year with its verdict."""
    method, measurements = files.method, files.rows("rilevazioni")
    document = json.loads(files.site.read("piano.json"))
    declared = {
        (objective["codice"], indicator["id"], year)
        for objective in document["obiettivi"]
        for indicator in objective.get("indicatori", ())
        for year in indicator.get("non_valutabile", ())
    }
    for row in files.indicators:
        key = row["codice_obiettivo"], row["indicatore"]
        own = [one for one in measurements if (one["codice_obiettivo"], one["indicatore"]) == key]
        whole = results_of_part(own, "")
        for year in files.years:
            if parts_of(row, year):
                yield row, year, verdict_of_parts(row, year, own, (*key, str(year)) in declared, method)
            else:
                yield row, year, verdict_of(row, year, whole, (*key, str(year)) in declared, method)


def objectives_of(files: Files, year: int) -> Mapping[str, Verdict]:
    """The verdict on every objective with those below it, by its code."""
    parts: dict[str, list[tuple[Verdict, Fraction]]] = {}
    for row, year_, verdict in indicators_of(files):
        if year_ == year:
            parts.setdefault(row["codice_obiettivo"], []).append((verdict, Fraction(row["peso"] or 1)))
    rows = {row["codice"]: row for row in files.rows("obiettivi")}
    found: dict[str, Verdict] = {}
    for code in sorted(rows, key=lambda code: len(above(rows, code)), reverse=True):
        # Children count alike, and with the indicators of the objective itself.
        children = [one for one in rows if rows[one]["padre"] == code]
        assert not any(rows[one]["peso_nel_padre"] for one in children)
        own = [together(parts[code], year, files.method)] if code in parts else []
        together_with = [*(found[one] for one in children), *own]
        if children:
            found[code] = together(((one, Fraction(1)) for one in together_with), year, files.method)
        else:
            found[code] = own[0] if own else Verdict("senza target")
    return {code: found[code] for code in rows}


def above(rows: Mapping[str, Row], code: str) -> list[str]:
    """The codes of the objectives above another, the nearest first."""
    parent = rows[code]["padre"]
    return [parent, *above(rows, parent)] if parent else []


def members(files: Files) -> Mapping[tuple[str, str], list[str]]:
    """The codes of the objectives of every group, without those below another one of the group."""
    groups: dict[tuple[str, str], list[str]] = {}
    offices: dict[str, set[str]] = {}
    for row in files.rows("uffici_obiettivi"):
        offices.setdefault(row["codice_obiettivo"], set()).add(row["ufficio"])
    rows = {row["codice"]: row for row in files.rows("obiettivi")}
    for code, row in rows.items():
        own = [("piano", files.site.published.plan.period)]
        named = {"tipo": "tipo", "ambito": "ambito", "area di responsabilità": "area_responsabilita"}
        own += [(group, row[column]) for group, column in named.items() if row[column]]
        own += [("ufficio", office) for office in sorted(offices.get(code, ()))]
        for group in own:
            groups.setdefault(group, []).append(code)
    return {
        group: [code for code in codes if not {*above(rows, code)} & {*codes}]
        for group, codes in groups.items()
    }


def below(files: Files, code: str) -> list[str]:
    """An objective and all below it."""
    rows = {row["codice"]: row for row in files.rows("obiettivi")}
    return [one for one in rows if code in (one, *above(rows, one))]


def groups_of(files: Files, year: int) -> Mapping[tuple[str, str], Verdict]:
    """The verdict on every group of objectives."""
    verdicts = objectives_of(files, year)
    return {
        group: together(((verdicts[code], Fraction(1)) for code in codes), year, files.method)
        for group, codes in members(files).items()
    }


def is_rounded(cell: str, rate: Fraction | None) -> bool:
    """Whether a published percentage is the exact rate, to its four digits."""
    if rate is None or not cell:
        return rate is None and not cell
    return abs(Fraction(cell) - rate * 100) <= Fraction(1, 20_000)


def test_indicators(files: Files) -> None:
    wrong = [
        (row["uri"], year, verdict, row[f"esito_{year}"], row[f"grado_{year}"])
        for row, year, verdict in indicators_of(files)
        if published(row, f"_{year}") != (verdict.status, verdict.is_final)
        or not is_rounded(row[f"grado_{year}"], verdict.rate)
    ]
    assert wrong == []
    assert len(list(indicators_of(files))) == len(files.years) * len(files.rows("indicatori"))


def test_objectives_and_groups(files: Files) -> None:
    for year in files.years:
        verdicts = verdicts_of(files, year)
        rows = verdict_rows(files, year)
        assert {group: published(row) for group, row in rows.items()} == {
            group: (verdict.status, verdict.is_final) for group, verdict in verdicts.items()
        }
        for group, row in rows.items():
            assert is_rounded(row["grado"], verdicts[group].rate), group


def verdicts_of(files: Files, year: int) -> Mapping[tuple[str, str], Verdict]:
    """The verdicts on objectives and groups."""
    objectives = {("obiettivo", code): one for code, one in objectives_of(files, year).items()}
    return objectives | dict(groups_of(files, year))


def verdict_rows(files: Files, year: int) -> dict[tuple[str, str], Row]:
    """The published verdicts of a year on objectives, and on groups that have objectives."""
    objectives = {
        ("obiettivo", row["codice_obiettivo"]): row
        for row in files.rows("esiti")
        if row["anno"] == str(year) and not row["indicatore"]
    }
    groups = {
        (row["gruppo"], row["codice"]): row
        for row in files.rows("esiti_gruppi")
        if row["anno"] == str(year) and row["obiettivi"] != "0"
    }
    return objectives | groups


def published(row: Row, of_year: str = "") -> tuple[str, bool]:
    return row[f"esito{of_year}"], row[f"definitivo{of_year}"] == "true"


def test_counts_of_measured_and_measurable_indicators(files: Files) -> None:
    for year in files.years:
        check_counts(files, year)


def check_counts(files: Files, year: int) -> None:
    statuses: dict[str, list[str]] = {row["codice"]: [] for row in files.rows("obiettivi")}
    for row, year_, verdict in indicators_of(files):
        if year_ == year:
            statuses.setdefault(row["codice_obiettivo"], []).append(verdict.status)
    tops = {("obiettivo", code): [code] for code in statuses} | dict(members(files))
    codes = {group: [one for code in own for one in below(files, code)] for group, own in tops.items()}
    rows = verdict_rows(files, year)
    assert codes.keys() == rows.keys()
    for group, row in rows.items():
        found = [status for code in codes[group] for status in statuses[code]]
        measured = sum(status in MEASURED for status in found)
        measurable = measured + found.count("da rilevare")
        counts = int(row["rilevati"]), int(row["misurabili"])
        assert counts == (measured, measurable), group


def test_a_time_is_read_to_the_minute() -> None:
    row = {"valore": "5.833333333333333333333333333", "valore_testo": "05:50"}
    assert amount(row, "valore") == Fraction(350, 60)
    assert amount({"valore": "6.5", "valore_testo": "6,5"}, "valore") == Fraction(13, 2)


def test_scores_worked_out_by_hand(invented_files: Files) -> None:
    """The objective 01_01_OS01, whose indicators weigh 40%, 20%, 20% and 20%.

    In 2025: prestiti 11.400 of 12.000, incontri 9 of 4, apertura 36 of 36, gradimento 8,3 of 8,0, hence
    0,4 × 0,95 + 0,2 + 0,2 + 0,2 = 0,98. In 2026: prestiti 6.300 of 12.500, incontri 2 of 6, apertura 36 of
    36, gradimento 7,4 of 8,0, hence 0,4 × 0,504 + 0,2 × 1/3 + 0,2 + 0,2 × 0,925 = 0,653266…; in line are
    prestiti (6.198,6 expected on 30 June) and apertura: 60% of the weight, where 70% would be needed.
    """
    files = invented_files
    exact = [objectives_of(files, year)["01_01_OS01"].rate for year in files.years]
    assert exact == [Fraction(98, 100), Fraction(2016, 10_000) + Fraction(1, 15) + Fraction(385, 1000)]
    rows = [verdict_rows(files, year)["obiettivo", "01_01_OS01"] for year in files.years]
    assert [row["grado"] for row in rows] == ["98", "65.3267"]
    assert [row["esito"] for row in rows] == ["parzialmente raggiunto", "in ritardo"]


# ---- The pages


def pages_of(files: Files) -> Iterator[tuple[str, tuple[str, str]]]:
    """The address of each page that states a verdict, and the group that it is about."""
    for row in files.rows("obiettivi"):
        yield row["uri"], ("obiettivo", row["codice"])
    for table, group, key in (("ambiti", "ambito", "codice"), ("uffici", "ufficio", "id")):
        for row in files.rows(table):
            if (group, row[key]) in members(files):
                yield row["uri"], (group, row[key])


def test_pages_state_the_same_verdicts(files: Files) -> None:
    """By the class of a status, and by a percentage that is the score, cut or rounded to a digit."""
    year = int(files.method["al"][:4])
    verdicts = verdicts_of(files, year)
    pages = list(pages_of(files))
    assert len(pages) >= len(files.rows("obiettivi")) + len(files.rows("ambiti"))
    for address, group in pages:
        path = address.removeprefix(files.site.published.publisher.site_url)
        page = files.site.files[f"{path}index.html"].decode()
        verdict = verdicts[group]
        word = "parziale" if verdict.status.startswith("parz") else verdict.status.replace(" ", "-")
        assert f"cv-gettone--{word}" in page, address
        shown = [Fraction(text.replace(",", ".")) for text in re.findall(r"(\d+(?:,\d+)?)%<", page)]
        near = [one for one in shown if abs(one - (verdict.rate or 0) * 100) < Fraction(1, 10)]
        assert near or verdict.rate is None, (address, verdict)
