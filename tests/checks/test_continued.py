"""What the plan of the next period says that it continues, checked against the plan before."""

from typing import Any

import pytest

from generator.checks.check import check
from tests.sample_project import NEXT_PLAN

OBJECTIVE = f"{NEXT_PLAN}/obiettivi/01_01_OS01.yml"
OF_OBJECTIVE, OF_INDICATOR = f"{OBJECTIVE}:4:11: errore", f"{OBJECTIVE}:12:15: errore"


@pytest.fixture
def two_plans(project: Any) -> Any:
    project.add_next_plan()
    return project


@pytest.mark.parametrize(
    "written",
    ["nessuno", "2025-2026/01_01_OS01", "2025-2026/01_02_OP01"],
)
def test_an_objective_continues_one_that_there_is_or_none(two_plans: Any, written: str) -> None:
    two_plans.replace(OBJECTIVE, {"ambito: 01_01": f"ambito: 01_01\ncontinua: {written}"})
    assert check(two_plans.root).diagnostics == ()


@pytest.mark.parametrize(
    ("written", "finding"),
    [
        (
            "2025-2026/01_01_OS11",
            "E233: l'obiettivo «01_01_OS11» non c'è nel piano 2025-2026; forse «01_01_OS01»?",
        ),
        (
            "2025-2026/XY",
            "E233: l'obiettivo «XY» non c'è nel piano 2025-2026; i codici sono nei file di "
            "2025-2026/obiettivi/",
        ),
        ("2024-2026/01_01_OS01", "E233: il piano 2024-2026 non c'è; forse «2025-2026»?"),
        (
            "2027-2028/01_02_OP01",
            "E233: «2027-2028/01_02_OP01» non è di un piano precedente a 2027-2028, e non si può continuare; "
            "i precedenti sono: 2025-2026",
        ),
        (
            "01_01_OS01",
            "E206: «01_01_OS01» non dice che cosa continua; scrivere il periodo, «/» e il codice, come "
            "2025-2027/01_01_OS02, o nessuno",
        ),
        ("nesuno", "E206: «nesuno» non dice che cosa continua; forse «nessuno»?"),
    ],
)
def test_an_objective_that_continues_nothing_there_is(two_plans: Any, written: str, finding: str) -> None:
    two_plans.replace(OBJECTIVE, {"ambito: 01_01": f"ambito: 01_01\ncontinua: {written}"})
    assert [str(one) for one in check(two_plans.root).diagnostics] == [f"{OF_OBJECTIVE} {finding}"]


@pytest.mark.parametrize(
    ("written", "finding"),
    [
        (
            "2025-2026/01_01_OS01#dsk",
            "E233: l'indicatore «dsk» non c'è in «2025-2026/01_01_OS01»; forse «desk»?",
        ),
        (
            "2025-2026/01_01_OS01#xyz",
            "E233: l'indicatore «xyz» non c'è in «2025-2026/01_01_OS01»; ci sono: desk, tempi",
        ),
        (
            "2025-2026/01_01_OS02#desk",
            "E233: l'obiettivo «01_01_OS02» non c'è nel piano 2025-2026; forse «01_01_OS01»?",
        ),
        (
            "2025-2026/01_01_OS01",
            "E206: «2025-2026/01_01_OS01» non dice che cosa continua; scrivere il periodo, «/», il codice, "
            "«#» e l'id, come 2025-2027/01_01_OS01#prestiti, o nessuno",
        ),
    ],
)
def test_an_indicator_that_continues_nothing_there_is(two_plans: Any, written: str, finding: str) -> None:
    two_plans.replace(OBJECTIVE, {"  - id: desk\n": f"  - id: desk\n    continua: {written}\n"})
    assert [str(one) for one in check(two_plans.root).diagnostics] == [f"{OF_INDICATOR} {finding}"]


def test_what_cannot_be_read_is_there_all_the_same(two_plans: Any) -> None:
    """The mistake in the earlier plan is reported, not the references to what it spoils."""
    two_plans.replace("obiettivi/01_01_OS01.yml", {"target: {2025: 8, 2026: 9}": "target: {2025: 1.5}"})
    two_plans.replace(
        OBJECTIVE, {"  - id: desk\n": "  - id: sportelli\n    continua: 2025-2026/01_01_OS01#desk\n"}
    )
    assert [one.code for one in check(two_plans.root).diagnostics] == ["E301"]


def test_a_plan_checked_alone_is_checked_with_those_before_it(two_plans: Any) -> None:
    two_plans.replace(OBJECTIVE, {"ambito: 01_01": "ambito: 01_01\ncontinua: 2025-2026/01_02_OP01"})
    result = check(two_plans.root, (two_plans.root / NEXT_PLAN,))
    assert result.diagnostics == ()
    assert {name.rpartition("/obiettivi")[0] for name in result.files if "/obiettivi/" in name} == {NEXT_PLAN}
