"""Published addresses exist or have a redirect."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.publishing.identifiers import identifiers_of
from generator.publishing.permanence import (
    Permanence,
    PermanenceError,
    Redirect,
    addresses_of,
    check_permanence,
    read_permanence,
    with_new_addresses,
)
from generator.publishing.redirects import redirect_rules
from generator.site.static_files import PAGE_POLICY
from tests.robustness.conftest import PLAN, built, copy_with_cache, vetro

EXISTING = ("piano/", "piano/a/", "piano/a/#uno", "dati/a.csv")
FILES = ("index.html", "404.html", "piano/index.html", "piano/a/index.html", "dati/a.csv", "assets/x.css")


def numbered(lines: Sequence[str]) -> dict[str, int]:
    return {line: number for number, line in enumerate(lines, 1)}


@pytest.fixture
def project(model: Path, tmp_path: Path) -> Path:
    return copy_with_cache(model, tmp_path / "progetto")


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
        (("piano/b/",), (), "pubblicato/indirizzi.txt:1:1: errore: «piano/b/» era pubblicato e non c'è più"),
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
    permanence = Permanence(numbered(published), declared)
    if message is None:
        check_permanence(permanence, EXISTING, FILES, ())
        return
    with pytest.raises(PermanenceError) as caught:
        check_permanence(permanence, EXISTING, FILES, ())
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
    file = tmp_path / "pubblicato/indirizzi.txt"
    file.parent.mkdir()
    assert with_new_addresses(tmp_path, ["b/", "a/"]) == "a/\nb/\n"
    file.write_text("# del 2025\nb/\n\n# del 2026\na/", encoding="utf-8")
    assert with_new_addresses(tmp_path, ["b/", "d/", "c/"]) == "# del 2025\nb/\n\n# del 2026\na/\nc/\nd/\n"


def test_the_format_of_hosts() -> None:
    redirects = (Redirect("a/", "b/", 1), Redirect("c/#x", "b/", 2))
    published = ("a/", "a/#x", "a/badge.svg", "a/b/", "d/")
    assert redirect_rules(Permanence(numbered(published), redirects)) == "/a/ /b/ 301\n/a/badge.svg /b/ 301\n"


def test_a_rule_of_hosts_has_no_space() -> None:
    permanence = Permanence({}, (Redirect("a/Relazione 2024.pdf", "b/città/", 1),))
    assert redirect_rules(permanence) == "/a/Relazione%202024.pdf /b/citt%C3%A0/ 301\n"


def test_headings_and_files_of_content_are_published_addresses(project: Path) -> None:
    page, file = project / "content" / "note-legali.md", project / "content" / "assets" / "relazione.pdf"
    page.write_text(page.read_text("utf-8") + "\n## Un titolo\n\nTesto.\n", encoding="utf-8")
    file.parent.mkdir()
    file.write_bytes(b"%PDF-1.7\n")
    addresses = project / "pubblicato/indirizzi.txt"
    addresses.parent.mkdir()
    addresses.write_text("# da conservare\n", encoding="utf-8")
    before = built(project)
    assert vetro(project, "record").returncode == 0
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
    assert vetro(project, "record").returncode == 0
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
    assert "l'obiettivo «01_01_OS02» era pubblicato e non c'è più" in done.stderr
    assert (project / "site" / "manifest.json").read_bytes() == before
    moved = "piano/2025-2026/01_01_OS02/ piano/2025-2026/\n"
    for end in ("-per-excel.csv", ".csv", ".json"):
        moved += f"dati/2025-2026/obiettivi/01_01_OS02{end} dati/2025-2026/obiettivi.csv\n"
    (project / "rinvii.txt").write_text(moved, encoding="utf-8")
    built(project)
    page = (project / "site/piano/2025-2026/01_01_OS02/index.html").read_text(encoding="utf-8")
    assert 'content="0; url=../../../piano/2025-2026/"' in page
    assert f'<meta http-equiv="Content-Security-Policy" content="{PAGE_POLICY}">' in page
    assert (project / "site" / "_redirects").read_text(encoding="utf-8") == (
        "/piano/2025-2026/01_01_OS02/ /piano/2025-2026/ 301\n"
        "/piano/2025-2026/01_01_OS02/badge.svg /piano/2025-2026/ 301\n"
        "/dati/2025-2026/obiettivi/01_01_OS02-per-excel.csv /dati/2025-2026/obiettivi.csv 301\n"
        "/dati/2025-2026/obiettivi/01_01_OS02.csv /dati/2025-2026/obiettivi.csv 301\n"
        "/dati/2025-2026/obiettivi/01_01_OS02.json /dati/2025-2026/obiettivi.csv 301\n"
    )


SITE_URL = "https://trasparenza.vattelapesca.example/"
#: The identifiers by what they follow from: address of the site, code of the body, start of its feed.
BY_ADDRESS = (
    f"{SITE_URL}dati/catalogo.ttl#catalogo",
    f"{SITE_URL}dati/2025-2026/#dataset",
    f"{SITE_URL}dati/#serie",
)
BY_CODE = ("dct:identifier ipa_inventato:piano-2025-2026", "dct:identifier ipa_inventato:serie")
OF_FEED = ("tag:trasparenza.vattelapesca.example,2025:novita",)
RECORDED = (*BY_ADDRESS, *BY_CODE, *OF_FEED)


def configure(project: Path, old: str, new: str) -> None:
    file = project / "site_config.yml"
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def lost_identifiers(project: Path, stderr: str) -> list[str]:
    """The identifiers that a build says are lost, each of which must be told at its own line."""
    lines = (project / "pubblicato/indirizzi.txt").read_text("utf-8").splitlines()
    found = []
    for message in stderr.splitlines():
        place, _, rest = message.partition(": errore: «")
        if place.startswith("pubblicato/indirizzi.txt:") and "era un identificativo" in rest:
            line = lines[int(place.split(":")[1]) - 1]
            assert line.removeprefix("dct:identifier ") == rest.partition("»")[0]
            found.append(line)
    return sorted(found)


@pytest.mark.parametrize(
    ("old", "new", "lost", "remedy"),
    [
        (
            SITE_URL,
            "https://www.b.example/x/",
            (*BY_ADDRESS, *OF_FEED),
            "rimettere «site_url» com'era",
        ),
        (
            'autorita: ""',
            "autorita: altrove.example",
            OF_FEED,
            "scrivere «autorita: trasparenza.vattelapesca.example» sotto «dati»",
        ),
        ("codice_ipa: ipa_inventato", "codice_ipa: altro", BY_CODE, "rimettere «codice_ipa» com'era"),
    ],
)
def test_identifiers_that_would_change_stop_the_build(
    project: Path, old: str, new: str, lost: tuple[str, ...], remedy: str
) -> None:
    (project / "pubblicato").mkdir(exist_ok=True)
    (project / "pubblicato/indirizzi.txt").write_text("# da conservare\n\n", encoding="utf-8")
    before = built(project)
    assert vetro(project, "record").returncode == 0
    assert {*RECORDED} <= {*(project / "pubblicato/indirizzi.txt").read_text("utf-8").splitlines()}
    configure(project, old, new)
    done = vetro(project, "build")
    assert done.returncode == 1
    assert lost_identifiers(project, done.stderr) == sorted(lost)
    assert remedy in done.stderr
    assert (project / "site" / "manifest.json").read_bytes() == before
    # A change that is meant: the old lines are taken away, and the next record has the new ones.
    file = project / "pubblicato/indirizzi.txt"
    kept = [line for line in file.read_text("utf-8").splitlines() if line not in lost]
    file.write_text("\n".join(kept) + "\n", encoding="utf-8")
    built(project)


@pytest.mark.parametrize(
    ("present", "remedy"),
    [
        (("tag:b.example,2025:novita",), "scrivere «autorita: a.example» sotto «dati» in site_config.yml"),
        (("tag:a.example,2026:novita",), "rimettere in plan_data/ il piano più vecchio che c'era"),
    ],
)
def test_the_remedy_for_an_identifier_of_the_feed(present: tuple[str, ...], remedy: str) -> None:
    permanence = Permanence(identifiers={"tag:a.example,2025:novita": 7})
    with pytest.raises(PermanenceError) as caught:
        check_permanence(permanence, EXISTING, FILES, present)
    assert str(caught.value) == (
        "pubblicato/indirizzi.txt:7:1: errore: «tag:a.example,2025:novita» era un identificativo delle "
        f"novità e non lo è più: chi li segue li prenderebbe per nuovi; {remedy}, o, se il cambiamento "
        "è voluto, togliere questa riga"
    )


def test_a_site_that_moves_may_keep_the_identifiers_of_its_feed(project: Path) -> None:
    built(project)
    assert vetro(project, "record").returncode == 0
    configure(project, SITE_URL, "https://www.b.example/")
    configure(project, 'autorita: ""', "autorita: trasparenza.vattelapesca.example")
    assert lost_identifiers(project, vetro(project, "build").stderr) == sorted(BY_ADDRESS)


def test_a_record_without_identifiers_asks_for_none(project: Path) -> None:
    (project / "pubblicato").mkdir(exist_ok=True)
    (project / "pubblicato/indirizzi.txt").write_text("note-legali/\n", encoding="utf-8")
    configure(project, SITE_URL, "https://www.b.example/")
    built(project)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (SITE_URL, "http://localhost:8000/", "«site_url» non è l'indirizzo pubblico del sito"),
        ("  vetro:\n", "  vetro:\n    collaudo: true\n", "«collaudo» è true"),
    ],
)
def test_only_what_is_public_is_recorded(project: Path, old: str, new: str, reason: str) -> None:
    configure(project, old, new)
    built(project)
    done = vetro(project, "record")
    assert (done.returncode, done.stderr) == (
        1,
        f"in site_config.yml {reason}: da registrare è solo ciò che è pubblicato\n",
    )
    assert not (project / "pubblicato/indirizzi.txt").exists()


def test_a_staging_site_may_have_identifiers_of_its_own(project: Path) -> None:
    built(project)
    assert vetro(project, "record").returncode == 0
    configure(project, SITE_URL, "https://collaudo.vattelapesca.example/")
    configure(project, "  vetro:\n", "  vetro:\n    collaudo: true\n")
    built(project)


def test_a_lost_address_is_told_at_its_line_of_the_file(project: Path) -> None:
    (project / "pubblicato").mkdir(exist_ok=True)
    (project / "pubblicato/indirizzi.txt").write_text("# da conservare\n\npiano/assente/\n", encoding="utf-8")
    assert "pubblicato/indirizzi.txt:3:1: errore: «piano/assente/»" in vetro(project, "build").stderr


def test_the_identifiers_are_those_of_the_files() -> None:
    graph = [
        {"@id": "https://a.example/#c", "@type": ["dcatapit:Catalog", "dcat:Catalog"]},
        {
            "@id": "https://a.example/#d",
            "@type": ["dcatapit:Dataset", "dcat:Dataset"],
            "dct:identifier": [{"@value": "x:1"}],
        },
        {"@id": "https://a.example/#e", "@type": ["foaf:Agent"], "dct:identifier": [{"@value": "x"}]},
    ]
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:a,1:n</id><entry><id>tag:a,1:x</id></entry></feed>'
    )
    assert [*identifiers_of(json.dumps({"@graph": graph}).encode(), feed.encode())] == [
        "https://a.example/#c",
        "https://a.example/#d",
        "dct:identifier x:1",
        "tag:a,1:n",
    ]
