"""The live preview shows each change at once, and each error above the last successful page."""

import html
import re
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from generator.build.project import Project
from generator.devserver.builder import DevBuilder
from generator.devserver.live_site import LiveSite
from generator.loading.diagnostics import Diagnostic, SourceLocation
from generator.publishing.output_dir import MemoryOutput
from tests.devserver.conftest import PAGE, Preview, serving
from tests.robustness.conftest import PLAN, copy_project, retitle, vetro
from tests.sample_project import copy_later


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


def test_a_draft_with_errors_stays_as_it_was_and_the_rest_goes_on(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "progetto")
    draft = project / "plan_data" / "2027-2028"
    copy_later(project / PLAN, draft, 2)
    with (draft / "piano.yml").open("a", encoding="utf-8") as head:
        head.write("bozza: true\n")
    live = LiveSite(DevBuilder(Project(project / "site_config.yml")).build)
    assert live.rebuild()
    objective = draft / "obiettivi" / "01_01_OS01.yml"
    objective.write_text(objective.read_text("utf-8").replace("titolo:", "titollo:"), "utf-8")
    retitle(project, "Un titolo appena scritto")
    assert not live.rebuild()
    of_plan, of_draft = (
        html.unescape((live.file(f"piano/{period}/01_01_OS01/index.html") or b"").decode())
        for period in ("2025-2026", "2027-2028")
    )
    for page in (of_plan, of_draft):
        assert "plan_data/2027-2028/obiettivi/01_01_OS01.yml:2:1: errore E201" in page
        assert "il sito qui sotto è aggiornato, ma non la bozza" in page
    assert "Un titolo appena scritto" in of_plan.split("<main")[1]
    assert "Una biblioteca aperta a tutti" in of_draft.split("<main")[1]


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


def test_the_preview_of_a_revised_objective_has_what_is_in_force(builder: DevBuilder) -> None:
    revisions = builder.project.root / PLAN / "revisioni"
    revisions.mkdir()
    text = "atto: Delibera di prova\nmotivo: il bando è stato rinviato\n01_01_OS01: stralciato\n"
    (revisions / "2026-01-31.yml").write_text(text, encoding="utf-8")
    live = LiveSite(builder.build)
    assert live.rebuild()
    retitle(builder.project.root, "Un titolo appena scritto")
    live.preview(builder.preview(builder.project.root / OBJECTIVE))
    preview = page_of(live)
    assert "Un titolo appena scritto" in preview
    assert "stralciato dal 31/01/2026" in preview
    assert live.rebuild()
    assert page_of(live) == preview


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


def test_who_sees_the_preview_is_said(project: Path) -> None:
    warning = "attenzione: anche altri computer della rete vedono l'anteprima"
    with serving(project) as preview:
        assert preview.base.startswith("http://127.0.0.1:")
        assert preview.get(PAGE)
        assert warning not in preview.all_printed()
    with serving(project, "--host", "0.0.0.0") as preview:  # noqa: S104 - this is what is tested
        assert preview.base.startswith("http://127.0.0.1:")
        assert preview.printed(warning)
        assert preview.get(PAGE)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ("--host", "non.esiste.invalid"),
            "--host: «non.esiste.invalid» non è un indirizzo di questo computer: ",
        ),
        (("--port", "{used}"), "la porta {used} di 127.0.0.1 non si può usare (è già in uso): "),
    ],
)
def test_where_the_preview_cannot_be_shown_is_one_line(
    project: Path, options: tuple[str, str], message: str
) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        used = busy.getsockname()[1]
        done = vetro(project, "serve", *(option.format(used=used) for option in options))
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith(message.format(used=used))


def test_a_site_under_a_path_is_shown_under_it(project: Path) -> None:
    config = project / "site_config.yml"
    good = config.read_text("utf-8")
    address = "site_url: https://trasparenza.vattelapesca.example/"
    assert address in good
    config.write_text(good.replace(address, "site_url: https://ente.example/trasparenza/"), "utf-8")
    with serving(project) as preview:
        assert preview.base.endswith("/trasparenza/")
        version = preview.version()
        retitle(project, "Un titolo nuovo")
        assert "Un titolo nuovo" in preview.next_page(version)
        # The path follows the configuration.
        root = preview.base.removesuffix("trasparenza/")
        config.write_text(good, "utf-8")
        preview.printed("(?s)(composto in.*){3}")
        with urlopen(root + PAGE) as answer:
            assert answer.status == 200
