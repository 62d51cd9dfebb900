"""Documents that are damaged or made to do harm: one line in Italian each, and no wait."""

import os
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.importing.formats import read_tables
from generator.importing.formats.support import isolated
from generator.importing.imported_plan import ImportingError
from tests.importing.formats.documents import changed_archive, read_texts, write_archive, write_plan

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
DAMAGED = "il documento è danneggiato o incompleto"
TOO_LARGE = "il contenuto compresso diventa troppo grande"
TOO_MANY = "le celle sono più di 1.000.000"
DECLARATIONS = "dichiarazioni che nessun programma d'ufficio scrive"
LOCKED = "il documento è protetto da una password"


def message(path: Path) -> str:
    """The one line of the error of a document."""
    with pytest.raises(ImportingError) as caught:
        read_tables(path)
    text = str(caught.value)
    assert text.startswith(f"{path}: ")
    assert "\n" not in text
    return text


def workbook(folder: Path, **parts: str | bytes) -> Path:
    """A workbook whose sheet or shared texts are other XML."""
    plain = folder / "_.xlsx"
    book = xlsxwriter.Workbook(plain)
    book.add_worksheet("Piano").write("A1", "Obiettivo")
    book.close()
    names = {"sheet": "xl/worksheets/sheet1.xml", "texts": "xl/sharedStrings.xml"}
    return changed_archive(
        folder / "piano.xlsx", plain, {names.get(name, name): content for name, content in parts.items()}
    )


def sheet(rows: str, rest: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{rest}</worksheet>'


ENTITIES = {
    "bomba": '<!DOCTYPE x [<!ENTITY a "ah"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>',
    "file": '<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>',
    "rete": '<!DOCTYPE x PUBLIC "c" "http://192.0.2.1/x.dtd">',
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("entity", ENTITIES)
def test_no_entity_is_read(tmp_path: Path, entity: str, encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{ENTITIES[entity]}'
    xml = f'{declared}<sst xmlns="{MAIN}"><si><t>&c;</t></si></sst>'
    assert DECLARATIONS in message(workbook(tmp_path, texts=xml.encode(encoding)))
    odt = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": xml.encode(encoding)}
    assert DECLARATIONS in message(write_archive(tmp_path / "piano.odt", odt))


def test_an_entity_of_a_page_is_not_read(tmp_path: Path) -> None:
    page = tmp_path / "pagina.html"
    page.write_text('<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>prima &x; dopo</p>')
    assert "root" not in str(read_texts(page))


CELL = '<row r="{0}"><c r="A{0}"><v>1</v></c></row>'
TOO_MUCH: dict[str, Callable[[Path], Path]] = {
    "una parte che si gonfia": lambda folder: workbook(folder, sheet=sheet(" " * 60_000_000)),
    "tante parti che si gonfiano": lambda folder: workbook(
        folder, **{f"xl/media/{number}.bin": bytes(30_000_000) for number in range(9)}
    ),
    "tante parti": lambda folder: workbook(folder, **{f"xl/{number}.bin": b"" for number in range(10_001)}),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_a_compressed_bomb_is_not_unpacked(tmp_path: Path, name: str) -> None:
    assert TOO_LARGE in message(TOO_MUCH[name](tmp_path))


def test_an_archive_that_lies_about_its_size_is_damaged(tmp_path: Path) -> None:
    path = workbook(tmp_path, sheet=sheet(" " * 1_000_000))
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    content = path.read_bytes()
    assert content.count(size.to_bytes(4, "little")) == 2
    path.write_bytes(content.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little")))
    assert DAMAGED in message(path)


def text_sheet(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content)
    return path


def word(folder: Path, body: str) -> Path:
    plain = folder / "_.docx"
    docx.Document().save(str(plain))
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    xml = f"<w:document {namespace}><w:body>{body}</w:body></w:document>"
    return changed_archive(folder / "piano.docx", plain, {"word/document.xml": xml})


def ods(folder: Path, rows: str) -> Path:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    xml = (
        f"<office:document-content {names}><office:body><office:spreadsheet><table:table>{rows}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": xml}
    return write_archive(folder / "piano.ods", parts)


MANY_CELLS: dict[str, Callable[[Path], Path]] = {
    "righe e colonne lontane": lambda folder: workbook(
        folder,
        sheet=sheet(
            "".join(
                f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="XFD{row}"><v>1</v></c></row>'
                for row in range(1, 100)
            )
        ),
    ),
    "celle unite su celle unite": lambda folder: workbook(
        folder,
        sheet=sheet(
            "".join(CELL.format(row) for row in range(1, 1001)),
            "<mergeCells>" + '<mergeCell ref="A1:A1000"/>' * 1100 + "</mergeCells>",
        ),
    ),
    "righe ripetute": lambda folder: ods(
        folder,
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell><text:p>x</text:p>'
        "</table:table-cell></table:table-row>",
    ),
    "celle ripetute": lambda folder: ods(
        folder,
        '<table:table-row><table:table-cell table:number-columns-repeated="999999999"><text:p>x</text:p>'
        "</table:table-cell></table:table-row>",
    ),
    "un milione di righe": lambda folder: text_sheet(folder, "piano.csv", "a;b\n" * 1_100_000),
    "un milione di colonne": lambda folder: text_sheet(folder, "piano.csv", "a;" * 1_100_000),
    "un milione di barre": lambda folder: text_sheet(folder, "piano.md", "|a" * 1_100_000),
    "celle di Word larghe": lambda folder: word(
        folder, '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr></w:tc></w:tr></w:tbl>'
    ),
    "celle di una pagina": lambda folder: text_sheet(
        folder, "piano.html", f"<table>{'<tr><td rowspan=999 colspan=999>x</td></tr>' * 99}</table>"
    ),
}


@pytest.mark.parametrize("name", MANY_CELLS)
def test_a_document_with_a_million_cells_is_refused(tmp_path: Path, name: str) -> None:
    assert TOO_MANY in message(MANY_CELLS[name](tmp_path))


def test_a_merged_range_over_the_whole_sheet_costs_nothing(tmp_path: Path) -> None:
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert read_texts(workbook(tmp_path, sheet=sheet(CELL.format(1), merged))) == [[["1"]]]


def test_a_thousand_columns_are_read(tmp_path: Path) -> None:
    row = ";".join(map(str, range(1000)))
    (table,) = read_texts(text_sheet(tmp_path, "piano.csv", f"{row}\n{row}\n"))
    assert table == [[str(number) for number in range(1000)]] * 2


@pytest.mark.parametrize("name", ["piano.txt", "piano.html"])
def test_a_text_of_endless_lines_or_depth_ends(tmp_path: Path, name: str) -> None:
    content = "a\n" * 200_000 if name.endswith("txt") else "<div>" * 200_000 + "x"
    assert message(text_sheet(tmp_path, name, content))


ENCRYPTED: dict[str, bytes] = {
    "piano.xlsx": OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
    "piano.docx": OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
}


@pytest.mark.parametrize("name", ENCRYPTED)
def test_an_encrypted_document_asks_for_its_password_to_be_taken_off(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(ENCRYPTED[name])
    assert LOCKED in message(path)


def test_an_encrypted_document_of_libreoffice_is_told(tmp_path: Path) -> None:
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
        "</manifest:file-entry></manifest:manifest>"
    )
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": os.urandom(500),
        "META-INF/manifest.xml": manifest,
    }
    assert LOCKED in message(write_archive(tmp_path / "piano.odt", parts))


def pdf(path: Path, stream: bytes, trailer: bytes = b"") -> Path:
    """A PDF of one page, with a compressed stream."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Filter/Standard/V 1/R 2/O(%s)/U(%s)/P -4>>" % (b"o" * 32, b"u" * 32),
    ]
    content, offsets = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF"
    path.write_bytes(content + end % (size, table, size, trailer, len(content)))
    return path


def test_a_small_pdf_is_read(tmp_path: Path) -> None:
    stream = zlib.compress(b"BT /F1 12 Tf 50 700 Td (Obiettivo 10%) Tj ET")
    assert read_texts(pdf(tmp_path / "piano.pdf", stream)) == [[["Obiettivo 10%"]]]


def test_an_encrypted_pdf_asks_for_its_password_to_be_taken_off(tmp_path: Path) -> None:
    path = pdf(tmp_path / "piano.pdf", zlib.compress(b""), b"/Encrypt 6 0 R/ID[(a)(a)]")
    assert LOCKED in message(path)


def test_a_pdf_that_fills_the_memory_is_stopped(tmp_path: Path) -> None:
    compressor = zlib.compressobj(1)
    bomb = b"".join(compressor.compress(bytes(10_000_000)) for _ in range(160)) + compressor.flush()
    text = message(pdf(tmp_path / "piano.pdf", bomb))
    # The library takes the failure of its decompression for damage.
    assert DAMAGED in text or "troppo tempo o troppa memoria" in text


def test_a_pdf_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "MAX_SECONDS", 2)
    drawing = b"BT /F1 12 Tf 50 700 Td " + b"(aaaaaaaaaaaaaaaaaaaaaaaa) Tj " * 40_000 + b"ET"
    assert "troppo tempo o troppa memoria" in message(pdf(tmp_path / "piano.pdf", zlib.compress(drawing)))


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tubo.csv")
    (tmp_path / "cartella.xlsx").mkdir()
    for name in ("tubo.csv", "cartella.xlsx"):
        assert "non è un file" in message(tmp_path / name)
    assert "non è un file" in message(Path("/dev/zero"))
    assert "non c'è" in message(tmp_path / "manca.xlsx")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "piano.csv"
    with path.open("wb") as file:
        file.truncate(10**12)
    assert "il documento supera 60 MB" in message(path)


@pytest.fixture(scope="module")
def wholes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("interi")
    document = docx.Document()
    document.add_table(2, 2).cell(0, 0).text = "Obiettivo"
    document.save(str(folder / "piano.docx"))
    write_plan(folder / "piano.xlsx")
    ods(folder, "<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>")
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("name", ["piano.xlsx", "piano.docx", "piano.ods"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(data=st.data())
def test_a_damaged_document_gives_cells_or_one_line(
    tmp_path: Path, wholes: dict[str, bytes], name: str, data: st.DataObject
) -> None:
    content = bytearray(wholes[name])
    for _ in range(data.draw(st.integers(1, 4), "quanti")):
        content[data.draw(st.integers(0, len(content) - 1), "dove")] = data.draw(st.integers(0, 255), "che")
    path = tmp_path / name
    path.write_bytes(content[: data.draw(st.integers(1, len(content)), "fino a")])
    try:
        tables, error = read_tables(path), ""
    except ImportingError as refused:
        tables, error = (), str(refused)
    assert tables or error.startswith(f"{path}: ")
    assert "\n" not in error
