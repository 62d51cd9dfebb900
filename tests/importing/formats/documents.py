"""Documents that the tests of the formats write, and what is read of them."""

import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import xlsxwriter

from generator.importing.formats import read_tables
from generator.importing.tables import Table


def texts(table: Table) -> list[list[str]]:
    """The texts of a table, by row."""
    return [[cell.text for cell in row] for row in table.rows]


def read_texts(path: Path) -> list[list[list[str]]]:
    """The texts of the tables of a document."""
    return [texts(table) for table in read_tables(path)]


def write_archive(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def changed_archive(path: Path, source: Path, parts: Mapping[str, str | bytes]) -> Path:
    """An archive with some of the parts of another replaced, or added."""
    with zipfile.ZipFile(source) as archive:
        own = {name: archive.read(name) for name in archive.namelist()}
    return write_archive(path, {**own, **parts})


#: The cells of the sheet of `write_plan`, as an Italian reader sees them.
PLAN = [
    ["Piano della performance 2026-2028 - Comune di prova"] * 7,
    ["Codice", "Obiettivo", "Indicatore", "Partenza 2025", "Target", "Target", "Peso"],
    ["Codice", "Obiettivo", "Indicatore", "Partenza 2025", "2026", "2027", "Peso"],
    ["OB.1", "Servizi più vicini", "Pratiche in linea", "34%", "≥ 50%", "60,5%", "0,33"],
    ["OB.1", "Servizi più vicini", "Giorni per la carta", "18,5", "≤ 12", "-", "0,50"],
    ["OB.2", "Conti in ordine", "Debito scaduto", "1.250.000,00 €", "≤ 900.000,00", "tra 1 e 2", "1,00"],
    ["OB.2", "Conti in ordine", "Bilancio in breve", "30/06/2025", "entro il 31/05/2026", "-", ""],
    ["OB.2", "Conti in ordine", "Fasi:\n1) bozza\n2) stampa", "-6,8", "\n31.03.2026\n30.06.2026", "-", ""],
]


def write_plan(path: Path) -> Path:
    """A workbook with merged titles, headers and objectives, numbers in formats, a day and a formula."""
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet("Piano")
    sheet.fit_to_pages(1, 0)
    sheet.set_landscape()
    sheet.set_column(0, 6, 20)
    sheet.set_row(7, 48)
    plain = workbook.add_format({"border": 1, "text_wrap": True})
    codes = ("0%", "0.0%", "0.0", "0.00", '#,##0.00\\ "€"', "dd/mm/yyyy")
    percent, percents, one, two, money, day = (
        workbook.add_format({"border": 1, "num_format": code}) for code in codes
    )
    sheet.merge_range("A1:G1", PLAN[0][0], plain)
    for column, text in enumerate(PLAN[1]):
        if text == "Target":
            continue
        sheet.merge_range(1, column, 2, column, text, plain)
    sheet.merge_range("E2:F2", "Target", plain)
    sheet.write_number("E3", 2026, plain)
    sheet.write_number("F3", 2027, plain)
    sheet.merge_range("A4:A5", "OB.1", plain)
    sheet.merge_range("B4:B5", "Servizi più vicini", plain)
    sheet.merge_range("A6:A8", "OB.2", plain)
    sheet.merge_range("B6:B8", "Conti in ordine", plain)
    for row in range(3, 8):
        for column in range(2, 7):
            sheet.write(row, column, PLAN[row][column] or None, plain)
    sheet.write_number("D4", 0.34, percent)
    sheet.write_number("F4", 0.605, percents)
    sheet.write_formula("G4", "=1/3", two, 1 / 3)
    sheet.write_number("D5", 18.5, one)
    sheet.write_number("G5", 0.5, two)
    sheet.write_number("D6", 1250000, money)
    sheet.write_number("G6", 1, two)
    sheet.write_datetime("D7", date(2025, 6, 30), day)
    sheet.write_number("D8", -6.8, plain)
    workbook.close()
    return path
