"""`vetro import tabella`: its options, the file of columns, and importing again."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.importing import command

TABLE = "Codice;Obiettivo;Indicatore;Valore chiave;Target 2026\nA1;Servizi;Pratiche on line;12;≥ 20\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, ["tabella", *map(str, arguments)])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "piano.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


def test_importing_again_leaves_alone_what_an_editor_corrected(table: Path, tmp_path: Path) -> None:
    folder = tmp_path / "2026"
    first = run(table, "--out", folder, "--ente", "Comune di Prova")
    assert first.exit_code == 0
    objective = folder / "obiettivi" / "A1.yml"
    corrected = objective.read_text("utf-8").replace("Servizi", "Servizi ai cittadini")
    objective.write_text(corrected, encoding="utf-8")
    table.write_text(TABLE.replace("≥ 20", "≥ 30"), encoding="utf-8")
    again = run(table, "--out", folder)
    assert again.exit_code == 0
    assert objective.read_text("utf-8") == corrected
    assert "lasciato com'è" in again.output
    # The name of the body is remembered.
    assert "Comune di Prova" in (folder / "piano.yml").read_text("utf-8")


def test_a_heading_is_understood_as_the_file_of_columns_says(table: Path, tmp_path: Path) -> None:
    folder = tmp_path / "2026"
    run(table, "--out", folder)
    columns = folder / "fonti" / "colonne.yml"
    assert "Valore chiave" in columns.read_text("utf-8")
    own = tmp_path / "colonne.yml"
    text = columns.read_text("utf-8")
    before, entry, after = text.partition("      - intestazione: Valore chiave\n        ruolo: ")
    own.write_text(f"{before}{entry}partenza\n        anno: 2024\n{after.partition(chr(10))[2]}", "utf-8")
    again = run(table, "--out", folder, "--colonne", own)
    assert again.exit_code == 0
    assert "stato:\n      2024: 12" in (folder / "obiettivi" / "A1.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tabelle: 3\n", "manca l'elenco «tabelle»"),
        ("tabelle:\n  - colonne:\n      - {intestazione: A, ruolo: boh}\n", "«boh» non è un ruolo"),
        ("tabelle: [\n", "non si legge come YAML"),
    ],
)
def test_a_wrong_file_of_columns_is_explained(table: Path, tmp_path: Path, text: str, said: str) -> None:
    columns = tmp_path / "colonne.yml"
    columns.write_text(text, encoding="utf-8")
    found = run(table, "--out", tmp_path / "2026", "--colonne", columns)
    assert said in str(found.exception)


def test_a_document_without_a_plan_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "lettera.txt"
    file.write_text("Egregio direttore,\n\nle scrivo per il bilancio.\n", encoding="utf-8")
    found = run(file, "--out", tmp_path / "2026")
    assert "non si riconosce alcun obiettivo" in str(found.exception)
    assert not (tmp_path / "2026").exists()


def test_a_document_without_a_year_is_refused_with_the_remedy(tmp_path: Path) -> None:
    file = tmp_path / "piano.csv"
    file.write_text("Codice;Obiettivo;Indicatore;Target\nA1;Servizi;Pratiche;12\n", encoding="utf-8")
    assert "--anno" in str(run(file, "--out", tmp_path / "2026").exception)
    assert run(file, "--out", tmp_path / "2026", "--anno", "2026").exit_code == 0
