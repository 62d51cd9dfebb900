"""Importing again does no harm."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from generator.importing import ImportingError, Reader, import_plan
from generator.importing.readers import READERS
from generator.importing.writing import RECORD
from tests.importing.conftest import import_file, read_yaml

#: A document of an invented body, with two objectives; the file of each.
DOCUMENT = Path(__file__).with_name("other_body.txt")
MEALS, ROADS = "obiettivi/7-1-PX3.yml", "obiettivi/7-2-QX1.yml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    import_file(DOCUMENT, tmp_path / "piano", body="Ente di prova")
    return tmp_path / "piano"


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_the_first_import_writes_everything(tmp_path: Path) -> None:
    result = import_file(DOCUMENT, tmp_path / "nuovo" / "piano", body="Ente di prova")
    written = _contents(tmp_path / "nuovo" / "piano")
    assert sorted(written) == sorted([*result.written, RECORD])
    # Two objectives; areas, offices, missions and the plan; the document.
    assert len(result.written) == 2 + 4 + 1
    assert (result.edited, result.unchanged, result.stale) == ((), (), ())
    assert written["fonti/" + DOCUMENT.name] == DOCUMENT.read_bytes()
    assert read_yaml(written["piano.yml"].decode())["ente"] == {"nome": "Ente di prova"}
    record = json.loads(written[RECORD])["file"]
    assert record == {name: hashlib.sha256(written[name]).hexdigest() for name in result.written}


def test_the_name_of_the_body_is_remembered(folder: Path) -> None:
    result = import_file(DOCUMENT, folder)
    assert result.written == ()
    assert read_yaml((folder / "piano.yml").read_text(encoding="utf-8"))["ente"] == {"nome": "Ente di prova"}


def test_the_second_import_changes_nothing(folder: Path) -> None:
    before = _contents(folder)
    result = import_file(DOCUMENT, folder, body="Ente di prova")
    assert (result.written, result.edited, len(result.unchanged)) == ((), (), 7)
    assert _contents(folder) == before


def test_a_file_that_an_editor_changed_is_left_and_named(folder: Path) -> None:
    edited = (folder / MEALS).read_text(encoding="utf-8").replace("nome: Pasti\n", "nome: Pranzi\n")
    (folder / MEALS).write_text(edited, encoding="utf-8")
    for _ in range(2):
        result = import_file(DOCUMENT, folder, body="Altro ente")
        assert result.edited == (MEALS,)
        assert (folder / MEALS).read_text(encoding="utf-8") == edited


def test_force_overwrites_it(folder: Path) -> None:
    original = (folder / MEALS).read_bytes()
    (folder / MEALS).write_text("codice: x\n", encoding="utf-8")
    result = import_file(DOCUMENT, folder, body="Ente di prova", force=True)
    assert (result.written, result.edited) == ((MEALS,), ())
    assert (folder / MEALS).read_bytes() == original


def test_a_file_that_an_editor_removed_stays_removed(folder: Path) -> None:
    (folder / MEALS).unlink()
    assert import_file(DOCUMENT, folder, body="Ente di prova").edited == (MEALS,)
    assert not (folder / MEALS).exists()
    assert import_file(DOCUMENT, folder, body="Ente di prova", force=True).written == (MEALS,)


def test_what_the_importer_wrote_follows_a_changed_document(folder: Path, tmp_path: Path) -> None:
    corrected = tmp_path / "sorgente" / DOCUMENT.name
    corrected.parent.mkdir()
    corrected.write_text(
        DOCUMENT.read_text(encoding="utf-8").replace("**Pasti**", "**Piatti**"), encoding="utf-8"
    )
    result = import_file(corrected, folder, body="Ente di prova")
    assert result.written == ("fonti/" + DOCUMENT.name, MEALS, "piano.yml")
    assert "nome: Piatti\n" in (folder / MEALS).read_text(encoding="utf-8")


def test_a_file_that_was_there_before_any_import_is_left(tmp_path: Path) -> None:
    (tmp_path / "ambiti.yml").write_text("- codice: 01\n", encoding="utf-8")
    assert import_file(DOCUMENT, tmp_path).edited == ("ambiti.yml",)


def test_files_of_objectives_no_longer_in_the_document_are_named(folder: Path, tmp_path: Path) -> None:
    shorter = tmp_path / DOCUMENT.name
    text = DOCUMENT.read_text(encoding="utf-8")
    shorter.write_text(text[: text.index("# SECONDA PARTE")], encoding="utf-8")
    assert import_file(shorter, folder, body="Ente di prova").stale == (ROADS,)
    assert (folder / ROADS).exists()


@pytest.mark.parametrize("content", ["{", "[]", '{"file": []}', "\udcff"])
def test_a_spoilt_record_is_said(folder: Path, content: str) -> None:
    (folder / RECORD).write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(ImportingError, match="registro dell'importazione"):
        import_file(DOCUMENT, folder)


def test_a_document_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ImportingError, match=r"manca\.txt: il documento non si può leggere"):
        import_file(tmp_path / "manca.txt", tmp_path)
    with pytest.raises(ImportingError, match="non si può leggere"):
        import_file(tmp_path, tmp_path)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_what_may_never_end_is_not_opened(reader: Reader, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for source in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(ImportingError) as caught:
            import_plan(reader, source, tmp_path / "piano", body="Ente di prova")
        assert str(caught.value) == f"{source}: il documento non si può leggere (non è un file)"


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_a_document_whose_name_is_no_text_is_said(reader: Reader, tmp_path: Path) -> None:
    source = tmp_path / "piano \udcff.txt"
    source.write_bytes(DOCUMENT.read_bytes())
    with pytest.raises(ImportingError, match="il nome del file non è in UTF-8"):
        import_plan(reader, source, tmp_path / "piano", body="Ente di prova")


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "piano").write_text("", encoding="utf-8")
    with pytest.raises(ImportingError, match="non si può scrivere"):
        import_file(DOCUMENT, tmp_path / "piano")


@pytest.mark.parametrize("link", ["obiettivi", "piano.yml", RECORD])
def test_nothing_is_written_through_a_link(folder: Path, tmp_path: Path, link: str) -> None:
    path, elsewhere = folder / link, tmp_path / "altrove"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    before = _contents(tmp_path)
    with pytest.raises(ImportingError, match="è un collegamento"):
        import_file(DOCUMENT, folder, body="Altro ente", force=True)
    assert _contents(tmp_path) == before
