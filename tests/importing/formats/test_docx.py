"""Documents of Word."""

from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from generator.importing.formats import read_tables
from tests.importing.formats.documents import changed_archive, read_texts

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def save(document: Document, folder: Path) -> Path:
    path = folder / "piano.docx"
    document.save(str(path))
    return path


def with_body(folder: Path, body: str, **parts: str) -> Path:
    """A document whose body is XML of Word, and other parts by the name of their file."""
    plain = save(docx.Document(), folder)
    xml = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    others = {f"word/{name}.xml": content for name, content in parts.items()}
    return changed_archive(folder / "altro.docx", plain, {"word/document.xml": xml, **others})


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_headings_paragraphs_and_tables_are_in_their_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Piano", 1)
    document.add_paragraph("Premessa")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["Codice", "OB.1", "Uffici", "Personale\nTributi"], strict=True):
        cell.text = text
    document.add_heading("Obiettivo", 2)
    document.add_paragraph("prima voce", style="List Bullet")
    document.add_paragraph("seconda voce", style="List Bullet 2")
    path = save(document, tmp_path)
    assert read_texts(path) == [
        [["Piano"], ["Premessa"]],
        [["Codice", "OB.1"], ["Uffici", "Personale\nTributi"]],
        [["Obiettivo"], ["prima voce"], ["seconda voce"]],
    ]
    first, table_of_word, last = read_tables(path)
    assert [(row[0].level, row[0].is_item) for row in first.rows] == [(1, False), (0, False)]
    assert [(row[0].level, row[0].is_item) for row in last.rows] == [(2, False), (1, True), (1, True)]
    assert (table_of_word.place, table_of_word.rows[1][0].place) == ("tabella 1", "riga 2, colonna 1")


def test_merged_cells_are_filled(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for number, cell in enumerate(table._cells):
        cell.text = str(number)
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Target"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "OB.1"
    (found,) = read_tables(save(document, tmp_path))
    assert [[(cell.text, cell.merged) for cell in row] for row in found.rows] == [
        [("0", False), ("Target", False), ("Target", True)],
        [("OB.1", False), ("4", False), ("5", False)],
        [("OB.1", True), ("7", False), ("8", False)],
    ]


def test_a_row_may_begin_further_right(tmp_path: Path) -> None:
    row = "<w:tr><w:trPr>{}</w:trPr>{}</w:tr>"
    cell = "<w:tc>{}</w:tc>"
    cells = "".join(cell.format(paragraph(run(text))) for text in ("a", "b"))
    later = row.format('<w:gridBefore w:val="1"/>', cell.format(paragraph(run("c"))))
    path = with_body(tmp_path, f"<w:tbl>{row.format('', cells)}{later}</w:tbl>")
    assert read_texts(path) == [[["a", "b"], ["", "c"]]]


def test_a_table_in_a_cell_follows_its_table(tmp_path: Path) -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "fuori"
    cell.add_table(1, 1).cell(0, 0).text = "dentro"
    assert read_texts(save(document, tmp_path)) == [[["fuori"]], [["dentro"]]]


def test_insertions_are_text_and_deletions_are_not(tmp_path: Path) -> None:
    body = paragraph(
        run("Target "),
        f"<w:ins>{run('95%')}</w:ins>",
        "<w:del><w:r><w:delText>90%</w:delText></w:r></w:del>",
        f"<w:moveFrom>{run('via')}</w:moveFrom>",
        run("nascosto", "<w:vanish/>"),
        f"<w:sdt><w:sdtContent>{run(' nel modulo')}</w:sdtContent></w:sdt>",
    )
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph(run('riga via'))}</w:tc></w:tr>"
    kept = f"<w:tr><w:tc>{paragraph(run('riga'))}</w:tc></w:tr>"
    in_form = f"<w:sdt><w:sdtContent>{paragraph(run('nel blocco'))}</w:sdtContent></w:sdt>"
    path = with_body(tmp_path, f"{body}<w:tbl>{deleted}{kept}</w:tbl>{in_form}")
    assert read_texts(path) == [[["Target 95% nel modulo"]], [["riga"]], [["nel blocco"]]]


def test_signs_breaks_and_tabs_are_kept(tmp_path: Path) -> None:
    symbol = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    body = paragraph(
        symbol, run(" 50%"), "<w:r><w:br/></w:r>", run("a"), "<w:r><w:noBreakHyphen/></w:r>", run("b")
    )
    row = paragraph(run("Codice:"), "<w:r><w:tab/></w:r>", run("OB.1"))
    assert read_texts(with_body(tmp_path, body + row)) == [[["≥ 50%\na-b"]], [["Codice:", "OB.1"]]]


@pytest.mark.parametrize("mark", ["<w:b/>", '<w:rStyle w:val="Strong"/>'])
def test_the_bold_beginning_of_a_cell_is_kept_apart(tmp_path: Path, mark: str) -> None:
    body = paragraph(run("Imprese", mark), run(" assistite ", mark), run("Numero di imprese"))
    assert read_texts(with_body(tmp_path, body)) == [[["**Imprese assistite** Numero di imprese"]]]


def test_bold_that_is_switched_off_is_plain(tmp_path: Path) -> None:
    body = paragraph(run("Nome ", '<w:b w:val="0"/>'), run("formula"))
    assert read_texts(with_body(tmp_path, body)) == [[["Nome formula"]]]


def test_footnotes_and_comments_are_notes(tmp_path: Path) -> None:
    references = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>'
    note, comment = paragraph(run("Dato provvisorio")), paragraph(run("da vedere"))
    note = f'<w:footnotes {W}><w:footnote w:id="2">{note}</w:footnote></w:footnotes>'
    comment = f'<w:comments {W}><w:comment w:id="0">{comment}</w:comment></w:comments>'
    path = with_body(tmp_path, paragraph(run("88,2%"), references), footnotes=note, comments=comment)
    ((cell,),) = read_tables(path)[0].rows
    assert (cell.text, cell.note) == ("88,2%", "Dato provvisorio\nda vedere")


NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="OB.%1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="4"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%3"/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>
</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>"""


def test_the_numbers_of_lists_are_text(tmp_path: Path) -> None:
    levels = [0, 1, 1, 2, 2, 3, 0, 1]
    body = "".join(
        paragraph(
            run(f"voce {number}"),
            properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>',
        )
        for number, level in enumerate(levels)
    )
    path = with_body(tmp_path, body, numbering=NUMBERING)
    assert [row[0] for row in read_texts(path)[0]] == [
        "OB.1 voce 0",
        "1.a) voce 1",
        "1.b) voce 2",
        "IV voce 3",
        "V voce 4",
        "voce 5",
        "OB.2 voce 6",
        "2.a) voce 7",
    ]
    assert [row[0].level for row in read_tables(path)[0].rows] == [1, 2, 2, 3, 3, 4, 1, 2]


def test_the_number_of_a_list_is_no_part_of_a_bold_beginning(tmp_path: Path) -> None:
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    cell = paragraph(run("Nome", "<w:b/>"), run(" formula"), properties=item) + paragraph(
        run("seconda"), properties=item
    )
    path = with_body(tmp_path, f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>", numbering=NUMBERING)
    assert read_texts(path) == [[["OB.1 **Nome** formula\nOB.2 seconda"]]]


def test_a_list_of_contents_is_left_out(tmp_path: Path) -> None:
    document = docx.Document()
    style = document.styles.add_style("toc 1", 1)
    document.add_paragraph("Obiettivo\t7", style=style)
    document.add_paragraph("Obiettivo")
    assert read_texts(save(document, tmp_path)) == [[["Obiettivo"]]]


def test_the_outline_level_of_a_style_makes_a_heading(tmp_path: Path) -> None:
    document = docx.Document()
    style = document.styles.add_style("Scheda", 1)
    properties = style.element.get_or_add_pPr()
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "2")
    properties.append(level)
    derived = document.styles.add_style("Scheda bis", 1)
    derived.base_style = style
    document.add_paragraph("OB.1", style=derived)
    assert read_tables(save(document, tmp_path))[0].rows[0][0].level == 3


def test_the_text_of_a_box_is_kept_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph(run('nel riquadro'))}</w:txbxContent>"
    alternate = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    path = with_body(tmp_path, paragraph(run("prima"), f"<w:r>{alternate}</w:r>"))
    assert read_texts(path) == [[["prima\nnel riquadro"]]]


def test_a_document_with_macros_is_read(tmp_path: Path) -> None:
    plain = with_body(tmp_path, paragraph(run("testo")))
    assert read_texts(changed_archive(tmp_path / "piano.docm", plain, {"word/vbaProject.bin": b"x"})) == [
        [["testo"]]
    ]
