"""What CI runs: pinned, with the least rights, and only commands that there are."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.site.static_files import HASHED, IMMUTABLE, SECURITY, headers_file
from tests.conftest import ROOT
from tests.robustness.conftest import built, copy_project, retitle, vetro

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
#: What publishes; the other workflow tests the program.
PUBLISHING = (ROOT / ".github" / "workflows" / "site.yml", GITLAB)
PINNED = re.compile(r"^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
COMMAND = re.compile(r"(?m)^\s*(?:- |run: )?(vetro .+?)(?: > \S+)?$")


#: Which of the official schemas that check-jsonschema brings each file must keep to.
SCHEMAS = {
    **dict.fromkeys(WORKFLOWS, ("--builtin-schema", "vendor.github-workflows")),
    GITLAB: ("--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"),
}
#: A word of each file, and what makes the file none that its host would take.
SLIPS = (
    (PUBLISHING[0], "runs-on:", "run-on:"),
    (PUBLISHING[0], "timeout-minutes: 15", "timeout-minutes: presto"),
    (PUBLISHING[0], "contents: read", "contents: leggere"),
    (GITLAB, "when: always", "when: sempre"),
    (GITLAB, "script:", "scripts:"),
)


def schema_finds(path: Path, *schema: str) -> str:
    """What the official schema has to say against a file; nothing if the file is sound."""
    command = [sys.executable, "-m", "check_jsonschema", *schema, path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout if done.returncode else ""


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_the_official_schema_has_nothing_to_say(path: Path) -> None:
    assert schema_finds(path, *SCHEMAS[path]) == ""


@pytest.mark.parametrize(("path", "word", "slip"), SLIPS)
def test_the_official_schema_finds_a_slip(path: Path, word: str, slip: str, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert word in text
    spoiled = tmp_path / path.name
    spoiled.write_text(text.replace(word, slip), encoding="utf-8")
    assert path.name in schema_finds(spoiled, *SCHEMAS[path])


def steps_of(workflow: Any) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_and_rights_are_few(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    used = re.findall(r"uses: (.+)", text)
    assert used
    assert [line for line in used if not PINNED.match(line)] == []
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    for name, job in workflow["jobs"].items():
        assert job["timeout-minutes"] <= 30
        allowed = {"pages", "id-token"} if name == "publish" else set()
        assert set(job.get("permissions", {})) <= allowed
    # What a stranger wrote in a title or a branch name is never part of a command.
    for step in steps_of(workflow):
        assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("path", PUBLISHING, ids=lambda path: path.name)
def test_the_commands_are_there(path: Path, tmp_path: Path) -> None:
    commands = COMMAND.findall(path.read_text(encoding="utf-8"))
    assert commands
    project = copy_project(tmp_path / "progetto")
    for command in dict.fromkeys(commands):
        # A command with an unknown word or option would be refused with 2.
        done = vetro(project, *command.split()[1:])
        assert done.returncode in (0, 1), (command, done.stderr)


def test_gitlab_publishes_what_it_built() -> None:
    jobs = yaml.safe_load(GITLAB.read_text(encoding="utf-8"))
    assert jobs["pages"]["artifacts"]["paths"] == ["public"]
    assert jobs["check"]["artifacts"]["when"] == "always"


def test_the_headers_of_static_hosts(tmp_path: Path) -> None:
    text = headers_file()
    for name, value in SECURITY.items():
        assert f"\n  {name}: {value}\n" in text
    for path in HASHED:
        assert f"\n{path}\n  ! Cache-Control\n  Cache-Control: {IMMUTABLE}\n" in text


def test_uploading_leaves_the_same_files(tmp_path: Path) -> None:
    assert shutil.which("rsync")
    project = copy_project(tmp_path / "progetto")
    site, server = project / "site", tmp_path / "server"
    script = ROOT / "docs" / "publishing" / "upload"
    for title in ("Prima stesura", "Seconda stesura"):
        retitle(project, title)
        built(project)
        subprocess.run([script, site, server], check=True)
        files = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
        sent = {path.relative_to(server): path.read_bytes() for path in server.rglob("*") if path.is_file()}
        assert sent == files
        (server / "vecchia.html").write_text("di prima", encoding="utf-8")
    subprocess.run([script, site, server], check=True)
    assert not (server / "vecchia.html").exists()
    refused = subprocess.run([script, tmp_path / "altro", server], capture_output=True, check=False)
    assert refused.returncode == 1
