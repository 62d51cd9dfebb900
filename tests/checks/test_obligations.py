"""The pages of the tree as `vetro check` sees them: one mistake each, with its line and column."""

import re
import shutil
from pathlib import Path

import pytest

from generator.checks.content_pages import check_pages, find_pages
from generator.scaffold.following import write
from generator.scaffold.tree import tree_files
from generator.trasparenza.initial_pages import STATES

PAGE = "amministrazione-trasparente/personale/oiv.md"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for path, text in tree_files("content", "").items():
        write(tmp_path / path, text)
    return tmp_path / "content"


def found(content: Path) -> list[str]:
    diagnostics, _ = check_pages(find_pages(content), content, content.parent)
    return [
        f"{one.location.file}:{one.location.line}:{one.location.column} {one.code}" for one in diagnostics
    ]


def change(content: Path, pattern: str, text: str) -> None:
    """Put a line in the place of another."""
    path = content / PAGE
    before = path.read_text("utf-8")
    after = re.sub(rf"(?m)^{pattern}$", text, before)
    assert after != before
    path.write_text(after, encoding="utf-8")


def test_pages_as_they_are_made_have_no_mistakes(content: Path) -> None:
    assert found(content) == []


def test_a_body_without_the_tree_has_nothing_to_check(tmp_path: Path) -> None:
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("pattern", "text", "wanted"),
    [
        ("title: OIV", "title: O.I.V.", ["2:8 E602"]),
        ("title: OIV", "titolo: OIV", ["2:1 E201", "2:1 E602"]),
        ("stato: .*", "stato: pubblicata", ["9:8 E603"]),
        ("stato: .*", "stato:", ["9:1 E603"]),
        ("stato: .*", "stato: non applicabile", ["7:1 W601", "9:8 E611", "11:1 E604"]),
        ("stato: .*", "stato: pubblicato", ["7:1 W601", "11:1 W602"]),
        ("verificato: .*", "verificato: 30/06/2025", ["11:13 E604"]),
        ("verificato: .*", "verificato: 2025-02-30", ["11:13 E604"]),
        ("verificato: .*", "verificato: 2025-06-30", []),
        ("riferimento: .*", 'riferimento: ""', ["4:1 E605"]),
        ("aggiornamento: .*", "altro: x", ["2:1 E605", "5:1 E201"]),
        ("title: OIV", "title: [OIV", ["2:8 E101"]),
        ("title: OIV", "title: [OIV]", ["2:8 E203"]),
        ("stato: .*", "stato: {in: allestimento}", ["9:8 E203"]),
        ("stato: .*", "stato: &x in allestimento", ["9:8 E105"]),
    ],
)
def test_a_mistake_is_found_where_it_is(content: Path, pattern: str, text: str, wanted: list[str]) -> None:
    change(content, pattern, text)
    assert found(content) == [f"content/{PAGE}:{location}" for location in wanted]


@pytest.mark.parametrize("state", STATES[1:])
def test_a_claim_with_its_day_and_office_has_no_mistakes(content: Path, state: str) -> None:
    change(content, "stato: .*", f"stato: {state}\nmotivo: così dice la legge")
    change(content, "verificato: .*", "verificato: 2025-06-30")
    change(content, "ufficio: .*", "ufficio: Personale")
    assert found(content) == []


def test_a_missing_page_and_a_missing_section_are_found(content: Path) -> None:
    (content / PAGE).unlink()
    shutil.rmtree(content / "amministrazione-trasparente/bilanci")
    folder = "content/amministrazione-trasparente"
    assert found(content) == [
        f"{folder}/bilanci/bilancio-preventivo-e-consuntivo.md:1:1 E601",
        f"{folder}/bilanci/index.md:1:1 E601",
        f"{folder}/bilanci/piano-degli-indicatori-e-risultati-attesi-di-bilancio.md:1:1 E601",
        f"{folder}/personale/oiv.md:1:1 E601",
    ]


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"", "1:1 E606"),
        (b"testo", "1:1 E606"),
        (b"---\ntitle: OIV\n", "1:1 E606"),
        (b"---\n---\n", "1:1 E606"),
        (b"\xff\xfe", "1:1 E102"),
        (b"---\n- a\n---\n", "2:1 E203"),
        (b"---\n" + b"[" * 10_000 + b"\n---\n", "2:13 E104"),
    ],
)
def test_what_is_no_page_is_said_and_not_a_traceback(content: Path, data: bytes, wanted: str) -> None:
    (content / PAGE).write_bytes(data)
    assert found(content) == [f"content/{PAGE}:{wanted}"]


def test_the_front_matter_of_a_page_saved_on_windows_is_read(content: Path) -> None:
    change(content, "stato: .*", "stato: pubblicata")
    text = (content / PAGE).read_text("utf-8")
    (content / PAGE).write_bytes(text.replace("\n", "\r\n").encode())
    assert found(content) == [f"content/{PAGE}:9:8 E603"]
