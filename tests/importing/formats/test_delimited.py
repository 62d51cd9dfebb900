"""Texts with separators: which separator, which encoding, quotation marks."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importing.formats import read_tables
from generator.importing.imported_plan import ImportingError
from tests.importing.formats.documents import read_texts


def read(path: Path, content: str | bytes, name: str = "piano.csv") -> list[list[str]]:
    file = path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    (table,) = read_texts(file)
    return table


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("Codice;Peso\nOB.1;33,3\n", [["Codice", "Peso"], ["OB.1", "33,3"]]),
        ("Codice,Peso\nOB.1,0.5\n", [["Codice", "Peso"], ["OB.1", "0.5"]]),
        ("Codice\tPeso\nOB.1\t1.000,5\n", [["Codice", "Peso"], ["OB.1", "1.000,5"]]),
        ("Codice|Peso\nOB.1|5\n", [["Codice", "Peso"], ["OB.1", "5"]]),
        # A comma in every row, but not the same number of them.
        (
            "Nome;Valore;Nota\nuno, due;1,5;a, b, c\ntre;2,5;d\n",
            [["Nome", "Valore", "Nota"], ["uno, due", "1,5", "a, b, c"], ["tre", "2,5", "d"]],
        ),
        # Rows of a title and a footer have fewer cells.
        (
            "Piano 2026, allegato A\n\nCodice;Nome\nOB.1;a\nOB.2;b\nIl Segretario, firma\n",
            [
                ["Piano 2026, allegato A", ""],
                ["", ""],
                ["Codice", "Nome"],
                ["OB.1", "a"],
                ["OB.2", "b"],
                ["Il Segretario, firma", ""],
            ],
        ),
        ("sep=|\nCodice|a;b;c\nOB.1|d;e;f\n", [["Codice", "a;b;c"], ["OB.1", "d;e;f"]]),
        (
            'Codice;Nota\nOB.1;"prima\nseconda; ""terza"""\n',
            [["Codice", "Nota"], ["OB.1", 'prima\nseconda; "terza"']],
        ),
        ('Codice;Nota\r\nOB.1;5" di ritardo\r\n', [["Codice", "Nota"], ["OB.1", '5" di ritardo']]),
        ("Codice\nOB.1\nOB.2\n", [["Codice"], ["OB.1"], ["OB.2"]]),
        ("a;b;;\nc;d;;\n", [["a", "b"], ["c", "d"]]),
        ("a;b\rc;d\r", [["a", "b"], ["c", "d"]]),
    ],
)
def test_rows_are_parted_as_their_author_meant(tmp_path: Path, content: str, rows: list[list[str]]) -> None:
    assert read(tmp_path, content) == rows


@pytest.mark.parametrize(
    "content",
    [
        "Qualità;perché\n≥ 5;sì\n".encode(),
        "\ufeffQualità;\ufeffperché\n≥ 5;sì\n".encode(),
        "\ufeffQualità;perché\n≥ 5;sì\n".encode("utf-16-le"),
        "\ufeffQualità;perché\n≥ 5;sì\n".encode("utf-16-be"),
    ],
)
def test_every_unicode_encoding_is_read(tmp_path: Path, content: bytes) -> None:
    assert read(tmp_path, content) == [["Qualità", "perché"], ["≥ 5", "sì"]]


def test_the_encoding_of_windows_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, "Qualità;€ 5\nl’anno;–\n".encode("cp1252")) == [["Qualità", "€ 5"], ["l’anno", "–"]]


def test_places_are_those_of_a_spreadsheet(tmp_path: Path) -> None:
    file = tmp_path / "piano.tsv"
    file.write_text('a\tb\n"c\nc"\td\n')
    (table,) = read_tables(file)
    # A cell of two lines is in one row.
    assert [[cell.place for cell in row] for row in table.rows] == [["A1", "B1"], ["A2", "B2"]]


def test_a_quotation_mark_that_is_never_closed_is_said_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "piano.csv"
    file.write_text('a;b\nc;d\n"e;f\n' + "g;h\n" * 10)
    with pytest.raises(ImportingError, match="riga 3: le virgolette di una cella non si chiudono"):
        read_tables(file)


_LETTERS = st.text(alphabet="abcè1, .;\"'\n%≥", min_size=1, max_size=6).map(str.strip).filter(bool)


@given(
    rows=st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(_LETTERS, min_size=width, max_size=width), min_size=1, max_size=5)
    )
)
def test_what_a_program_writes_with_declared_separators_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    file = tmp_path_factory.mktemp("csv") / "piano.csv"
    file.write_text(f"sep=;\n{buffer.getvalue()}", encoding="utf-8", newline="")
    cleaned = [
        ["\n".join(" ".join(line.split()) for line in cell.split("\n")) for cell in row] for row in rows
    ]
    assert read_texts(file) == [cleaned]
