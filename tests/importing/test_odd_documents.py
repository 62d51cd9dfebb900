"""Any document is imported or refused with one clear error."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.importing import ImportingError
from generator.plan.identifiers import slug_of
from tests.importing.conftest import import_file, import_text, indicator_count, read_yaml

OTHER_BODY = Path(__file__).with_name("other_body.txt").read_text(encoding="utf-8")
LINES = OTHER_BODY.split("\n")
PIECES = [
    "",
    "\t",
    "\t\t",
    ">=",
    "<=",
    "n.d.",
    "100%",
    "**",
    "<b>",
    "e",
    "(PT) ",
    ":",
    "|",
    "7.1.PX3",
    "Indicatori\t",
    "#",
]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "il documento è vuoto"),
        ("Un testo qualunque\n\nsenza tabelle", "non si riconosce alcun obiettivo"),
        ("01_01_AB01\tT\nIndicatori\tTipo\tTarget\nA\tB\t5", "l'anno dei traguardi"),
        ("\x00\x01\x02", "il contenuto non è testo"),
    ],
)
def test_what_is_no_plan_is_refused_with_a_reason(text: str, message: str) -> None:
    with pytest.raises(ImportingError, match=message):
        import_text(text)


def test_what_a_document_says_twice_is_counted_once() -> None:
    once, twice = import_text(OTHER_BODY), import_text(f"{OTHER_BODY}\n{OTHER_BODY}")
    assert sorted(once.files) == sorted(twice.files)
    assert indicator_count(twice.files) == indicator_count(once.files) == 3
    assert any("ripete un'altra riga" in str(doubt) for doubt in twice.doubts)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00rubbish", b"%PDF-1.7\n\x80\x81", bytes(range(256))])
def test_binary_files_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "piano.pdf"
    path.write_bytes(data)
    with pytest.raises(ImportingError):
        import_file(path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_very_long_cells_are_read_in_time() -> None:
    cell = " e ".join(["Parola"] * 3000)
    text = (
        OTHER_BODY.replace("Incidenti", cell)
        .replace("Mense; Scuole", cell)
        .replace("# SECONDA", "-" * 50_000 + "x\n#")
    )
    assert indicator_count(import_text(text).files) == 3


@given(st.text())
@settings(max_examples=100)
def test_any_text_is_refused_or_read(text: str) -> None:
    with pytest.raises(ImportingError):
        import_text(text)


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(LINES) - 1), st.integers(0, 80), st.sampled_from(PIECES), st.integers(0, 12)
        ),
        max_size=6,
    )
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example([(0, 0, "7.1.PX3", 0)])
def test_a_document_with_mistakes_is_read_or_refused(changes: list[tuple[int, int, str, int]]) -> None:
    lines = list(LINES)
    for index, column, piece, removed in changes:
        line = lines[index]
        lines[index] = line[:column] + piece + line[column + removed :]
    try:
        imported = import_text("\n".join(lines))
    except ImportingError:
        return
    for name, text in imported.files.items():
        content = read_yaml(text)
        if name.startswith("obiettivi/"):
            assert name == f"obiettivi/{slug_of(content['codice'])}.yml"
            assert all(indicator["id"] for indicator in content.get("indicatori", ()))
