"""Saved pages."""

from pathlib import Path

import pytest

from generator.importing.formats import read_tables
from tests.importing.formats.documents import read_texts


def write(folder: Path, content: str, encoding: str = "utf-8") -> Path:
    file = folder / "pagina.html"
    file.write_bytes(content.encode(encoding))
    return file


def test_spans_fill_all_their_cells(tmp_path: Path) -> None:
    page = write(
        tmp_path,
        "<table><thead><tr><th rowspan=2>Codice</th><th colspan='2'>Target</th></tr>"
        "<tr><th>2026<th>2027</tr></thead><tbody><tr><td rowspan=9>OB.1</td>"
        "<td>50%<td>60%<br>entro giugno</tr>"
        "<tr><td colspan=2><p>a</p><p>b</p></td></tr></tbody></table>",
    )
    (table,) = read_tables(page)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Codice", "Target", "Target"],
        ["Codice", "2026", "2027"],
        ["OB.1", "50%", "60%\nentro giugno"],
        ["OB.1", "a\nb", "a\nb"],
    ]
    assert [[cell.merged for cell in row] for row in table.rows] == [
        [False, False, True],
        [True, False, False],
        [False, False, False],
        [True, False, True],
    ]
    assert table.rows[3][1].place == "riga 4, colonna 2"


def test_text_between_tables_is_in_its_place(tmp_path: Path) -> None:
    page = write(
        tmp_path,
        "<html><head><title>x</title><style>y</style></head><body><nav>menu</nav><h1>Obiettivo 130</h1>"
        "<table><caption>Anagrafica</caption><tr><th>Codice</th><td>130</td></tr></table>"
        "sciolto <b>grassetto</b><ul><li>uno<ul><li>due</li></ul></li></ul>"
        "<script>z</script><dl><dt>Ufficio</dt><dd>A</dd><dd>B</dd></dl></body></html>",
    )
    assert read_texts(page) == [
        [["Obiettivo 130"], ["Anagrafica"]],
        [["Codice", "130"]],
        [["sciolto grassetto"], ["uno"], ["due"]],
        [["Ufficio", "A\nB"]],
    ]
    levels = [[(cell.level, cell.is_item) for cell in row] for row in read_tables(page)[2].rows]
    assert levels == [[(0, False)], [(1, True)], [(2, True)]]
    assert read_tables(page)[0].rows[0][0].level == 1


def test_a_table_in_a_cell_follows_its_table(tmp_path: Path) -> None:
    page = write(
        tmp_path,
        "<table><tr><td>fuori<table><tr><td>dentro<td>1</tr></table></td><td>2</td></tr></table>",
    )
    assert read_texts(page) == [[["fuori", "2"]], [["dentro", "1"]]]


def test_the_bold_beginning_of_a_cell_is_kept_apart(tmp_path: Path) -> None:
    page = write(
        tmp_path,
        "<table><tr><td><b>Imprese assistite</b> Numero di imprese"
        "<td><strong>Tutto</strong><td>n. <b>5</b></table>",
    )
    assert read_texts(page) == [[["**Imprese assistite** Numero di imprese", "Tutto", "n. 5"]]]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("", "utf-8"),
        ("<meta charset=windows-1252>", "cp1252"),
        ("<meta charset=utf-8>", "cp1252"),
        ("", "cp1252"),
    ],
)
def test_the_encoding_is_found_even_where_the_page_declares_another(
    tmp_path: Path, declared: str, encoding: str
) -> None:
    page = write(tmp_path, f"<html><head>{declared}</head><p>Qualità – l’anno</p></html>", encoding)
    assert read_texts(page) == [[["Qualità – l’anno"]]]


def test_a_part_of_a_page_is_a_page(tmp_path: Path) -> None:
    assert read_texts(write(tmp_path, "<div>uno</div>due")) == [[["uno"], ["due"]]]
