"""The YAML that is written reads back as the same texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importing import ImportedPlan
from generator.importing.yaml_text import dump, scalar
from tests.importing.conftest import read_yaml

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters="\ufeff"))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("01_01", "01_01"),
        ("no", "no"),
        ("1.000", "1.000"),
        ("-21,77", "-21,77"),
        ("9,85%", "9,85%"),
        ("286/10.000 imprese attive", "286/10.000 imprese attive"),
        ('Supporto al "turismo"', 'Supporto al "turismo"'),
        ("", '""'),
        ("%", '"%"'),
        ("=<", '"=<"'),
        ("≥", '"≥"'),
        # Without quotes other programs read 1830; they take no number that begins with zero.
        ("30:30", '"30:30"'),
        ("08:00", "08:00"),
        ("*per le società", '"*per le società"'),
        ("Registro: primo sollecito", '"Registro: primo sollecito"'),
        ('"turismo": bando', "'\"turismo\": bando'"),
        ("- voce", '"- voce"'),
        ("riga\u2028riga", '"riga\\u2028riga"'),
    ],
)
def test_scalars_are_quoted_only_where_they_must(text: str, written: str) -> None:
    assert scalar(text) == written
    assert read_yaml(f"a: {written}") == {"a": text}


def test_layout() -> None:
    content = {
        "anni": ["2025", "2026"],
        "uffici": ["ufficio-a"],
        "descrizione": "Prima.\n\n- uno\n- due\n",
        "note": ["* nota"],
        "stato": {"2024": "9,85%"},
        "vuoto": [],
        "niente": {},
        "elenco": [{"id": "a", "altri": ["B", "C d"]}],
    }
    text = dump(content, comment="commento")
    assert text == (
        "# commento\n"
        "anni: [2025, 2026]\n"
        "uffici: [ufficio-a]\n"
        "descrizione: |\n  Prima.\n\n  - uno\n  - due\n"
        'note:\n  - "* nota"\n'
        "stato:\n  2024: 9,85%\n"
        "vuoto: []\n"
        "niente: {}\n"
        "elenco:\n  - id: a\n    altri:\n      - B\n      - C d\n"
    )
    assert read_yaml(text) == content


@given(st.lists(TEXTS, min_size=1), st.text(alphabet="ab #:-|'\"\n ", min_size=1))
def test_any_text_reads_back(texts: list[str], block: str) -> None:
    content = {"testi": texts, "blocco": block, "valori": {str(n): text for n, text in enumerate(texts)}}
    assert read_yaml(dump(content)) == content


def test_every_file_of_the_plan_is_one_that_yaml_reads_back(imported: ImportedPlan) -> None:
    for name, text in imported.files.items():
        schema = "../../schema/obiettivo" if "/" in name else f"../schema/{name.removesuffix('.yml')}"
        comment = f"yaml-language-server: $schema={schema}.json"
        assert dump(read_yaml(text), comment=comment) == text, name
