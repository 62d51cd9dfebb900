"""What continues what in the plans of a body, each plan written as `code: continued [ids: continued]`."""

from collections.abc import Mapping, Sequence

import pytest
from msgspec.structs import replace

from generator.plan.body import Body
from generator.plan.model import Objective, Plan
from generator.plan.succession import Reference, Succession, read_reference, succession_of
from tests.plan.examples import make_indicator

#: An objective: what it continues, and what each of its indicators continues.
Written = tuple[str, Mapping[str, str]]


def make_plan(period: str, objectives: Mapping[str, Written]) -> Plan:
    years = tuple(int(year) for year in period.split("-"))
    return Plan(
        body=Body("Ente di prova"),
        title="Piano",
        section="",
        period=period,
        years=years,
        baseline_year=years[0] - 1,
        approving_act="",
        document=None,
        kinds={},
        types=(),
        areas=(),
        departments=(),
        offices=(),
        objectives=tuple(
            Objective(
                code=code,
                kind="",
                title=code,
                description="",
                area=None,
                programme=None,
                resources=None,
                department=None,
                offices=(),
                indicators=tuple(
                    replace(make_indicator(id_=identifier), continues=declared)
                    for identifier, declared in indicators.items()
                ),
                continues=continues,
            )
            for code, (continues, indicators) in objectives.items()
        ),
    )


#: A plan of 2025-2027 that the one of 2026-2028 continues: the same, renamed, split, dropped, new.
FIRST = make_plan(
    "2025-2027",
    {
        "OS01": ("", {"prestiti": "", "utenti": ""}),
        "OS02": ("", {"corsi": ""}),
        "OS03": ("", {"sportelli": "", "attese": ""}),
        "OS04": ("", {"visite": ""}),
    },
)
SECOND = make_plan(
    "2026-2028",
    {
        "OS01": ("", {"prestiti": "", "lettori": "2025-2027/OS01#utenti", "ebook": ""}),
        "OS02": ("nessuno", {"corsi": "", "visite": "2025-2027/OS04#visite"}),
        "OS03": ("", {"sportelli": "", "attese": "nessuno"}),
        "OS05": ("2025-2027/OS03", {"attese": ""}),
    },
)
THIRD = make_plan(
    "2027-2029",
    {
        "OS01": ("", {"lettori": ""}),
        "OS02": ("2025-2027/OS04", {"visite": "", "corsi": "2025-2027/OS02#corsi"}),
    },
)
ALL = (FIRST, SECOND, THIRD)


def reference(text: str) -> Reference:
    period, _, rest = text.partition("/")
    code, _, identifier = rest.partition("#")
    return Reference(period, code, identifier)


def names(references: Sequence[Reference]) -> list[str]:
    return [str(one) for one in references]


@pytest.fixture(scope="module")
def succession() -> Succession:
    # The order in which plans are read does not matter.
    return succession_of((THIRD, FIRST, SECOND))


@pytest.mark.parametrize(
    ("one", "previous"),
    [
        ("2025-2027/OS01", ""),
        ("2026-2028/OS01", "2025-2027/OS01"),
        ("2026-2028/OS01#prestiti", "2025-2027/OS01#prestiti"),
        ("2026-2028/OS01#lettori", "2025-2027/OS01#utenti"),
        ("2026-2028/OS01#ebook", ""),
        # An objective that continues none takes its indicators with it, but for those that say otherwise.
        ("2026-2028/OS02", ""),
        ("2026-2028/OS02#corsi", ""),
        ("2026-2028/OS02#visite", "2025-2027/OS04#visite"),
        # One that is split.
        ("2026-2028/OS03#sportelli", "2025-2027/OS03#sportelli"),
        ("2026-2028/OS03#attese", ""),
        ("2026-2028/OS05", "2025-2027/OS03"),
        ("2026-2028/OS05#attese", "2025-2027/OS03#attese"),
        # Continued after a plan in which it was not.
        ("2027-2029/OS02", "2025-2027/OS04"),
        ("2027-2029/OS02#visite", "2025-2027/OS04#visite"),
        ("2027-2029/OS02#corsi", "2025-2027/OS02#corsi"),
    ],
)
def test_what_it_continues(succession: Succession, one: str, previous: str) -> None:
    assert str(succession.previous(reference(one)) or "") == previous


@pytest.mark.parametrize(
    ("one", "later"),
    [
        ("2025-2027/OS01", ["2026-2028/OS01"]),
        ("2025-2027/OS01#utenti", ["2026-2028/OS01#lettori"]),
        ("2025-2027/OS02", []),
        ("2025-2027/OS03", ["2026-2028/OS03", "2026-2028/OS05"]),
        ("2025-2027/OS04#visite", ["2026-2028/OS02#visite", "2027-2029/OS02#visite"]),
        ("2027-2029/OS01", []),
    ],
)
def test_what_continues_it(succession: Succession, one: str, later: list[str]) -> None:
    assert names(succession.next(reference(one))) == later


@pytest.mark.parametrize(
    ("one", "chain"),
    [
        ("2025-2027/OS01", ["2025-2027/OS01", "2026-2028/OS01", "2027-2029/OS01"]),
        ("2026-2028/OS01", ["2025-2027/OS01", "2026-2028/OS01", "2027-2029/OS01"]),
        (
            "2027-2029/OS01#lettori",
            ["2025-2027/OS01#utenti", "2026-2028/OS01#lettori", "2027-2029/OS01#lettori"],
        ),
        # Which of the two goes on cannot be said.
        ("2025-2027/OS03", ["2025-2027/OS03"]),
        ("2026-2028/OS05", ["2025-2027/OS03", "2026-2028/OS05"]),
        ("2026-2028/OS02", ["2026-2028/OS02"]),
    ],
)
def test_the_chain(succession: Succession, one: str, chain: list[str]) -> None:
    assert names(succession.chain(reference(one))) == chain


@pytest.mark.parametrize(
    ("one", "others"),
    [
        ("2025-2027/OS01", ["2026-2028/OS01", "2027-2029/OS01"]),
        ("2026-2028/OS01", ["2025-2027/OS01", "2027-2029/OS01"]),
        # Both parts of what was split; of a part not the other.
        ("2025-2027/OS03", ["2026-2028/OS03", "2026-2028/OS05"]),
        ("2026-2028/OS05", ["2025-2027/OS03"]),
        ("2025-2027/OS02", []),
    ],
)
def test_all_that_it_continues_and_that_continues_it(
    succession: Succession, one: str, others: list[str]
) -> None:
    assert names(succession.others(reference(one))) == others


@pytest.mark.parametrize(
    ("is_draft", "title", "shown"),
    [
        (False, "Una biblioteca aperta", "2025-2027 – Una biblioteca aperta"),
        (False, "Piano della performance 2025-2027", "2025-2027 – Piano della performance"),
        (False, "Piano, 2025-2027", "2025-2027 – Piano"),
        (False, "2025-2027", "2025-2027 – 2025-2027"),
        (True, "Piano 2025-2027", "2025-2027 (bozza) – Piano"),
    ],
)
def test_a_title_begins_with_the_period(is_draft: bool, title: str, shown: str) -> None:
    assert replace(FIRST, is_draft=is_draft).titled(title) == shown


@pytest.mark.parametrize(
    "wrong", ["2026-2028/OS01", "2027-2029/OS01", "2025-2027/OS09", "2020-2022/OS01", "OS01"]
)
def test_a_reference_that_leads_nowhere_counts_as_none(wrong: str) -> None:
    """To another objective of the same plan, to a later one, to what is not there: the check reports it."""
    second = make_plan("2026-2028", {"OS02": (wrong, {"corsi": ""}), "OS01": ("nessuno", {})})
    assert succession_of((FIRST, second, THIRD)).previous(Reference("2026-2028", "OS02")) is None


def test_one_plan_continues_nothing() -> None:
    assert succession_of((FIRST,)).continued == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-2027/01_01_OS02", Reference("2025-2027", "01_01_OS02")),
        ("2025/OB.1 bis", Reference("2025", "OB.1 bis")),
        ("2025-2027/DIP-A/03", Reference("2025-2027", "DIP-A/03")),
        ("2025-2027/N#1", Reference("2025-2027", "N#1")),
        ("nessuno", None),
        ("01_01_OS02", None),
        ("2025-27/01_01_OS02", None),
    ],
)
def test_the_reference_to_an_objective(text: str, expected: Reference | None) -> None:
    assert read_reference(text, of_indicator=False) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-2027/01_01_OS02#prestiti", Reference("2025-2027", "01_01_OS02", "prestiti")),
        ("2025-2027/N#1#prestiti", Reference("2025-2027", "N#1", "prestiti")),
        ("2025-2027/01_01_OS02", None),
        ("2025-2027/01_01_OS02#Prestiti", None),
        ("nessuno", None),
    ],
)
def test_the_reference_to_an_indicator(text: str, expected: Reference | None) -> None:
    assert read_reference(text, of_indicator=True) == expected
