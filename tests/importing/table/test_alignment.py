"""Values that do not stand below their headings are read in their order, and this is said."""

from typing import Any

import pytest

from tests.importing.conftest import import_text, read_yaml

SHIFTED = "le colonne delle righe non sono quelle dell'intestazione"

CASES = [
    # columns after the unit, cells after the unit, baseline, condition, targets, weight
    ("Stato 2024|Target 2025||Peso", "7|>=|4|100%", "7", "almeno", {"2025": "4"}, "100%"),
    ("Stato 2024||Target 2025|Peso", "7|>=|4|100%", "7", "almeno", {"2025": "4"}, "100%"),
    ("Stato 2024|Target 2025|Peso", "7|>= 4|100%", "7", "almeno", {"2025": "4"}, "100%"),
    ("Stato 2024|Target 2025|Peso|", "7|>=|4|100%", "7", "almeno", {"2025": "4"}, "100%"),
    ("Stato 2024|Target 2025|Peso", "7|>=|4|100%", "7", "almeno", {"2025": "4"}, "100%"),
    ("Stato 2024|Target 2025||Peso", "0,92|=<|1|100%", "0,92", "al massimo", {"2025": "1"}, "100%"),
    ("Stato 2024|Target 2025||Peso", "|<=|6,0|100%", "", "al massimo", {"2025": "6,0"}, "100%"),
    ("Stato 2024|Target 2025||Peso", "n.d.|=|si|100%", "n.d.", "pari a", {"2025": "si"}, "100%"),
    (
        "Stato 2024|Target 2025|||Target 2026|Peso",
        "7|>=|4|5|100%|",
        "7",
        "almeno",
        {"2025": "4", "2026": "5"},
        "100%",
    ),
    (
        "Stato 2024|Target 2025|Stato 2026|Peso|",
        "7|>=|4|5|100%",
        "7",
        "almeno",
        {"2025": "4", "2026": "5"},
        "100%",
    ),
]


def indicators(columns: str, *rows: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The indicators of a table of one objective, and the notes about the objective."""
    lines = [f"Indicatori|Tipologia|UdM|{columns}"]
    lines += [f"Righe {number}|Volume|n.|{row}" for number, row in enumerate(rows, 1)]
    text = "\n".join(["7.1.PX3|Un obiettivo", "", *lines]).replace("|", "\t")
    objective = read_yaml(import_text(text).files["obiettivi/7-1-PX3.yml"])
    return objective["indicatori"], objective.get("note_redazionali", [])


@pytest.mark.parametrize(("columns", "row", "baseline", "condition", "targets", "weight"), CASES)
def test_a_row_is_read_by_its_shape(
    columns: str, row: str, baseline: str, condition: str, targets: dict[str, str], weight: str
) -> None:
    (found,), _ = indicators(columns, row)
    assert found.get("stato", {}).get("2024", "") == baseline
    assert (found["condizione"], found["target"], found["peso"]) == (condition, targets, weight)


@pytest.mark.parametrize(
    ("columns", "row", "is_said"),
    [
        ("Stato 2024|Target 2025||Peso", "7|>=|4|100%", False),
        ("Stato 2024|Target 2025|Peso", "7|>= 4|100%", False),
        ("Stato 2024|Target 2025|Peso|", "7|>=|4|100%", True),
        ("Stato 2024|Target 2025|||Target 2026|Peso", "7|>=|4|5|100%|", True),
    ],
)
def test_a_table_in_its_order_is_said(columns: str, row: str, is_said: bool) -> None:
    _, notes = indicators(columns, row)
    assert any(SHIFTED in note for note in notes) is is_said


def test_a_baseline_among_the_targets_is_said() -> None:
    _, notes = indicators("Stato 2024|Target 2025|Stato 2026|Peso|", "7|>=|4|5|100%")
    assert any("«Stato 2026» colonne che, dopo «Stato 2024», contengono target" in note for note in notes)


def test_a_row_with_fewer_values_has_its_weight() -> None:
    columns = "Stato 2024|Target 2025|Target 2026|Target 2027|Peso|"
    (short, whole), _ = indicators(columns, "33%|>=|34%|35%|50%|", "1|>=|2|3|4|50%")
    assert (short["target"], short["peso"]) == ({"2025": "34%", "2026": "35%"}, "50%")
    assert (whole["target"], whole["peso"]) == ({"2025": "2", "2026": "3", "2027": "4"}, "50%")
    said = "la riga ha 2 valori per i 3 anni dell'intestazione (2025, 2026, 2027)"
    assert [said in "".join(one.get("note_redazionali", ())) for one in (short, whole)] == [True, False]


def test_values_without_a_year_are_said() -> None:
    (found,), _ = indicators("Stato 2024|Target 2025|Peso", "7|>=|4|5|100%")
    assert (found["target"], found["peso"]) == ({"2025": "4"}, "100%")
    assert any("restano senza anno «5»" in note for note in found["note_redazionali"])


def test_a_comment_without_a_heading_stays_where_it_is() -> None:
    (found,), _ = indicators("Stato 2024|Target 2025|Target 2026|Peso|", "7|>= 4||100%|da rivedere in giunta")
    assert (found["target"], found["peso"]) == ({"2025": "4"}, "100%")
    assert "da rivedere in giunta" in str(found["campi"])


def test_the_sign_of_the_first_target_is_that_of_all_where_the_table_has_no_other() -> None:
    columns = "Stato 2024|Target 2025|Target 2026|Peso"
    found, _ = indicators(columns, "7|>= 4|5|50%", "7|<= 4|3|50%")
    assert [one["condizione"] for one in found] == ["almeno", "al massimo"]
    found, _ = indicators(columns, "7|>= 4|5|50%", "7|<= 4|<= 3|50%")
    assert "condizione" not in found[0]
    assert found[0]["target"] == {"2025": {"valore": "4", "condizione": "almeno"}, "2026": "5"}
