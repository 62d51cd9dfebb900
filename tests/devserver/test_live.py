"""The live preview shows each change at once, and each error above the last successful page."""

import html
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from generator.build.project import Project
from generator.devserver.builder import DevBuilder
from generator.devserver.live_site import LiveSite
from generator.devserver.watcher import Watcher
from generator.loading.diagnostics import Diagnostic, SourceLocation
from generator.publishing.output_dir import MemoryOutput
from tests.conftest import ROOT
from tests.robustness.conftest import PLAN, copy_project, retitle

PAGE = "piano/2025-2026/01_01_OS01/"


class Preview:
    """`vetro serve`, as a browser meets it."""

    def __init__(self, project: Path, port: int) -> None:
        self.project, self.base = project, f"http://127.0.0.1:{port}/"

    def get(self, path: str) -> str:
        with urlopen(self.base + path, timeout=30) as answer:
            text: str = answer.read().decode()
        return text

    def version(self) -> str:
        found = re.search(r'data-versione="(\d+)"', self.get(PAGE))
        assert found
        return found[1]

    def next_page(self, version: str) -> str:
        assert self.get(f"_vetro/attesa?versione={version}") != version
        return self.get(PAGE)

    def page_of_build(self, version: str) -> str:
        """The page after the build that follows a preview of it, whose notice is still the old one."""
        page = self.next_page(version)
        shown = re.search(r'data-versione="(\d+)"', page)
        assert shown
        return page if int(shown[1]) > int(version) + 1 else self.next_page(shown[1])


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    project = copy_project(tmp_path / "progetto")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "generator", "serve", "--port", str(port)]
    process = subprocess.Popen(
        command,
        cwd=project,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        stdout=subprocess.DEVNULL,
        # As at a terminal: where tests run in the background, programs are told to ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    preview = Preview(project, port)
    for _ in range(200):
        try:
            preview.get("")
            break
        except URLError:
            time.sleep(0.05)
    yield preview
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 0


def test_a_change_is_on_the_page_at_once(preview: Preview) -> None:
    version = preview.version()
    retitle(preview.project, "Un titolo appena scritto")
    assert "Un titolo appena scritto" in preview.next_page(version)
    assert "Un titolo appena scritto" in preview.get("piano/2025-2026/")
    assert "Un titolo appena scritto" in preview.get("search/search_index.json")


def test_an_error_is_shown_above_the_last_successful_page(preview: Preview) -> None:
    file = preview.project / PLAN / "obiettivi" / "01_01_OS01.yml"
    good = file.read_text(encoding="utf-8")
    title = re.search(r"(?m)^titolo: (.*)$", good)
    assert title
    version = preview.version()
    file.write_text(good.replace("titolo:", "titollo:"), encoding="utf-8")
    page = preview.next_page(version)
    assert "E201" in page
    assert "titollo" in page
    assert page.index("titollo") < page.index("<main")
    assert page.split("<main")[1].count(title[1]) >= 1
    version = preview.version()
    file.write_text(good, encoding="utf-8")
    page = preview.next_page(version)
    assert 'role="alert"' not in page
    assert "titollo" not in page


def test_a_warning_is_shown_above_the_new_page(preview: Preview) -> None:
    # The invented body has two warnings of its own, which come after.
    version = preview.version()
    retitle(preview.project, "Un titolo «da completare»")
    page = preview.page_of_build(version)
    assert "obiettivi/01_01_OS01.yml:2:19: avviso W317" in page
    assert "3 avvisi: il sito qui sotto è aggiornato" in page
    assert page.index("W317") < page.index("W314") < page.index("W306")
    assert "Un titolo «da completare»" in page.split("<main")[1]
    version = preview.version()
    retitle(preview.project, "Un titolo scritto")
    page = preview.page_of_build(version)
    assert "2 avvisi: il sito qui sotto è aggiornato" in page
    assert "W317" not in page


def test_an_error_in_a_page_is_shown_too(preview: Preview) -> None:
    file = preview.project / "content" / "prova.md"
    version = preview.version()
    file.write_text("---\nstato: [pubblicato]\n---\n", encoding="utf-8")
    page = preview.next_page(version)
    assert "content/prova.md:2:8: errore E203: «stato» vuole un testo, non un elenco" in page
    file.unlink()


def test_markup_in_a_diagnostic_is_text(preview: Preview) -> None:
    version = preview.version()
    file = preview.project / PLAN / "obiettivi" / "01_01_OS01.yml"
    file.write_text("<script>alert(1)</script>: x\n", encoding="utf-8")
    page = preview.next_page(version)
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.fixture
def builder(tmp_path: Path) -> DevBuilder:
    return DevBuilder(Project(copy_project(tmp_path / "progetto") / "site_config.yml"))


ERROR = Diagnostic(SourceLocation("a.yml", 2), "E201", "uno <b>due</b>")
WARNINGS = tuple(Diagnostic(SourceLocation("a.yml", line), "W317", "tre") for line in range(1, 61))


def live_of(diagnostics: list[Diagnostic], pages: dict[str, bytes]) -> LiveSite:
    """A preview whose builds find the diagnostics of a list, and write the pages if none is an error."""

    def build(output: MemoryOutput) -> tuple[Diagnostic, ...]:
        if ERROR not in diagnostics:
            for path, content in pages.items():
                output.write(path, content)
        return tuple(diagnostics)

    return LiveSite(build)


@pytest.mark.parametrize(
    ("diagnostics", "headline"),
    [
        ([ERROR], "1 errore: sotto c'è l'ultima pagina riuscita"),
        ([ERROR, *WARNINGS[:2]], "1 errore, 2 avvisi: sotto c'è l'ultima pagina riuscita"),
        ([WARNINGS[0]], "1 avviso: il sito qui sotto è aggiornato"),
    ],
)
def test_the_notice_says_how_many_and_what_is_below(diagnostics: list[Diagnostic], headline: str) -> None:
    found: list[Diagnostic] = []
    live = live_of(found, {"index.html": b"<body>pagina</body>"})
    assert live.rebuild()
    assert live.file("index.html") == (
        b'<body><script src="/_vetro/dal-vivo.js" data-versione="1"></script>pagina</body>'
    )
    found += diagnostics
    live.rebuild()
    page = html.unescape((live.file("index.html") or b"").decode())
    assert headline in page
    assert all(str(diagnostic) in page for diagnostic in diagnostics)
    assert page.endswith("pagina</body>")


@pytest.mark.parametrize(
    ("diagnostics", "is_open"),
    [
        (WARNINGS[:3], True),
        (WARNINGS[:4], False),
        # An error is seen at once, however many warnings the plan has.
        ([ERROR, *WARNINGS], True),
    ],
)
def test_a_long_list_is_folded(diagnostics: list[Diagnostic], is_open: bool) -> None:
    live = live_of(list(diagnostics), {"404.html": b"<body>"})
    live.rebuild()
    page = (live.file("404.html") or b"").decode()
    assert page.count("<details open>") == is_open
    assert page.count("<details>") == (not is_open)


def test_the_new_warning_comes_before_those_that_were_there() -> None:
    found = list(WARNINGS[:-1])
    live = live_of(found, {"index.html": b"<body>"})
    live.rebuild()
    found.append(WARNINGS[-1])
    live.rebuild()
    order = [str(WARNINGS[-1]), *map(str, WARNINGS[:-1])]
    assert list(live.problems.warnings) == order
    version = live.wait(0)
    live.rebuild()
    assert list(live.problems.warnings) == order
    # Nothing new: the browser does not load the page again.
    assert live.wait(version - 1) == version
    page = (live.file("index.html") or b"").decode()
    assert page.count("W317") == 50
    assert "Sono 60 in tutto" in page


def test_errors_are_shown_though_no_build_ever_succeeded() -> None:
    found = [ERROR]
    live = live_of(found, {"index.html": b"<body>pagina</body>", "404.html": b"<body>non trovata</body>"})
    assert not live.rebuild()
    assert live.file("index.html") is None
    page = (live.file("404.html") or b"").decode()
    assert "uno &lt;b&gt;due&lt;/b&gt;" in page
    assert "1 errore: il sito si vedrà qui quando non ci saranno più errori" in page
    version = live.wait(0)
    found.clear()
    assert live.rebuild()
    assert live.wait(version) == version + 1
    assert b"non trovata" in (live.file("404.html") or b"")


def page_of(live: LiveSite) -> str:
    """The page in view, without the number of its build."""
    return re.sub(r'data-versione="\d+"', "", (live.file(f"{PAGE}index.html") or b"").decode())


OBJECTIVE = PLAN / "obiettivi" / "01_01_OS01.yml"


def test_the_preview_is_the_page_of_the_build_and_is_shown_once(builder: DevBuilder) -> None:
    live = LiveSite(builder.build)
    assert live.rebuild()
    before, version = page_of(live), live.wait(0)
    retitle(builder.project.root, "Un titolo appena scritto")
    live.preview(builder.preview(builder.project.root / OBJECTIVE))
    preview = page_of(live)
    assert "Un titolo appena scritto" in preview
    assert preview != before
    assert live.wait(version) == version + 1
    assert live.rebuild()
    assert page_of(live) == preview
    # The browser need not load again what it shows already.
    assert live.wait(0) == version + 1


def test_other_pages_wait_for_the_build_that_follows_a_preview(builder: DevBuilder) -> None:
    live = LiveSite(builder.build)
    assert live.rebuild()
    retitle(builder.project.root, "Un titolo appena scritto")
    live.preview(builder.preview(builder.project.root / OBJECTIVE))
    with ThreadPoolExecutor(1) as pool:
        plan = pool.submit(live.file, "piano/2025-2026/index.html")
        assert live.file("assets/css/base.css")
        assert not plan.done()
        assert live.rebuild()
        assert "Un titolo appena scritto" in (plan.result(10) or b"").decode()


def test_a_preview_that_no_build_makes_goes_away(builder: DevBuilder) -> None:
    live = LiveSite(builder.build)
    assert live.rebuild()
    before = page_of(live)
    path = builder.project.root / OBJECTIVE
    # Its file is right, but there are results for an indicator that it has no more.
    path.write_text(path.read_text(encoding="utf-8").replace("id: prestiti", "id: restituzioni"), "utf-8")
    live.preview(builder.preview(path))
    assert "restituzioni" in page_of(live)
    assert not live.rebuild()
    assert any("E402" in error for error in live.problems.errors)
    assert page_of(live).split("<main")[1] == before.split("<main")[1]
    # No preview until a build succeeds again.
    assert builder.preview(path) == {}


def change(path: Path, pattern: str, replacement: str) -> None:
    text, count = re.subn(pattern, replacement, path.read_text(encoding="utf-8"), count=1)
    assert count
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        ("(?m)^titolo:", "titollo:"),
        ("codice: 01_01_OS01", "codice: 01_01_OS77"),
        ("(?m)^ambito: .*$", "ambito: 77_77"),
        ("(?s).*", ""),
        ("(?s).*", "a: [1"),
    ],
)
def test_a_file_with_errors_has_no_preview(builder: DevBuilder, pattern: str, replacement: str) -> None:
    builder.build(MemoryOutput())
    path = builder.project.root / OBJECTIVE
    assert builder.preview(path)
    change(path, pattern, replacement)
    assert builder.preview(path) == {}


@pytest.mark.parametrize(
    "name",
    ["piano.yml", "obiettivi/01_01_OS77.yml", "rilevazioni/01_01_OS01.yml", "01_01_OS01.yml", "../x.yml"],
)
def test_other_files_have_no_preview(builder: DevBuilder, name: str) -> None:
    builder.build(MemoryOutput())
    assert builder.preview(builder.project.root / PLAN / name) == {}


def test_a_file_that_went_away_has_no_preview(builder: DevBuilder) -> None:
    builder.build(MemoryOutput())
    (builder.project.root / OBJECTIVE).unlink()
    assert builder.preview(builder.project.root / OBJECTIVE) == {}


def test_pages_that_are_not_there(preview: Preview) -> None:
    with urlopen(preview.base + PAGE.rstrip("/")) as answer:
        assert answer.url.endswith(PAGE)
    with pytest.raises(URLError, match="404"):
        preview.get("non/esiste/")


def test_the_script_is_not_in_the_published_site(tmp_path: Path) -> None:
    from tests.robustness.conftest import built

    project = copy_project(tmp_path / "progetto")
    built(project)
    page = (project / "site" / "index.html").read_bytes()
    assert b"_vetro" not in page
    # The policy of published pages would block it, so the preview takes it out.
    assert b"Content-Security-Policy" in page
    live = live_of([], {"index.html": page})
    assert live.rebuild()
    assert b"_vetro" in (live.file("index.html") or b"")
    assert b"Content-Security-Policy" not in (live.file("index.html") or b"")


def test_changes_are_reported(tmp_path: Path) -> None:
    folder, config = tmp_path / "plan_data", tmp_path / "site_config.yml"
    (folder / "below").mkdir(parents=True)
    config.write_text("site_name: x")
    file = folder / "below" / "a.yml"
    file.write_text("uno", encoding="utf-8")
    with Watcher([folder, tmp_path / "absent"], [config]) as watcher:
        # Changes before the start may still be reported.
        watcher.wait(0.2)
        file.read_text("utf-8")
        (folder / ".b.swp").write_text("x", encoding="utf-8")
        (tmp_path / "other.txt").write_text("x", encoding="utf-8")
        assert watcher.wait(0.2) == frozenset()
        file.write_text("due", encoding="utf-8")
        assert watcher.wait(5) == {file}
        (folder / "b.yml").write_text("tre", encoding="utf-8")
        assert watcher.wait(5) == {folder / "b.yml"}
        (folder / "b.yml").replace(file)
        assert watcher.wait(5) == {folder / "b.yml", file}
        config.write_text("site_name: y")
        assert watcher.wait(5) == {config}
        file.unlink()
        assert watcher.wait(5) == {file}
