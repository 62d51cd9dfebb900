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
)
from tests.robustness.conftest import PLAN, built, copy_project, vetro

EXISTING = ("piano/", "piano/a/", "piano/a/#uno", "dati/a.csv")


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
    assert addresses_of(names, anchors) == ("a/", "a/#uno", "a/badge.svg", "dati/a.csv", "sitemap.xml")


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
        ((), (("b/", "piano/"), ("b/", "piano/a/")), "rinvii.txt:2:1: errore: il rinvio da «b/» c'è già"),
    ],
)
def test_lost_addresses_and_wrong_redirects(
    published: tuple[str, ...], redirects: tuple[tuple[str, str], ...], message: str | None
) -> None:
    declared = tuple(Redirect(old, new, line) for line, (old, new) in enumerate(redirects, 1))
    permanence = Permanence(published, declared)
    if message is None:
        check_permanence(permanence, EXISTING)
        return
    with pytest.raises(PermanenceError) as caught:
        check_permanence(permanence, EXISTING)
    assert message in str(caught.value)


@pytest.mark.parametrize("line", ["vecchio/", "a/ b/ c/", "/a/ b/", "a/ https://altrove.it/", "../a/ b/"])
def test_a_redirect_that_cannot_be_read(tmp_path: Path, line: str) -> None:
    (tmp_path / "rinvii.txt").write_text(f"# commento\n\n{line}\n", encoding="utf-8")
    with pytest.raises(PermanenceError, match=r"rinvii\.txt:3:1: errore"):
        read_permanence(tmp_path)


def test_the_format_of_hosts() -> None:
    redirects = (Redirect("a/", "b/", 1), Redirect("c/#x", "b/", 2))
    published = ("a/", "a/#x", "a/badge.svg", "a/b/", "d/")
    assert redirect_rules(Permanence(published, redirects)) == "/a/ /b/ 301\n/a/badge.svg /b/ 301\n"


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
        ("# Pagina\n\nIBAN IT60X0542811101000000123456\n", "content/prova.md:3:"),
    ],
)
def test_drafts_local_addresses_and_diagnostics_are_refused(project: Path, text: str, message: str) -> None:
    make_public(project)
    (project / "content" / "prova.md").write_text(text, encoding="utf-8")
    done = vetro(project, "build", "--production")
    assert done.returncode == 1
    assert message in done.stderr
