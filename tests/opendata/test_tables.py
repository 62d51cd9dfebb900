"""The cells are the plan's values."""

from datetime import date
from decimal import Decimal

import pytest

from generator.opendata.tables.columns import Cell
from generator.plan.model import Plan
from tests.opendata.in_memory import rows_of
from tests.opendata.pivot import wide_rows


def test_there_is_a_row_for_each_of_the_415_indicators_and_49_objectives(real_plan: Plan) -> None:
    assert len(rows_of(real_plan, "indicatori")) == 415
    assert len(rows_of(real_plan, "obiettivi")) == 49


#: Read in the document by eye: objective, words of the name, column, cell.
CELLS: list[tuple[str, str, str, Cell]] = [
    ("01_01_UIC01", "Livelli di attività", "stato_2024", Decimal(286)),
    ("01_01_UIC01", "Livelli di attività", "stato_2024_testo", "286/10.000 imprese attive"),
    ("01_01_UIC01", "Tasso di variazione", "condizione", "al massimo"),
    ("01_01_UIC01", "Tasso di variazione", "condizione_testo", "=<"),
    ("02_01_UIC01", "Tasso di alimentazione", "stato_2024", Decimal("9.85")),
    ("02_01_UIC01", "Tasso di alimentazione", "unita", "n."),
    ("03_01_UIC03", "Tempo medio ponderato", "target_2025", Decimal("-20.00")),
    ("01_01_OS01", "Ampiezza delle azioni", "target_2026", None),
    ("01_01_OS01", "Ampiezza delle azioni", "target_2026_testo", "n.d."),
    ("01_01_OS04", "Adozione del bando", "target_2025", date(2025, 4, 30)),
    ("01_01_OS04", "Adozione del bando", "condizione", "entro"),
    ("01_04_OS01", "Attrattività eventi", "stato_2024", Decimal(14356)),
    ("03_01_OS06", "Valore della produzione", "stato_2024", Decimal(11383804)),
    ("03_01_OS07", "Piena accessibilità digitale", "condizione", None),
    ("01_06_OP01", "Formazione", "stato_2024", Decimal(8)),
    ("01_06_OP01", "Formazione", "stato_2024_testo", "08:00"),
    ("01_06_OP01", "Massimario", "target_2025", True),
    ("01_06_OP01", "Massimario", "target_2025_testo", "SI"),
    ("02_01_OP02", "Tempestività vidimazione", "stato_2024", None),
    ("02_01_OP02", "Tempestività vidimazione", "stato_2024_testo", None),
    ("03_01_OP07", "Diritto annuale", "peso", Decimal("6.25")),
    ("03_01_OP07", "Diritto annuale", "target_2026_testo", None),
]


@pytest.mark.parametrize(("code", "name", "column", "expected"), CELLS)
def test_a_cell_holds_what_the_document_says(
    real_plan: Plan, code: str, name: str, column: str, expected: Cell
) -> None:
    found = [
        row
        for row in wide_rows(lambda table: rows_of(real_plan, table), None)
        if row["codice_obiettivo"] == code and str(row["nome"]).startswith(name)
    ]
    assert found[0][column] == expected


def test_resources_are_an_amount_or_words(real_plan: Plan) -> None:
    rows = {row["codice"]: row for row in rows_of(real_plan, "obiettivi")}
    assert (rows["01_01_OS01"]["risorse"], rows["01_01_OS01"]["risorse_testo"]) == (
        Decimal("359584.97"),
        "359.584,97 €",
    )
    assert (rows["03_01_OS01"]["risorse"], rows["03_01_OS01"]["risorse_testo"]) == (None, "risorse interne")
    assert (rows["02_01_OS01"]["risorse"], rows["02_01_OS01"]["risorse_testo"]) == (None, None)


def test_missions_have_no_leading_zero_and_programmes_three_digits(real_plan: Plan) -> None:
    rows = {row["codice"]: row for row in rows_of(real_plan, "obiettivi")}
    assert (rows["01_02_OS01"]["missione"], rows["01_02_OS01"]["programma"]) == ("16", "005")
    assert (rows["03_01_OS01"]["missione"], rows["03_01_OS01"]["programma"]) == ("32", "003")
    assert (rows["01_01_OP01"]["missione"], rows["01_01_OP01"]["programma"]) == (None, None)
