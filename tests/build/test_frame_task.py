"""The frame from the cache is the one that would be made anew, and is not made when it need not be."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build.action_cache import ActionCache
from generator.build.inputs import Inputs, read_inputs
from generator.build.tasks import frame as frame_task
from generator.build.tasks.frame import cached_frame
from generator.site.frame.frame import make_frame
from generator.site.frame.slots import Frame, FrameRequest
from generator.site.frame.sources import Sources, read_sources
from tests.conftest import ROOT
from tests.site.test_frame import REQUEST, project


def inputs_of(sources: Sources) -> Inputs:
    return read_inputs((sources.content, *sources.themes), (sources.config,))


def frame_of(config: Path) -> Frame:
    sources = read_sources(config)
    with ActionCache(config.parent / "cache") as cache:
        return cached_frame(sources, REQUEST, cache, inputs_of(sources))


def test_the_frame_from_the_cache_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = project(tmp_path)
    made = frame_of(config)
    monkeypatch.setattr(frame_task, "make_frame", None)
    assert frame_of(config) == made


def test_where_the_frame_is_kept_mkdocs_is_not_imported(tmp_path: Path) -> None:
    config = project(tmp_path)
    frame_of(config)
    program = (
        "import sys; from pathlib import Path\n"
        "from tests.build.test_frame_task import frame_of\n"
        "frame_of(Path(sys.argv[1]))\n"
        "print({module.partition('.')[0] for module in sys.modules} & {'mkdocs'})"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(config)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert run.stdout == "set()\n"


def content(folder: Path) -> None:
    (folder / "content/at/bilanci.md").write_text("---\ntitle: Bilanci\n---\n\nNuovo.\n", encoding="utf-8")


def theme(folder: Path) -> None:
    path = folder / "theme/main.html"
    path.write_text(path.read_text("utf-8").replace("<article", '<article lang="it"'), encoding="utf-8")


def configuration(folder: Path) -> None:
    path = folder / "site_config.yml"
    path.write_text(path.read_text("utf-8").replace("Trasparenza", "Chiarezza"), encoding="utf-8")


@pytest.mark.parametrize("change", [content, theme, configuration])
def test_a_change_of_a_source_is_seen(tmp_path: Path, change: Callable[[Path], None]) -> None:
    config = project(tmp_path)
    before = frame_of(config)
    change(tmp_path)
    after = frame_of(config)
    assert after != before
    assert after == make_frame(read_sources(config), REQUEST)


def test_a_source_that_was_touched_meanwhile_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = project(tmp_path)
    page = tmp_path / "content/at/bilanci.md"
    text = page.read_text("utf-8")

    def make_while_somebody_edits(sources: Sources, request: FrameRequest) -> Frame:
        page.write_text(text + "\nSolo un momento.\n", encoding="utf-8")
        made = make_frame(sources, request)
        page.write_text(text, encoding="utf-8")
        return made

    monkeypatch.setattr(frame_task, "make_frame", make_while_somebody_edits)
    assert b"Solo un momento" in frame_of(config).files["at/bilanci/index.html"]
    monkeypatch.undo()
    assert b"Solo un momento" not in frame_of(config).files["at/bilanci/index.html"]


def test_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    config = project(tmp_path)
    (tmp_path / "cache").mkdir()
    assert frame_of(config) == make_frame(read_sources(config), REQUEST)
