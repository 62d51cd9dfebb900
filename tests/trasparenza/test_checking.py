"""The pages of the tree as `vetro check` sees them: one mistake each, with its line and column."""

import re
import shutil
from pathlib import Path

import pytest

from generator.trasparenza.checking import check_content
from generator.trasparenza.pages import STATES, pages
from generator.trasparenza.tree import statutory_tree

ROOT = Path(__file__).parents[2]
PAGE = "amministrazione-trasparente/personale/oiv.md"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    for path, text in pages(statutory_tree()).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def found(content: Path) -> list[str]:
    return [f"{f.place.file}:{f.place.line}:{f.place.column} {f.code}" for f in check_content(content)]


def change(content: Path, pattern: str, text: str) -> None:
    """Put a line in the place of another."""
    path = content / PAGE
    before = path.read_text("utf-8")
    after = re.sub(rf"(?m)^{pattern}$", text, before)
    assert after != before
    path.write_text(after, encoding="utf-8")


def test_pages_as_they_are_made_are_sound(content: Path) -> None:
    assert found(content) == []


def test_pages_of_the_real_site_have_no_error() -> None:
    page = "content/amministrazione-trasparente/performance/piano-della-performance.md"
    assert [(f.place.file, f.code) for f in check_content(ROOT / "content")] == [
        # Published with the plan; who answers for it, and when it was looked at, only the body knows.
        (page, "W601"),
        (page, "W602"),
    ]


def test_a_body_without_the_tree_has_nothing_to_check(tmp_path: Path) -> None:
    assert check_content(tmp_path) == ()


@pytest.mark.parametrize(
    ("pattern", "text", "wanted"),
    [
        ("title: OIV", "title: O.I.V.", ["2:8 E602"]),
        ("title: OIV", "titolo: OIV", ["1:1 E602"]),
        ("stato: .*", "stato: pubblicata", ["9:8 E603"]),
        ("stato: .*", "stato:", ["9:7 E603"]),
        ("stato: .*", "stato: non applicabile", ["7:10 W601", "11:13 E604"]),
        ("stato: .*", "stato: pubblicato", ["7:10 W601", "11:13 W602"]),
        ("verificato: .*", "verificato: 30/06/2025", ["11:13 E604"]),
        ("verificato: .*", "verificato: 2025-02-30", ["11:13 E604"]),
        ("verificato: .*", "verificato: 2025-06-30", []),
        ("riferimento: .*", 'riferimento: ""', ["4:14 E605"]),
        ("aggiornamento: .*", "altro: x", ["1:1 E605"]),
        ("title: OIV", "title: [OIV", ["1:1 E606"]),
    ],
)
def test_a_mistake_is_found_at_its_place(content: Path, pattern: str, text: str, wanted: list[str]) -> None:
    change(content, pattern, text)
    assert found(content) == [f"content/{PAGE}:{place}" for place in wanted]


@pytest.mark.parametrize("state", STATES[1:])
def test_a_claim_with_its_day_and_office_is_sound(content: Path, state: str) -> None:
    change(content, "stato: .*", f"stato: {state}")
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


@pytest.mark.parametrize("data", [b"", b"testo", b"---\ntitle: OIV\n", b"\xff\xfe", b"---\n- a\n---\n"])
def test_what_is_no_page_is_said_and_not_a_traceback(content: Path, data: bytes) -> None:
    (content / PAGE).write_bytes(data)
    assert found(content) == [f"content/{PAGE}:1:1 E606"]
