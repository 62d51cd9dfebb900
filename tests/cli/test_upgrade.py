"""`vetro upgrade`: files that nobody edited follow the program, the others stay, and what changes is said."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator import __version__
from generator.scaffold.files import following_files, new_files
from generator.scaffold.following import RECORD, digest_of, read_record, record_of, write
from generator.scaffold.new_body import NewBody, Program
from generator.scaffold.releases import changes_for_bodies, order_of, with_version
from generator.scaffold.tree import tree_files
from tests.conftest import ROOT

WORKFLOW, GITLAB, SCHEMA = ".github/workflows/sito.yml", ".gitlab-ci.yml", "plan_data/schema/piano.json"
OLD = b"# come lo scriveva la versione di prima\n"
EDITED = OLD + b"# e una riga nostra\n"


def upgrade(body: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator", "upgrade", "--config", str(body / "site_config.yml"), *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def body(tmp_path: Path) -> Path:
    """A body as version 0.1.0 would have prepared it, whose workflows and schemas said something else."""
    older = dict.fromkeys(following_files(), OLD)
    for path, text in {**new_files(NewBody("Ente", (2026,))), **older}.items():
        write(tmp_path / path, text)
    write(tmp_path / RECORD, record_of("0.1.0", older))
    write(tmp_path / "requirements.txt", b"casa-di-vetro==0.1.0\n")
    return tmp_path


def text_of(body: Path, name: str) -> str:
    return (body / name).read_text("utf-8")


def content_of(body: Path, name: str) -> bytes:
    return (body / name).read_bytes()


def test_pages_of_the_tree_stay_in_the_record_for_the_command_that_writes_them(body: Path) -> None:
    pages = tree_files("content", "")
    write(body / RECORD, record_of("0.1.0", {**dict.fromkeys(following_files(), OLD), **pages}))
    assert upgrade(body).returncode == 0
    record = read_record(body)
    assert record.version == __version__
    assert set(record.digests) == {*following_files(), *pages}


def test_what_nobody_edited_is_brought_up_to_date_and_the_rest_stays(body: Path) -> None:
    write(body / GITLAB, EDITED)
    (body / SCHEMA).unlink()
    config = text_of(body, "site_config.yml")
    done = upgrade(body)
    assert done.returncode == 0, done.stderr
    assert content_of(body, WORKFLOW) == following_files()[WORKFLOW]
    assert content_of(body, GITLAB) == EDITED
    assert not (body / SCHEMA).exists()
    assert text_of(body, "site_config.yml") == config
    assert text_of(body, "requirements.txt") == f"casa-di-vetro=={__version__}\n"
    lines = done.stdout.splitlines()
    assert f"{GITLAB}: modificato da qualcuno: resta com'è" in lines
    assert f"{SCHEMA}: tolto da qualcuno: resta tolto" in lines
    assert f"{WORKFLOW}: aggiornato" in lines
    assert f"requirements.txt: ora chiede la versione {__version__}" in lines
    assert lines[0] == f"Che cosa cambia con la versione {__version__}:"
    assert "vetro new ente" in done.stdout
    everything = len(following_files())
    assert (
        lines[-1]
        == f"versione {__version__}: {everything - 2} file aggiornati, 2 lasciati come sono, 0 già uguali"
    )


def test_a_second_time_there_is_nothing_to_do_and_edits_are_still_known(body: Path) -> None:
    write(body / GITLAB, EDITED)
    upgrade(body)
    record = text_of(body, RECORD)
    done = upgrade(body)
    assert text_of(body, RECORD) == record
    assert f"versione {__version__}\n" in record
    assert "Che cosa cambia" not in done.stdout
    same = len(following_files()) - 1
    assert done.stdout.splitlines() == [
        f"{GITLAB}: modificato da qualcuno: resta com'è",
        f"versione {__version__}: 0 file aggiornati, 1 lasciati come sono, {same} già uguali",
    ]


def test_a_file_is_written_again_where_that_is_asked(body: Path) -> None:
    write(body / GITLAB, EDITED)
    (body / SCHEMA).unlink()
    assert upgrade(body, "--rifai", GITLAB, "--rifai", SCHEMA).returncode == 0
    for name in (GITLAB, SCHEMA):
        assert content_of(body, name) == following_files()[name]
    done = upgrade(body, "--rifai", "site_config.yml")
    assert done.returncode == 2
    assert "--rifai: «site_config.yml» non è tra i file che seguono la versione" in done.stderr


def test_line_ends_of_windows_are_no_edit(body: Path) -> None:
    (body / WORKFLOW).write_bytes(OLD.replace(b"\n", b"\r\n"))
    upgrade(body)
    assert content_of(body, WORKFLOW) == following_files()[WORKFLOW]


def test_without_a_record_nothing_that_differs_is_touched(body: Path) -> None:
    """A body from before there was a record: what is there may be its own."""
    (body / RECORD).unlink()
    (body / SCHEMA).unlink()
    done = upgrade(body)
    assert done.returncode == 0
    assert content_of(body, WORKFLOW) == OLD
    assert content_of(body, SCHEMA) == following_files()[SCHEMA]
    assert digest_of(OLD) not in text_of(body, RECORD)


def test_a_body_that_calls_the_program_calls_the_new_version(body: Path) -> None:
    """What was named once is remembered; the tag follows the version."""
    address = "https://github.com/ente/casa-di-vetro"
    assert upgrade(body, "--programma", address).returncode == 0
    calls = f"uses: ente/casa-di-vetro/.github/workflows/ente.yml@v{__version__}\n"
    assert calls in text_of(body, WORKFLOW)
    assert f"programma {address}\n" in text_of(body, RECORD)
    old = text_of(body, WORKFLOW).replace(f"@v{__version__}", "@v0.1.0").encode()
    write(body / WORKFLOW, old)
    files = {**following_files(Program("github.com", "ente/casa-di-vetro")), WORKFLOW: old}
    write(body / RECORD, record_of("0.1.0", files, Program("github.com", "ente/casa-di-vetro")))
    assert upgrade(body).returncode == 0
    assert calls in text_of(body, WORKFLOW)
    refused = upgrade(body, "--programma", "ente/casa-di-vetro")
    assert refused.returncode == 2
    assert "come https://github.com/ente/casa-di-vetro" in refused.stderr


@pytest.mark.parametrize(
    ("record", "status", "message"),
    [
        (b"versione 0.1.0\nprogramma casa\n", 1, f"{RECORD}:2:1: errore: non è una riga"),
        (b"versione 99.0\n", 2, f"qui c'è già la versione 99.0, e il programma è alla {__version__}"),
        ("versione 0.1.0\nà".encode("latin-1"), 1, f"{RECORD}:2:1: errore: non è una riga"),
        (b"<<<<<<< HEAD\n", 1, f"{RECORD}:1:1: errore: non è una riga che scrive «vetro upgrade»"),
    ],
)
def test_a_record_that_does_not_do(body: Path, record: bytes, status: int, message: str) -> None:
    (body / RECORD).write_bytes(record)
    done = upgrade(body)
    assert (done.returncode, content_of(body, WORKFLOW)) == (status, OLD)
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_the_folder_of_the_program_is_no_body() -> None:
    done = upgrade(ROOT)
    assert done.returncode == 2
    assert "questa è la cartella del programma" in done.stderr


@pytest.mark.parametrize(
    ("requirements", "asked"),
    [
        ("casa-di-vetro==0.1.0\n", "casa-di-vetro==1.2.3\n"),
        ("# il programma\ncasa-di-vetro[import] == 0.1.0  # qui\naltro==0.1.0\n",
         "# il programma\ncasa-di-vetro[import] == 1.2.3  # qui\naltro==0.1.0\n"),
        ("casa-di-vetro @ https://ente.example/vetro.whl\n", "casa-di-vetro @ https://ente.example/vetro.whl\n"),
        ("non-casa-di-vetro==0.1.0\n", "non-casa-di-vetro==0.1.0\n"),
    ],
)  # fmt: skip
def test_requirements_ask_for_a_version(requirements: str, asked: str) -> None:
    assert with_version(requirements, "1.2.3") == asked


def test_the_changelog_begins_with_this_version_and_tells_bodies_of_it() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    versions = re.findall(r"(?m)^## (\S+)", changelog)
    assert versions[0] == __version__
    assert [order_of(version) for version in versions] == sorted(map(order_of, versions), reverse=True)
    changes = dict(changes_for_bodies("0.1.0"))
    assert [*changes] == ["0.2.0"]
    assert changes["0.2.0"].startswith("- Il sito di un ente")
    assert "###" not in changes["0.2.0"]
    assert dict(changes_for_bodies("0.2.0")) == {}


def test_the_catalogue_of_software_names_this_version() -> None:
    assert f"\nsoftwareVersion: {__version__}\n" in (ROOT / "publiccode.yml").read_text("utf-8")
