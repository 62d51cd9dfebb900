"""Every word and every figure of a document is in the plan, in a note or in a doubt."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.importing.formats import read_tables
from generator.importing.recognition.cells import locate
from generator.importing.table_import import DOUBTS_FILE, LAYOUT_FILE
from tests.importing.table.imports import DOCUMENTS, import_files
from tests.importing.table.scoring import read_plan

#: Words that become a condition, a day or a difference, or that stand for a missing value.
READ = frozenset(
    [
        "a",
        "al",
        "alla",
        "almeno",
        "anno",
        "baseline",
        "compreso",
        "dal",
        "del",
        "di",
        "doppio",
        "e",
        "entro",
        "fra",
        "il",
        "in",
        "incremento",
        "maggiore",
        "meno",
        "minore",
        "miglioramento",
        "n",
        "na",
        "non",
        "nd",
        "nr",
        "o",
        "oltre",
        "percentuali",
        "punti",
        "primo",
        "q",
        "riduzione",
        "rispetto",
        "secondo",
        "su",
        "sul",
        "terzo",
        "tra",
        "uguale",
        "ulteriori",
        "target",
        "stato",
        "d",
        "giugno",
        "inferiore",
        "superiore",
        "euro",
    ]
)


def texts(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield str(key)
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)
    else:
        yield str(node)


def tokens(text: str) -> set[str]:
    """Words and numbers; a number is the same with a comma or a point, and without zeros at its end."""
    found = set()
    for token in re.findall(r"\d+(?:[.,]\d+)*|[^\W\d_]+", text.casefold()):
        found.add(token.replace(".", ",") if token[0].isdigit() else token)
    return found


@pytest.mark.parametrize("name", sorted(path.name for path in DOCUMENTS.iterdir()))
def test_every_word_of_a_cell_is_somewhere(name: str, tmp_path: Path) -> None:
    files = sorted(path for path in (DOCUMENTS / name).iterdir() if path.name != "expected.json")
    imported = import_files(files, tmp_path)
    written = " ".join(texts(read_plan(imported.folder)))
    for file in (DOUBTS_FILE, LAYOUT_FILE):
        written += " " + (imported.folder / file).read_text("utf-8")
    known = tokens(written) | READ
    # An ordinal of a row is its place in the plan.
    lost = {
        f"{cell.place}: {word}"
        for file in files
        for table in read_tables(file)
        for row in locate(table)
        for cell in row
        for word in tokens(cell.text) - known
        # Two words that are glued together in the document.
        if not any(word[:end] in known and word[end:] in known for end in range(1, len(word)))
    }
    assert lost == set()
