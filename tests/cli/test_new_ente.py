"""`vetro new ente`: what it asks, what it refuses."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT


def new_ente(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator", "new", "ente", str(folder), *options],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


NEEDED = ("--nome", "Comune di Castelvernaglio", "--periodo", "2026-2028")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), "servono almeno --nome e --periodo, come --periodo 2026-2028"),
        (("--nome", "Comune"), "servono almeno --nome e --periodo"),
        (("--nome", " \n", "--periodo", "2026"), "--nome: ci vuole il nome dell'ente, in una riga"),
        (("--nome", "Comune", "--periodo", "2028-2026"), "--periodo: «2028-2026» non è un periodo"),
        ((*NEEDED, "--sito", "comune.it"), "--sito: «comune.it»: qui ci vuole un indirizzo, come https://"),
        ((*NEEDED, "--ipa", "c d"), "--ipa: «c d»: qui ci vuole un codice IPA"),
        ((*NEEDED, "--programma", "vetro"), "--programma: «vetro»: qui ci vuole l'indirizzo del repository"),
        ((*NEEDED, "--tipo", "?"), "--tipo: «?» non è un tipo: scriverlo in parole, come comune"),
    ],
)  # fmt: skip
def test_options_that_do_not_do(tmp_path: Path, options: tuple[str, ...], message: str) -> None:
    done = new_ente(tmp_path / "ente", *options)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "ente").exists()


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "nota.txt").write_text("mia", encoding="utf-8")
    for folder, message in ((tmp_path, "non è vuota"), (tmp_path / "nota.txt", "non è una cartella")):
        done = new_ente(folder, *NEEDED)
        assert done.returncode == 2
        assert message in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["nota.txt"]


def test_an_empty_clone_is_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert new_ente(tmp_path, *NEEDED).returncode == 0
    assert (tmp_path / "site_config.yml").is_file()


def test_on_a_terminal_it_asks_and_asks_again(tmp_path: Path) -> None:
    """A real terminal: name, kind, no IPA code, an address that is none, then one, the years."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "new", "ente", str(tmp_path / "ente")],
        cwd=ROOT,
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    answers = (
        "Ateneo di Prova",
        "Università",
        "",
        "ateneo.example",
        "https://at.ateneo.example/",
        "2026-2028",
    )
    os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
    said, _ = process.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 0, said
    assert "«ateneo.example»: qui ci vuole un indirizzo" in said
    config = yaml.safe_load((tmp_path / "ente" / "site_config.yml").read_text("utf-8"))
    assert config["site_url"] == "https://at.ateneo.example/"
    body = config["extra"]["vetro"]["ente"]
    assert body == {"tipo": "universita", "codice_ipa": "", "territorio": "", "sito": ""}
    plan = yaml.safe_load((tmp_path / "ente/plan_data/2026-2028/piano.yml").read_text("utf-8"))
    assert plan["ente"]["nome"] == "Ateneo di Prova"
    assert (tmp_path / "ente" / "plan_data" / "2026-2028" / "piano.yml").is_file()
