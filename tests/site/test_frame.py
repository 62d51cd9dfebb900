"""The frame: what a build gets from content, theme and configuration, and hears when they are wrong."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from shutil import copytree

import pytest
from markupsafe import Markup

from generator.loading.conflicts import TWO_VERSIONS
from generator.loading.front_matter import PAGE
from generator.site.frame.frame import make_frame
from generator.site.frame.slots import SLOT_ELEMENT, Frame, FrameRequest, ShellSpec, cut
from generator.site.frame.sources import FrameError, read_sources
from generator.site.static_files import sitemap

ROOT = Path(__file__).parents[2]
OBJECTIVE = ShellSpec("obiettivo", "piano/2025/{}/")
INDICATORS = ShellSpec("indicatori", "piano/2025/indicatori/")
CONFIG = """\
site_name: Trasparenza
site_description: Un sito di prova.
site_url: https://ente.example/sito/
docs_dir: content
theme: {custom_dir: theme, favicon: assets/img/segno.svg}
extra:
  vetro:
    ente: {nome: Ente di prova, sito: ""}
    ricerca_senza_script: piano/2025/indicatori/
    albero: at/
    legale: {dichiarazione_accessibilita: "", informativa_privacy: "", segnalazioni: "", pagine: []}
nav:
  - Home: index.md
  - Piano: piano/2025/
  - Sezione:
      - at/index.md
      - at/bilanci.md
"""
FIELDS = ", ".join(field.name for field in PAGE.fields)
#: The pages of the section have a section of their own, so that each lists those below it.
CONFIG_WITH_SECTION = CONFIG.replace("      - at/bilanci.md", "      - Bilanci: [at/bilanci.md, at/index.md]")
PAGES = {
    "index.md": '---\ntitle: Casa\ntemplate: home.html\n---\n\n<div data-slot="cifre"></div>\n',
    "at/index.md": "---\ntitle: Sezione\n---\n\nI [bilanci](bilanci.md), il [piano](../piano/2025/A1/).\n",
    "at/bilanci.md": "---\ntitle: Bilanci\n---\n\n| Anno | Euro |\n|---|---|\n| 2025 | 1 |\n",
}


def project(folder: Path, pages: Mapping[str, str] = PAGES, config: str = CONFIG) -> Path:
    copytree(ROOT / "theme", folder / "theme", dirs_exist_ok=True)
    for path, text in pages.items():
        (folder / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / path).write_text(text, encoding="utf-8")
    (folder / "site_config.yml").write_text(config, encoding="utf-8")
    return folder / "site_config.yml"


REQUEST = FrameRequest((OBJECTIVE, INDICATORS), ("cifre",), ("dati/",))


def frame_of(config: Path) -> Frame:
    return make_frame(read_sources(config), REQUEST)


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("progetto"))


@pytest.fixture(scope="module")
def frame(config: Path) -> Frame:
    return frame_of(config)


def slots(**changes: str) -> dict[str, str]:
    texts = {"titolo": "Titolo", "descrizione": "Descrizione", "indirizzo": "piano/2025/A1/"}
    markup = ("testa", "percorso", "navigazione", "corpo", "indice")
    return {**texts, **dict.fromkeys(markup, Markup()), **changes}


def test_shell_puts_each_part_in_its_place(frame: Frame) -> None:
    page = frame.shells["obiettivo"].fill(
        slots(titolo="Meno carta", corpo=Markup("<h1>Meno carta</h1>"), indice=Markup("<li>Desk</li>"))
    )
    assert "<title>Meno carta – Trasparenza – Ente di prova</title>" in page
    assert '<link rel="canonical" href="https://ente.example/sito/piano/2025/A1/">' in page
    assert '<meta name="description" content="Descrizione">' in page
    assert re.search(r'<article class="cv-testo">\s*<h1>Meno carta</h1>', page)
    assert "<ul><li>Desk</li></ul>" in page
    assert "guscio" not in page


def test_shell_leads_back_to_the_root_as_deep_as_its_pages(frame: Frame) -> None:
    shell = frame.shells["obiettivo"]
    assert shell.root == "../../../"
    assert 'href="../../../assets/css/tokens.css"' in shell.fill(slots())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ('"><img src=x>', "&#34;&gt;&lt;img src=x&gt;"),
        ("[[corpo]]", "[[corpo]]"),
        ("\ue000corpo\ue001", "\ue000corpo\ue001"),
        ("R&S, l'arbitrato", "R&amp;S, l&#39;arbitrato"),
    ],
)
def test_text_never_becomes_markup_or_a_slot(frame: Frame, text: str, shown: str) -> None:
    page = frame.shells["obiettivo"].fill(slots(titolo=text, corpo=Markup("<p>corpo</p>")))
    assert f"<title>{shown} – Trasparenza" in page
    assert page.count("<p>corpo</p>") == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"titolo": Markup("<b>Titolo</b>")},
        {"corpo": "<p>testo semplice</p>"},
        {"sconosciuto": Markup()},
        {"indirizzo": "piano/2026/A1/"},
        {"indirizzo": "piano/2025/../"},
        {"indirizzo": "piano/2025/A1/B2/"},
    ],
)
def test_wrong_slots_are_a_mistake_of_the_program(frame: Frame, changes: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"slot|shell"):
        frame.shells["obiettivo"].fill(slots(**changes))


def test_missing_slot_is_a_mistake_of_the_program(frame: Frame) -> None:
    parts = slots()
    del parts["indice"]
    with pytest.raises(ValueError, match="indice"):
        frame.shells["obiettivo"].fill(parts)


def test_shells_leave_no_trace_in_the_site(frame: Frame) -> None:
    assert [path for path in frame.files if "guscio" in path] == []
    assert frame.addresses == ["", "at/", "at/bilanci/"]
    assert {location.partition("#")[0] for location, _ in frame.search} == {"", "at/", "at/bilanci/"}


def test_frame_holds_the_pages_and_only_the_assets_they_use(frame: Frame) -> None:
    assert {"404.html", "at/index.html", "at/bilanci/index.html", "assets/js/vetro.js"} <= frame.files.keys()
    unwanted = re.compile(r"^pages/|^sitemap|^(?!assets/|at/|404)[^/]*/.*\.html$")
    assert [path for path in frame.files if unwanted.search(path)] == []


def test_content_page_with_slots_is_filled_by_the_build(frame: Frame) -> None:
    home = frame.pages["index.html"]
    assert home.names == ("cifre", "ente")
    page = home.fill({"cifre": Markup("<p>49 obiettivi</p>"), "ente": Markup()})
    assert "<p>49 obiettivi</p>" in page
    assert "data-slot" not in page


def test_slots_of_content_are_cut_once() -> None:
    page = cut('<p>a</p><div data-slot="x"></div><div data-slot="y"></div>z', SLOT_ELEMENT)
    assert (
        page.fill({"x": Markup('<div data-slot="y"></div>'), "y": "2"})
        == '<p>a</p><div data-slot="y"></div>2z'
    )


def test_every_page_has_no_inline_script_nor_style_and_asks_nobody_else(frame: Frame) -> None:
    pages = [content.decode() for path, content in frame.files.items() if path.endswith(".html")]
    assert len(pages) == 3
    for page in [*pages, frame.shells["obiettivo"].fill(slots())]:
        scripts = re.findall(r"<script([^>]*)>", page)
        assert [s for s in scripts if not re.search(r'src=|type="application/(ld\+)?json"', s)] == []
        assert not re.search(r'<style|\sstyle="|\son[a-z]+="|noindex|javascript:', page)
        links = re.findall(r'(?:src|href)="(https?://[^"]+)"', page)
        assert [link for link in links if not link.startswith("https://ente.example/sito/")] == []


def test_tables_of_markdown_scroll_by_themselves_and_have_headers(frame: Frame) -> None:
    page = frame.files["at/bilanci/index.html"].decode()
    region = '<div class="cv-tabella" role="region" tabindex="0" aria-label="Tabella: Bilanci"><table>'
    assert region in page
    assert '<th scope="col">Anno</th>' in page


def test_footer_says_what_the_body_has_not_given_yet_and_links_what_it_has(tmp_path: Path) -> None:
    given = CONFIG.replace('informativa_privacy: ""', "informativa_privacy: https://ente.example/privacy")
    page = frame_of(project(tmp_path, config=given)).files["at/index.html"].decode()
    assert '<a href="https://ente.example/privacy" data-element="privacy-policy-link">' in page
    assert "Dichiarazione di accessibilità: <em>non ancora indicata</em>" in page
    assert "accessibility-link" not in page


# ---- What is wrong with the sources


@pytest.mark.parametrize(
    ("path", "text", "problem"),
    [
        (
            "at/bilanci.md",
            "---\ntitle: Bilanci\n---\n\nVedi [qui](nulla.md).\n",
            "content/at/bilanci.md:5:12: errore: il collegamento «nulla.md» porta a un file che non esiste",
        ),
        (
            "at/bilanci.md",
            "---\ntitle: Bilanci\n---\n\nVedi [qui](bilancio/).\n",
            "content/at/bilanci.md:5:12: errore: il collegamento «bilancio/» non porta a nessuna pagina",
        ),
        (
            "at/bilanci.md",
            "---\ntitle: Bilanci\n---\n\nVedi [qui](/at/).\n",
            "content/at/bilanci.md:5:12: errore: il collegamento «/at/» comincia con «/»: scriverlo a "
            "partire da questa pagina; forse «index.md»?",
        ),
        (
            "at/bilanci.md",
            "---\ntitle: Bilanci\n---\n\nVedi [qui](index.md#spese).\n",
            "content/at/bilanci.md:5:12: errore: il collegamento «index.md#spese» porta a un punto della "
            "pagina che non esiste",
        ),
        (
            "at/bilanci.md",
            "---\ntitle: Bilanci: spese\n---\n",
            "content/at/bilanci.md:2:15: errore: due punti e spazio dividono chiave e valore: mettere tutto "
            "il valore tra virgolette",
        ),
        (
            "at/bilanci.md",
            "---\ntitle: Bilanci\n\nTesto.\n",
            "content/at/bilanci.md:1:1: errore: l'intestazione comincia con «---» ma non è chiusa da un "
            "altro «---»",
        ),
        (
            "at/bilanci.md",
            "---\nhide: [navigation]\n---\n",
            "content/at/bilanci.md:2:1: errore: «hide» non è un campo di «pagina»; i campi ammessi sono: "
            f"{FIELDS}",
        ),
        (
            "at/bilanci.md",
            "---\ntemplate: 404.html\n---\n",
            "content/at/bilanci.md:2:11: errore: «404.html» non va bene: in «template» si può scrivere solo "
            "«home.html»; se non serve, togliere la riga",
        ),
        (
            "at/bilanci.md",
            "---\ntitle: &a x\n---\n",
            "content/at/bilanci.md:2:8: errore: «&a» è un'ancora YAML: mettere il testo tra virgolette",
        ),
        (
            "index.md",
            'Cifre:\n\n  <div data-slot="cifra"></div>\n',
            "content/index.md:3:3: errore: lo slot «cifra» non esiste; quelli che esistono: «cifre»",
        ),
        (
            "index.md",
            "Un \ue000 nascosto.\n",
            "content/index.md:1:4: errore: contiene il carattere riservato U+E000: toglierlo",
        ),
        (
            "piano/2025/indicatori.md",
            "Una pagina al posto di un'altra.\n",
            "content/piano/2025/indicatori/index.md:1:1: errore: l'indirizzo «piano/2025/indicatori/» è di "
            "una pagina del piano: spostare questa",
        ),
    ],
)
def test_mistake_in_content_is_said_with_its_place(
    tmp_path: Path, path: str, text: str, problem: str
) -> None:
    with pytest.raises(FrameError) as error:
        frame_of(project(tmp_path, {**PAGES, path: text}))
    assert str(error.value) == problem


def test_two_makers_of_one_path_are_both_named(tmp_path: Path) -> None:
    pages = {
        "assets/fonts/titillium-web-LICENSE.txt": "altra",
        "sitemap.xml": "<a/>",
        "at/bilanci/index.md": "Bilanci.\n",
        "piano/2025/indicatori.md": "Indicatori.\n",
    }
    with pytest.raises(FrameError) as error:
        frame_of(project(tmp_path, {**PAGES, **pages}))
    end = "dargli un altro nome, o un'altra cartella"
    assert str(error.value).splitlines() == [
        "content/assets/fonts/titillium-web-LICENSE.txt:1:1: errore: diventerebbe "
        "«assets/fonts/titillium-web-LICENSE.txt», che viene già da "
        f"assets/fonts/titillium-web-LICENSE.txt del tema: {end}",
        "content/at/bilanci/index.md:1:1: errore: diventerebbe «at/bilanci/index.html», che viene già da "
        f"content/at/bilanci.md: {end}",
        "content/sitemap.xml:1:1: errore: diventerebbe «sitemap.xml», che viene già da sitemap.xml del tema: "
        f"{end}",
    ]


def test_a_readme_beside_the_page_of_a_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FrameError) as error:
        frame_of(project(tmp_path, {**PAGES, "at/README.md": "Sezione.\n"}))
    assert str(error.value) == (
        "content/at/README.md:1:1: errore: diventerebbe la stessa pagina di content/at/index.md: tenerne una"
    )


def test_what_is_no_document_is_not_published(tmp_path: Path) -> None:
    names = ("a.html", "a.js", "a.svg", "a.markdown", "A.MD", "CNAME", "_headers", "_redirects", "robots.txt")
    with pytest.raises(FrameError) as error:
        frame_of(project(tmp_path, {**PAGES, **dict.fromkeys(names, "x")}))
    assert [one.file for one in error.value.problems] == sorted(f"content/{name}" for name in names)


def test_what_systems_and_editors_leave_behind_is_not_published(tmp_path: Path) -> None:
    left = (
        "Thumbs.db",
        "~$nota.docx",
        "bilancio.pdf.bak",
        "index.md~",
        "~$index.md",
        "__MACOSX/bilancio.pdf",
    )
    frame = frame_of(project(tmp_path, {**PAGES, **dict.fromkeys(left, "---\ntitle: [\n"), "a.pdf": "%PDF"}))
    names = {name.rpartition("/")[2] for name in {*frame.files, *frame.pages}}
    assert "a.pdf" in names
    assert not names & {name.rpartition("/")[2] for name in left}
    assert frame.addresses == sorted(["", "at/", "at/bilanci/"])


def test_hostile_values_are_text_in_every_template(tmp_path: Path) -> None:
    hostile = "</title></script>\"'><script>alert(1)</script><img src=x onerror=alert(1)>"
    texts = ("description", "riferimento", "aggiornamento", "ufficio", "stato", "verificato", "domanda")
    found: list[list[str]] = []
    for value in ("parole", hostile):
        quoted = value.replace("'", "''")
        lines = [f"{field}: '{quoted}'" for field in ("title", *texts, "occhiello")]
        front_matter = "\n".join(["---", *lines, f"esempi: ['{quoted}']", "elenco: albero"])
        page = f"{front_matter}\n---\n"
        pages = {"index.md": f"{front_matter}\ntemplate: home.html\n---\n", "at/index.md": page}
        frame = frame_of(project(tmp_path, {**PAGES, **pages, "at/bilanci.md": page}, CONFIG_WITH_SECTION))
        html = {path: content.decode() for path, content in frame.files.items() if path.endswith(".html")}
        html |= {path: "".join(page.pieces) for path, page in frame.pages.items()}
        assert len(html) == 4
        found.append([f"{path} {tag}" for path in sorted(html) for tag in tags_of(html[path])])
        if value == hostile:
            assert all("onerror=alert(1)&gt;" in html[path] for path in html if path != "404.html")
    assert found[0] == found[1]


def tags_of(html: str) -> list[str]:
    """The elements of a page with the names of their attributes."""
    parser = _Tags()
    parser.feed(html)
    return parser.found


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(f"{tag} {[name for name, _ in attrs]}")


def test_all_mistakes_are_said_at_once_and_sorted(tmp_path: Path) -> None:
    pages = {**PAGES, "at/bilanci.md": "[a](x.md)\n\n[b](y.md)\n", "at/index.md": "[c](z.md)\n"}
    with pytest.raises(FrameError) as error:
        frame_of(project(tmp_path, pages))
    assert [(p.file, p.line) for p in error.value.problems] == [
        ("content/at/bilanci.md", 1),
        ("content/at/bilanci.md", 3),
        ("content/at/index.md", 1),
    ]


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        (
            "at/bilanci.md",
            "at/bilancio.md",
            "site_config.yml:17:9: errore: la voce «at/bilancio.md» di «nav» non esiste in content/",
        ),
        (
            "docs_dir: content",
            "docs_dir: testi",
            "site_config.yml:1:1: errore: la cartella «testi» non esiste",
        ),
        (
            "nav:",
            "INHERIT: a.yml\nnav:",
            "site_config.yml:1:1: errore: «INHERIT» non è ammesso: scrivere tutto qui",
        ),
        (
            "nav:",
            "hooks: [aggancio.py]\nnav:",
            "site_config.yml:1:1: errore: «hooks» non è ammesso: è un programma, che il sito non esegue; ciò "
            "che serve a tutte le pagine si scrive in theme/",
        ),
        (
            "nav:",
            "plugins: [search, redirects: {}]\nnav:",
            "site_config.yml:1:1: errore: «plugins: redirects» non è ammesso: togliere la riga",
        ),
        (
            "nav:",
            "a: &a [x]\nb: {<<: *a}\nnav:",
            "site_config.yml:13:9: errore: «*a» è un rimando YAML: mettere il testo per esteso",
        ),
        (
            "docs_dir: content\n",
            "<<<<<<< HEAD\ndocs_dir: content\n=======\ndocs_dir: a: b\n>>>>>>> ufficio\n",
            f"site_config.yml:4:1: errore: {TWO_VERSIONS}",
        ),
    ],
)
def test_mistake_in_the_configuration_is_said(tmp_path: Path, before: str, after: str, problem: str) -> None:
    with pytest.raises(FrameError) as error:
        frame_of(project(tmp_path, config=CONFIG.replace(before, after)))
    assert str(error.value) == problem


def test_what_a_configuration_of_an_earlier_version_says_is_harmless(tmp_path: Path, frame: Frame) -> None:
    former = CONFIG.replace("theme: {", "theme: {name: material, language: it, font: false, ")
    former = former.replace("nav:", "plugins:\n  - material/search: {lang: it}\nnav:")
    assert former.count("material") == 2
    assert frame_of(project(tmp_path, config=former)) == frame


def test_page_that_is_not_utf8_is_said_with_its_line(tmp_path: Path) -> None:
    config = project(tmp_path)
    (tmp_path / "content/at/bilanci.md").write_bytes(b"---\ntitle: x\n---\nqualit\xe0\n")
    with pytest.raises(FrameError, match=r"content/at/bilanci\.md:4:1: errore: il file non è in UTF-8"):
        frame_of(config)


def test_symbolic_link_that_leads_out_of_content_is_refused(tmp_path: Path) -> None:
    config = project(tmp_path)
    (tmp_path / "segreto.md").write_text("segreto", encoding="utf-8")
    (tmp_path / "content/fuori.md").symlink_to(tmp_path / "segreto.md")
    with pytest.raises(FrameError, match=r"content/fuori\.md:1:1: errore: è un collegamento simbolico"):
        frame_of(config)


@pytest.mark.parametrize("extension", ["pymdownx.snippets", "pymdownx.snippets: {base_path: ..}"])
def test_extensions_that_read_other_files_are_refused(tmp_path: Path, extension: str) -> None:
    text = f"{CONFIG}markdown_extensions:\n  - {extension}\n"
    with pytest.raises(FrameError, match=r"«pymdownx\.snippets» non è ammessa"):
        frame_of(project(tmp_path, config=text))


def test_linked_folder_of_the_theme_is_refused(tmp_path: Path) -> None:
    config, theme = project(tmp_path), tmp_path / "theme"
    # A linked file is an input like any other.
    for name in ("assets/css", "main.html"):
        (theme / name).rename(tmp_path / Path(name).name)
        (theme / name).symlink_to(tmp_path / Path(name).name)
    with pytest.raises(FrameError) as caught:
        frame_of(config)
    assert str(caught.value) == (
        "theme/assets/css:1:1: errore: è un collegamento simbolico a una cartella, che non si segue: "
        "mettere qui la cartella"
    )


def test_pointer_of_git_lfs_is_not_published(tmp_path: Path) -> None:
    config, file = project(tmp_path), tmp_path / "content" / "allegati" / "bilancio.pdf"
    file.parent.mkdir()
    file.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", encoding="utf-8")
    with pytest.raises(FrameError, match=r"^content/allegati/bilancio\.pdf:1:1: errore: è un rimando"):
        frame_of(config)


def test_links_to_what_the_build_writes_are_fine(tmp_path: Path) -> None:
    page = "---\ntitle: Bilanci\n---\n\n[a](../../dati/2025/x.csv) [b](../../piano/2025/A1/#desk)\n"
    html = (
        frame_of(project(tmp_path, {**PAGES, "at/bilanci.md": page})).files["at/bilanci/index.html"].decode()
    )
    assert 'href="../../dati/2025/x.csv"' in html


def test_broken_template_is_said_with_its_line(tmp_path: Path) -> None:
    config = project(tmp_path)
    (tmp_path / "theme/shell.html").write_text("{% extends 'main.html' %}\n{% block %}\n", encoding="utf-8")
    with pytest.raises(FrameError, match=r"^theme/shell\.html:2:1: errore: modello: "):
        frame_of(config)


def test_nothing_is_printed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(FrameError):
        frame_of(project(tmp_path, {**PAGES, "at/bilanci.md": "[a](x.md)\n"}))
    assert capfd.readouterr() == ("", "")


def test_two_builds_are_the_same(tmp_path: Path, frame: Frame) -> None:
    assert frame_of(project(tmp_path / "altrove")) == frame


# ---- The real project


@pytest.mark.usefixtures("real_project")
def test_mkdocs_alone_builds_the_content_without_a_warning(tmp_path: Path) -> None:
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(ROOT / "site_config.yml")]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    run = subprocess.run(
        [*mkdocs, "-d", str(tmp_path)], capture_output=True, text=True, env=environment, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "WARNING" not in run.stderr
    home = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "[[" not in home
    assert "\ue000" not in home


def test_sitemap_is_sorted_and_escaped_with_the_days_that_are_known() -> None:
    text = sitemap("https://ente.example/", {"b/": date(2025, 6, 30), "": None, "a & b/": None})
    assert re.findall("<loc>(.*?)</loc>", text) == [
        "https://ente.example/",
        "https://ente.example/a%20%26%20b/",
        "https://ente.example/b/",
    ]
    assert re.findall("<loc>[^<]*</loc><lastmod>(.*?)</lastmod>", text) == ["2025-06-30"]
    assert text.count("lastmod") == 2


def test_references_that_multiply_are_refused_before_anybody_follows_them(tmp_path: Path) -> None:
    lines = ["a0: &a0 {k: v}", *(f"a{n}: &a{n} {{<<: [{f'*a{n - 1}, ' * 30}]}}" for n in range(1, 9))]
    page = "\n".join(["---", *lines, "---", ""])
    with pytest.raises(FrameError, match=r"content/at/bilanci\.md:2:5: errore: «&a0» è un'ancora YAML"):
        frame_of(project(tmp_path, {**PAGES, "at/bilanci.md": page}))
    with pytest.raises(FrameError, match=r"site_config\.yml:\d+:\d+: errore: «\*a0» è un rimando YAML"):
        frame_of(project(tmp_path, config="\n".join([*lines, CONFIG])))
