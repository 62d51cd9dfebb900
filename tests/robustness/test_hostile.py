"""Hostile input: it is refused with its place, or shown as the text it is. Nothing is written elsewhere."""

import os
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.site.frame.frame import make_frame
from generator.site.frame.slots import FrameRequest
from generator.site.frame.sources import read_sources
from generator.site.home import HOME_SLOTS
from tests.robustness.conftest import PLAN, built, copy_project, vetro

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
    return shape_of_text(page.read_text(encoding="utf-8"))


def shape_of_text(html: str) -> Shape:
    shape = Shape()
    shape.feed(html)
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
    escaped = (
        text.replace("\\", "\\\\").replace('"', '\\"').replace("\\\\ue00", "\\ue00").replace("\n", "\\n")
    )
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
def harmless(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Shape:
    project = shutil.copytree(model, tmp_path_factory.mktemp("innocuo") / "progetto")
    put(project, "titolo", "titolo: Parole")
    describe(project, "Parole.")
    built(project)
    return shape_of(project / PAGE)


def test_markup_in_texts_comes_out_as_text(built_project: Path, harmless: Shape) -> None:
    project = built_project
    for text in TEXTS:
        put(project, "titolo", f"titolo: {quoted(text)}")
        put(project, "nome", f"nome: {quoted(text)}")
        describe(project, "Parole.")
        built(project)
        for page in sorted((project / "site").rglob("*.html")):
            assert shape_of(page).harm == [], (text, page)
        assert shape_of(project / PAGE).tags == harmless.tags, text


def test_markup_in_descriptions_is_dropped_or_text(built_project: Path, harmless: Shape) -> None:
    project = built_project
    allowed = {"p", "br", "ul", "ol", "li", "strong", "em", "a", "blockquote", "code"}
    put(project, "titolo", "titolo: Parole")
    for text in DESCRIPTIONS:
        describe(project, text)
        built(project)
        shape = shape_of(project / PAGE)
        assert shape.harm == [], text
        without = [tag for tag in shape.tags if tag not in allowed]
        assert without == [tag for tag in harmless.tags if tag not in allowed], text


def everything(project: Path) -> list[Path]:
    """What lies in and beside a project, but for what one build keeps for the next."""
    return sorted(path for path in project.parent.rglob("*") if ".cache" not in path.parts)


def wrong_codes() -> Iterator[tuple[str, str]]:
    for code in ("../../fuori", "01_01_OS01/../..", "/etc/passwd", "..", "01_01_OS01\\0"):
        yield "codice", code
        yield "id", code
    yield "ambito", "../../fuori"


@pytest.mark.parametrize(("field", "code"), list(wrong_codes()))
def test_codes_that_lead_elsewhere_have_their_finding(project: Path, field: str, code: str) -> None:
    before = everything(project)
    escaped = '"' + code.replace("\\", "\\") + '"'
    put(project, field, f"{field}: {escaped}")
    done = vetro(project, "build")
    assert done.returncode == 1
    assert f"{OBJECTIVE.as_posix()}:" in done.stderr
    assert "Traceback" not in done.stderr
    assert everything(project) == before


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
    assert (
        "content/pagina.md:1:1: errore E109: è un collegamento simbolico che esce da content/" in done.stderr
    )


def test_a_folder_that_is_a_link_out_of_the_content(project: Path, tmp_path: Path) -> None:
    (tmp_path / "fuori").mkdir()
    (tmp_path / "fuori" / "segreto.txt").write_text("segreto", encoding="utf-8")
    (project / "content" / "cartella").symlink_to(tmp_path / "fuori")
    done = vetro(project, "build")
    assert done.returncode == 1
    assert (
        "content/cartella:1:1: errore E109: è un collegamento simbolico che esce da content/" in done.stderr
    )


def test_links_that_lead_out_of_the_plan(project: Path, tmp_path: Path) -> None:
    file = project / OBJECTIVE
    moved = tmp_path / "segreto.yml"
    file.rename(moved)
    file.symlink_to(moved)
    done = vetro(project, "build")
    assert done.returncode == 1
    assert f"{OBJECTIVE.as_posix()}:1:1: errore E109: è un collegamento simbolico" in done.stderr


@pytest.mark.parametrize("name", [PLAN, PLAN / "rilevazioni", PLAN / "fonti"])
def test_a_folder_of_the_plan_that_is_a_link_elsewhere(project: Path, tmp_path: Path, name: Path) -> None:
    (project / name).rename(tmp_path / "altrove")
    (project / name).symlink_to(tmp_path / "altrove")
    done = vetro(project, "build")
    assert done.returncode == 1
    assert f"{name.as_posix()}:1:1: errore E109: è un collegamento simbolico" in done.stderr


@pytest.mark.parametrize("name", ["content/pagina.md", f"{PLAN.as_posix()}/obiettivi/01_01_OS09.yml"])
def test_a_link_in_a_circle_is_no_traceback(project: Path, name: str) -> None:
    (project / name).symlink_to(Path(name).name)
    done = vetro(project, "build")
    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", [OBJECTIVE.as_posix(), "content/index.md", "site_config.yml"])
def test_a_file_of_a_hundred_megabytes(project: Path, name: str) -> None:
    (project / name).write_bytes(b"- testo\n" * 12_500_000)
    done = vetro(project, "build")
    assert done.returncode == 1
    assert f"{name}:" in done.stderr
    assert "limite" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", [OBJECTIVE.as_posix(), "site_config.yml", "content/index.md"])
def test_ten_thousand_nested_lists_in_yaml(project: Path, name: str) -> None:
    lists = "[" * 10_000 + "]" * 10_000
    text = f"---\ntitle: {lists}\n---\n" if name.endswith(".md") else lists
    (project / name).write_text(text, encoding="utf-8")
    done = vetro(project, "build")
    assert done.returncode == 1
    assert f"{name}:" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("escape", ["\\x07", "\\x1b[31m", "\\0", "\\x85", "\\u202e", "\\u2066", "\\u200f"])
def test_invisible_characters_behind_a_code(project: Path, escape: str) -> None:
    put(project, "titolo", f'titolo: "Parole {escape} altre"')
    done = vetro(project, "build")
    assert done.returncode == 1
    assert f"{OBJECTIVE.as_posix()}:2:9: errore E101: c'è un carattere invisibile" in done.stderr


#: All of Unicode that turns the direction of a text (UAX 9).
TURNING = [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C]


@pytest.mark.parametrize("number", TURNING, ids=lambda number: f"U+{number:04X}")
def test_every_character_that_turns_a_text_is_an_error_with_its_place(project: Path, number: int) -> None:
    put(project, "titolo", f"titolo: Parole {chr(number)} altre")
    page = project / "content" / "prova.md"
    page.write_text(f"# Prova\n\nParole {chr(number)} e &#{number}; e &#x{number:x};\n", encoding="utf-8")
    done = vetro(project, "check")
    assert done.returncode == 1
    turned = f"è un carattere che cambia il verso del testo (U+{number:04X})"
    assert f"{OBJECTIVE.as_posix()}:2:16: errore E108: c'{turned}: cancellarlo" in done.stdout
    assert f"content/prova.md:3:8: errore E108: c'{turned}: cancellarlo" in done.stdout
    assert f"content/prova.md:3:12: errore E108: «&#{number};» {turned}: toglierlo" in done.stdout
    assert done.stdout.count(f"«&#x{number:x};» {turned}: toglierlo") == 1


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x85"])
def test_control_characters_in_a_page(project: Path, character: str) -> None:
    page = project / "content" / "prova.md"
    page.write_text(f"# Prova\n\nParole {character} altre\n", encoding="utf-8")
    done = vetro(project, "build")
    assert done.returncode == 1
    assert "content/prova.md:3:8: errore E108: c'è un carattere invisibile" in done.stderr


def test_a_page_with_a_mistake_in_every_word(project: Path) -> None:
    """It is said in a time that grows with the page: the command is stopped if it takes much longer."""
    (project / "content" / "prova.md").write_text("<a " * 30_000 + "\u202e" * 30_000, encoding="utf-8")
    done = vetro(project, "check")
    assert done.returncode == 1
    assert done.stdout.count("errore E108") == 30_000
    assert done.stdout.count("errore E607") == 30_000


def test_our_own_marks_in_a_page(project: Path) -> None:
    page = project / "content" / "prova.md"
    page.write_text("# Prova\n\nParole \ue000corpo\ue001 altre\n", encoding="utf-8")
    done = vetro(project, "build")
    assert done.returncode == 1
    assert "content/prova.md:3:8: errore: contiene il carattere riservato U+E000" in done.stderr
    page.write_text('---\ntitle: "\\ue000corpo\\ue001"\n---\n', encoding="utf-8")
    done = vetro(project, "build")
    assert done.returncode == 1
    assert "content/prova.md:1:1: errore: un valore contiene, scritto con un codice" in done.stderr


@pytest.mark.parametrize(
    ("text", "place"), [("Sito \u202eotis", "site_config.yml:3:17"), ('"Sito \\u202e"', "1:1")]
)
def test_invisible_characters_in_the_configuration(project: Path, text: str, place: str) -> None:
    file = project / "site_config.yml"
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[2] = f"site_name: {text}"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = vetro(project, "build")
    assert done.returncode == 1
    assert f"{place}: errore: " in done.stderr
    assert "U+202E" in done.stderr


#: What an attacker, or a careless copy, puts into a page of `content/`, and where it is found.
PAGES = (
    ("<script>alert(1)</script>", "3:1"),
    ("parole <img src=x onerror=alert(1)>", "3:19"),
    ("<svg onload=alert(1)></svg>", "3:1"),
    ("<style>body{display:none}</style>", "3:1"),
    ("<iframe src='//esempio.invalid'></iframe>", "3:1"),
    ("<form action='//esempio.invalid'><input name=x></form>", "3:1"),
    ("<base href='//esempio.invalid'>", "3:1"),
    ("<meta http-equiv=refresh content='0;url=//esempio.invalid'>", "3:1"),
    ("[qui](javascript:alert(1))", "3:7"),
    ("[qui](JaVa&#115;cRiPt:alert(1))", "3:7"),
    ("[qui][x]\n\n[x]: data:text/html;base64,PHNjcmlwdD4=", "5:6"),
    ("<a href=' java&#9;script:alert(1)'>qui</a>", "3:9"),
    ("## Titolo {onclick=alert(1)}", "3:12"),
    ('## Titolo {data-toc-label="<img src=x onerror=alert(1)>"}', "3:12"),
    ("parole\n{: style='position:fixed;inset:0' }", "4:4"),
    ("<div><p><b>mai chiusi", "3:1"),
    ("</section></main><h1>Un'altra pagina</h1>", "3:1"),
    ("</title></head><body onload=alert(1)>", "3:1"),
    ("<div data-slot='corpo' onclick='alert(1)'></div>", "3:24"),
    ("<!-- <script>", "3:1"),
    ("<scr<script>ipt>alert(1)</script>", "3:5"),
    ("<div>" * 10_000, "3:1"),
)


@pytest.mark.parametrize(("text", "place"), PAGES, ids=range(len(PAGES)))
def test_hostile_markup_in_a_page_has_its_finding(project: Path, text: str, place: str) -> None:
    (project / "content" / "prova.md").write_text(f"# Prova\n\n{text}\n", encoding="utf-8")
    done = vetro(project, "build")
    assert done.returncode == 1
    assert f"content/prova.md:{place}: errore E607: " in done.stderr
    assert not (project / "site").exists()


def test_what_the_check_would_not_see_does_not_reach_a_page(tmp_path: Path) -> None:
    """The frame by itself, as if nobody had checked: the second wall."""
    project = copy_project(tmp_path / "progetto")
    # MkDocs itself complains of an address that it cannot read; a thousand nested elements are enough.
    bodies = ["parole", *(text[:5_000] for text, _ in PAGES if "&#115;" not in text)]
    bodies += [f"parole &#{number}; altre" for number in TURNING]
    for number, text in enumerate(bodies):
        page = f'---\ntitle: "T{number} <img src=x onerror=alert(1)>"\n---\n\n{text}\n\nfine\n'
        (project / "content" / f"prova-{number}.md").write_text(page, encoding="utf-8")
    request = FrameRequest((), (*HOME_SLOTS, "corpo"), ("piano/", "dati/"))
    frame = make_frame(read_sources(project / "site_config.yml"), request)
    harmless = shape_of_text(frame.files["prova-0/index.html"].decode())
    for number, body in enumerate(bodies):
        path = f"prova-{number}/index.html"
        page = frame.files[path].decode() if path in frame.files else "".join(frame.pages[path].pieces)
        shape = shape_of_text(page)
        assert shape.harm == [], body[:100]
        assert not set(map(chr, TURNING)) & set(page), body[:100]
        for tag in ("script", "style", "iframe", "svg", "form", "input", "base", "meta", "main", "body"):
            assert shape.tags.count(tag) == harmless.tags.count(tag), (tag, body[:100])
    # Each is found; the search box shows its entry as text, whatever it holds.
    assert {f"prova-{number}/" for number in range(len(bodies))} <= {location for location, _ in frame.search}


@pytest.mark.parametrize("text", TEXTS[:4] + TEXTS[5:6])
def test_markup_in_a_text_has_its_finding(project: Path, text: str) -> None:
    put(project, "titolo", f"titolo: {quoted(text)}")
    done = vetro(project, "check")
    assert done.returncode == 0, done.stdout
    assert f"{OBJECTIVE.as_posix()}:2:" in done.stdout
    assert "avviso W318: «<" in done.stdout


@pytest.mark.parametrize("text", DESCRIPTIONS[:4] + DESCRIPTIONS[5:])
def test_markup_in_a_description_has_its_finding(project: Path, text: str) -> None:
    describe(project, text)
    done = vetro(project, "check")
    assert done.returncode == 0, done.stdout
    assert f"{OBJECTIVE.as_posix()}:" in done.stdout
    assert "avviso W318: " in done.stdout


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("ambiti.yml", "codice: 01_01", "codice: ../../01"),
        ("missioni.yml", "codice: ", "codice: ../"),
        ("novita.yml", "pagina: ", "pagina: ../../../fuori/"),
        ("novita.yml", "id: ", "id: ../../"),
        ("piano.yml", "file: ", "file: ../../../"),
    ],
)
def test_names_elsewhere_that_lead_out_have_their_finding(
    project: Path, name: str, old: str, new: str
) -> None:
    file = project / PLAN / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    before = everything(project)
    done = vetro(project, "build")
    assert done.returncode == 1
    assert f"{name}:" in done.stderr
    assert "Traceback" not in done.stderr
    assert everything(project) == before


@pytest.mark.parametrize("old", ["../fuori/", "/fuori/", "a/../../fuori/"])
def test_a_redirect_that_leads_out_is_refused(project: Path, old: str) -> None:
    (project / "rinvii.txt").write_text(f"{old} piano/2025-2026/\n", encoding="utf-8")
    done = vetro(project, "build")
    assert done.returncode == 1
    assert "rinvii.txt:1:1: errore: " in done.stderr


@pytest.mark.parametrize("target", ["/proc/self/environ", "/dev/zero", "pipe"])
def test_what_is_no_file_of_the_project_is_never_opened(project: Path, target: str) -> None:
    names = [
        "content/pagina.md",
        "content/dati.csv",
        f"{PLAN.as_posix()}/uffici.yml",
        f"{PLAN.as_posix()}/novita.yml",
        f"{PLAN.as_posix()}/obiettivi/01_01_OS09.yml",
        f"{PLAN.as_posix()}/rilevazioni/2025-07-31.yml",
        f"{PLAN.as_posix()}/fonti/e",
    ]
    for path in (project / name for name in names):
        path.unlink(missing_ok=True)
        if target == "pipe":
            os.mkfifo(path)
        else:
            path.symlink_to(target)
    for command in ("check", "build"):
        done = vetro(project, command, env={"VETRO_SECRET": "parola-d-ordine"})
        said = done.stdout + done.stderr
        assert done.returncode == 1
        assert "Traceback" not in said
        assert "parola-d-ordine" not in said
        # Nobody opens what lies in fonti/ unless it is the document.
        assert [name for name in names if name not in said] == (names[-1:] if target == "pipe" else [])
