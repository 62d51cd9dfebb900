"""The format of a document, by its content where its name ends wrongly."""

import shutil
from pathlib import Path

import docx
import pytest

from generator.importing.formats import FORMATS, read_tables
from generator.importing.imported_plan import ImportingError
from tests.importing.formats.documents import PLAN, read_texts, texts, write_archive, write_plan

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def test_every_ending_belongs_to_one_format() -> None:
    endings = [ending for known in FORMATS.values() for ending in known.endings]
    assert len(endings) == len({*endings})
    assert all(ending == ending.lower() and ending.startswith(".") for ending in endings)


@pytest.mark.parametrize("name", ["piano.xls", "piano.csv", "piano.docx", "piano", "PIANO.XLSX"])
def test_a_workbook_is_read_under_any_name(tmp_path: Path, name: str) -> None:
    plan = write_plan(tmp_path / "_.xlsx")
    shutil.copy(plan, tmp_path / name)
    assert texts(read_tables(tmp_path / name)[0]) == PLAN


def test_a_document_of_word_is_read_under_the_name_of_a_workbook(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Obiettivo")
    document.save(str(tmp_path / "piano.xlsx"))
    assert read_texts(tmp_path / "piano.xlsx") == [[["Obiettivo"]]]


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("piano.xlsx", "Codice;Peso\nOB.1;5\n", [[["Codice", "Peso"], ["OB.1", "5"]]]),
        ("piano.xls", "Codice\tPeso\nOB.1\t5\n", [[["Codice", "Peso"], ["OB.1", "5"]]]),
        ("piano.xls", "<html><table><tr><td>OB.1<td>5</table></html>", [[["OB.1", "5"]]]),
        ("piano.doc", "\ufeff<!DOCTYPE html>\n<p>testo</p>", [[["testo"]]]),
        ("piano.csv", "<table><tr><td>OB.1<td>5</table>", [[["OB.1", "5"]]]),
        # A text may begin with an element.
        ("piano.txt", "<table>\n", [[["<table>"]]]),
        ("piano.md", "<b>Codice</b>\n", [[["<b>Codice</b>"]]]),
    ],
)
def test_a_text_under_another_name_is_read_as_what_it_is(
    tmp_path: Path, name: str, content: str, found: list[list[list[str]]]
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert read_texts(tmp_path / name) == found


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("piano.docx", b"testo", "il contenuto non è quello di un documento DOCX"),
        ("piano.pdf", b"testo", "il contenuto non è quello di un documento PDF"),
        ("piano.dat", b"testo", "il nome non ha la fine di un formato che si può leggere"),
        ("piano.rtf", b"{\\rtf1 testo}", "salvare il documento come .docx"),
        (
            "piano.doc",
            OLE + bytes(600) + "WordDocument".encode("utf-16-le"),
            "salvare il documento come .docx",
        ),
        ("piano.xls", b'<?xml version="1.0"?><Workbook/>', "salvare il documento come .xlsx"),
        ("piano.xls", OLE + bytes(600), "il documento è danneggiato"),
        ("piano.xls", OLE + bytes(600) + "Workbook".encode("utf-16-le"), "il documento è danneggiato"),
        ("piano.pdf", b"%PDF-1.7\n", "il documento è danneggiato"),
        ("piano.csv", bytes(range(256)), "il contenuto non è testo"),
        ("piano.csv", b"", "il documento è vuoto"),
        ("piano.csv", b" \n\n", "il documento è vuoto"),
        ("piano.csv", b";;;\n;;;\n", "il documento non contiene testo"),
    ],
)
def test_what_cannot_be_read_is_said_with_a_remedy(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ImportingError, match=message):
        read_tables(tmp_path / name)


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("xl/workbook.bin", "salvare il documento come .xlsx"),
        ("ppt/presentation.xml", "salvare il documento come .pdf"),
        ("piano.csv", "estrarre i documenti e importare quelli"),
    ],
)
def test_other_archives_are_told_apart(tmp_path: Path, part: str, message: str) -> None:
    with pytest.raises(ImportingError, match=message):
        read_tables(write_archive(tmp_path / "piano.xlsx", {part: "<x/>"}))
