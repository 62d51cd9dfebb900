"""Hostile input: it is refused with its place, or shown as the text it is. Nothing is written elsewhere."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.robustness.conftest import PLAN, built, vetro

OBJECTIVE = PLAN / "obiettivi" / "01_01_OS01.yml"
PAGE = Path("site/piano/2025-2026/01_01_OS01/index.html")

# Texts that must come out as text.
TEXTS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></head><body onload=alert(1)>",
    "</main></body></html>",
    "[[corpo]] [[titolo]] {{ plan }} {% raw %}",
    '<div data-slot="ambiti"></div>',
    "&lt;script&gt; &amp;",
    "' onmouseover='alert(1)",
    "\\ue000corpo\\ue001",
)
DESCRIPTIONS = (
    "[qui](javascript:alert(1)) e [lì](JaVaScRiPt:alert(1))",
    "[qui](data:text/html;base64,PHNjcmlwdD4=)",
    "<a href='javascript:alert(1)'>qui</a><svg onload=alert(1)>",
    "<style>body{display:none}</style><iframe src='//esempio.invalid'></iframe>",
    "![x](x){onerror=alert(1)}",
    "<div><p><b>mai chiusi",
    "</section></main><h1>Un'altra pagina",
)


class Shape(HTMLParser):
    """What could do harm in a page: elements that run or load, handlers, addresses that are programs."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.harm: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            address = "".join((value or "").split()).lower()
            if name.startswith("on") or address.startswith(("javascript:", "data:", "vbscript:")):
                self.harm.append(f"{tag} {name}={value}")


def shape_of(page: Path) -> Shape:
    shape = Shape()
    shape.feed(page.read_text(encoding="utf-8"))
    return shape


def put(project: Path, field: str, line: str) -> None:
    file = project / OBJECTIVE
    lines = file.read_text(encoding="utf-8").splitlines()
    for number, old in enumerate(lines):
        if old.strip().removeprefix("- ").startswith(f"{field}:"):
            lines[number] = old.split(f"{field}:")[0] + line
            break
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\\\\ue00", "\\ue00")
    return f'"{escaped}"'


def describe(project: Path, text: str) -> None:
    """Replace the description, whatever lines it has."""
    file = project / OBJECTIVE
    kept: list[str] = []
    inside = False
    for line in file.read_text(encoding="utf-8").splitlines():
        if inside and line[:1] not in (" ", ""):
            inside = False
        if line.startswith("descrizione:"):
            inside = True
        if not inside:
            kept.append(line)
    kept.append(f"descrizione: {quoted(text)}")
    file.write_text("\n".join(kept) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Shape:
    from tests.robustness.conftest import copy_project

    project = copy_project(tmp_path_factory.mktemp("innocuo") / "progetto")
    put(project, "titolo", "titolo: Parole")
    describe(project, "Parole.")
    built(project)
    return shape_of(project / PAGE)


def test_markup_in_texts_comes_out_as_text(project: Path, harmless: Shape) -> None:
    for text in TEXTS:
        put(project, "titolo", f"titolo: {quoted(text)}")
        put(project, "nome", f"nome: {quoted(text)}")
        describe(project, "Parole.")
        built(project)
        for page in sorted((project / "site").rglob("*.html")):
            assert shape_of(page).harm == [], (text, page)
        assert shape_of(project / PAGE).tags == harmless.tags, text


def test_markup_in_descriptions_is_dropped_or_text(project: Path, harmless: Shape) -> None:
    allowed = {"p", "br", "ul", "ol", "li", "strong", "em", "a", "blockquote", "code"}
    put(project, "titolo", "titolo: Parole")
    for text in DESCRIPTIONS:
        describe(project, text)
        built(project)
        shape = shape_of(project / PAGE)
        assert shape.harm == [], text
        without = [tag for tag in shape.tags if tag not in allowed]
        assert without == [tag for tag in harmless.tags if tag not in allowed], text


def wrong_codes() -> Iterator[tuple[str, str]]:
    for code in ("../../fuori", "01_01_OS01/../..", "/etc/passwd", "..", "01_01_OS01\\0"):
        yield "codice", code
        yield "id", code
    yield "ambito", "../../fuori"


@pytest.mark.parametrize(("field", "code"), list(wrong_codes()))
def test_codes_that_lead_elsewhere_have_their_finding(project: Path, field: str, code: str) -> None:
    before = sorted(project.parent.rglob("*"))
    escaped = '"' + code.replace("\\", "\\") + '"'
    put(project, field, f"{field}: {escaped}")
    done = vetro(project, "build")
    assert done.returncode == 1
    assert f"{OBJECTIVE.as_posix()}:" in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(project.parent.rglob("*")) == before


@pytest.mark.parametrize("slug", ["../../fuori", "a/b", "..", "/etc/x"])
def test_slugs_of_registers_have_their_finding(project: Path, slug: str) -> None:
    file = project / PLAN / "uffici.yml"
    text = file.read_text(encoding="utf-8")
    first = text.split("uffici:")[1].split("id: ")[1].split("\n")[0]
    file.write_text(text.replace(f"id: {first}\n", f'id: "{slug}"\n'), encoding="utf-8")
    done = vetro(project, "build")
    assert done.returncode == 1
    assert "uffici.yml:" in done.stderr


def test_links_that_lead_out_of_the_content(project: Path, tmp_path: Path) -> None:
    secret = tmp_path / "segreto.md"
    secret.write_text("# Segreto\n", encoding="utf-8")
    (project / "content" / "pagina.md").symlink_to(secret)
    done = vetro(project, "build")
    assert done.returncode == 1
    assert "content/pagina.md:1:1: errore: è un collegamento simbolico che esce da content/" in done.stderr


def test_a_folder_that_is_a_link_out_of_the_content(project: Path, tmp_path: Path) -> None:
    (tmp_path / "fuori").mkdir()
    (tmp_path / "fuori" / "segreto.txt").write_text("segreto", encoding="utf-8")
    (project / "content" / "cartella").symlink_to(tmp_path / "fuori")
    done = vetro(project, "build")
    assert done.returncode == 1
    assert "content/cartella:1:1: errore: è un collegamento simbolico che esce da content/" in done.stderr


def test_links_that_lead_out_of_the_plan(project: Path, tmp_path: Path) -> None:
    file = project / OBJECTIVE
    moved = tmp_path / "segreto.yml"
    file.rename(moved)
    file.symlink_to(moved)
    done = vetro(project, "build")
    assert done.returncode == 1
    assert f"{OBJECTIVE.as_posix()}:1:1: errore" in done.stderr
    assert "collegamento simbolico" in done.stderr


@pytest.mark.parametrize("name", [OBJECTIVE.as_posix(), "content/index.md", "site_config.yml"])
def test_a_file_of_a_hundred_megabytes(project: Path, name: str) -> None:
    (project / name).write_bytes(b"- testo\n" * 12_500_000)
    done = vetro(project, "build")
    assert done.returncode == 1
    assert f"{name}:" in done.stderr
    assert "limite" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", [OBJECTIVE.as_posix(), "site_config.yml"])
def test_ten_thousand_nested_lists_in_yaml(project: Path, name: str) -> None:
    (project / name).write_text("[" * 10_000 + "]" * 10_000, encoding="utf-8")
    done = vetro(project, "build")
    assert done.returncode == 1
    assert f"{name}:" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "text", [">" * 10_000 + " testo", "\n".join(" " * (4 * n) + "- a" for n in range(600))]
)
def test_deep_nesting_in_a_page(project: Path, text: str) -> None:
    (project / "content" / "index.md").write_text(f"# Pagina\n\n{text}\n", encoding="utf-8")
    done = vetro(project, "build")
    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0 or "content/index.md:" in done.stderr


def test_deep_nesting_in_a_description(project: Path) -> None:
    describe(project, ">" * 10_000 + " testo")
    done = vetro(project, "build")
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("escape", ["\\x07", "\\x1b[31m", "\\0", "\\x85", "\\u202e", "\\u2066"])
def test_invisible_characters_behind_a_code(project: Path, escape: str) -> None:
    put(project, "titolo", f'titolo: "Parole {escape} altre"')
    done = vetro(project, "build")
    assert done.returncode == 1
    assert f"{OBJECTIVE.as_posix()}:2:9: errore E101: c'è un carattere invisibile" in done.stderr


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x85", "\u202e", "\ue000"])
def test_invisible_characters_in_a_page(project: Path, character: str) -> None:
    page = project / "content" / "prova.md"
    page.write_text(f"# Prova\n\nParole {character} altre\n", encoding="utf-8")
    done = vetro(project, "build")
    assert done.returncode == 1
    assert "content/prova.md:3:8: errore: contiene il carattere " in done.stderr
