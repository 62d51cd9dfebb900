"""Plain text, reStructuredText and Markdown."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.importing.formats import read_tables
from tests.importing.formats.documents import read_texts


def write(folder: Path, content: str, name: str = "piano.txt") -> Path:
    file = folder / name
    file.write_text(content, encoding="utf-8")
    return file


def outline(path: Path) -> list[tuple[str, int, str]]:
    """By paragraph `titolo`, `voce` or nothing, its level and its text."""
    kinds = {(True, True): "voce", (True, False): "titolo"}
    return [
        (kinds.get((cell.level > 0, cell.is_item), ""), cell.level, cell.text)
        for table in read_tables(path)
        for row in table.rows
        for cell in row
    ]


def test_titles_folded_lines_and_nested_items_of_a_structured_text(tmp_path: Path) -> None:
    text = """Piano triennale
===============

Il piano raccoglie gli obiettivi
e i risultati.

OB.1 - Servizi
--------------

-  RA1 - **Sportelli**

   -  Target 2026 - Costruzione della *baseline* con
      un'indagine.

   -  Target 2027 - 20 comuni

-  RA2 - **Siti**

   -  *Baseline* 2025: 18%

OB.2 - Dati
-----------

Fine.
"""
    assert outline(write(tmp_path, text, "piano.rst")) == [
        ("titolo", 1, "Piano triennale"),
        ("", 0, "Il piano raccoglie gli obiettivi e i risultati."),
        ("titolo", 2, "OB.1 - Servizi"),
        ("voce", 1, "RA1 - **Sportelli**"),
        ("voce", 2, "Target 2026 - Costruzione della *baseline* con un'indagine."),
        ("voce", 2, "Target 2027 - 20 comuni"),
        ("voce", 1, "RA2 - **Siti**"),
        ("voce", 2, "*Baseline* 2025: 18%"),
        ("titolo", 2, "OB.2 - Dati"),
        ("", 0, "Fine."),
    ]


def test_a_title_between_two_lines_is_a_title(tmp_path: Path) -> None:
    text = "=====\nPiano\n=====\n\nCapo\n~~~~\n\ntesto\n"
    assert outline(write(tmp_path, text, "piano.rst")) == [
        ("titolo", 1, "Piano"),
        ("titolo", 2, "Capo"),
        ("", 0, "testo"),
    ]


def test_lines_of_a_card_stay_apart(tmp_path: Path) -> None:
    text = "Anagrafica\nCodice121\nTitoloSostenere\nUffici\n  • DIREZIONE A\n  • DIREZIONE B\nNote -\n"
    assert outline(write(tmp_path, text)) == [
        ("", 0, "Anagrafica"),
        ("", 0, "Codice121"),
        ("", 0, "TitoloSostenere"),
        ("", 0, "Uffici"),
        ("voce", 1, "DIREZIONE A"),
        ("voce", 1, "DIREZIONE B"),
        ("", 0, "Note -"),
    ]


def test_lines_that_were_folded_at_one_width_are_one_paragraph(tmp_path: Path) -> None:
    text = (
        "Nel triennio precedente sono state avviate le\n"
        "prime sperimentazioni. Dal 2023 il numero di\n"
        "enti aderenti cresce, con differenze tra valli;\n"
        "le attività consolidano quanto avviato.\n"
        "\n"
        "Fine.\n"
    )
    assert read_texts(write(tmp_path, text)) == [
        [
            [
                "Nel triennio precedente sono state avviate le prime sperimentazioni. Dal 2023 il numero di "
                "enti aderenti cresce, con differenze tra valli; le attività consolidano quanto avviato."
            ],
            ["Fine."],
        ]
    ]


def test_rows_with_tabs_are_tables_as_wide_as_their_longest_row(tmp_path: Path) -> None:
    text = (
        "Codice:\tA1_OS_01\n"
        "\n"
        "Indicatori\tUdM\tTarget 2026\t\tPeso\n"
        "\t\t\t>=\t\n"
        "**Nome** formula\tn.\t>=\t130\t20%\n"
        "Riga interrotta\tn.\t>=\n"
        "* Dato provvisorio: 12 giorni\n"
        "\n"
        "<b>A1_OP_01</b>\t<b>Titolo</b>\n"
        "---------------\t---\n"
        "fine\n"
    )
    assert read_texts(write(tmp_path, text)) == [
        [["Codice:", "A1_OS_01"]],
        [
            ["Indicatori", "UdM", "Target 2026", "", "Peso"],
            ["", "", "", ">=", ""],
            ["**Nome** formula", "n.", ">=", "130", "20%"],
            ["Riga interrotta", "n.", ">=", "", ""],
        ],
        [["* Dato provvisorio: 12 giorni"]],
        [["<b>A1_OP_01</b>", "<b>Titolo</b>"]],
        [["fine"]],
    ]


def test_cards_with_bars_are_parted_at_their_rules(tmp_path: Path) -> None:
    text = (
        "Codice | 118 |\n"
        "---|---|\n"
        "Titolo | Vie d'acqua |\n"
        "Centri di responsabilità |\n"
        "|\n"
        "- DIREZIONE A | |\n"
        "- DIREZIONE B | |\n"
        "Note | - |\n"
        "Codice | 118.1 |\n"
        "---|---|\n"
        "Target primo anno | minore di 24,00 |\n"
    )
    assert read_texts(write(tmp_path, text)) == [
        [
            ["Codice", "118"],
            ["Titolo", "Vie d'acqua"],
            ["Centri di responsabilità", "DIREZIONE A\nDIREZIONE B"],
            ["Note", "-"],
        ],
        [["Codice", "118.1"], ["Target primo anno", "minore di 24,00"]],
    ]


def test_tables_of_markdown_with_escapes_breaks_and_flattened_rows(tmp_path: Path) -> None:
    text = (
        "## Piano 2026\n"
        "| Cdr | Obiettivo | Target |\n"
        "|:---|:---:|---:|\n"
        "| A | 1 - a \\| b | 4.200<br>entro giugno |\n"
        "| 2 - c | 85% ||\n"
        "\n"
        "Nota\n"
    )
    path = write(tmp_path, text, "piano.md")
    assert read_texts(path) == [
        [["Piano 2026"]],
        [["Cdr", "Obiettivo", "Target"], ["A", "1 - a | b", "4.200\nentro giugno"], ["2 - c", "85%", ""]],
        [["Nota"]],
    ]
    assert read_tables(path)[0].rows[0][0].level == 2


def test_a_drawn_table_has_its_cells(tmp_path: Path) -> None:
    text = """Prima.

+----------+------------------+--------+
| Codice   | Indicatore       | Target |
+==========+==================+========+
| OB.1     | Nome che va a    | 50%    |
|          | capo nella cella |        |
|          |                  |        |
|          | - una voce       |        |
+----------+------------------+--------+
| OB.2     | su due colonne            |
+----------+------------------+--------+

Dopo.
"""
    path = write(tmp_path, text, "piano.rst")
    # An empty line is how the format parts an item from what is before it, and is not shown.
    assert read_texts(path) == [
        [["Prima."]],
        [
            ["Codice", "Indicatore", "Target"],
            ["OB.1", "Nome che va a capo nella cella\n- una voce", "50%"],
            ["OB.2", "su due colonne", "su due colonne"],
        ],
        [["Dopo."]],
    ]
    assert read_tables(path)[1].rows[1][0].place == "riga 6"


def test_places_are_lines(tmp_path: Path) -> None:
    tables = read_tables(write(tmp_path, "a\n\nb\tc\nd\n"))
    assert [[cell.place for cell in row] for table in tables for row in table.rows] == [
        ["riga 1"],
        ["riga 3", "riga 3"],
        ["riga 4"],
    ]


@pytest.mark.parametrize("name", ["piano.txt", "piano.rst", "piano.md"])
@settings(deadline=None)
@given(
    text=st.lists(
        st.sampled_from(
            ["- ", "   - ", "alfa", "beta gamma", "|", "\t", "---|---", "=====", "\n", "\n\n", "# ", " "]
        ),
        max_size=30,
    ).map("".join)
)
def test_no_word_is_lost(tmp_path_factory: pytest.TempPathFactory, name: str, text: str) -> None:
    path = write(tmp_path_factory.mktemp("testo"), f"inizio\n\n{text}\n\nfine", name)
    read = "".join(text for table in read_texts(path) for row in table for text in row)
    written = f"inizio{text}fine"
    assert sorted(filter(str.isalpha, read)) == sorted(filter(str.isalpha, written))
