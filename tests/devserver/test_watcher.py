"""The watcher reports every change of an input, and nothing else."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build.inputs import InputPaths, read_inputs
from generator.build.project import Project
from generator.devserver.builder import DevBuilder
from generator.devserver.watcher import Watcher
from generator.loading.shipped import shipped
from generator.site.frame.sources import read_sources
from tests.robustness.conftest import PLAN, copy_project

#: Long enough for several looks.
_QUIET = 0.3


def watcher_of(folder: Path, *files: Path) -> Watcher:
    return Watcher(lambda: InputPaths((folder, folder.parent / "absent"), files))


def test_changes_are_reported(tmp_path: Path) -> None:
    folder, config = tmp_path / "plan_data", tmp_path / "site_config.yml"
    (folder / "below").mkdir(parents=True)
    config.write_text("site_name: x")
    file = folder / "below" / "a.yml"
    file.write_text("uno", encoding="utf-8")
    watcher = watcher_of(folder, config, tmp_path / "rinvii.txt")
    file.read_text("utf-8")
    (tmp_path / "other.txt").write_text("x", encoding="utf-8")
    assert watcher.wait(_QUIET) == frozenset()
    file.write_text("due", encoding="utf-8")
    assert watcher.wait(5) == {file}
    (folder / "b.yml").write_text("tre", encoding="utf-8")
    assert watcher.wait(5) == {folder / "b.yml"}
    (folder / "b.yml").replace(file)
    assert watcher.wait(5) == {folder / "b.yml", file}
    config.write_text("site_name: y")
    assert watcher.wait(5) == {config}
    (tmp_path / "rinvii.txt").write_text("a/ b/\n")
    assert watcher.wait(5) == {tmp_path / "rinvii.txt"}
    (folder / "2027-2029").mkdir()
    assert watcher.wait(5) == {folder / "2027-2029"}
    file.unlink()
    assert watcher.wait(5) == {file}
    assert watcher.wait(_QUIET) == frozenset()


def test_a_change_between_two_waits_is_reported(tmp_path: Path) -> None:
    """As one during a build."""
    file = tmp_path / "a.yml"
    file.write_text("uno", encoding="utf-8")
    watcher = watcher_of(tmp_path)
    file.write_text("due", encoding="utf-8")
    assert watcher.wait(5) == {file}


def copy_over(source: Path, target: Path) -> None:
    subprocess.run(["cp", "-p", source, target], check=True)


@pytest.mark.parametrize("replace", [copy_over, os.replace, shutil.copy2], ids=["cp -p", "mv", "copy2"])
def test_another_file_of_the_same_size_and_time_is_reported(
    tmp_path: Path, replace: Callable[[Path, Path], object]
) -> None:
    folder, other = tmp_path / "plan_data", tmp_path / "other.yml"
    folder.mkdir()
    file = folder / "a.yml"
    file.write_text("uno", encoding="utf-8")
    other.write_text("due", encoding="utf-8")
    for path in (file, other):
        os.utime(path, ns=(10**18, 10**18))
    watcher = watcher_of(folder)
    replace(other, file)
    assert (file.read_text("utf-8"), file.stat().st_mtime_ns) == ("due", 10**18)
    assert watcher.wait(5) == {file}


@pytest.mark.parametrize(
    "name",
    [
        "4913",
        "01_01_OS01.yml~",
        "01_01_OS01.yml___jb_tmp___",
        "01_01_OS01.yml___jb_old___",
        ".01_01_OS01.yml.swp",
        "#01_01_OS01.yml#",
        ".#01_01_OS01.yml",
        "~$modulo.docx",
        ".~lock.foglio.ods#",
        "01_01_OS01.yml.tmp",
        "01_01_OS01.yml.part",
        ".goutputstream-ABCDEF",
        "Thumbs.db",
        ".git/index",
    ],
)
def test_what_editors_leave_behind_is_no_change(tmp_path: Path, name: str) -> None:
    (tmp_path / "below").mkdir()
    watcher = watcher_of(tmp_path)
    for path in (tmp_path / name, tmp_path / "below" / name):
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    assert watcher.wait(_QUIET) == frozenset()
    for path in (tmp_path / name, tmp_path / "below" / name):
        path.unlink()
    assert watcher.wait(_QUIET) == frozenset()


def save_like_vim(file: Path, text: str) -> None:
    (file.parent / "4913").touch()
    (file.parent / "4913").unlink()
    backup = file.with_name(f"{file.name}~")
    file.rename(backup)
    file.write_text(text, encoding="utf-8")
    backup.unlink()


def save_like_an_ide(file: Path, text: str) -> None:
    new, old = (file.with_name(f"{file.name}___jb_{word}___") for word in ("tmp", "old"))
    new.write_text(text, encoding="utf-8")
    file.rename(old)
    new.rename(file)
    old.unlink()


@pytest.mark.parametrize("save", [save_like_vim, save_like_an_ide])
def test_a_save_in_several_steps_is_one_change(tmp_path: Path, save: Callable[[Path, str], None]) -> None:
    file = tmp_path / "a.yml"
    file.write_text("uno", encoding="utf-8")
    watcher = watcher_of(tmp_path)
    save(file, "due")
    assert watcher.wait(5) == {file}
    assert watcher.wait(_QUIET) == frozenset()


def test_a_folder_that_goes_away_and_comes_back(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "plan_data", tmp_path / "altrove"
    folder.mkdir()
    file = folder / "a.yml"
    file.write_text("uno", encoding="utf-8")
    watcher = watcher_of(folder)
    folder.rename(elsewhere)
    assert watcher.wait(5) == {folder, file}
    elsewhere.rename(folder)
    assert watcher.wait(5) == {folder, file}
    file.write_text("due", encoding="utf-8")
    assert watcher.wait(5) == {file}


def test_a_circle_of_links_and_a_pipe_are_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "below").symlink_to(".")
    os.mkfifo(tmp_path / "pipe")
    watcher = watcher_of(tmp_path)
    assert watcher.wait(_QUIET) == frozenset()
    (tmp_path / "a.yml").touch()
    assert watcher.wait(5) == {tmp_path / "a.yml"}


#: One of every kind of file that a build reads.
INPUTS = [
    "site_config.yml",
    "rinvii.txt",
    "indirizzi.txt",
    "pubblicato/indirizzi.txt",
    "content/index.md",
    "content/allegati/atto.pdf",
    "theme/shell.html",
    "theme/pages/obiettivo.html",
    "theme/assets/css/base.css",
    f"{PLAN}/piano.yml",
    f"{PLAN}/obiettivi/01_01_OS01.yml",
    f"{PLAN}/rilevazioni/2025-06-30.yml",
    f"{PLAN}/fonti/piano.pdf",
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_project(tmp_path_factory.mktemp("osservato") / "progetto")
    (project / "pubblicato").mkdir()
    (project / "pubblicato" / "indirizzi.txt").touch()
    return project


@pytest.mark.parametrize("name", INPUTS)
def test_every_input_of_a_build_is_watched(project: Path, name: str) -> None:
    watcher = Watcher(DevBuilder(Project(project / "site_config.yml")).input_paths)
    path = project / name
    path.parent.mkdir(exist_ok=True)
    with path.open("ab") as file:
        file.write(b"\n")
    assert path in watcher.wait(5)


def test_the_preview_watches_what_a_build_reads(project: Path) -> None:
    builder = DevBuilder(Project(project / "site_config.yml"))
    paths = builder.project.inputs(read_sources(builder.project.config))
    assert builder.input_paths() == paths
    # Our theme too, below that of the project.
    files = [Path(name) for name in read_inputs(paths.folders, paths.files).digests]
    files = [path for path in files if not path.is_relative_to(shipped("theme"))]
    read = {path.relative_to(project).parts[0] for path in files}
    assert read == {*(name.partition("/")[0] for name in INPUTS)}


def test_a_folder_that_the_configuration_names_from_now_on_is_watched(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "progetto")
    config = project / "site_config.yml"
    watcher = Watcher(DevBuilder(Project(config)).input_paths)
    shutil.copytree(project / "content", project / "pagine")
    text = config.read_text("utf-8")
    config.write_text(text.replace("docs_dir: content", "docs_dir: pagine"), "utf-8")
    assert watcher.wait(5) == {config}
    (project / "pagine" / "index.md").write_text("# Prova\n", "utf-8")
    assert watcher.wait(5) == {project / "pagine" / "index.md"}
    # While the configuration cannot be read, the folders are those of before.
    config.write_text("docs_dir: [", "utf-8")
    assert watcher.wait(5) == {config}
    (project / "pagine" / "index.md").write_text("# Altra\n", "utf-8")
    assert watcher.wait(5) == {project / "pagine" / "index.md"}
