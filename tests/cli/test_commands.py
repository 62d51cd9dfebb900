"""The command line: messages, exit codes, and no output when the data has errors."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.checks.reporters import format_names
from generator.loading.conflicts import TWO_VERSIONS
from tests.command import run
from tests.conftest import ROOT
from tests.robustness.conftest import copy_project


def vetro(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return run(arguments, cwd, os.environ)


@pytest.fixture
def project(real_project: Path, tmp_path: Path) -> Path:
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
    assert "la condizione «minimo» non esiste; forse «almeno»?" in errors[2]
    assert (project / "site" / "index.html").read_text(encoding="utf-8") == "il sito di ieri"
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("name", ["site_config.yml", "pubblicato/indirizzi.txt", "rinvii.txt"])
@pytest.mark.parametrize("command", ["check", "build"])
def test_two_versions_in_a_setting_are_refused(project: Path, name: str, command: str) -> None:
    path = project / name
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"<<<<<<< HEAD\n# a\n=======\n# b\n>>>>>>> ufficio\n{text}", encoding="utf-8")
    result = vetro(command, cwd=project)
    assert result.returncode == 1
    said = [line for line in (result.stdout + result.stderr).splitlines() if ": errore" in line]
    assert [line.startswith(f"{name}:1:1: errore") and TWO_VERSIONS in line for line in said] == [True]


def test_a_mistake_in_the_frame_is_said_once(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "progetto")
    template = project / "theme" / "shell.html"
    good = template.read_text(encoding="utf-8")
    template.write_text(f"{good}\n{{% if %}}\n", encoding="utf-8")
    result = vetro("build", cwd=project)
    assert result.returncode == 1
    assert result.stderr.count("theme/shell.html:") == 1
    assert "Traceback" not in result.stderr
    template.write_text(good, encoding="utf-8")
    assert vetro("build", cwd=project).returncode == 0


KEYS = ("risorse:", "tipologia:", "condizione:")


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_day_in_the_future_is_an_error_in_check_and_build(project: Path, command: str) -> None:
    news = project / "plan_data" / "2025-2027" / "novita.yml"
    news.write_text("- {id: domani, data: 01/01/2099, titolo: Che cosa cambierà}\n", encoding="utf-8")
    result = vetro(command, cwd=project)
    assert result.returncode == 1
    assert "novita.yml:1:22: errore E407: il 01/01/2099 deve ancora venire (oggi, a Roma, è il " in (
        result.stdout + result.stderr
    )
    assert not (project / "site").exists()


def test_a_sound_plan_passes_the_check(project: Path) -> None:
    result = vetro("check", cwd=project)
    assert result.returncode == 0, result.stderr
    assert ": errore " not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build"], "site_config.yml"),
        (["build", "--config", "altrove.yml"], "altrove.yml"),
        (["pubblica"], "pubblica"),
        (["check", "--forte"], "--forte"),
        (["import", "document", "piano.txt"], "--out"),
    ],
)
def test_a_wrong_command_exits_with_2_and_says_what_is_wrong(
    tmp_path: Path, arguments: list[str], message: str
) -> None:
    result = vetro(*arguments, cwd=tmp_path)
    assert result.returncode == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_a_project_without_plans_says_so(project: Path) -> None:
    shutil.rmtree(project / "plan_data" / "2025-2027")
    result = vetro("build", cwd=project)
    assert result.returncode == 1
    assert "non c'è nessun piano" in result.stderr


COMMANDS = [
    [],
    ["build"],
    ["check"],
    ["serve"],
    ["linkcheck"],
    ["schema"],
    ["import", "document"],
    ["import", "data"],
    ["new", "albero"],
    ["new", "obiettivo"],
    ["new", "piano"],
    ["new", "rilevazione"],
    ["new", "revisione"],
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_italian(tmp_path: Path, command: list[str]) -> None:
    result = vetro(*command, "--help", cwd=tmp_path)
    assert result.returncode == 0
    assert any(word in result.stdout for word in ("sito", "piano", "pagine", "schemi"))


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


def test_the_tree_is_complete_and_edited_pages_are_left_alone(project: Path) -> None:
    page = project / "content" / "amministrazione-trasparente" / "performance" / "index.md"
    edited = page.parent / "piano-della-performance.md"
    text = edited.read_bytes()
    page.unlink()
    result = vetro("new", "albero", cwd=project)
    assert result.returncode == 0, result.stderr
    written, not_due, last = result.stdout.splitlines()
    assert written == "content/amministrazione-trasparente/performance/index.md: scritto"
    # The plan's page, and five that say that they usually do not concern a body of this kind.
    assert last == (
        "pagine scritte: 1; aggiornate: 0; modificate da qualcuno, lasciate come sono: 6; già a posto: 85"
    )
    assert not_due.startswith(
        "di norma non dovute da un ente di tipo «camera-di-commercio»: Rendiconti gruppi"
    )
    assert page.is_file()
    assert edited.read_bytes() == text


@pytest.mark.parametrize("format_", format_names())
def test_each_format_says_the_same_mistake(project: Path, format_: str) -> None:
    file = project / "plan_data" / "2025-2027" / "obiettivi" / "01_01_OS03.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("almeno", "minimo", 1), encoding="utf-8")
    result = vetro("check", "--format", format_, cwd=project)
    assert result.returncode == 1, result.stderr
    assert "E204" in result.stdout
    assert "01_01_OS03.yml" in result.stdout


def test_strict_fails_on_the_open_warnings_of_the_real_plan(project: Path) -> None:
    assert vetro("check", cwd=project).returncode == 0
    assert vetro("check", "--strict", cwd=project).returncode == 1


def test_only_what_was_asked_for_is_shown(project: Path) -> None:
    result = vetro("check", "--strict", "content/index.md", cwd=project)
    assert result.returncode == 0, result.stdout
    result = vetro("check", "manca.yml", cwd=project)
    assert result.returncode == 2
    assert "manca.yml" in result.stderr


def test_the_rules_are_printed_with_their_examples(project: Path) -> None:
    result = vetro("check", "--rules", cwd=project)
    assert result.returncode == 0
    assert "E204 (errore" in result.stdout
    assert "condizione: minimo" in result.stdout


def test_a_new_objective_passes_all_but_its_placeholders(project: Path) -> None:
    result = vetro("new", "obiettivo", "01_01_OS09", cwd=project)
    assert result.returncode == 0, result.stderr
    assert result.stdout == "plan_data/2025-2027/obiettivi/01_01_OS09.yml\n"
    checked = vetro("check", "plan_data/2025-2027/obiettivi/01_01_OS09.yml", cwd=project)
    assert checked.returncode == 0, checked.stdout
    again = vetro("new", "obiettivo", "01_01_OS09", cwd=project)
    assert again.returncode == 1
    assert "c'è già" in again.stderr


def test_a_new_revision_has_what_is_in_force_of_an_objective(project: Path) -> None:
    result = vetro("new", "revisione", "2025-07-31", "--obiettivo", "01_01_OS01", cwd=project)
    assert result.returncode == 0, result.stderr
    assert result.stdout == "plan_data/2025-2027/revisioni/2025-07-31.yml\n"
    assert "\n01_01_OS01:  # " in (project / result.stdout.strip()).read_text(encoding="utf-8")
    taken = vetro("new", "revisione", "2025-07-31", cwd=project)
    assert (taken.returncode, taken.stdout) == (1, "")
    assert (
        "2025-07-31.yml c'è già e resta com'è; per un altro atto di quel giorno dargli un nome, come "
        "2025-07-31-bilancio"
    ) in taken.stderr
    other = vetro("new", "revisione", "2025-07-31-bilancio", cwd=project)
    assert (other.returncode, other.stdout) == (0, "plan_data/2025-2027/revisioni/2025-07-31-bilancio.yml\n")
    wrong = vetro("new", "revisione", "2025-08-31", "--obiettivo", "01_01_OS99", cwd=project)
    assert wrong.returncode == 1
    assert "01_01_OS99" in wrong.stderr


def test_a_new_set_of_measurements_builds(project: Path) -> None:
    assert vetro("new", "rilevazione", "2025-06-30", cwd=project).returncode == 0
    assert vetro("check", cwd=project).returncode == 0
    wrong = vetro("new", "rilevazione", "30/06/2025", cwd=project)
    assert wrong.returncode == 1
    assert "2025-06-30" in wrong.stderr


def test_schemas_and_rules_are_up_to_date(project: Path) -> None:
    shutil.copytree(ROOT / ".vscode", project / ".vscode")
    written = [*(project / "plan_data" / "schema").glob("*.json"), project / ".vscode" / "settings.json"]
    written += [project / "plan_data" / name for name in ("README.md", "REGOLE.md")]
    before = {path: path.read_text(encoding="utf-8") for path in written}
    assert vetro("schema", cwd=project).returncode == 0
    assert {path: path.read_text(encoding="utf-8") for path in written} == before


def test_a_page_with_personal_data_is_not_published(project: Path) -> None:
    page = project / "content" / "privacy.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nScrivere al 333 1234567.\n", encoding="utf-8")
    result = vetro("build", cwd=project)
    assert result.returncode == 1
    assert "content/privacy.md" in result.stderr


PAGE_OF_TREE = "content/amministrazione-trasparente/personale/oiv.md"


def test_a_page_of_the_tree_with_a_wrong_state_is_not_published(project: Path) -> None:
    page = project / PAGE_OF_TREE
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("stato: in allestimento", "stato: pubblicata"), encoding="utf-8")
    result = vetro("build", cwd=project)
    assert result.returncode == 1
    assert f"{PAGE_OF_TREE}:9:8: errore E603: lo stato «pubblicata» non esiste" in result.stderr
    assert not (project / "site").exists()


@pytest.mark.parametrize("format_", format_names())
def test_each_format_says_what_is_wrong_with_a_page(project: Path, format_: str) -> None:
    (project / PAGE_OF_TREE).unlink()
    result = vetro("check", "--format", format_, PAGE_OF_TREE.rpartition("/")[0], cwd=project)
    assert result.returncode == 1, result.stderr
    assert "E601" in result.stdout
    assert "oiv.md" in result.stdout


def test_the_day_of_the_assessments_can_be_given(tmp_path: Path) -> None:
    config = ROOT / "tests" / "data" / "ente-di-prova" / "site_config.yml"
    pages = {}
    for day in ("2025-06-30", "2026-06-30"):
        out = tmp_path / day
        result = vetro("build", "--config", str(config), "--out", str(out), "--al", day, cwd=tmp_path)
        assert result.returncode == 0, result.stderr
        pages[day] = (out / "piano" / "2025-2026" / "index.html").read_text(encoding="utf-8")
    assert "Esito 2025" in pages["2025-06-30"]
    assert "al 30 giugno 2025" in pages["2025-06-30"]
    assert "Esito 2026" in pages["2026-06-30"]
    assert "al 30 giugno 2026" in pages["2026-06-30"]


def test_a_day_that_is_none_is_a_usage_error(project: Path) -> None:
    result = vetro("build", "--al", "30 giugno", cwd=project)
    assert result.returncode == 2
    assert "30 giugno" in result.stderr


@pytest.mark.parametrize("command", ["build", "check"])
def test_where_nothing_can_be_printed_is_no_traceback(project: Path, command: str) -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "generator", command],
            cwd=project,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1] == "quel che si stampa: il disco è pieno"
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("command", ["build", "check"])
def test_without_the_c_parser_there_is_a_clear_message(project: Path, command: str) -> None:
    program = (
        "import sys; sys.modules['yaml._yaml'] = None\n"
        f"from generator.cli import main; sys.argv = ['vetro', '{command}']; main()"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert "PyYAML è installato senza la sua parte in C" in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.stderr
    assert not (project / "site").exists()


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "a/b", "/", "manifest.json"])
def test_only_a_name_inside_the_site_can_be_kept(tmp_path: Path, name: str) -> None:
    done = vetro("build", "--keep", name, cwd=copy_project(tmp_path / "progetto"))
    assert done.returncode == 2
    assert "non è il nome di un file o di una cartella" in done.stderr


def test_what_is_kept_does_not_make_a_site_out_of_date(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "progetto")
    site = project / "site"
    (site / ".git").mkdir(parents=True)
    (site / ".git" / "HEAD").write_text("ref", encoding="utf-8")
    for _ in range(2):
        assert vetro("build", "--keep", ".git/", cwd=project).returncode == 0
        assert (site / ".git" / "HEAD").read_text(encoding="utf-8") == "ref"
    inode = site.stat().st_ino
    assert vetro("build", "--keep", ".git", cwd=project).returncode == 0
    assert site.stat().st_ino == inode
    done = vetro("build", cwd=project)
    assert done.returncode == 1
    assert "«.git/HEAD»" in done.stderr
    assert "--keep .git" in done.stderr
