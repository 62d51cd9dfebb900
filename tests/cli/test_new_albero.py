"""`vetro new albero`: missing pages are written, untouched ones updated, edited ones left alone and named."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.new.albero import command
from generator.scaffold.following import RECORD, read_record, record_of, write
from generator.scaffold.tree import tree_files

CONFIG = (
    b"site_name: Prova\nextra:\n  vetro:\n    ente: {nome: Prova, tipo: comune}\nnav:\n  - Home: index.md\n"
)
FOLDER = "content/amministrazione-trasparente"
OIV, TABLES = (
    f"{FOLDER}/personale/oiv.md",
    f"{FOLDER}/bandi-di-gara-e-contratti/informazioni-sulle-singole-procedure-in-formato-tabellare.md",
)
EVERY = 22 + 63 + 6 + 1


def new_albero(root: Path) -> Result:
    return CliRunner().invoke(command, ["--config", str(root / "site_config.yml")])


@pytest.fixture
def body(tmp_path: Path) -> Path:
    write(tmp_path / "site_config.yml", CONFIG)
    write(tmp_path / "content/index.md", b"---\ntitle: Home\n---\n")
    return tmp_path


def counts(written: int = 0, updated: int = 0, edited: int = 0) -> str:
    return (
        f"pagine scritte: {written}; aggiornate: {updated}; "
        f"modificate da qualcuno, lasciate come sono: {edited}; "
        f"già a posto: {EVERY - written - updated - edited}"
    )


def test_index_pages_and_nav_are_written_once(body: Path) -> None:
    first = new_albero(body)
    assert first.exit_code == 0, first.output
    lines = first.output.splitlines()
    assert lines[-1] == counts(written=EVERY)
    assert f"{FOLDER}/index.md: scritto" in lines
    assert "site_config.yml: ora «nav» porta alle pagine dell'albero" in lines
    config = (body / "site_config.yml").read_text("utf-8")
    assert config.endswith(
        "  - Home: index.md\n  - Amministrazione Trasparente: amministrazione-trasparente/\n"
    )
    files = {path: path.read_bytes() for path in body.rglob("*") if path.is_file()}
    second = new_albero(body)
    assert second.output.splitlines()[-1] == counts()
    assert {path: path.read_bytes() for path in body.rglob("*") if path.is_file()} == files


def test_untouched_pages_follow_the_law_and_edited_ones_are_named_with_what_changed(body: Path) -> None:
    old = {
        OIV: b"---\ntitle: OIV\nriferimento: una norma di prima\n---\n",
        TABLES: b"---\ntitle: Informazioni sulle singole procedure in formato tabellare\n---\n",
    }
    for path, text in old.items():
        write(body / path, text)
    write(body / RECORD, record_of("0.1.0", old))
    edited = old[TABLES] + b"\nQui le tabelle fino al 2023.\n"
    write(body / TABLES, edited)
    lines = new_albero(body).output.splitlines()
    assert f"{OIV}: aggiornato" in lines
    assert (
        f"{TABLES}: modificato da qualcuno: resta com'è; titolo ora «Procedure fino al 31/12/2023»; "
        "riferimento ora «D.Lgs. 33/2013, artt. 8, c. 3, e 37»"
    ) in lines
    assert lines[-1] == counts(written=EVERY - 2, updated=1, edited=1)
    assert (body / OIV).read_bytes() == tree_files("content", "comune")[OIV]
    assert (body / TABLES).read_bytes() == edited
    assert read_record(body).version == "0.1.0"


def test_a_removed_page_is_written_again_and_other_files_of_the_record_stay_in_it(body: Path) -> None:
    write(body / ".gitignore", b"site/\n")
    write(body / RECORD, record_of("0.1.0", {".gitignore": b"site/\n"}))
    new_albero(body)
    (body / OIV).unlink()
    lines = new_albero(body).output.splitlines()
    assert lines[0] == f"{OIV}: scritto"
    assert lines[-1] == counts(written=1)
    assert set(read_record(body).digests) == {".gitignore", *tree_files("content", "comune")}


def test_a_nav_of_single_pages_is_left_to_a_person(body: Path) -> None:
    config = CONFIG + f"  - OIV: {OIV.removeprefix('content/')}\n".encode()
    write(body / "site_config.yml", config)
    assert (
        "site_config.yml: in «nav» mettere la voce «Amministrazione Trasparente: "
        "amministrazione-trasparente/», che vale per tutte le pagine dell'albero"
    ) in new_albero(body).output.splitlines()
    assert (body / "site_config.yml").read_bytes() == config
