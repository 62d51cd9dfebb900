"""Tables whose columns are set apart by spaces."""

import pytest

from generator.importing.formats.support.spaced_columns import with_tabs

TABLE = """\
Codice   Obiettivo                Indicatore            Target 2026
C1       Assistere le imprese     Imprese assistite     >= 200
                                  Pratiche concluse         95%
C2       Vigilare sui prodotti    Ispezioni              60"""


def test_cells_stand_below_their_headings() -> None:
    assert with_tabs(["Piano", "", *TABLE.split("\n"), "", "Note"]) == [
        "Piano",
        "",
        "Codice\tObiettivo\tIndicatore\tTarget 2026",
        "C1\tAssistere le imprese\tImprese assistite\t>= 200",
        "\t\tPratiche concluse\t95%",
        "C2\tVigilare sui prodotti\tIspezioni\t60",
        "",
        "Note",
    ]


def test_rules_between_rows() -> None:
    rule = "======  =========  ======  ======="
    found = with_tabs(
        [
            rule,
            "Codice  Obiettivo  Target  Peso",
            rule,
            "C1      Uno        5       1",
            "C2      Due        6       2",
        ]
    )
    assert [line.split("\t") for line in found[1:]] == [
        ["Codice", "Obiettivo", "Target", "Peso"],
        ["--"] * 4,
        ["C1", "Uno", "5", "1"],
        ["C2", "Due", "6", "2"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        # Prose, a list, an aligned list of two columns, one row, cells between the columns.
        "Il piano  dice che  i tempi\nsono stati ridotti e\nche i costi sono calati",
        "-  Target 2026 - Almeno 60 comuni\n\n-  Target 2027 - 70",
        "Codice     C1\nTitolo     Assistere\nUfficio    Promozione",
        "Codice   Obiettivo   Target\nC1       Uno         5",
        "Codice   Obiettivo   Target\nun testo che attraversa le colonne   5\nun altro che le attraversa   6",
    ],
)
def test_what_is_no_table_stays_as_it_is(text: str) -> None:
    assert with_tabs(text.split("\n")) == text.split("\n")
