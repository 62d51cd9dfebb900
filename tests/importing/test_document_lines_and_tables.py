"""Lines, labels, codes, heads and rows of tables: each recognised by its shape."""

import pytest
from generator.importing.readers.plan_document.labels import Label, read_area, read_code, read_label
from generator.importing.readers.plan_document.lines import Line, clean, decode, read_lines
from generator.importing.readers.plan_document.tables import read_header, read_row, targets_by_year

from generator.importing import ImportingError


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("<b>01_01_UIC01</b>", "01_01_UIC01"),
        ("**03\\_01\\_UIC02**", "03_01_UIC02"),
        ("<i>Turismo  e cultura</i>", "Turismo e cultura"),
        ("*Obiettivo trasversale*", "Obiettivo trasversale"),
        ("### Risorse economiche:", "Risorse economiche:"),
        ("\\*\\* follower Twitter", "** follower Twitter"),
        ("canali social**dell'ente anno n", "canali social**dell'ente anno n"),
        ("Registro Imprese* Numero (RI)* / Numero", "Registro Imprese* Numero (RI)* / Numero"),
        ("personale con >10 anni", "personale con >10 anni"),
        ("", ""),
    ],
)
def test_markup_is_removed_and_nothing_else(raw: str, text: str) -> None:
    assert clean(raw) == text


def test_lines_are_numbered_whatever_ends_them() -> None:
    lines = read_lines("\ufeffa\r\nb\rc\n\td\t\t")
    assert [(line.number, line.raw) for line in lines] == [(1, "a"), (2, "b"), (3, "c"), (4, "\td")]
    assert [line.is_rule for line in read_lines("---\t--\n- a\n--\n-----x")] == [True, False, True, False]


@pytest.mark.parametrize("text", ["a\x00b", "\x1b[0m", "\x85", "\ud800"])
def test_what_is_no_text_is_refused(text: str) -> None:
    with pytest.raises(ImportingError, match="riga 2 del documento"):
        read_lines(f"prima\n{text}")


def test_another_encoding_is_refused() -> None:
    with pytest.raises(ImportingError, match="UTF-8"):
        decode("attività".encode("latin-1"))
    assert decode(b"\xef\xbb\xbfx") == "x"


@pytest.mark.parametrize(
    ("raw", "label", "text"),
    [
        ("D.M. 27/03/2013 Missione:\t016 - Commercio", Label.MISSION, "016 - Commercio"),
        ("Ambito strategico CIIAA PT-PO:\t01_05 Promozione", Label.AREA, "01_05 Promozione"),
        ("Obiettivo:\t<b>03_01_OS03 Trasparenza</b>", Label.TITLE, "03_01_OS03 Trasparenza"),
        ("Obiettivo strategico (OS):", Label.AREA, ""),
        ("### Descrizione:", Label.DESCRIPTION, ""),
        ("**Area di responsabilità:** *Obiettivo trasversale*", Label.DEPARTMENT, "Obiettivo trasversale"),
        ("<b>Ufficio:</b>\t<i>Metrologia</i>", Label.OFFICES, "Metrologia"),
        ("Uffici coinvolti:\tA e B", Label.OFFICES, "A e B"),
        ("Unità organizzative coinvolte:", Label.UNITS, ""),
    ],
)
def test_labels(raw: str, label: Label, text: str) -> None:
    assert read_label(raw) == (label, text)


@pytest.mark.parametrize(
    "raw",
    [
        "In questo contesto, l'azione si focalizzerà sui seguenti interventi:",
        "Obiettivo: fare meglio",  # in running text, without a cell
        "Risorse interne",
        "La missione della Camera: servire le imprese",
        "x" * 80 + ":",
    ],
)
def test_sentences_are_no_labels(raw: str) -> None:
    assert read_label(raw) is None


@pytest.mark.parametrize(
    ("text", "code", "written", "area", "kind", "rest"),
    [
        ("01_04_OS 01", "01_04_OS01", "01_04_OS 01", "01_04", "OS", ""),
        ("03_01_UIC02 | Garantire", "03_01_UIC02", "03_01_UIC02", "03_01", "UIC", "Garantire"),
        ("7.2.AB3 Titolo", "7.2.AB3", "7.2.AB3", "7.2", "AB", "Titolo"),
    ],
)
def test_codes(text: str, code: str, written: str, area: str, kind: str, rest: str) -> None:
    found = read_code(text)
    assert found is not None
    assert (found[0].text, found[0].written, found[0].area, found[0].kind, found[1]) == (
        code, written, area, kind, rest,
    )  # fmt: skip


@pytest.mark.parametrize("text", ["02_01L'e-government", "02_01_Semplificazione", "1.000,00 €", "OS01", ""])
def test_what_is_no_code(text: str) -> None:
    assert read_code(text) is None


@pytest.mark.parametrize(
    ("cell", "code", "name"),
    [
        ("01_01 Sostegno", "01_01", "Sostegno"),
        ("01_01 - Digitalizzazione", "01_01", "Digitalizzazione"),
        ("03_01- L'ottimizzazione", "03_01", "L'ottimizzazione"),
        ("02_01L'e-government", "02_01", "L'e-government"),
        ("02_01_Semplificazione", "02_01", "Semplificazione"),
        ("Legalità", "", "Legalità"),
    ],
)
def test_areas(cell: str, code: str, name: str) -> None:
    assert read_area(cell) == (code, name)


ROWS = [
    # a row of the document, baseline, condition, targets, weight
    ("A\tVolume\tn.\t7\t>=\t4\tn.d.\tn.d.\t20,0%", "7", ">=", ("4", "n.d.", "n.d."), "20,0%"),
    ("A\tVolume\tn.\t7\t>= 4\tn.d.\tn.d.\t20,0%", "7", ">=", ("4", "n.d.", "n.d."), "20,0%"),
    ("A\tVolume\tn.\t7\t>=4\t20,0%", "7", ">=", ("4",), "20,0%"),
    ("A\tVolume\tn.\t0,92\t=<\t1\t33,3%", "0,92", "=<", ("1",), "33,3%"),
    ("A\tVolume\tn.\t36\t≥\t40\tn.d.\tn.d.\t12,5%\t", "36", "≥", ("40", "n.d.", "n.d."), "12,5%"),
    ("A\tQualità\t%\tn.d.\t100%\tn.d.\tn.d.\t14,3%", "n.d.", "", ("100%", "n.d.", "n.d."), "14,3%"),
    ("A\tQualità\tn.\t\t<=\t6,0\t10,0%", "", "<=", ("6,0",), "10,0%"),
    ("A\tQualità\tn.\t<=\t6,0\t10,0%", "", "<=", ("6,0",), "10,0%"),
    ("A\tVolume\t%\t33%\t>=\t33%\t33%\t6,7%", "33%", ">=", ("33%", "33%"), "6,7%"),
    ("A\tVolume\tn.\t64%\t= si\tsi\tsi\t6,25%", "64%", "=", ("si", "si", "si"), "6,25%"),
    ("A\tVolume\tn.\t1\t>=\t2\t\t4\t6,25%", "1", ">=", ("2", "", "4"), "6,25%"),
    ("A\tVolume\tn.\t1\t>=\t2", "1", ">=", ("2",), ""),
    ("A\tVolume", "", "", (), ""),
]


@pytest.mark.parametrize(("raw", "baseline", "condition", "targets", "weight"), ROWS)
def test_rows_are_read_by_shape(
    raw: str, baseline: str, condition: str, targets: tuple[str, ...], weight: str
) -> None:
    row = read_row(read_lines(raw)[0])
    assert (row.baseline, row.condition, row.targets, row.weight) == (baseline, condition, targets, weight)


@pytest.mark.parametrize(
    ("values", "placed", "extra"),
    [
        (("1", "2", "3"), {"2025": "1", "2026": "2", "2027": "3"}, ()),
        (("1", "", "3"), {"2025": "1", "2027": "3"}, ()),
        (("1", "2"), {"2025": "1", "2026": "2"}, ()),
        (("", "1"), {"2025": "1"}, ()),
        (("1", "2", "3", "4"), {"2025": "1", "2026": "2", "2027": "3"}, ("4",)),
        ((), {}, ()),
    ],
)
def test_targets_by_year(values: tuple[str, ...], placed: dict[str, str], extra: tuple[str, ...]) -> None:
    assert targets_by_year(values, ("2025", "2026", "2027")) == (placed, extra)


def test_a_header_on_one_line() -> None:
    header = read_header(
        [Line(1, "Indicatori\tTipologia\tUdM\tStato 2024\t\tTarget 2025*\tPeso indicatori:")]
    )
    assert (header.baseline_year, header.target_years, header.starred) == (
        "2024",
        ("2025",),
        ("Target 2025*",),
    )
    assert (header.weight_column, header.misnamed, header.leftovers) == (6, (), ())


def test_a_header_on_two_lines_with_conditions_left_over() -> None:
    header = read_header(
        [
            Line(1, "Indicatori\tTipologia\tUdM\tStato 2024\tTarget\t\t\tPeso"),
            Line(2, "\t\t\t\t2025\t2026\t>="),
        ]
    )
    assert (header.baseline_year, header.target_years, header.leftovers) == (
        "2024",
        ("2025", "2026"),
        (">=",),
    )


def test_a_baseline_of_a_later_year_is_a_target() -> None:
    header = read_header([Line(1, "Indicatori\tTipologia\tUdM\tStato 2024\tTarget 2025\tStato 2026\tPeso")])
    assert (header.target_years, header.misnamed) == (("2025", "2026"), ("Stato 2026",))
