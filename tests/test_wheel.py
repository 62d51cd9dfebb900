"""The wheel: it holds all that a body needs, and a body that has only its own files builds with it."""

import html
import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from generator import __version__
from generator.trasparenza.initial_pages import page_paths
from generator.trasparenza.statutory_tree import statutory_tree
from tests.conftest import INVENTED_PROJECT, ROOT

with (ROOT / "pyproject.toml").open("rb") as file:
    WHEEL = tomllib.load(file)["tool"]["hatch"]["build"]["targets"]["wheel"]
#: What the wheel is built from.
SOURCES = (*WHEEL["packages"], *WHEEL["force-include"], "LICENSE", "README.md", "pyproject.toml")


def build_wheel(root: Path, folder: Path, **environment: str) -> Path:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=root,
        check=True,
        capture_output=True,
        env={**os.environ, **environment},
    )
    (wheel,) = folder.iterdir()
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(ROOT, tmp_path_factory.mktemp("wheel"))


def install(wheel: Path, folder: Path) -> Path:
    """A folder that holds nothing but the wheel; the libraries are those of the tests."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target"]
    subprocess.run([*pip, str(folder), str(wheel)], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install(wheel, tmp_path_factory.mktemp("installed"))


def copy_sources(copy: Path) -> None:
    """Copy what the wheel is built from; files get new times."""
    for name in SOURCES:
        source, target = ROOT / name, copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            junk = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, target, ignore=junk, copy_function=shutil.copy, dirs_exist_ok=True)
        else:
            shutil.copy(source, target)


def vetro(installed: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(installed)},
        stdin=subprocess.DEVNULL,
    )


def test_the_wheel_holds_the_program_and_the_theme_and_nothing_of_a_body(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    files = (path for path in (ROOT / "generator").rglob("*") if path.is_file())
    program = {path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts}
    included = [ROOT / name for name in WHEEL["force-include"]]
    paths = (
        path for one in included for path in (one.rglob("*") if one.is_dir() else [one]) if path.is_file()
    )
    shipped = {path.relative_to(ROOT).as_posix() for path in paths}
    assert len(shipped) > 70
    assert names == program | {f"generator/shipped/{name}" for name in shipped}


def test_the_same_files_make_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    """In another folder, with other times of the files, in another zone and with another seed of hashes."""
    copy = tmp_path / "copia"
    copy_sources(copy)
    again = build_wheel(copy, tmp_path / "wheel", TZ="Asia/Tokyo", PYTHONHASHSEED="7")
    assert again.name == wheel.name
    assert again.read_bytes() == wheel.read_bytes()


BODIES = (
    ("Comune di Castelvernaglio", "comune", "2026-2028"),
    ("Università di Roccainventata", "universita", "2026-2028"),
    ("Camera di Commercio di Valfinta", "camera-di-commercio", "2026"),
)


@pytest.mark.parametrize(
    ("name", "kind", "period"), BODIES, ids=lambda value: value if value.islower() else ""
)
def test_a_new_body_is_sound_at_once(
    installed: Path,
    tmp_path: Path,
    name: str,
    kind: str,
    period: str,
) -> None:
    """With nothing but the wheel: prepared, checked, built, linked; not yet for the public."""
    body = tmp_path / "ente"
    options = ("--nome", name, "--tipo", kind, "--periodo", period)
    assert vetro(installed, "new", "ente", "ente", *options, cwd=tmp_path).returncode == 0
    check = vetro(installed, "check", "--format", "json", cwd=body)
    assert check.returncode == 0
    assert {one["codice"] for one in json.loads(check.stdout)["segnalazioni"]} == {"W317", "W320"}
    for command in ("build", "linkcheck"):
        done = vetro(installed, command, cwd=body)
        assert done.returncode == 0, done.stdout + done.stderr
    site = body / "site"
    home = html.unescape((site / "index.html").read_text("utf-8"))
    assert name in home
    labels = [node.label for _, node, _ in page_paths(statutory_tree())]
    assert [label for label in labels if f">{label}</a>" not in home] == []
    assert (site / "piano" / period / "ESEMPIO" / "index.html").is_file()
    public = vetro(installed, "build", "--production", cwd=body)
    assert public.returncode == 1
    assert "è una bozza, e non c'è altro piano da pubblicare" in public.stderr


def test_a_body_upgrades_from_one_wheel_to_the_next(installed: Path, tmp_path: Path) -> None:
    """The next version has other workflows; the body has edited that of GitLab, and nothing else."""
    copy = tmp_path / "copia"
    copy_sources(copy)
    for name, old, new in (
        ("generator/__init__.py", f'"{__version__}"', '"99.0.0"'),
        (
            "CHANGELOG.md",
            f"## {__version__} ",
            f"## 99.0.0\n\n### Per gli enti\n\n- Un giro nuovo.\n\n## {__version__} ",
        ),
        (".github/workflows/ente.yml", "name: sito\n", "name: il sito\n"),
        ("templates/sito.yml", "stages: [genera, pubblica]\n", "stages: [genera, poi, pubblica]\n"),
    ):
        text = (copy / name).read_text("utf-8")
        assert old in text
        (copy / name).write_text(text.replace(old, new, 1), "utf-8")
    newer = install(build_wheel(copy, tmp_path / "wheel"), tmp_path / "installed")
    body = tmp_path / "ente"
    options = ("--nome", "Comune di Castelvernaglio", "--periodo", "2026")
    assert vetro(installed, "new", "ente", "ente", *options, cwd=tmp_path).returncode == 0
    before = {path: path.read_bytes() for path in body.rglob("*") if path.is_file()}
    workflow, gitlab = body / ".github/workflows/sito.yml", body / ".gitlab-ci.yml"
    with gitlab.open("a", encoding="utf-8") as file:
        file.write("# una riga nostra\n")
    done = vetro(newer, "upgrade", cwd=body)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Che cosa cambia con la versione 99.0.0:\n\n- Un giro nuovo.\n")
    changed = {path for path, content in before.items() if path.read_bytes() != content}
    assert changed == {workflow, gitlab, body / ".vetro", body / "requirements.txt"}
    assert "\nname: il sito\n" in workflow.read_text("utf-8")
    assert gitlab.read_bytes() == before[gitlab] + b"# una riga nostra\n"
    assert ".gitlab-ci.yml: modificato da qualcuno: resta com'è\n" in done.stdout
    assert (body / "requirements.txt").read_text("utf-8").endswith("casa-di-vetro==99.0.0\n")
    assert vetro(newer, "check", cwd=body).returncode == 0
    older = vetro(installed, "upgrade", cwd=body)
    assert older.returncode == 2
    assert "qui c'è già la versione 99.0.0" in older.stderr


def test_a_body_builds_with_the_wheel_as_with_the_repository(installed: Path, tmp_path: Path) -> None:
    body = tmp_path / "ente"
    shutil.copytree(INVENTED_PROJECT, body, ignore=shutil.ignore_patterns("site", ".cache"))
    manifests = []
    for program in (installed, ROOT):
        done = vetro(program, "build", "--out", str(tmp_path / "sito"), cwd=body)
        assert done.returncode == 0, done.stderr
        manifests.append((tmp_path / "sito" / "manifest.json").read_bytes())
    assert manifests[0] == manifests[1]
    assert not (body / "theme").exists()


def test_a_file_of_a_body_takes_the_place_of_one_of_the_theme(installed: Path, tmp_path: Path) -> None:
    """One template and one image of its own; all the rest is ours."""
    body = tmp_path / "ente"
    shutil.copytree(INVENTED_PROJECT, body, ignore=shutil.ignore_patterns("site", ".cache"))
    config = body / "site_config.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("theme:\n", "theme:\n  custom_dir: tema\n"), "utf-8")
    own = body / "tema"
    for name in ("pages/area.html", "assets/img/segno.svg"):
        (own / name).parent.mkdir(parents=True, exist_ok=True)
    template = (ROOT / "theme" / "pages" / "area.html").read_text("utf-8")
    (own / "pages" / "area.html").write_text(f"{template}<!-- dell'ente -->\n", "utf-8")
    (own / "assets" / "img" / "segno.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>\n", "utf-8")
    done = vetro(installed, "build", cwd=body)
    assert done.returncode == 0, done.stderr
    site = body / "site"
    assert (site / "assets/img/segno.svg").read_text("utf-8") == "<svg xmlns='http://www.w3.org/2000/svg'/>\n"
    (area, *_) = sorted((site / "piano" / "2025-2026" / "ambiti").glob("*/index.html"))
    assert "<!-- dell'ente -->" in area.read_text("utf-8")
    assert "<!-- dell'ente -->" not in (site / "index.html").read_text("utf-8")
