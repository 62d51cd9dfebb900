"""`vetro report`: which year, which file, and what is said where it cannot be written."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.report import command
from generator.reporting.formats import render_report
from generator.reporting.report_document import ReportDocument, ReportError
from tests.conftest import ROOT
from tests.sample_project import copy_later


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(command, [str(one) for one in arguments])
    return result.exit_code, result.output


def test_the_last_closed_year_is_written_unless_another_is_asked_for(body: Path, tmp_path: Path) -> None:
    config, target = body / "site_config.yml", tmp_path / "cartella" / "relazione.docx"
    code, output = run("--config", config, "--formato", "docx", "--out", target)
    assert (code, output) == (0, f"{target}: Relazione annuale sulla performance 2025, piano 2025-2027\n")
    again = tmp_path / "ancora.docx"
    assert run("--config", config, "--formato", "docx", "--anno", "2025", "--out", again)[0] == 0
    assert again.read_bytes() == target.read_bytes()


def test_a_day_closes_a_year(body: Path, tmp_path: Path) -> None:
    config, target = body / "site_config.yml", tmp_path / "relazione.docx"
    code, output = run("--config", config, "--al", "2027-01-01", "--formato", "docx", "--out", target)
    assert (code, output) == (0, f"{target}: Relazione annuale sulla performance 2026, piano 2025-2027\n")


MISTAKES = [
    (("--anno", "2026"), "il 2026 non è un anno concluso di nessun piano; anni conclusi: 2025"),
    (("--piano", "2030-2032"), "nessun piano è «2030-2032»"),
    (("--out", "relazione.odt"), "«relazione.odt» non finisce con .pdf"),
    (("--al", "2025-12-30"), "non c'è un anno concluso di nessun piano: ci vuole un dato del 31 dicembre"),
    (("--formato", "odt"), "odt"),
]


@pytest.mark.parametrize(("arguments", "message"), MISTAKES)
def test_a_wrong_use_is_said(body: Path, arguments: tuple[str, ...], message: str) -> None:
    code, output = run("--config", body / "site_config.yml", *arguments)
    assert code == 2
    assert message in output


def test_the_real_body_has_no_closed_year() -> None:
    code, output = run("--config", ROOT / "site_config.yml")
    assert code == 2
    assert "non c'è un anno concluso" in output


def test_a_plan_with_errors_is_refused(body: Path, tmp_path: Path) -> None:
    (tmp_path / "plan_data" / "2025").mkdir(parents=True)
    (tmp_path / "plan_data" / "2025" / "piano.yml").write_text("ente: {nome: Prova}\n", encoding="utf-8")
    (tmp_path / "site_config.yml").write_text((body / "site_config.yml").read_text("utf-8"), "utf-8")
    code, output = run("--config", tmp_path / "site_config.yml")
    assert code == 2
    assert "ha errori: vetro check dice quali" in output


def test_a_draft_of_the_same_year_is_not_what_is_reported(body: Path, tmp_path: Path) -> None:
    project = Path(shutil.copytree(body, tmp_path / "ente"))
    draft = project / "plan_data" / "2026-2028"
    copy_later(project / "plan_data" / "2025-2027", draft, 1)
    head = draft / "piano.yml"
    # With a mistake of its own.
    head.write_text(f"bozza: true\ncolore: verde\n{head.read_text('utf-8')}", "utf-8")
    config, target = project / "site_config.yml", tmp_path / "relazione.docx"
    arguments = ("--config", config, "--al", "2027-01-01", "--formato", "docx", "--out", target)
    code, output = run(*arguments)
    assert (code, output) == (0, f"{target}: Relazione annuale sulla performance 2026, piano 2025-2027\n")
    assert run(*arguments, "--piano", "2026-2028")[0] == 2


@pytest.mark.parametrize(("format_", "library"), [("pdf", "weasyprint"), ("docx", "docx")])
def test_a_missing_library_is_said_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, document: ReportDocument, format_: str, library: str
) -> None:
    for name in [*sys.modules]:
        if name.split(".")[0] == library or name.startswith("generator.reporting.docx"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, f"generator.reporting.formats.{format_}", raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ReportError, match=rf"manca {library}.*pip install \"casa-di-vetro\[{format_}\]\""):
        render_report(format_, document)


def test_missing_libraries_of_the_system_are_said(body: Path, tmp_path: Path) -> None:
    """The library is there, but what it loads is not: it then fails with an `OSError` when it is imported."""
    stub = tmp_path / "weasyprint"
    stub.mkdir()
    error = "cannot load library 'libpango-1.0-0': libpango-1.0-0: cannot open shared object file"
    (stub / "__init__.py").write_text(f"raise OSError({error!r})\n", encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "generator", "report", "--config", body / "site_config.yml", "--out", "r.pdf"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
    )
    assert result.returncode == 1
    assert "mancano librerie del sistema (cannot load library 'libpango-1.0-0')" in result.stderr
    assert "apt-get install libpango-1.0-0" in result.stderr
    assert "Traceback" not in result.stderr
