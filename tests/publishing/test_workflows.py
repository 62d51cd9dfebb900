"""What CI runs: pinned, with the least rights, and only commands that there are."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import __version__
from generator.scaffold.files import following_files
from generator.scaffold.new_body import Program
from generator.site.static_files import SECURITY, headers_file
from tests.conftest import ROOT
from tests.robustness.conftest import built, copy_project, retitle, vetro

#: Those of a body, which it calls or has a copy of.
BODY_WORKFLOW, BODY_GITLAB = ROOT / ".github/workflows/ente.yml", ROOT / "templates/sito.yml"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
#: What publishes; the other workflow tests the program.
PUBLISHING = (ROOT / ".github" / "workflows" / "site.yml", GITLAB)
PINNED = re.compile(r"^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
COMMAND = re.compile(r"(?m)^\s*(?:- |run: )?(vetro .+?)(?: > \S+)?$")


#: Which of the official schemas that check-jsonschema brings each file must keep to.
SCHEMAS = {
    **dict.fromkeys(WORKFLOWS, ("--builtin-schema", "vendor.github-workflows")),
    **dict.fromkeys(
        (GITLAB, BODY_GITLAB), ("--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci")
    ),
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


#: The rights of the jobs that have more than to read.
RIGHTS = {
    "publish": {"contents": "read", "pages": "write", "id-token": "write"},
    "record": {"contents": "write", "actions": "read"},
}
RIGHTS |= {"pubblica": RIGHTS["publish"], "annota": RIGHTS["record"]}


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def commands_of(value: Any) -> Iterator[str]:
    """Every command of a workflow, of both hosts."""
    if isinstance(value, list):
        for one in value:
            yield from commands_of(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key in ("run", "script", "before_script", "after_script"):
                yield from (one.splitlines() if isinstance(one, str) else one)
            else:
                yield from commands_of(one)


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
        assert job.get("permissions", {}) == RIGHTS.get(name, {})
    # What a stranger wrote in a title or a branch name is never part of a command.
    for step in steps_of(workflow):
        assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("path", [*PUBLISHING, BODY_WORKFLOW, BODY_GITLAB], ids=lambda path: path.name)
def test_the_commands_are_there(path: Path, tmp_path: Path) -> None:
    commands = COMMAND.findall(path.read_text(encoding="utf-8"))
    assert commands
    project = copy_project(tmp_path / "progetto")
    for command in dict.fromkeys(commands):
        # A command with an unknown word or option would be refused with 2.
        done = vetro(project, *command.split()[1:])
        assert done.returncode in (0, 1), (command, done.stderr)


def test_gitlab_publishes_what_it_built() -> None:
    jobs = read(GITLAB)
    assert jobs["pages"]["artifacts"]["paths"] == ["public", "pubblicato"]
    assert jobs["check"]["artifacts"]["when"] == "always"


@pytest.mark.parametrize("path", PUBLISHING, ids=lambda path: path.name)
def test_only_what_a_build_needs_is_installed(path: Path) -> None:
    commands = [*commands_of(read(path))]
    installs = [line.partition("pip install")[2].split() for line in commands if "pip install" in line]
    assert [[word for word in words if word != "--quiet"] for words in installs] == [
        ["--require-hashes", "--requirement", "requirements.txt"],
        ["--no-deps", "--editable", "."],
    ]
    # No browser, no office, nothing else from the system.
    words = {word for line in commands for word in line.split()}
    assert not words & {
        "apt-get",
        "playwright",
        "chromium",
        "soffice",
        "make",
        ".ci/install-system",
        ".ci/run",
    }


@pytest.mark.parametrize("path", [BODY_WORKFLOW, BODY_GITLAB], ids=lambda path: path.name)
def test_a_body_installs_the_program_and_no_more(path: Path) -> None:
    commands = [*commands_of(read(path))]
    installs = [line.partition("pip install")[2].split() for line in commands if "pip install" in line]
    uv, program = [[word for word in words if word != "--quiet"] for words in installs]
    # Nothing is compiled, and no program of a package runs while it is installed.
    assert program == ["--system", "--only-binary=:all:", "--requirement", "requirements.txt"]
    assert uv[0] == "--only-binary=:all:"
    assert re.fullmatch(r"uv==\d+\.\d+\.\d+", uv[1])
    assert {line.split()[0] for line in commands} == {"python", "uv", "vetro", "sh", "gh"} - (
        {"gh"} if path == BODY_GITLAB else set()
    )


def test_both_hosts_install_with_the_same_uv() -> None:
    found = {
        re.findall(r"uv==\S+?(?=\"|\s)", path.read_text("utf-8"))[0] for path in (BODY_WORKFLOW, BODY_GITLAB)
    }
    assert len(found) == 1


WORKFLOW_OF_BODY, GITLAB_OF_BODY = ".github/workflows/sito.yml", ".gitlab-ci.yml"


def of_body(program: Program | None, path: str) -> str:
    return following_files(program)[path].decode()


def test_a_body_has_a_copy_where_the_program_is_not_published() -> None:
    assert of_body(None, GITLAB_OF_BODY) == BODY_GITLAB.read_text("utf-8")
    copy, called = yaml.safe_load(of_body(None, WORKFLOW_OF_BODY)), read(BODY_WORKFLOW)
    # YAML reads the key «on» as true.
    assert copy.pop(True) == {"pull_request": None, "push": {"branches": ["main"]}}
    assert called.pop(True) == {"workflow_call": None}
    assert copy == called


@pytest.mark.parametrize(
    ("program", "path", "schema"),
    [
        (Program("github.com", "ente/vetro"), WORKFLOW_OF_BODY, SCHEMAS[BODY_WORKFLOW]),
        (Program("git.ente.example", "gruppo/altro/vetro"), GITLAB_OF_BODY, SCHEMAS[BODY_GITLAB]),
    ],
    ids=lambda value: value.host if isinstance(value, Program) else "",
)
def test_a_body_calls_the_program_where_it_is_published(
    program: Program, path: str, schema: tuple[str, ...], tmp_path: Path
) -> None:
    text = of_body(program, path)
    assert len([line for line in text.splitlines() if not line.lstrip().startswith("#")]) <= 10
    caller = tmp_path / Path(path).name
    caller.write_text(text, "utf-8")
    assert schema_finds(caller, *schema) == ""
    (other,) = {WORKFLOW_OF_BODY, GITLAB_OF_BODY} - {path}
    assert of_body(program, other) == of_body(None, other)


def test_a_caller_gives_what_the_jobs_ask_for_and_no_more() -> None:
    """GitHub refuses a call whose jobs ask for more than the caller gives."""
    caller = yaml.safe_load(of_body(Program("github.com", "ente/vetro"), WORKFLOW_OF_BODY))
    (job,) = caller["jobs"].values()
    assert job["uses"] == f"ente/vetro/.github/workflows/{BODY_WORKFLOW.name}@v{__version__}"
    asked: dict[str, str] = {}
    for one in read(BODY_WORKFLOW)["jobs"].values():
        for right, level in one.get("permissions", {}).items():
            asked[right] = max(level, asked.get(right, ""))
    assert job["permissions"] == asked


def test_a_component_of_gitlab_is_where_its_name_says() -> None:
    """`…/vetro/sito@v…` is templates/sito.yml of that repository at that tag."""
    text = of_body(Program("git.ente.example", "gruppo/altro/vetro"), GITLAB_OF_BODY)
    (include,) = yaml.safe_load(text)["include"]
    assert include == {"component": f"git.ente.example/gruppo/altro/vetro/{BODY_GITLAB.stem}@v{__version__}"}


def test_a_body_publishes_as_this_repository_does() -> None:
    """The same steps in the same order, but for words in Italian and what is installed."""
    words = {"site": "sito", "record": "pubblicato"}

    def steps(path: Path) -> list[Any]:
        found = [
            step
            for step in steps_of(read(path))
            if "pip install" not in step.get("run", "") and "setup-python" not in step.get("uses", "")
        ]
        for step in found:
            step.pop("name", None)
            step.pop("id", None)
            if (name := step.get("with", {}).get("name")) in words:
                step["with"]["name"] = words[name]
            if command := step.get("run"):
                command = re.sub(r"--name record\b", "--name pubblicato", command.removeprefix("sh "))
                step["run"] = command
        return found

    assert steps(BODY_WORKFLOW) == steps(PUBLISHING[0])


def test_the_job_that_may_write_to_the_repository_runs_nothing_of_the_project() -> None:
    steps = read(PUBLISHING[0])["jobs"]["record"]["steps"]
    assert [step.get("run", step.get("uses", "")).split("@")[0].split()[0] for step in steps] == [
        "actions/checkout",
        "gh",
        ".ci/commit-record",
    ]
    script = (ROOT / ".ci" / "commit-record").read_text("utf-8")
    assert not re.search(r"python|vetro (?!record)|pip|make", script.replace("user.name=vetro", ""))


def test_one_publication_at_a_time_which_is_finished() -> None:
    workflow = read(PUBLISHING[0])
    assert workflow["jobs"]["publish"]["concurrency"] == {"group": "pages", "cancel-in-progress": False}
    # No run on main is cancelled by another one: the group of each is its own.
    group = "site-${{ github.event_name == 'pull_request' && github.ref || github.run_id }}"
    assert workflow["concurrency"] == {"group": group, "cancel-in-progress": True}
    assert read(GITLAB)["pages"]["resource_group"] == "pages"


def newest_steps(path: Path) -> list[str]:
    return [line for line in commands_of(read(path)) if "is-newest" in line]


def test_only_the_newest_commit_is_published() -> None:
    jobs = read(PUBLISHING[0])["jobs"]
    deploying = [
        step for step in jobs["publish"]["steps"] if not step.get("uses", "").startswith("actions/checkout@")
    ]
    assert "is-newest" in deploying[0]["run"]
    handing_over = next(
        number
        for number, step in enumerate(jobs["build"]["steps"])
        if "pages-artifact" in step.get("uses", "")
    )
    before = jobs["build"]["steps"][handing_over - 1]
    assert "is-newest" in before["run"]
    assert before["if"] == "github.event_name == 'push'"
    assert "is-newest" in read(GITLAB)["pages"]["script"][0]


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=Prova", "-c", "user.email=prova@ente.example")
    done = subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(folder: Path, name: str) -> str:
    git(folder, "commit", "--quiet", "--allow-empty", "--message", name)
    git(folder, "push", "--quiet", "origin", "HEAD")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone with the script, whose origin has two branches and a tag named like one of them."""
    subprocess.run(
        ["git", "init", "--quiet", "--bare", "--initial-branch=main", tmp_path / "origin"], check=True
    )
    subprocess.run(["git", "clone", "--quiet", tmp_path / "origin", tmp_path / "clone"], check=True)
    clone = tmp_path / "clone"
    git(clone, "checkout", "--quiet", "-B", "main")
    shutil.copytree(ROOT / ".ci", clone / ".ci")
    return clone


def commit_record(clone: Path, commit: str) -> str:
    command = [clone / ".ci" / "commit-record", commit, "main"]
    return subprocess.run(command, cwd=clone, capture_output=True, text=True, check=True).stdout


def write_record(clone: Path) -> None:
    (clone / "pubblicato").mkdir()
    (clone / "pubblicato" / "2025-2027.txt").write_text("piano/titolo = Piano\n", "utf-8")


def test_what_is_public_is_committed_once(clone: Path) -> None:
    published = commit(clone, "pubblicato")
    write_record(clone)
    commit_record(clone, published)
    assert git(clone, "ls-tree", "--name-only", "-r", "origin/main") == "pubblicato/2025-2027.txt"
    assert git(clone, "log", "-1", "--format=%s", "origin/main") == "Record what is public"
    assert "Nothing new" in commit_record(clone, git(clone, "rev-parse", "HEAD"))


def test_a_newer_commit_records_by_itself(clone: Path) -> None:
    published = commit(clone, "pubblicato")
    newest = commit(clone, "nuovo")
    git(clone, "checkout", "--quiet", published)
    write_record(clone)
    assert "There is a newer commit" in commit_record(clone, published)
    assert git(clone, "ls-remote", "origin", "refs/heads/main").split()[0] == newest


@pytest.mark.parametrize("step", dict.fromkeys(step for path in PUBLISHING for step in newest_steps(path)))
def test_the_step_stops_a_run_of_an_older_commit(clone: Path, step: str) -> None:
    older = commit(clone, "vecchio")
    git(clone, "push", "--quiet", "origin", "HEAD:refs/heads/altro/main", "HEAD:refs/tags/main")

    def run(sha: str, branch: str) -> tuple[int, str]:
        names = dict.fromkeys(("GITHUB_SHA", "CI_COMMIT_SHA"), sha)
        names |= dict.fromkeys(("GITHUB_REF_NAME", "CI_COMMIT_BRANCH"), branch)
        done = subprocess.run(
            ["sh", "-e", "-c", step], cwd=clone, env={**os.environ, **names}, capture_output=True, text=True
        )
        return done.returncode, done.stderr

    assert run(older, "main") == (0, "")
    newer = commit(clone, "nuovo")
    assert run(newer, "main") == (0, "")
    message = f"Not published: the newest commit of main is {newer}, and this run is of {older}.\n"
    assert run(older, "main") == (1, message)
    # Another branch whose name ends alike has its own newest commit.
    assert run(older, "altro/main") == (0, "")
    assert run(newer, "sparito") == (
        1,
        f"Not published: the newest commit of sparito is gone, and this run is of {newer}.\n",
    )
    git(clone, "remote", "set-url", "origin", str(clone.parent / "assente"))
    assert run(newer, "main")[0] != 0


def test_the_headers_of_static_hosts(tmp_path: Path) -> None:
    text = headers_file()
    for name, value in SECURITY.items():
        assert f"\n  {name}: {value}\n" in text


def test_uploading_leaves_the_same_files(tmp_path: Path) -> None:
    assert shutil.which("rsync")
    project = copy_project(tmp_path / "progetto")
    site, server = project / "site", tmp_path / "server"
    script = ROOT / "docs" / "guida" / "server" / "upload"
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
