"""The pages for adopters: every command in them does what they say, from the first page to the last.

A block `sh` must succeed, one `sh rifiuta` must be refused with 1, one `sh altrove` is not run here. A block
of YAML begins with the name of a file, and is what somebody writes into it.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from generator.scaffold.files import new_files
from generator.scaffold.new_body import NewBody
from tests.conftest import ROOT

FOLDER = "docs/guida"
PAGES = ("per-cominciare", "pubblicare", "durante-l-anno", "aggiornare", "sul-proprio-server")
#: What cannot run here, by the first words of each block, and why.
ELSEWHERE = (
    ("per-cominciare", "pipx install casa-di-vetro"),  # asks a package index
    ("per-cominciare", "vetro serve"),  # does not end by itself: tests/devserver
    ("pubblicare", "git remote add origin INDIRIZZO"),  # there is no host
    ("durante-l-anno", 'pipx inject casa-di-vetro "casa-di-vetro[pdf,docx]"'),  # asks a package index
    ("aggiornare", "python3 -m pip install --requirement requirements.txt"),  # the same
    ("sul-proprio-server", "sudo mkdir -p /etc/nginx/trasparenza"),  # changes the system: tests/publishing
    ("sul-proprio-server", "sudo cp ../server/rinvii.conf"),  # the same
)
_BLOCK = re.compile(r"^```(.*)\n((?:.*\n)*?)```$", re.MULTILINE)
_FILE = re.compile(r"# (\S+\.yml)\n")


class Block(Struct, frozen=True):
    """A fenced block of a page: what follows the fence, its text, its line."""

    page: str
    kind: str
    text: str
    line: int


def page(name: str) -> str:
    return (ROOT / FOLDER / f"{name}.md").read_text("utf-8")


def blocks() -> Iterator[Block]:
    for name in PAGES:
        text = page(name)
        for match in _BLOCK.finditer(text):
            yield Block(name, match[1], match[2], text.count("\n", 0, match.start()) + 1)


def test_the_pages_from_an_empty_folder_to_the_second_plan(tmp_path: Path) -> None:
    """One shell for all of them: each block goes on where the one before ended."""
    program = tmp_path / "programmi" / "vetro"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m generator "$@"\n', "utf-8")
    program.chmod(0o755)
    roles = ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL")
    who = {f"GIT_{role}": "prova@ente.example" for role in roles}
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, **who, "PATH": path, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}
    here, ran = tmp_path, 0
    for block in blocks():
        if block.kind == "yaml":
            name = _FILE.match(block.text)
            assert name, f"{block.page}:{block.line}: no name of a file"
            (here / name[1]).write_text(block.text, "utf-8")
        elif block.kind in ("sh", "sh rifiuta"):
            script = f"{block.text}\npwd > {tmp_path}/qui\n"
            command = ["sh", "-e", "-c", script]
            done = subprocess.run(
                command, cwd=here, env=environment, capture_output=True, text=True, check=False
            )
            told = f"{block.page}:{block.line}: {block.text}{done.stdout}{done.stderr}"
            assert done.returncode == (1 if block.kind == "sh rifiuta" else 0), told
            assert "Traceback" not in told
            if not done.returncode:
                here = Path((tmp_path / "qui").read_text("utf-8").strip())
            ran += 1
    assert ran >= 20
    served = tmp_path / "server" / "site" / "piano" / "2025-2027"
    objective = (served / "OB-1" / "index.html").read_text("utf-8")
    assert "9,5" in objective
    assert "il nuovo gestionale arriva un anno dopo" in objective
    assert (served / "relazione" / "2025" / "index.html").is_file()


def test_what_is_not_run_is_known() -> None:
    found = [(block.page, block.text) for block in blocks() if block.kind == "sh altrove"]
    assert len(found) == len(ELSEWHERE)
    for (name, text), (page_name, first) in zip(found, ELSEWHERE, strict=True):
        assert name == page_name
        assert text.startswith(first)


def test_every_block_is_of_a_known_kind() -> None:
    assert {block.kind for block in blocks()} == {"sh", "sh altrove", "sh rifiuta", "yaml", ""}


def test_a_body_has_the_pages_and_all_that_they_link() -> None:
    files = new_files(NewBody("Ente", (2026,)))
    for name in PAGES:
        own = f"{FOLDER}/{name}.md"
        assert files[own].decode() == page(name)
        assert own in files["README.md"].decode()
        for link in re.findall(r"\]\((?!https?:)([^)#]+)", re.sub("`[^`]*`", "", page(name))):
            target = Path(os.path.normpath(Path(own).parent / link)).as_posix()
            assert target in files or any(path.startswith(f"{target}/") for path in files), (name, link)


def test_the_readme_links_the_pages() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in PAGES if f"({FOLDER}/{name}.md)" not in readme] == []
    assert {path.stem for path in (ROOT / FOLDER).glob("*.md")} == set(PAGES)
