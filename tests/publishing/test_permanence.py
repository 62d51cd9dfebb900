"""Published addresses exist or have a redirect; what must not be published is refused."""

from pathlib import Path

import pytest

from generator.publishing.permanence import (
    Permanence,
    PermanenceError,
    Redirect,
    addresses_of,
    check_permanence,
    read_permanence,
    redirect_rules,
    with_new_addresses,
)
from generator.site.static_files import PAGE_POLICY
from tests.robustness.conftest import PLAN, built, copy_project, vetro

EXISTING = ("piano/", "piano/a/", "piano/a/#uno", "dati/a.csv")
FILES = ("index.html", "404.html", "piano/index.html", "piano/a/index.html", "dati/a.csv", "assets/x.css")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "progetto")


def test_the_addresses_that_others_may_link_to() -> None:
    names = [
        "index.html",
        "a/index.html",
        "a/badge.svg",
        "assets/x.css",
        "search/search_index.json",
        "404.html",
    ]
    names += ["manifest.json", "_redirects", "dati/a.csv", "sitemap.xml"]
    anchors = ["a/", "a/#uno"]
    expected = ("a/", "a/#uno", "a/badge.svg", "dati/a.csv", "sitemap.xml")
    assert addresses_of(names, anchors) == expected
    # A file of content/ may lie anywhere.
    content = {"a.md", "assets/relazione.pdf"}
    assert addresses_of([*names, "assets/relazione.pdf"], anchors, content) == tuple(
        sorted([*expected, "assets/relazione.pdf"])
    )
    assert addresses_of(["myindex.html"], ()) == ("myindex.html",)


@pytest.mark.parametrize(
    ("published", "redirects", "message"),
    [
        (EXISTING, (), None),
        (("piano/b/",), (), "indirizzi.txt:1:1: errore: «piano/b/» era pubblicato e non c'è più"),
        (("piano/a/#due",), (), "«piano/a/#due» era pubblicato"),
        (("piano/b/",), (("piano/b/", "piano/a/"),), None),
        (("piano/b/", "piano/b/#uno"), (("piano/b/", "piano/a/"),), None),
        (("piano/a/#due",), (("piano/a/#due", "piano/a/#uno"),), None),
        ((), (("piano/b/", "piano/c/"),), "rinvii.txt:1:1: errore: «piano/c/» non c'è"),
        ((), (("piano/a/", "piano/"),), "«piano/a/» c'è ancora"),
        ((), (("", "piano/"),), "rinvii.txt:1:1: errore: «» c'è ancora"),
        ((), (("404.html", "piano/"),), "«404.html» c'è ancora"),
        ((), (("piano/a", "piano/"),), "«piano/a» c'è ancora"),
        ((), (("assets/x.css", "piano/"),), "«assets/x.css» c'è ancora"),
        ((), (("manifest.json", "piano/"),), "«manifest.json» c'è ancora"),
        ((), (("_redirects", "piano/"),), "«_redirects» c'è ancora"),
        ((), (("dati/a.csv/b/", "piano/"),), "«dati/a.csv» è un file, e non può avere altro sotto di sé"),
        ((), (("b.html", "piano/"), ("b.html/c/", "piano/")), "rinvii.txt:2:1: errore: «b.html» è un file"),
        (("Relazione 2024.pdf",), (), "dire in rinvii.txt dove è andato (lì uno spazio si scrive %20)"),
        ((), (("b/", "piano/"), ("b/", "piano/a/")), "rinvii.txt:2:1: errore: il rinvio da «b/» c'è già"),
    ],
)
def test_lost_addresses_and_wrong_redirects(
    published: tuple[str, ...], redirects: tuple[tuple[str, str], ...], message: str | None
) -> None:
    declared = tuple(Redirect(old, new, line) for line, (old, new) in enumerate(redirects, 1))
    permanence = Permanence(published, declared)
    if message is None:
        check_permanence(permanence, EXISTING, FILES)
        return
    with pytest.raises(PermanenceError) as caught:
        check_permanence(permanence, EXISTING, FILES)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "line",
    [
        "vecchio/", "a/ b/ c/", "/a/ b/", "a/ https://altrove.it/", "../a/ b/", "a/%2e%2e/b/ c/", "a//b/ c/",
        "./a/ b/", "* b/", "a/* b/", "a/ :splat", "a?x=1 b/", "a\\\\b b/", "mailto:a@b b/", "a%00/ b/",
        "a/" * 2000 + " b/", "b/ " + "a" * 251,
    ],
)  # fmt: skip
def test_a_redirect_that_cannot_be_read(tmp_path: Path, line: str) -> None:
    (tmp_path / "rinvii.txt").write_text(f"# commento\n#\n{line}\n", encoding="utf-8")
    with pytest.raises(PermanenceError, match=r"rinvii\.txt:3:1: errore"):
        read_permanence(tmp_path)


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("\ufeffa/ b/\n", "a/", "b/"),
        ("a/\tb/\r\n", "a/", "b/"),
        ("a/index.html b/index.html", "a/", "b/"),
        ("index.html b/", "", "b/"),
        ("  # commento\na/ b/#uno:due", "a/", "b/#uno:due"),
        ("#uno b/", "#uno", "b/"),
        ("a/Relazione%202024.pdf b/", "a/Relazione 2024.pdf", "b/"),
        ("a/citt%C3%A0.pdf b/città/", "a/città.pdf", "b/città/"),
    ],
)
def test_a_redirect_that_can_be_read(tmp_path: Path, text: str, old: str, new: str) -> None:
    (tmp_path / "rinvii.txt").write_bytes(text.encode())
    (redirect,) = read_permanence(tmp_path).redirects
    assert (redirect.old, redirect.new) == (old, new)


def test_a_list_in_another_encoding_is_said(tmp_path: Path) -> None:
    (tmp_path / "rinvii.txt").write_text("a/ b/", encoding="utf-16")
    with pytest.raises(PermanenceError, match=r"rinvii\.txt:1:1: errore: il file non è in UTF-8"):
        read_permanence(tmp_path)


def test_new_addresses_come_after_those_that_are_there(tmp_path: Path) -> None:
    file = tmp_path / "indirizzi.txt"
    assert with_new_addresses(tmp_path, ["b/", "a/"]) == "a/\nb/\n"
    file.write_text("# del 2025\nb/\n\n# del 2026\na/", encoding="utf-8")
    assert with_new_addresses(tmp_path, ["b/", "d/", "c/"]) == "# del 2025\nb/\n\n# del 2026\na/\nc/\nd/\n"


def test_the_format_of_hosts() -> None:
    redirects = (Redirect("a/", "b/", 1), Redirect("c/#x", "b/", 2))
    published = ("a/", "a/#x", "a/badge.svg", "a/b/", "d/")
    assert redirect_rules(Permanence(published, redirects)) == "/a/ /b/ 301\n/a/badge.svg /b/ 301\n"


def test_a_rule_of_hosts_has_no_space() -> None:
    permanence = Permanence((), (Redirect("a/Relazione 2024.pdf", "b/città/", 1),))
    assert redirect_rules(permanence) == "/a/Relazione%202024.pdf /b/citt%C3%A0/ 301\n"


def test_headings_and_files_of_content_are_published_addresses(project: Path) -> None:
    page, file = project / "content" / "note-legali.md", project / "content" / "assets" / "relazione.pdf"
    page.write_text(page.read_text("utf-8") + "\n## Un titolo\n\nTesto.\n", encoding="utf-8")
    file.parent.mkdir()
    file.write_bytes(b"%PDF-1.7\n")
    addresses = project / "indirizzi.txt"
    addresses.write_text("# da conservare\n", encoding="utf-8")
    before = built(project)
    assert vetro(project, "addresses").returncode == 0
    lines = addresses.read_text("utf-8").splitlines()
    assert lines[0] == "# da conservare"
    assert {"note-legali/#un-titolo", "assets/relazione.pdf"} <= {*lines}
    assert not [line for line in lines if line.startswith("assets/") and line != "assets/relazione.pdf"]
    assert built(project) == before
    assert sorted(path.name for path in project.glob(".ind*")) == []
    page.write_text(page.read_text("utf-8").replace("Un titolo", "Altro"), encoding="utf-8")
    file.unlink()
    done = vetro(project, "build")
    assert done.returncode == 1
    for lost in ("note-legali/#un-titolo", "assets/relazione.pdf"):
        assert f"«{lost}» era pubblicato e non c'è più" in done.stderr


def test_a_published_objective_cannot_get_lost(project: Path) -> None:
    before = built(project)
    assert vetro(project, "addresses").returncode == 0
    assert built(project) == before
    (project / PLAN / "obiettivi" / "01_01_OS02.yml").unlink()
    for file in (project / PLAN / "rilevazioni").glob("*.yml"):
        text = file.read_text(encoding="utf-8")
        remaining: list[str] = []
        inside = False
        for line in text.splitlines():
            if line[:1] not in (" ", "#", ""):
                inside = line.startswith("01_01_OS02")
            if not inside:
                remaining.append(line)
        file.write_text("\n".join(remaining) + "\n", encoding="utf-8")
    done = vetro(project, "build")
    assert done.returncode == 1
    assert "«piano/2025-2026/01_01_OS02/» era pubblicato e non c'è più" in done.stderr
    assert (project / "site" / "manifest.json").read_bytes() == before
    moved = "piano/2025-2026/01_01_OS02/ piano/2025-2026/\n"
    for kind in ("csv", "json"):
        moved += f"dati/2025-2026/obiettivi/01_01_OS02.{kind} dati/2025-2026/obiettivi.{kind}\n"
    (project / "rinvii.txt").write_text(moved, encoding="utf-8")
    built(project)
    page = (project / "site/piano/2025-2026/01_01_OS02/index.html").read_text(encoding="utf-8")
    assert 'content="0; url=../../../piano/2025-2026/"' in page
    assert f'<meta http-equiv="Content-Security-Policy" content="{PAGE_POLICY}">' in page
    assert (project / "site" / "_redirects").read_text(encoding="utf-8") == (
        "/piano/2025-2026/01_01_OS02/ /piano/2025-2026/ 301\n"
        "/piano/2025-2026/01_01_OS02/badge.svg /piano/2025-2026/ 301\n"
        "/dati/2025-2026/obiettivi/01_01_OS02.csv /dati/2025-2026/obiettivi.csv 301\n"
        "/dati/2025-2026/obiettivi/01_01_OS02.json /dati/2025-2026/obiettivi.json 301\n"
    )


def make_public(project: Path) -> None:
    file = project / "site_config.yml"
    text = file.read_text(encoding="utf-8").replace(
        "http://localhost:8000/", "https://www.comune.vattelapesca.it/"
    )
    for key in ("dichiarazione_accessibilita", "informativa_privacy", "segnalazioni"):
        text = text.replace(f'{key}: ""', f"{key}: https://www.comune.vattelapesca.it/{key}")
    file.write_text(text, encoding="utf-8")
    with (project / PLAN / "piano.yml").open("a", encoding="utf-8") as head:
        head.write("eccezioni: {W306: è così nel documento, W314: è così nel documento}\n")


def test_a_public_site_needs_what_the_law_wants(project: Path) -> None:
    config = project / "site_config.yml"
    public = "https://trasparenza.vattelapesca.example/"
    config.write_text(config.read_text(encoding="utf-8").replace(public, "http://localhost:8000/"), "utf-8")
    done = vetro(project, "build", "--production")
    assert done.returncode == 1
    for message in (
        "site_url",
        "dichiarazione_accessibilita",
        "informativa_privacy",
        "segnalazioni",
        "localhost",
    ):
        assert message in done.stderr
    assert not (project / "site").exists()
    make_public(project)
    done = vetro(project, "build", "--production")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\nbozza: true\n---\n# Pagina\n", "content/prova.md:1:1: errore: la pagina è una bozza"),
        ("# Pagina\n\nVedi http://127.0.0.1:8000/x\n", "content/prova.md:3:6: errore: «http://127.0.0.1»"),
        ("# Pagina\n\nVedi http://[::1]:8000/x\n", "content/prova.md:3:6: errore: «http://[::1]»"),
        ("# Pagina\n\nVedi http://192.168.1.1/\n", "content/prova.md:3:6: errore: «http://192.168.1.1»"),
        ("# Pagina\n\nVedi https://intranet/\n", "content/prova.md:3:6: errore: «https://intranet»"),
        ("# Pagina\n\nIBAN IT60X0542811101000000123456\n", "content/prova.md:3:"),
    ],
)
def test_drafts_local_addresses_and_diagnostics_are_refused(project: Path, text: str, message: str) -> None:
    make_public(project)
    (project / "content" / "prova.md").write_text(text, encoding="utf-8")
    done = vetro(project, "build", "--production")
    assert done.returncode == 1
    assert message in done.stderr
