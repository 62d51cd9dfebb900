"""Our archives are, byte for byte, those that Python's own library writes one entry after the other."""

import io
import zipfile
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.opendata.zip_format import LEVEL, Entry, zip_of

ROWS = b"".join(b"%d;misurato;%d,00\n" % (number, number * 7) for number in range(150_000))


def entry(name: str, content: bytes, packed: bool = False) -> Entry:
    return Entry(name, len(content), partial(bytes, content), packed=packed)


def by_the_library(files: list[tuple[str, bytes, bool]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content, packed in files:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.external_attr = 0o644 << 16
            method = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            archive.writestr(info, content, method, LEVEL)
    return buffer.getvalue()


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]), min_size=1)


@given(st.dictionaries(NAMES, st.tuples(st.binary(max_size=300), st.booleans()), max_size=5))
def test_any_files(files: dict[str, tuple[bytes, bool]]) -> None:
    listed = [(name, content, packed) for name, (content, packed) in files.items()]
    assert zip_of([entry(*one) for one in listed]) == by_the_library(listed)


@pytest.mark.parametrize(
    "files",
    [
        [("righe.csv", ROWS, False), ("vuoto.txt", b"", False), ("piano.xlsx", ROWS[:1000], True)],
        [("righe.csv", ROWS, False), ("perché.csv", ROWS[::-1], False)],
    ],
    ids=["one large file", "so much that several processors share it"],
)
def test_large_files(files: list[tuple[str, bytes, bool]]) -> None:
    assert zip_of([entry(*one) for one in files]) == by_the_library(files)


def test_what_cannot_be_read_is_told() -> None:
    def gone() -> bytes:
        raise FileNotFoundError("righe.csv")

    with pytest.raises(FileNotFoundError, match="righe"):
        zip_of([entry("a.csv", ROWS), Entry("righe.csv", 4_000_000, gone)])
