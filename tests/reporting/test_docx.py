"""The report as DOCX, read back by python-docx and by LibreOffice."""

import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from shutil import which

import docx
import pdfplumber
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from generator.reporting.formats import render_report
from generator.reporting.report_document import ReportDocument

HEADINGS = [
    (1, "Presentazione"),
    (1, "In sintesi"),
    (1, "Per ufficio"),
    (1, "Gli obiettivi, uno per uno"),
    (2, "BON01 Canali puliti prima dell'inverno"),
    (2, "BON02 Idrovore pronte"),
    (2, "BON03 Domande di irrigazione allo sportello"),
    (2, "BON04 Un catasto nuovo"),
    (2, "BON05 Domande di irrigazione in rete"),
    (2, "BON06 Un accordo con i comuni"),
    (1, "Le revisioni dell'anno"),
    (2, "Dal 31/07/2025: Deliberazione inventata n. 12 del 31/07/2025"),
    (1, "Le rettifiche"),
    (1, "Che cosa non ha un esito"),
    (1, "Il metodo"),
    (1, "Bilancio di genere"),
]


@pytest.fixture(scope="module")
def content(document: ReportDocument) -> bytes:
    return render_report("docx", document)


@pytest.fixture(scope="module")
def read(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def test_its_headings_are_styles(read: Document) -> None:
    found = [
        (int(one.style.name[-1]), one.text)
        for one in read.paragraphs
        if one.style is not None and (one.style.name or "").startswith("Heading")
    ]
    assert found == HEADINGS


def test_the_places_for_the_words_of_the_office_are_marked(read: Document) -> None:
    places = [one.text for one in read.paragraphs if one.text.startswith("[Da scrivere. ")]
    assert len(places) == 3
    assert places[0].startswith("[Da scrivere. Presentazione")
    assert "bilancio di genere" in places[-1]


def test_the_rows_of_headings_are_repeated_and_no_row_is_cut(read: Document) -> None:
    # The offices, the six objectives, the corrections, and what has no verdict.
    assert len(read.tables) == 9
    for table in read.tables:
        properties = [{child.tag for child in row._tr.trPr} for row in table.rows]
        assert qn("w:tblHeader") in properties[0]
        assert all(qn("w:tblHeader") not in one for one in properties[1:])
        assert all(qn("w:cantSplit") in one for one in properties)


def test_a_table_has_the_values_and_the_reasons(read: Document) -> None:
    (table,) = [one for one in read.tables if one.cell(1, 0).text == "Canali sfalciati"]
    assert [[cell.text for cell in row.cells] for row in table.rows][:3] == [
        ["Indicatore", "Peso", "Traguardo", "Risultato", "Scostamento e motivo", "Grado", "Esito"],
        [
            "Canali sfalciati",
            "50%\nera 60% fino al 30/07/2025",
            "almeno 320 km\nera almeno 400 fino al 30/07/2025",
            "320 km\nal 31/12/2025\nrettificato il 15/02/2026",
            "0 km",
            "100%",
            "raggiunto",
        ],
        [
            "Segnalazioni evase",
            "50%\nera 40% fino al 30/07/2025",
            "almeno l'80%",
            "72%\nal 31/12/2025",
            "\N{MINUS SIGN}8 punti percentuali\ndue addetti in meno da settembre",
            "90%",
            "parzialmente raggiunto",
        ],
    ]


def test_it_is_in_italian_and_bears_the_day_of_the_data(read: Document) -> None:
    properties = read.core_properties
    assert properties.language == "it-IT"
    assert properties.title.startswith("Relazione annuale sulla performance 2025, Consorzio di Bonifica")
    assert properties.author == "Consorzio di Bonifica di Acquaferma (ente di prova)"
    assert (properties.created, properties.modified) == (properties.created, properties.created)
    assert f"{properties.created:%Y-%m-%d}" == "2026-06-30"
    languages = {one.get(qn("w:val")) for one in read.styles.element.iter(qn("w:lang"))}
    assert languages == {"it-IT"}


def test_the_same_data_give_the_same_bytes(content: bytes, document: ReportDocument) -> None:
    assert render_report("docx", document) == content
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def pages_in_libreoffice(content: bytes, folder: Path) -> list[list[str]]:
    """The lines of each page as LibreOffice lays the document out."""
    office = which("soffice")
    assert office, "LibreOffice Writer manca: .ci/install-system lo installa"
    (folder / "relazione.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profilo').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, "relazione.docx"],
        check=True,
        cwd=folder,
        capture_output=True,
        timeout=120,
    )
    with pdfplumber.open(folder / "relazione.pdf") as pdf:
        return [one.extract_text().splitlines() for one in pdf.pages]


def test_libreoffice_opens_it(content: bytes, tmp_path: Path) -> None:
    lines = {line for page in pages_in_libreoffice(content, tmp_path) for line in page}
    assert [title for _, title in HEADINGS if title not in lines] == []


def test_no_heading_stands_at_the_foot_of_a_page(long_document: ReportDocument, tmp_path: Path) -> None:
    content = render_report("docx", long_document)
    headings = {
        one.text
        for one in docx.Document(BytesIO(content)).paragraphs
        if one.style is not None and (one.style.name or "").startswith("Heading")
    }
    pages = pages_in_libreoffice(content, tmp_path)
    # The last line is «pagina 3».
    assert [page[-2] for page in pages if page[-2] in headings] == []
    assert len(headings) > len(pages) > 5
