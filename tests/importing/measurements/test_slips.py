"""Slips of offices, one by one: what is read, what is doubtful, what is refused as `check` does."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from generator.importing.imported_plan import ImportingError
from generator.importing.measurements.reading import SheetReading, read_results_of
from generator.importing.tables import Cell, Table
from generator.plan.model import Plan
from tests.importing.measurements.conftest import plan_in

MORE = """\
codice: OB.9
titolo: Altre unità
uffici: [ragioneria]
indicatori:
  - id: ore
    nome: Ore di formazione
    unita: h
    condizione: almeno
    stato: {2025: "08:00"}
    target: {2026: "10:00"}
  - {id: giudizio, nome: Giudizio, scala: [basso, medio, alto], stato: {2025: basso}, target: {2026: alto}}
  - id: piccolo
    nome: Quota piccola
    unita: "%"
    condizione: al massimo
    stato: {2025: "0,8%"}
    target: {2026: "0,5%"}
  - {id: totale, nome: Totale degli accessi, unita: n., stato: {2025: 20}, target: {2026: 30}}
  - id: gara
    nome: Gara
    fasi:
      - {nome: Bando, entro: 30/04/2026}
      - {nome: Contratto, entro: 30/11/2026}
  - id: tempi
    nome: Tempi dei due settori
    unita: giorni
    condizione: al massimo
    per_ufficio: {ragioneria: {target: {2026: 9}}, lavori-pubblici: {target: {2026: 12}}}
"""
HEADINGS = ("Codice obiettivo", "Indicatore", "Valore al 30/06/2026", "Note", "Fonte")
CODES = {
    "Tempo medio di pagamento": "OB.2.1",
    "Fatture pagate nei termini": "OB.2.1",
    "Debito scaduto": "OB.2.1",
    "Bilancio del cittadino pubblicato": "OB.2.2",
    "Incontri con i quartieri": "OB.2.2",
    "Regolamento delle rateazioni": "OB.2.3",
}
JUNE = date(2026, 6, 30)


@pytest.fixture
def plan(folder: Path) -> Plan:
    (folder / "obiettivi" / "OB-9.yml").write_text(MORE, "utf-8")
    return plan_in(folder)


def cell(content: Any, place: str) -> Cell:
    """A cell with a text, or with a text and the value that a workbook stores."""
    text, value = content if isinstance(content, tuple) else (content, None)
    return Cell(text, place, value)


def table(rows: Sequence[Sequence[Any]], name: str = "Foglio1") -> Table:
    return Table(
        tuple(
            tuple(cell(content, f"{'ABCDEFGHI'[column]}{number}") for column, content in enumerate(row))
            for number, row in enumerate(rows, start=1)
        ),
        name=name,
    )


def read(
    plan: Plan, *rows: Sequence[Any], headings: Sequence[str] = HEADINGS, office: str = "ragioneria"
) -> SheetReading:
    return read_results_of(Path("foglio.xlsx"), [table([headings, *rows])], plan, JUNE, office)


def read_value_of(plan: Plan, indicator: str, content: Any) -> tuple[str, list[str]]:
    """The value that is read of one cell, empty for none, and what is said of it."""
    found = read(plan, (CODES.get(indicator, "OB.9"), indicator, content, "", ""))
    value = found.results[0].value if found.results else ""
    return value, [str(one).removeprefix("foglio.xlsx, Foglio1!C2: ") for one in found.findings]


DAYS, SHARE, DEBT, DAY, COUNT, ANSWER = CODES

# indicator, cell, value that is read, what is said of it
READ = [
    (DAYS, ("27,5", Fraction(55, 2)), "27,5", []),
    (DAYS, "12 giorni", "12", ["dubbio: «12 giorni» è letto come 12"]),
    (DAYS, "12 gg", "12", ["dubbio: «12 gg» è letto come 12"]),
    (DAYS, "n.d.", "n.d.", []),
    (
        DAYS,
        ("18,7", Fraction(56, 3)),
        "18,7",
        ["dubbio: il valore della cella ha più decimali: è letto come 18,7"],
    ),
    (SHARE, ("85%", Fraction(85, 100)), "85%", []),
    (SHARE, ("41%", Fraction(412, 1000)), "41,2%", []),
    (SHARE, ("85", Fraction(85)), "85%", []),
    (SHARE, "85", "85%", []),
    (SHARE, "85 per cento", "85%", ["dubbio: «85 per cento» è letto come 85%"]),
    (
        SHARE,
        ("0,85", Fraction(85, 100)),
        "85%",
        ["dubbio: «0,85» è letto come 85%: nella cella manca il segno %"],
    ),
    (SHARE, "0,85", "85%", ["dubbio: «0,85» è letto come 85%: nella cella manca il segno %"]),
    (SHARE, ("1", Fraction(1)), "100%", ["dubbio: «1» è letto come 100%: nella cella manca il segno %"]),
    (SHARE, ("0", Fraction(0)), "0%", []),
    (DEBT, ("98450,3", Fraction(984503, 10)), "98.450,3 €", []),
    (DEBT, "98.450,30 €", "98.450,30 €", []),
    (DEBT, "€ 98.450,30", "€ 98.450,30", []),
    (DEBT, "98.450,30 euro", "98.450,30 €", ["dubbio: «98.450,30 euro» è letto come 98.450,30 €"]),
    (DAY, ("28/05/2026", date(2026, 5, 28)), "28/05/2026", []),
    (DAY, "28/05/2026", "28/05/2026", []),
    (
        DAY,
        ("maggio 2026", date(2026, 5, 1)),
        "01/05/2026",
        ["dubbio: «maggio 2026» è letto come 01/05/2026"],
    ),
    (DAY, "28 maggio 2026", "28/05/2026", ["dubbio: «28 maggio 2026» è letto come 28/05/2026"]),
    (DAY, "28/5/26", "28/5/2026", ["dubbio: «28/5/26» è letto come 28/5/2026"]),
    (DAY, "Non ancora", "Non ancora", []),
    # 46170 days after 30 December 1899.
    (
        DAY,
        ("46170", Fraction(46170)),
        "28/05/2026",
        ["dubbio: «46170» è letto come 28/05/2026: la cella non ha il formato di una data"],
    ),
    (COUNT, "3 incontri", "3", ["dubbio: «3 incontri» è letto come 3"]),
    (COUNT, ("3", Fraction(3)), "3", []),
    (ANSWER, "Sì", "Sì", []),
    (ANSWER, ("VERO", True), "sì", []),
    (ANSWER, ("FALSO", False), "no", []),
    ("Ore di formazione", "9:30", "09:30", ["dubbio: «9:30» è letto come 09:30"]),
    ("Ore di formazione", ("8", Fraction(8)), "8", []),
    ("Giudizio", "Medio", "Medio", []),
    (
        "Quota piccola",
        ("0,4", Fraction(4, 10)),
        "0,4%",
        ["dubbio: «0,4» è letto come 0,4%: nella cella manca il segno %"],
    ),
]


@pytest.mark.parametrize(("indicator", "content", "value", "said"), READ)
def test_values_that_are_read(plan: Plan, indicator: str, content: Any, value: str, said: list[str]) -> None:
    assert read_value_of(plan, indicator, content) == (value, said)


# indicator, cell, the rule and the beginning of the message
REFUSED = [
    (DAYS, "2 mesi", "errore E304: «2 mesi» non è un numero"),
    (DAYS, "circa 12", "errore E304: «circa 12» non è un numero"),
    (DAYS, "3 su 10", "errore E304: «3 su 10» non è un numero"),
    (DAYS, "27.5", "errore E301: «27.5» è un numero all'inglese"),
    (DAYS, ("12%", Fraction(12, 100)), "errore E303: «12%» (percentuale) non va con l'unità «gg»"),
    (DAYS, ("03/12/2026", date(2026, 12, 3)), "errore E303: «03/12/2026» (data) non va con l'unità «gg»"),
    (DAYS, "non ancora", "errore E404: «non ancora» si dice solo di una data"),
    (DAYS, "-", "errore E304: «-» non è un valore: se non c'è scrivere n.d., o lasciare vuoto"),
    (COUNT, "3 mila", "errore E304: «3 mila» non è un numero"),
    (DAY, "maggio 2026", "errore E304: «maggio 2026» non si legge"),
    (DAY, "31/06/2026", "errore E302: «31/06/2026» non esiste nel calendario"),
    (DAY, "05/07/2026", "errore E404: «05/07/2026» viene dopo il giorno della rilevazione"),
    (ANSWER, "in corso", "errore E304: «in corso» non si legge: qui ci vuole sì o no"),
    (ANSWER, ("1", Fraction(1)), "errore E303: «1» (numero) non va con l'unità «sì/no»"),
    ("Giudizio", "ottimo", "errore E304: «ottimo» non si legge: qui ci vuole una parola della scala"),
    ("Gara", "30/04/2026", "errore E339: «gara» si rileva fase per fase"),
]


@pytest.mark.parametrize(("indicator", "content", "message"), REFUSED)
def test_values_that_are_refused_with_the_message_of_check(
    plan: Plan, indicator: str, content: Any, message: str
) -> None:
    value, said = read_value_of(plan, indicator, content)
    assert value == ""
    assert len(said) == 1
    assert said[0].startswith(message)


FATTURE = ("OB.2.1", "Fatture pagate nei termini", ("85%", Fraction(85, 100)))

# headings and a row in other words and orders, all of the same result
LAYOUTS: list[tuple[tuple[str, ...], tuple[Any, ...]]] = [
    (("Cod. ob.", "Indicatori", "Risultato"), FATTURE),
    (("CODICE", "INDICATORE", "CONSUNTIVO AL 30.06.2026"), FATTURE),
    (
        ("Valore rilevato", "Obiettivo", "Indicatore"),
        (FATTURE[2], "OB.2.1 Pagare i fornitori in tempo", FATTURE[1]),
    ),
    (("Titolo obiettivo", "Nome indicatore", "Dato"), ("pagare i fornitori in tempo", *FATTURE[1:])),
    (("Codice obiettivo", "ID indicatore", "Valore"), ("OB-2-1", "fatture", FATTURE[2])),
    (("Chiave", "Indicatore", "Valore"), ("OB.2.1#fatture", "", FATTURE[2])),
    (
        (
            "Codice",
            "Indicatore",
            "Valore di partenza",
            "Ultimo valore al 31/12/2025",
            "Target",
            "Valore al 30/06/2026",
        ),
        ("OB.2.1", FATTURE[1], "81%", "83%", "90%", FATTURE[2]),
    ),
    (("Codice", "Indicatore", "Valore 2025", "Valore 2026"), ("OB.2.1", FATTURE[1], "81%", FATTURE[2])),
    (
        ("Codice", "Indicatore", "Valore al 31/03/2026", "Valore al 30/06/2026", "Colonna aggiunta"),
        ("OB.2.1", FATTURE[1], "70%", FATTURE[2], "x"),
    ),
]


@pytest.mark.parametrize(("headings", "row"), LAYOUTS, ids=lambda value: " ".join(map(str, value))[:40])
def test_columns_are_known_by_their_headings(plan: Plan, headings: Sequence[str], row: Sequence[Any]) -> None:
    (found,) = read(plan, row, headings=headings).results
    assert (found.key.objective, found.key.indicator, found.value) == ("OB.2.1", "fatture", "85%")


def test_the_code_stands_for_the_rows_below_it(plan: Plan) -> None:
    rows = [("OB.2.1", DAYS, "27", "", ""), ("", SHARE, "85%", "", ""), ("OB.2.2", COUNT, "3", "", "")]
    found = read(plan, *rows)
    assert [(one.key.objective, one.key.indicator) for one in found.results] == [
        ("OB.2.1", "tempo-medio"),
        ("OB.2.1", "fatture"),
        ("OB.2.2", "incontri"),
    ]
    assert found.findings == ()


# Lines that are no rows of their own: the objective of those below, a total, a signature.
SECTIONS: list[list[tuple[Any, ...]]] = [
    [("OB.2.1", "", "", "", ""), ("", DAYS, "27", "", "")],
    [("OB.2.1 - Pagare i fornitori in tempo", "", "", "", ""), ("", DAYS, "27", "", "")],
    [("Obiettivo OB.2.1: pagare i fornitori",) * 5, ("", DAYS, "27", "", "")],
    [("Pagare i fornitori in tempo",) * 5, ("", DAYS, "27", "", "")],
    [("ob 2.1", DAYS, "27", "", "")],
    # An indicator that only one objective has.
    [("", DAYS, "27", "", "")],
    [("OB.2.1", DAYS, "27", "", ""), ("", "Totale", "", "", ""), ("", "Il responsabile", "", "", "")],
]


@pytest.mark.parametrize("rows", SECTIONS, ids=lambda rows: rows[0][0] or "senza")
def test_the_objective_may_stand_elsewhere(plan: Plan, rows: list[tuple[Any, ...]]) -> None:
    found = read(plan, *rows)
    assert [(str(one.key), one.value) for one in found.results] == [("OB.2.1#tempo-medio", "27")]
    assert found.findings == ()


def test_a_total_is_said_and_not_read(plan: Plan) -> None:
    found = read(plan, ("OB.2.1", DAYS, "27", "", ""), ("", "Totale", "27", "", ""))
    assert [one.text for one in found.findings] == ["«27» non è accanto a un indicatore: non letto"]


def test_an_indicator_may_have_the_name_of_a_total(plan: Plan) -> None:
    found = read(plan, ("OB.9", "Totale degli accessi", "27", "", ""))
    assert [(str(one.key), one.value) for one in found.results] == [("OB.9#totale", "27")]
    assert found.findings == ()


def test_headings_may_have_two_rows(plan: Plan) -> None:
    """As a reader of workbooks fills merged ranges: in every cell, marked in all but the first."""
    first = (
        Cell("Codice", "A1"),
        Cell("Indicatore", "B1"),
        Cell("Risultati al 30/06/2026", "C1"),
        Cell("Risultati al 30/06/2026", "D1", merged=True),
    )
    second = (
        Cell("Codice", "A2", merged=True),
        Cell("Indicatore", "B2", merged=True),
        Cell("Valore", "C2"),
        Cell("Note", "D2"),
    )
    row = (Cell("OB.2.1", "A3"), Cell(DAYS, "B3"), Cell("27", "C3"), Cell("stima", "D3"))
    sheet = Table((first, second, row), name="F")
    found = read_results_of(Path("a.xlsx"), [sheet], plan, None, "ragioneria")
    assert found.day == JUNE
    assert [(one.value, dict(one.words)) for one in found.results] == [("27", {"nota": "stima"})]


PARTS = ("Codice", "Indicatore", "Fase", "Valore")


@pytest.mark.parametrize(
    ("row", "office", "key"),
    [
        (("OB.9", "Gara", "Bando", "15/04/2026"), "ragioneria", "OB.9#gara/1"),
        (("OB.9", "Gara", "2", "non ancora"), "ragioneria", "OB.9#gara/2"),
        # An office has its own part, whatever the sheet says of parts.
        (("OB.9", "Tempi dei due settori", "", "8"), "ragioneria", "OB.9#tempi/ragioneria"),
        (("OB.9", "Tempi dei due settori", "", "8"), "lavori-pubblici", "OB.9#tempi/lavori-pubblici"),
    ],
)
def test_parts_are_measured_by_themselves(plan: Plan, row: Sequence[Any], office: str, key: str) -> None:
    found = read(plan, row, headings=PARTS, office=office)
    assert [str(one.key) for one in found.results] == [key]


# row, what is said of it
ROWS: list[tuple[tuple[Any, ...], str]] = [
    (("OB.2.9", DAYS, "3", "", ""), "errore E402: l'obiettivo «OB.2.9» non c'è nel piano; forse «OB.2."),
    (
        ("OB.2.1", COUNT, "3", "", ""),
        "errore E402: l'indicatore «Incontri con i quartieri» non c'è in OB.2.1; ",
    ),
    (
        ("OB.5.1", "Chilometri rifatti", "3", "", ""),
        "errore E402: «Chilometri rifatti» (OB.5.1) è di «Settore Lavori",
    ),
    (("OB.2.1", DAYS, "", "manca il dato", ""), "dubbio: «manca il dato» non ha accanto un valore"),
    (("OB.2.1", DAYS, "3", "=1+1", ""), "errore E113: «=1+1» per un foglio di calcolo è una formula"),
    (("OB.2.1", DAYS, "3", "sentire RSSMRA85T10A562S", ""), "errore E501: "),
]


@pytest.mark.parametrize(("row", "message"), ROWS, ids=lambda value: str(value)[:30])
def test_rows_that_are_not_read(plan: Plan, row: tuple[Any, ...], message: str) -> None:
    found = read(plan, row)
    assert found.results == ()
    assert [str(one).partition(": ")[2].startswith(message) for one in found.findings] == [True]


def test_a_renamed_indicator_is_known_by_its_key(plan: Plan) -> None:
    found = read(plan, ("OB.2.1#tempo-medio", "Tempi", "3"), headings=("Chiave", "Indicatore", "Valore"))
    assert [one.value for one in found.results] == ["3"]
    assert [one.text for one in found.findings] == [
        "il nome nel foglio è «Tempi», nel piano «Tempo medio di pagamento»"
    ]


def test_another_unit_is_doubtful(plan: Plan) -> None:
    found = read(
        plan, ("OB.2.1", DAYS, "mesi", "3"), headings=("Codice", "Indicatore", "Unità di misura", "Valore")
    )
    assert [one.text for one in found.findings] == ["l'unità nel foglio è «mesi», nel piano «giorni»"]


@pytest.mark.parametrize("text", ["= 12", "12"])
def test_a_number_written_as_a_formula_is_read(plan: Plan, text: str) -> None:
    row = (Cell("OB.2.1", "A2"), Cell(DAYS, "B2"), Cell(text, "C2", formula="=12"))
    header = tuple(Cell(text, f"{'ABC'[column]}1") for column, text in enumerate(HEADINGS[:3]))
    found = read_results_of(Path("a.xlsx"), [Table((header, row), name="F")], plan, JUNE, "ragioneria")
    assert [one.value for one in found.results] == ["12"]
    assert [one.text for one in found.findings] == [
        "12 è il risultato di una formula (=12), e non un valore scritto"
    ]


def test_an_unsaved_formula_is_refused_with_its_remedy(plan: Plan) -> None:
    row = (
        Cell("OB.2.1", "A2"),
        Cell(DAYS, "B2"),
        Cell("", "C2", problem="formula senza il suo valore (=1+1)"),
    )
    header = tuple(Cell(text, f"{'ABC'[column]}1") for column, text in enumerate(HEADINGS[:3]))
    found = read_results_of(Path("a.xlsx"), [Table((header, row), name="F")], plan, JUNE, "ragioneria")
    assert [str(one) for one in found.findings] == [
        "a.xlsx, F!C2: errore E304: formula senza il suo valore (=1+1)"
    ]


# the lines above and the headings, what is missing in the file
UNCLEAR: list[tuple[Mapping[str, Any], str]] = [
    ({"rows": [("Codice", "Titolo"), ("OB.2.1", "x")]}, "non c'è una tabella di risultati"),
    ({"rows": [("Codice", "Indicatore", "Valore")], "office": "ragioneria"}, "non dice a che giorno"),
    (
        {"rows": [("Codice", "Indicatore", "Valore")], "day": JUNE},
        "non dice di che ufficio è: --ufficio, uno tra lavori-pubblici, ragioneria",
    ),
    (
        {
            "rows": [("Codice", "Indicatore", "Valore", "Risultato"), ("OB.2.1", DAYS, "3", "4")],
            "day": JUNE,
            "office": "",
        },
        "quale colonna ha i valori al 30/06/2026 (Valore; Risultato)",
    ),
    (
        {
            "rows": [("al 30/06/2026 e al 31/12/2026",), ("Codice", "Indicatore", "Valore")],
            "office": "ragioneria",
        },
        "nomina più giorni (30/06/2026, 31/12/2026)",
    ),
]


@pytest.mark.parametrize(("given", "message"), UNCLEAR, ids=lambda value: str(value)[:30])
def test_what_the_file_does_not_tell_is_asked_for(plan: Plan, given: Mapping[str, Any], message: str) -> None:
    width = max(len(row) for row in given["rows"])
    rows = [(*row, *[""] * (width - len(row))) for row in given["rows"]]
    with pytest.raises(ImportingError) as error:
        read_results_of(Path("foglio.xlsx"), [table(rows)], plan, given.get("day"), given.get("office"))
    assert message in str(error.value)
