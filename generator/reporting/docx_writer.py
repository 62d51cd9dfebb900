"""Writer of a DOCX in Italian: real headings, contents, tables with repeated heads, gaps to be filled."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

_LANGUAGE = "it-IT"
_FONT = "Calibri"
#: Of the page and of its margins at the sides, in centimetres; the text has what is left.
_PAGE, _MARGIN = 21.0, 1.8
_WIDTH = _PAGE - 2 * _MARGIN
#: The levels of headings that the contents show.
_CONTENTS = 'TOC \\o "1-3" \\h \\z'
#: A hyphen before a number, at which a line would end.
_MINUS = re.compile(r"(?<!\w)-(?=\d)")
_CONTENTS_NOTE = "L'indice si compone con «Aggiorna campo» (in LibreOffice «Aggiorna indice»)."


class DocxWriter:
    """A document under way. `made` is the date that it bears."""

    def __init__(self, title: str, author: str, made: datetime) -> None:
        self._document = Document()
        properties = self._document.core_properties
        properties.title, properties.author, properties.language = title, author, _LANGUAGE
        properties.created = properties.modified = made.replace(tzinfo=None)
        properties.last_modified_by, properties.comments, properties.revision = author, "", 1
        self._prepare_styles()
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(_PAGE), Cm(29.7)
        section.left_margin = section.right_margin = Cm(_MARGIN)
        section.top_margin = section.bottom_margin = Cm(2)
        self._add_running_titles(title)

    def content(self) -> bytes:
        """The bytes of the document."""
        target = BytesIO()
        self._document.save(target)
        return target.getvalue()

    def title(self, text: str) -> None:
        """The title of the document."""
        self._document.add_paragraph(text, style="Title")

    def heading(self, text: str, level: int, *, on_new_page: bool = False) -> None:
        """A heading, from 1 down to 9."""
        heading = self._document.add_heading(text, level)
        heading.paragraph_format.page_break_before = on_new_page

    def paragraph(self, text: str, *, stays_with_next: bool = False) -> None:
        """A paragraph; nothing for an empty text."""
        if text:
            paragraph = self._document.add_paragraph(text)
            paragraph.paragraph_format.keep_with_next = stays_with_next

    def item(self, text: str) -> None:
        """An item of a list."""
        self._document.add_paragraph(text, style="List Bullet")

    def to_be_written(self, about: str) -> None:
        """The place of a text that the office has to write."""
        self._document.add_paragraph(style="Normal").add_run(f"[Da scrivere. {about}.]").italic = True

    def contents(self) -> None:
        """The table of contents, which the program that opens the document fills in; a page of its own."""
        paragraph = self._document.add_paragraph()
        self._add_field(paragraph, _CONTENTS, _CONTENTS_NOTE)
        self._document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def table(
        self, caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int] = ()
    ) -> None:
        """A table with its caption before it; the first cell of each row is its head.

        `widths` are those of the columns in relation to one another, which are equal without.
        """
        before = self._document.add_paragraph(caption, style="Caption")
        before.paragraph_format.keep_with_next = True
        table = self._document.add_table(rows=1, cols=len(heads), style="Table Grid")
        self._fill(table.rows[0], heads, is_bold=True)
        _set_row(table.rows[0], "tblHeader")
        for cells in rows:
            self._fill(table.add_row(), cells, is_bold=False)
        # LibreOffice goes by the columns, Word by the cells.
        shares = widths or (1,) * len(heads)
        columns = [Cm(_WIDTH * share / sum(shares)) for share in shares]
        table.autofit = False
        for column, width in zip(table.columns, columns, strict=True):
            column.width = width
        for row in table.rows:
            _set_row(row, "cantSplit")
            for cell, width in zip(row.cells, columns, strict=True):
                cell.width = width
        # A head by itself at the foot of a page would say nothing.
        for cell in table.rows[0].cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        self._document.add_paragraph()

    def _fill(self, row: Any, texts: Sequence[str], *, is_bold: bool) -> None:
        for index, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph.style = "Tabella"
            paragraph.add_run(_MINUS.sub("\N{MINUS SIGN}", text)).bold = is_bold or index == 0

    def _prepare_styles(self) -> None:
        styles = self._document.styles
        for language in styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), _LANGUAGE)
        styles["Normal"].font.name, styles["Normal"].font.size = _FONT, Pt(10.5)
        in_cells = styles.add_style("Tabella", WD_STYLE_TYPE.PARAGRAPH)
        in_cells.base_style = styles["Normal"]
        in_cells.font.size = Pt(8.5)
        in_cells.paragraph_format.space_after = Pt(0)

    def _add_running_titles(self, title: str) -> None:
        section = self._document.sections[0]
        section.header.paragraphs[0].text = title
        foot = section.footer.paragraphs[0]
        foot.add_run("pagina ")
        self._add_field(foot, "PAGE", "1")

    def _add_field(self, paragraph: Any, instruction: str, shown: str) -> None:
        """A field that the program which opens the document works out."""
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), instruction)
        run = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = shown
        run.append(text)
        field.append(run)
        paragraph._p.append(field)  # noqa: SLF001 - the library has no fields


def _set_row(row: Any, name: str) -> None:
    """Set a property of a row that the library does not know."""
    row._tr.get_or_add_trPr().append(OxmlElement(f"w:{name}"))  # noqa: SLF001
