"""Tables of the same kinds with other headings, orders, years and signs; what a person reads in them."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.importing.table.imports import Imported, import_files


def read_csv(text: str, folder: Path, first_year: int = 0) -> Imported:
    file = folder / "piano.csv"
    file.write_text(text, encoding="utf-8")
    imported = import_files([file], folder, first_year=first_year)
    assert imported.errors == []
    return imported


def indicators(imported: Imported, objective: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = imported.read(f"obiettivi/{objective}.yml")["indicatori"]
    return found


def test_weights_first_and_bare_years_after_the_baseline(tmp_path: Path) -> None:
    imported = read_csv(
        "Peso;Obiettivo;Codice;Responsabile;Indicatore di risultato;Unità;Baseline;2025;2026\n"
        "30;Servizi rapidi;A1;Ufficio Anagrafe;Pratiche on line;%;34%;>= 50%;>= 60%\n"
        "70;;;;Tempo di rilascio;gg;18,5;max 12;max 10\n"
        ";TOTALE;;;;;;;\n",
        tmp_path,
    )
    first, second = indicators(imported, "A1")
    assert first["target"] == {"2025": "50%", "2026": "60%"}
    assert (first["condizione"], first["stato"], first["peso"]) == ("almeno", {"2024": "34%"}, "30%")
    assert (second["condizione"], second["target"]) == ("al massimo", {"2025": "12", "2026": "10"})
    # The year before the plan is a guess.
    assert sum("non dice il suo anno" in doubt for doubt in imported.doubts) == 2


def test_english_numbers_of_a_whole_table(tmp_path: Path) -> None:
    imported = read_csv(
        "Obiettivo operativo,Indicatore,U.M.,Valore iniziale (2024),Target anno 1,Target anno 2\n"
        'OP2 Ridurre la spesa,Spesa corrente,euro,"1,250,000.50","<= 1,200,000.00","<= 1,100,000.00"\n',
        tmp_path,
        first_year=2026,
    )
    (found,) = indicators(imported, "OP2")
    assert found["stato"] == {"2024": "1.250.000,50"}
    assert found["target"] == {"2026": "1.200.000,00", "2027": "1.100.000,00"}
    assert found["condizione"] == "al massimo"


def test_a_sign_before_each_year_and_results(tmp_path: Path) -> None:
    imported = read_csv(
        "Cod.;Titolo obiettivo;Indicatori;Segno;Valore atteso 2025;Segno;Valore atteso 2026;Consuntivo 2025\n"
        "1.1;Aprire lo sportello;Aperture;>=;10;>=;12;11\n"
        "1.1;Aprire lo sportello;Giorni medi;<=;5;<;4;n.d.\n"
        "1.2;Pubblicare il bilancio;Data di pubblicazione;<=;30/04/2025;<=;30/04/2026;12/04/2025\n",
        tmp_path,
    )
    opening, days = indicators(imported, "1-1")
    assert (opening["condizione"], opening["target"]) == ("almeno", {"2025": "10", "2026": "12"})
    assert days["target"] == {
        "2025": {"valore": "5", "condizione": "al massimo"},
        "2026": {"valore": "4", "condizione": "meno di"},
    }
    (published,) = indicators(imported, "1-2")
    assert published["condizione"] == "entro"
    assert imported.read("rilevazioni/2025-12-31.yml")["1.1"] == {"aperture": "11", "giorni-medi": "n.d."}
    # Only the year of the results is written.
    assert any("31/12/2025" in doubt for doubt in imported.doubts)


def test_quarters_of_structures(tmp_path: Path) -> None:
    imported = read_csv(
        "Anno;Trimestre;Obiettivo;Indicatore;Struttura;Condizione;Target;Risultato\n"
        "2025;1;OB1 Ridurre attese;Visite nei tempi;Nord;maggiore o uguale a;90,0;85,5\n"
        "2025;2;OB1 Ridurre attese;Visite nei tempi;Nord;maggiore o uguale a;90,0;ND\n"
        "2025;1;OB1 Ridurre attese;Visite nei tempi;Sud;maggiore o uguale a;92,0;91,0\n"
        "2025;2;OB1 Ridurre attese;Visite nei tempi;Sud;maggiore o uguale a;92,0;93,0\n",
        tmp_path,
    )
    (found,) = indicators(imported, "OB1")
    assert found["condizione"] == "almeno"
    assert found["per_ufficio"] == {
        "nord": {"target": {"2025": "90,0"}},
        "sud": {"target": {"2025": "92,0"}},
    }
    first = imported.read("rilevazioni/2025-03-31.yml")["OB1"]["visite-nei-tempi"]
    second = imported.read("rilevazioni/2025-06-30.yml")["OB1"]["visite-nei-tempi"]
    assert first["per_ufficio"] == {"nord": "85,5", "sud": "91,0"}
    assert second["per_ufficio"] == {"nord": "n.d.", "sud": "93,0"}


def test_a_deadline_in_place_of_quarter_and_year(tmp_path: Path) -> None:
    imported = read_csv(
        "Codice misura;Titolo misura;Codice target;Denominazione;Unità di misura;Baseline;Anno baseline;"
        "Obiettivo;Scadenza\n"
        "M1;Strade;M1-01;Km asfaltati;km;10,5;2023;25,0;30/06/2027\n"
        "M1;Strade;M1-02;Aggiudicazione;;;;Contratto firmato;31/12/2026\n"
        "M2;Scuole;M2-01;Aule nuove;n.;0;2023;40;T2 2027\n",
        tmp_path,
    )
    roads, award = indicators(imported, "M1")
    assert roads["stato"] == {"2023": "10,5"}
    assert roads["target"] == {"2027": {"valore": "25,0", "entro": "30/06/2027"}}
    assert award["unita"] == "testo"
    assert award["target"] == {"2026": {"valore": "Contratto firmato", "entro": "31/12/2026"}}
    (rooms,) = indicators(imported, "M2")
    assert rooms["target"] == {"2027": {"valore": "40", "entro": "30/06/2027"}}


def test_a_header_of_two_rows_on_two_sheets(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for name, rows in (
        ("Settore Tecnico", [["T1 - Strade", "Km rifatti", "km", 12.5, 14, 20, 21.3]]),
        ("Settore Sociale", [["S1 - Anziani", "Assistiti", "n.", 86, 90, 100, 104], ["Totale"]]),
    ):
        sheet = workbook.create_sheet(name)
        sheet.append(["Obiettivo", "Indicatore", "Unità", "Valori storici", "", "Target", "Esito"])
        sheet.append(["", "", "", "2023", "2024", "2025", "Consuntivo"])
        sheet.merge_cells("D1:E1")
        for column in "ABC":
            sheet.merge_cells(f"{column}1:{column}2")
        for row in rows:
            sheet.append(row)
    del workbook["Sheet"]
    file = tmp_path / "piano.xlsx"
    workbook.save(file)
    imported = import_files([file], tmp_path)
    assert imported.errors == []
    (roads,) = indicators(imported, "T1")
    assert roads["stato"] == {"2023": "12,5", "2024": "14"}
    assert roads["target"] == {"2025": "20"}
    assert imported.read("obiettivi/T1.yml")["uffici"] == ["settore-tecnico"]
    assert imported.read("obiettivi/S1.yml")["uffici"] == ["settore-sociale"]
    assert imported.read("rilevazioni/2025-12-31.yml")["S1"] == {"assistiti": "104"}


def test_objectives_over_their_tables_on_one_sheet(tmp_path: Path) -> None:
    imported = read_csv(
        "OBIETTIVO: 1.1 Accogliere;;;\n"
        "Indicatore;Target 2026;Target 2027;Peso\n"
        "Visitatori;≥ 1.000;≥ 1.200;100%\n"
        ";;;\n"
        "OBIETTIVO: 1.2 Restaurare;;;\n"
        "Indicatore;Target 2026;Target 2027;Peso\n"
        "Opere restaurate;3;4;100%\n",
        tmp_path,
    )
    assert [one["nome"] for one in indicators(imported, "1-1")] == ["Visitatori"]
    assert [one["nome"] for one in indicators(imported, "1-2")] == ["Opere restaurate"]


def test_numbers_in_another_unit_of_time_are_doubted(tmp_path: Path) -> None:
    imported = read_csv(
        "Codice;Obiettivo;Indicatore;Unità;Valore 2025;Target 2026\n"
        "A1;Servizi;Tempo medio;mesi;2;45 giorni\n",
        tmp_path,
    )
    (found,) = indicators(imported, "A1")
    assert found["target"] == {"2026": {"valore": "45 giorni", "unita": "testo"}}
    assert any("45 giorni" in doubt for doubt in imported.doubts)


def test_a_number_that_may_be_thousands_or_decimals_is_doubted(tmp_path: Path) -> None:
    imported = read_csv(
        "Codice;Obiettivo;Indicatore;Unità;Valore 2025;Target 2026\nA1;Servizi;Indice;n.;1,20;1.250\n",
        tmp_path,
    )
    (found,) = indicators(imported, "A1")
    assert found["target"] == {"2026": {"valore": "1.250", "unita": "testo"}}
    assert any("«1.250»" in doubt for doubt in imported.doubts)


@pytest.mark.parametrize(
    "text", ["mario.rossi@example.org", "RSSMRA85T10A562S", "340 123 4567", "IT60X0542811101000000123456"]
)
def test_data_of_persons_are_left_out(text: str, tmp_path: Path) -> None:
    imported = read_csv(
        f"Codice;Obiettivo;Indicatore;Target 2026;Note\nA1;Servizi;Pratiche;12;{text}\n", tmp_path
    )
    (found,) = indicators(imported, "A1")
    assert found["campi"] == {"note": "[omesso]"}
    assert any("[omesso]" in doubt for doubt in imported.doubts)


def test_the_order_of_levels_is_that_of_their_contents(tmp_path: Path) -> None:
    imported = read_csv(
        "Obiettivo operativo;Obiettivo strategico;Indicatore;Target 2026\n"
        "OO1 - Formare;OS1 - Persone;Corsi;5\n"
        "OO2 - Assumere;OS1 - Persone;Concorsi;1\n",
        tmp_path,
    )
    assert imported.read("obiettivi/OO1.yml")["padre"] == "OS1"
    assert imported.read("obiettivi/OO2.yml")["padre"] == "OS1"
    assert "padre" not in imported.read("obiettivi/OS1.yml")


def test_a_part_of_one_under_percent_is_doubted(tmp_path: Path) -> None:
    imported = read_csv(
        "Codice;Obiettivo;Indicatore;Unità;Valore 2025;Target 2026\nA1;Servizi;Evase;%;0,34;≥ 50%\n", tmp_path
    )
    (found,) = indicators(imported, "A1")
    assert found["stato"] == {"2025": "0,34"}
    assert any("«0,34»" in doubt for doubt in imported.doubts)


def test_results_before_the_plan_are_where_it_begins(tmp_path: Path) -> None:
    imported = read_csv(
        "Codice;Obiettivo;Indicatore;Consuntivo 2024;Target 2025 (%);Target 2026 (%)\n"
        "A1;Servizi;Utenti soddisfatti;75%;>= 80;>= 85\n",
        tmp_path,
    )
    (found,) = indicators(imported, "A1")
    assert found["stato"] == {"2024": "75%"}
    assert found["target"] == {"2025": "80%", "2026": "85%"}


def test_cards_of_running_text(tmp_path: Path) -> None:
    file = tmp_path / "piano.txt"
    file.write_text(
        "Piano della performance 2026\n\n"
        "Obiettivo n. 1: Migliorare i servizi\n"
        "Indicatore: Pratiche on line\nTarget 2026: almeno 50%\nPeso: 60%\n"
        "Indicatore: Tempo medio\nTarget 2026: 10 giorni\nPeso: 40%\n\n"
        "Obiettivo n. 2: Ridurre i consumi\n"
        "Indicatore: Consumo di gas\nValore 2025: 100.000 Smc\nTarget 2026: 90.000 Smc\nPeso: 100%\n",
        encoding="utf-8",
    )
    imported = import_files([file], tmp_path)
    assert imported.errors == []
    first, second = indicators(imported, "1")
    assert (first["nome"], first["condizione"], first["target"], first["peso"]) == (
        "Pratiche on line",
        "almeno",
        {"2026": "50%"},
        "60%",
    )
    assert (second["nome"], second["target"]) == ("Tempo medio", {"2026": "10"})
    (gas,) = indicators(imported, "2")
    assert (gas["stato"], gas["target"]) == ({"2025": "100.000"}, {"2026": "90.000"})


def test_hidden_rows_and_columns_are_not_published(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (
        ["Codice", "Obiettivo", "Indicatore", "Interno", "Target 2026"],
        ["A1", "Servizi", "Pratiche", "X1", 5],
        ["A1", "Servizi", "Vecchio", "X2", 99],
    ):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    file = tmp_path / "piano.xlsx"
    workbook.save(file)
    imported = import_files([file], tmp_path)
    assert [one["nome"] for one in indicators(imported, "A1")] == ["Pratiche"]
    assert any("riga nascosta" in doubt and "99" in doubt for doubt in imported.doubts)
    assert any("colonna nascosta" in doubt and "X1" in doubt for doubt in imported.doubts)


def test_totals_notes_and_signatures_are_no_indicators(tmp_path: Path) -> None:
    imported = read_csv(
        "Codice;Obiettivo;Indicatore;U.M.;Target 2026;Target 2027;Peso\n"
        "A1;Servizi;Pratiche evase;n.;100;;60%\n"
        ";;Totale pratiche on line;n.;50;;40%\n"
        ";;Totale;;;;100%\n"
        "A2;Bilancio;Spesa;€;1.200,00;;100%\n"
        ";Totale obiettivo A2;;;;;100%\n"
        ";;;;;;\n"
        "(1) fonte interna;;;;;;\n"
        ";;Il Dirigente;;Il Sindaco;;\n",
        tmp_path,
    )
    assert [one["nome"] for one in indicators(imported, "A1")] == [
        "Pratiche evase",
        "Totale pratiche on line",
    ]
    assert [(one["nome"], one["peso"]) for one in indicators(imported, "A2")] == [("Spesa", "100%")]
    left = [doubt for doubt in imported.doubts if "non è stato importato" in doubt]
    assert len(left) == 4


def test_a_row_with_empty_cells_at_its_end_is_not_shifted(tmp_path: Path) -> None:
    imported = read_csv(
        "Codice;Obiettivo;Indicatore;Unità;Valore 2025;Target 2026;Target 2027;Target 2028\n"
        "A1;Servizi;Copertura;%;12,5;15;17,5;20\n"
        "A1;Servizi;Avvio;data;;30.06.2026;;\n",
        tmp_path,
    )
    _, start = indicators(imported, "A1")
    assert (start["nome"], start["unita"], start["target"]) == ("Avvio", "data", {"2026": "30.06.2026"})


@pytest.mark.parametrize(
    "second", ["Obiettivo;Bilancio\n", "Codice obiettivo;A2\nTitolo obiettivo;Bilancio\n"]
)
def test_cards_one_below_the_other(second: str, tmp_path: Path) -> None:
    imported = read_csv(
        "Codice obiettivo;A1\nTitolo obiettivo;Servizi\n"
        "Indicatore 1;Pratiche\nTarget 2026;≥ 20\nPeso;40%\n"
        "Indicatore 2;Tempo\nTarget 2026;≤ 5\nPeso;60%\n"
        f"{second}Indicatore 1;Spesa\nTarget 2026;100\nPeso;100%\n",
        tmp_path,
    )
    first, other = indicators(imported, "A1")
    assert (first["nome"], first["target"], first["peso"]) == ("Pratiche", {"2026": "20"}, "40%")
    assert (other["nome"], other["target"], other["peso"]) == ("Tempo", {"2026": "5"}, "60%")
    code = "A2" if "A2" in second else "OB-1"
    assert [one["nome"] for one in indicators(imported, code)] == ["Spesa"]
    assert imported.read(f"obiettivi/{code}.yml")["titolo"] == "Bilancio"
