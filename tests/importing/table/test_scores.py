"""What is read of documents of invented bodies, in the shapes in which bodies have them.

Each has the facts that a person reads in it (`expected.json`). None is read wrong without a doubt.
"""

from pathlib import Path

import pytest

from tests.importing.table.imports import DOCUMENTS, import_files
from tests.importing.table.scoring import load_expected, read_plan, score

#: Facts that are right, those expected, and those in doubt.
SCORES = {
    "agenzia-testo": (131, 131, []),
    "ateneo": (155, 155, []),
    "camera-testo": (317, 317, []),
    "comune-excel": (256, 256, []),
    "comune-pdf": (202, 202, []),
    # A target of two steps, in words, that another year goes on with.
    "comune-word": (187, 188, ["2026_CUL_02 «Riordino dei depositi» 2026 target"]),
    "fondi-csv": (153, 153, []),
    # Units that the values contradict.
    "ministero-schede": (114, 115, ["121 «Avanzamento della spesa per incentivi» unit"]),
    "ministero-tabella": (74, 75, ["3 «Grado di soddisfazione di chi cammina» unit"]),
    "ospedale-cruscotto": (217, 217, []),
    "ospedale-scheda-budget": (197, 197, []),
    # Other irregularities: headings, years, signs, cards and rows that are no indicators.
    "comune-anni-in-cella": (15, 15, []),
    "comune-celle-multiple": (25, 25, []),
    "comune-due-righe": (37, 37, []),
    # Titles across the table may be areas.
    "comune-peg": (46, 49, ["01.01 area", "01.02 area", "04.01 area"]),
    "comune-schede-markdown": (31, 31, []),
    "fondazione-consuntivo": (31, 31, []),
    "ministero-etichette": (31, 31, []),
    "polizia-paragrafi": (23, 23, []),
    "provincia-risultati-attesi": (28, 28, []),
    # «3 su 5» may be a number of five, or a text.
    "valori": (123, 125, ["OP 1.1 «Sedi» 2026 target", "OP 1.1 «Sedi» 2027 target"]),
}


def test_every_document_has_a_score() -> None:
    assert {path.name for path in DOCUMENTS.iterdir()} == {*SCORES}


@pytest.mark.parametrize("name", SCORES)
def test_a_document_is_read_right_or_doubted(name: str, tmp_path: Path) -> None:
    files = sorted(path for path in (DOCUMENTS / name).iterdir() if path.name != "expected.json")
    imported = import_files(files, tmp_path)
    found = score(load_expected(DOCUMENTS / name), read_plan(imported.folder))
    assert found.wrong == []
    right, expected, doubted = SCORES[name]
    assert found.total() == (right, expected)
    assert [one.split(": ")[0] for one in found.doubted] == doubted
    assert imported.errors == []
