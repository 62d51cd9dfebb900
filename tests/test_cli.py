"""The command as an editor meets it: messages, exit codes, and nothing touched when the data is wrong."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def vetro(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the real project that a test may spoil."""
    for name in ("plan_data", "content", "theme"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "site_config.yml", tmp_path)
    return tmp_path


def test_three_mistakes_give_three_lines_and_no_site(project: Path) -> None:
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("il sito di ieri", encoding="utf-8")
    file = project / "plan_data" / "2025-2027" / "obiettivi" / "01_01_OS02.yml"
    lines = file.read_text(encoding="utf-8").splitlines()
    row = {key: next(n for n, line in enumerate(lines) if line.strip().startswith(key)) for key in KEYS}
    lines[row["condizione:"]] = "    condizione: minimo"
    lines[row["tipologia:"]] = "    tipologia: Volumi"
    lines[row["risorse:"]] = "risorsse: 27.300,00 €"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    result = vetro("build", cwd=project)

    name = "plan_data/2025-2027/obiettivi/01_01_OS02.yml"
    assert result.returncode == 1
    errors = [line for line in result.stderr.splitlines() if ": errore " in line]
    assert [error.split(": errore")[0] for error in errors] == [
        f"{name}:{row['risorse:'] + 1}:1",
        f"{name}:{row['tipologia:'] + 1}:16",
        f"{name}:{row['condizione:'] + 1}:17",
    ]
    assert "«risorsse» non è un campo di «obiettivo»; forse «risorse»?" in errors[0]
    assert "forse «Volume»?" in errors[1]
    assert (
        "la condizione «minimo» non esiste; scrivere «almeno», «al massimo», «pari a» o «entro»" in errors[2]
    )
    assert (project / "site" / "index.html").read_text(encoding="utf-8") == "il sito di ieri"
    assert "Traceback" not in result.stderr


KEYS = ("risorse:", "tipologia:", "condizione:")


def test_a_sound_plan_passes_the_check(project: Path) -> None:
    result = vetro("check", cwd=project)
    assert result.returncode == 0, result.stderr
    assert ": errore " not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build"], "site_config.yml"),
        (["build", "--config", "altrove.yml"], "altrove.yml"),
        (["pubblica"], "pubblica"),
        (["check", "--forte"], "--forte"),
        (["import", "document", "piano.txt"], "--out"),
    ],
)
def test_a_wrong_command_exits_with_2_and_says_what_is_wrong(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    result = vetro(*arguments, cwd=tmp_path)
    assert result.returncode == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_project_without_plans_says_so(project: Path) -> None:
    shutil.rmtree(project / "plan_data" / "2025-2027")
    result = vetro("build", cwd=project)
    assert result.returncode == 1
    assert "non c'è nessun piano" in result.stderr


@pytest.mark.parametrize(
    "command", [[], ["build"], ["check"], ["serve"], ["import", "document"], ["new", "albero"]]
)
def test_every_command_explains_itself_in_italian(tmp_path: Path, command: list[str]) -> None:
    result = vetro(*command, "--help", cwd=tmp_path)
    assert result.returncode == 0
    assert any(word in result.stdout for word in ("sito", "piano", "pagine"))


def test_importing_again_changes_nothing_of_the_real_plan(project: Path) -> None:
    folder = project / "plan_data" / "2025-2027"
    before = {path: path.read_bytes() for path in folder.rglob("*.yml")}
    document = folder / "fonti" / "allegato-2-piao-2025-2027.txt"
    result = vetro("import", "document", str(document), "--out", str(folder), cwd=project)
    assert result.returncode == 0, result.stderr
    assert {path: path.read_bytes() for path in folder.rglob("*.yml")} == before


def test_importing_what_is_no_document_is_said_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "vuoto.txt"
    file.write_bytes(b"")
    result = vetro("import", "document", str(file), "--out", str(tmp_path / "piano"), cwd=tmp_path)
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "piano").exists()


def test_the_tree_is_complete_and_written_pages_are_left_alone(project: Path) -> None:
    page = project / "content" / "amministrazione-trasparente" / "performance" / "index.md"
    page.unlink()
    result = vetro("new", "albero", cwd=project)
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[-1] == "pagine scritte: 1; c'erano già: 82"
    assert page.is_file()
