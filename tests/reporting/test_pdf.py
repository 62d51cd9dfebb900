"""The report as PDF, read back: PDF/UA-1, tags, contents, running titles, and no table cut where it hurts."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import page
import pdfplumber
import pikepdf
import pytest

from generator.reporting.formats import render_report
from generator.reporting.report_document import ReportDocument
from tests.conftest import INVENTED_PROJECT, ROOT


@pytest.fixture(scope="module")
def short(document: ReportDocument) -> bytes:
    return render_report("pdf", document)


@pytest.fixture(scope="module")
def long(long_document: ReportDocument) -> bytes:
    return render_report("pdf", long_document)


@pytest.fixture(scope="module")
def opened(long: bytes) -> Iterator[pikepdf.Pdf]:
    """The long report, to be looked into."""
    with pikepdf.open(BytesIO(long)) as pdf:
        yield pdf


@pytest.fixture(scope="module")
def pages(long: bytes) -> list[str]:
    """The text of each page of the long report, one space between words."""
    with pdfplumber.open(BytesIO(long)) as pdf:
        return [one.extract_text() for one in pdf.pages]


def kids(element: Any) -> list[Any]:
    """The elements directly below one of the structure."""
    return [one for one in element.get("/K", []) if isinstance(one, pikepdf.Dictionary) and "/S" in one]


def elements(element: Any, *kinds: str) -> Iterator[Any]:
    """The elements of some kinds below another, in the order of reading."""
    for one in kids(element):
        if str(one.S) in kinds:
            yield one
        yield from elements(one, *kinds)


def structure(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root.StructTreeRoot.K[0]


@pytest.mark.parametrize("name", ["short", "long"])
def test_a_checker_of_pdf_ua_finds_no_fault(request: pytest.FixtureRequest, name: str) -> None:
    report = page.validate_pdf_bytes(request.getfixturevalue(name), profile="ua1")
    assert [(one.rule_id, one.message) for one in report.failures] == []
    assert report.rules.total > 100


@pytest.mark.parametrize("spoil", ["Lang", "MarkInfo", "StructTreeRoot", "Metadata", "ViewerPreferences"])
def test_the_checker_finds_a_fault_where_there_is_one(short: bytes, spoil: str) -> None:
    with pikepdf.open(BytesIO(short)) as pdf:
        del pdf.Root[f"/{spoil}"]
        target = BytesIO()
        pdf.save(target)
    assert not page.is_pdf_compliant_bytes(target.getvalue(), profile="ua1")


def test_its_syntax_is_sound(long: bytes) -> None:
    with pikepdf.open(BytesIO(long)) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_it_says_what_it_is(short: bytes) -> None:
    with pikepdf.open(BytesIO(short)) as pdf:
        assert str(pdf.Root.Lang) == "it"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
    assert info["/Title"].startswith("Relazione annuale sulla performance 2025, Consorzio di Bonifica")
    assert info["/Author"] == "Consorzio di Bonifica di Acquaferma (ente di prova)"
    # The day of the last results, not that of the clock.
    assert info["/CreationDate"].startswith("D:20260630")


def test_every_heading_is_a_bookmark_and_none_skips_a_level(opened: pikepdf.Pdf) -> None:
    headings = elements(structure(opened), "/H1", "/H2", "/H3", "/H4")
    levels = [int(str(one.S)[2:]) for one in headings]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    with opened.open_outline() as outline:
        titles = [one.title for one in flat(outline.root)]
    # All but the title of the document.
    assert len(titles) == len(levels) - 1
    assert titles[:3] == ["Indice", "In sintesi", "Per ambito strategico"]
    assert "01_01_OS02 Mense scolastiche più buone e meno care" in titles


def flat(items: list[Any]) -> Iterator[Any]:
    for one in items:
        yield one
        yield from flat(one.children)


def test_every_head_of_a_table_has_its_scope_and_every_cell_its_heads(opened: pikepdf.Pdf) -> None:
    heads = [*elements(structure(opened), "/TH")]
    cells = [*elements(structure(opened), "/TD")]
    assert {str(one.A.Scope) for one in heads} == {"/Column", "/Row"}
    # The head of its column and that of its row.
    assert {len(one.A.Headers) for one in cells} == {2}


def test_no_row_is_cut_and_no_head_stands_alone(opened: pikepdf.Pdf, long_document: ReportDocument) -> None:
    report = long_document.report
    tables = [one.indicators for part in report.parts for one in part.objectives]
    tables += [group.rows for group in report.groups]
    tables += [report.types, report.corrections, report.unmeasured]
    rows = []
    # A table that goes on is one more table of the next page, with its head again.
    for table in elements(structure(opened), "/Table"):
        parts = {str(one.S): kids(one) for one in kids(table)}
        assert len(parts["/THead"]) == 1
        rows.append(len(parts["/TBody"]))
    assert sum(rows) == sum(map(len, tables))
    assert len(rows) > len(tables)
    # Of 60 rows over two pages or more none is left by itself.
    assert min(rows[rows.index(max(rows)) :][:2]) > 1


def test_the_contents_give_the_pages(pages: list[str]) -> None:
    found = re.findall(r"^(.+?)[ .]+(\d+)$", pages[1], re.MULTILINE)[:-1]
    titles = {title: int(number) for title, number in found}
    assert titles["In sintesi"] == 3
    assert titles["01_01_OS02 Mense scolastiche più buone e meno care"] > titles["Gli obiettivi, uno per uno"]
    assert len(titles) == 27
    for title, number in titles.items():
        # A code has a typeface of its own, and may come as a line of its own.
        name = re.sub(r"^\d\d_\d\d(_\w+)? ", "", title)
        assert re.search(rf"^.{{0,12}}{re.escape(name)}$", pages[number - 1], re.MULTILINE), title


def test_every_page_but_the_cover_has_running_titles(pages: list[str]) -> None:
    assert "pagina" not in pages[0]
    for number, text in enumerate(pages[1:], 2):
        first, *_, last = text.splitlines()
        assert first.startswith("Relazione annuale sulla performance 2025 ")
        assert last == f"Comune di Vattelapesca (ente di prova) pagina {number} di {len(pages)}"
    assert pages[2].splitlines()[0].endswith("In sintesi")
    assert pages[5].splitlines()[0].endswith("Gli obiettivi, uno per uno")


def test_links_lead_to_the_site(short: bytes) -> None:
    with pikepdf.open(BytesIO(short)) as pdf:
        found = [str(one.A.URI) for each in pdf.pages for one in each.get("/Annots", []) if "/A" in one]
    assert "https://trasparenza.acquaferma.example/piano/2025-2027/BON01/#conto-sfalcio" in found
    assert {address.split("/piano/")[0] for address in found} == {"https://trasparenza.acquaferma.example"}


def test_the_words_are_those_of_the_page(short: bytes) -> None:
    with pdfplumber.open(BytesIO(short)) as pdf:
        text = " ".join(" ".join(one.extract_text() for one in pdf.pages).split())
    for words in (
        "parzialmente raggiunto, grado 91,7%, 4 indicatori rilevati su 5",
        "(50 × 100% + 50 × 90%) ÷ 100 = 95%",
        "due addetti in meno",
        "manca il motivo",
        "traguardo 2025: da 400 a 320",
        "un tratto era stato dimenticato",
    ):
        assert words in text


def test_the_same_data_give_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for seed, zone in (("7", "Pacific/Auckland"), ("11", "UTC")):
        target = tmp_path / f"{seed}.pdf"
        config = INVENTED_PROJECT / "site_config.yml"
        subprocess.run(
            [sys.executable, "-m", "generator", "report", "--config", config, "--out", target],
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        )
        made.append(target.read_bytes())
    assert made[0] == made[1]
