"""What must not be published is refused; a staging site, and no other, is kept from search engines."""

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.robustness.conftest import PLAN, built, copy_with_cache, retitle, vetro
from tests.sample_project import copy_later

AGID = "https://form.agid.gov.it/view/0bc4da02-d2ae-4e5a-a72b-9b4d8a9bf9e4"
PUBLIC = "https://trasparenza.vattelapesca.example/"
NO_INDEX = '<meta name="robots" content="noindex">'


@pytest.fixture
def project(model: Path, tmp_path: Path) -> Path:
    return copy_with_cache(model, tmp_path / "progetto")


LEGAL = {
    "dichiarazione_accessibilita": AGID,
    "informativa_privacy": "privacy/",
    "segnalazioni": "mailto:urp@vattelapesca.example",
}


def make_public(project: Path) -> None:
    """Give what a public site needs: its address, the legal links, no findings."""
    file = project / "site_config.yml"
    text = file.read_text(encoding="utf-8").replace(
        "http://localhost:8000/", "https://www.comune.vattelapesca.it/"
    )
    for key, address in LEGAL.items():
        text = text.replace(f'{key}: ""', f"{key}: {address}")
    file.write_text(text, encoding="utf-8")
    with (project / PLAN / "piano.yml").open("a", encoding="utf-8") as head:
        head.write("  W306: è così nel documento\n  W314: è così nel documento\n")


def test_a_public_site_needs_what_the_law_wants(project: Path) -> None:
    config = project / "site_config.yml"
    config.write_text(config.read_text(encoding="utf-8").replace(PUBLIC, "http://localhost:8000/"), "utf-8")
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


def test_the_record_of_addresses_is_not_missing_beside_those_of_plans(project: Path) -> None:
    make_public(project)
    built(project)
    assert vetro(project, "record").returncode == 0
    (project / "pubblicato" / "indirizzi.txt").unlink()
    done = vetro(project, "build", "--production")
    assert done.returncode == 1
    assert done.stderr == (
        "pubblicato/indirizzi.txt:1:1: errore: manca il registro degli indirizzi pubblicati: "
        "rimettere il file\n"
    )
    # A record that was interrupted before its addresses is completed.
    assert vetro(project, "record").returncode == 0
    assert vetro(project, "build", "--production").returncode == 0


def test_drafts_alone_are_built_and_not_published_nor_recorded(project: Path) -> None:
    make_public(project)
    head = project / PLAN / "piano.yml"
    lines = head.read_text("utf-8").count("\n")
    with head.open("a", encoding="utf-8") as file:
        file.write("bozza: true\n")
    built(project)
    for command in (("build", "--production"), ("record",)):
        done = vetro(project, *command)
        assert done.returncode == 1
        assert (
            f"{PLAN}/piano.yml:{lines + 1}:1: errore: il piano 2025-2026 è una bozza, e non c'è altro "
            "piano da pubblicare: togliere «bozza» quando è approvato"
        ) in done.stderr
    assert not (project / "pubblicato").exists()


DRAFT = "2027-2028"
#: A word that stands in the draft only.
ONLY_THERE = "Indiscrezione"


def add_draft(project: Path) -> None:
    """Add a plan that is being written: with a document, news, a warning and an address of this computer."""
    folder = project / "plan_data" / DRAFT
    copy_later(project / PLAN, folder, 2)
    head = folder / "piano.yml"
    head.write_text(f"bozza: true\n{head.read_text('utf-8')}", "utf-8")
    (folder / "novita.yml").write_text(f"- {{id: bozza, data: 01/10/2026, titolo: {ONLY_THERE}}}\n", "utf-8")
    file = folder / "obiettivi" / "01_01_OS01.yml"
    text = re.sub(r"(?m)^titolo: .*$", f"titolo: {ONLY_THERE}", file.read_text("utf-8"), count=1)
    note = "note_redazionali: [«da completare» da http://localhost/]"
    file.write_text(f"{text.rstrip()}\n{note}\n", "utf-8")


def texts_of(site: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a site with its name and content, those in archives and workbooks too."""
    for path in (one for one in site.rglob("*") if one.is_file()):
        name = path.relative_to(site).as_posix()
        yield name, name.encode() + path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                for inner in archive.namelist():
                    content = archive.read(inner)
                    yield f"{name}/{inner}", inner.encode() + content
                    if zipfile.is_zipfile(io.BytesIO(content)):
                        with zipfile.ZipFile(io.BytesIO(content)) as workbook:
                            for part in workbook.namelist():
                                yield f"{name}/{inner}/{part}", workbook.read(part)


def traces_of_draft(site: Path) -> set[str]:
    """The files of a site that name the draft or have its text."""
    words = (DRAFT.encode(), ONLY_THERE.encode())
    return {name for name, content in texts_of(site) if any(word in content for word in words)}


def test_a_published_site_has_no_trace_of_a_draft_and_goes_on_without_it(project: Path) -> None:
    make_public(project)
    add_draft(project)
    built(project)
    shown = traces_of_draft(project / "site")
    assert {f"dati/{DRAFT}/piano.xlsx/xl/sharedStrings.xml", "search/search_index.json"} <= shown
    # What the draft has in the site to look at must not be recorded as public.
    done = vetro(project, "record")
    assert done.returncode == 1
    assert f"c'è anche la bozza {DRAFT}, che non si pubblica" in done.stderr
    assert not (project / "pubblicato").exists()
    done = vetro(project, "build", "--production")
    assert done.returncode == 0, done.stderr
    assert f"le bozze non si pubblicano, e restano fuori: {DRAFT}\n" in done.stderr
    assert traces_of_draft(project / "site") == set()
    assert (project / "site" / "piano" / "2025-2026" / "01_01_OS01" / "index.html").is_file()
    done = vetro(project, "record")
    assert done.returncode == 0, done.stderr
    record = project / "pubblicato"
    assert sorted(one.name for one in record.iterdir()) == ["2025-2026.txt", "indirizzi.txt"]
    assert traces_of_draft(record) == set()
    # Results of the year in force are published while the draft stands there, with mistakes of its own.
    with (project / "plan_data" / DRAFT / "uffici.yml").open("a", encoding="utf-8") as file:
        file.write("  - {id: altro}\n")
    (project / PLAN / "rilevazioni" / "2026-10-31.yml").write_text(
        "fonte: prova\n01_01_OS01:\n  prestiti: 9.350\n", "utf-8"
    )
    done = vetro(project, "build", "--production")
    assert done.returncode == 0, done.stderr
    assert traces_of_draft(project / "site") == set()
    assert vetro(project, "record").returncode == 0
    assert "rilevazioni/2026-10-31/01_01_OS01/prestiti/valore = 9.350" in (
        record / "2025-2026.txt"
    ).read_text("utf-8")


def test_a_published_plan_is_no_draft_again(project: Path) -> None:
    make_public(project)
    built(project)
    assert vetro(project, "record").returncode == 0
    copy_later(project / PLAN, project / "plan_data" / DRAFT, 2)
    head = project / PLAN / "piano.yml"
    head.write_text(f"bozza: true\n{head.read_text('utf-8')}", "utf-8")
    for command in (("build", "--production"), ("record",)):
        done = vetro(project, *command)
        assert done.returncode == 1
        assert f"{PLAN}/piano.yml:1:8: errore E701: il piano 2025-2026 era pubblicato" in done.stderr


def test_a_draft_with_errors_does_not_keep_the_site_from_being_built(project: Path) -> None:
    shutil.copytree(project / PLAN, project / "plan_data" / "2027-2028")
    head = project / "plan_data" / "2027-2028" / "piano.yml"
    head.write_text(f"bozza: true\n{head.read_text('utf-8')}", "utf-8")
    assert vetro(project, "check").returncode == 1
    done = vetro(project, "build")
    assert done.returncode == 0
    assert "plan_data/2027-2028/piano.yml" in done.stderr
    assert "Gli errori sono in una bozza: il sito è fatto senza." in done.stderr
    assert (project / "site" / "piano" / "2025-2026" / "index.html").exists()
    assert not (project / "site" / "piano" / "2027-2028").exists()
    # What stands elsewhere is an error of the site.
    retitle(project, "")
    assert vetro(project, "build").returncode == 1


@pytest.mark.parametrize(
    "address",
    [
        "http://www.comune.vattelapesca.it/",
        "https://trasparenza/",
        "https://www.comune.vattelapesca.it@evil.it/",
        "https:///trasparenza/",
    ],
)
def test_an_address_of_the_site_that_the_public_cannot_trust_is_refused(project: Path, address: str) -> None:
    make_public(project)
    file = project / "site_config.yml"
    line = f"site_url: {PUBLIC}"
    assert file.read_text("utf-8").count(line) == 1
    file.write_text(file.read_text("utf-8").replace(line, f"site_url: {address}"), "utf-8")
    done = vetro(project, "build", "--production")
    assert done.returncode == 1
    place = f"site_config.yml:{line_of(project, 'site_url')}:1"
    assert (
        f"{place}: errore: «site_url» deve essere l'indirizzo pubblico del sito, con https://" in done.stderr
    )


def line_of(project: Path, key: str) -> int:
    lines = (project / "site_config.yml").read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.strip().startswith(f"{key}:"))


def set_link(project: Path, key: str, address: str) -> None:
    file = project / "site_config.yml"
    text = file.read_text("utf-8")
    assert text.count(f"{key}: {LEGAL[key]}") == 1
    file.write_text(text.replace(f"{key}: {LEGAL[key]}", f"{key}: {address!r}"), "utf-8")


@pytest.mark.parametrize(
    ("key", "address"),
    [
        ("dichiarazione_accessibilita", "non pervenuta"),
        ("dichiarazione_accessibilita", "accessibilita/"),
        ("dichiarazione_accessibilita", "https://www.agid.gov.it/"),
        ("dichiarazione_accessibilita", "http://form.agid.gov.it/view/0bc4da02"),
        ("dichiarazione_accessibilita", "https://form.agid.gov.it/"),
        ("dichiarazione_accessibilita", "https://form.agid.gov.it/view/"),
        ("dichiarazione_accessibilita", "https://form.agid.gov.it/view/../app/0bc4da02"),
        ("dichiarazione_accessibilita", "https://form.agid.gov.it.evil.it/view/0bc4da02"),
        ("dichiarazione_accessibilita", "https://form.agid.gov.it@evil.it/view/0bc4da02"),
        ("dichiarazione_accessibilita", "https://form-agid.gov.it/view/0bc4da02"),
        ("dichiarazione_accessibilita", "https://evil.it/https://form.agid.gov.it/view/0bc4da02"),
        ("dichiarazione_accessibilita", "javascript:alert(1)"),
        ("informativa_privacy", "http://www.vattelapesca.example/privacy"),
        ("informativa_privacy", "//www.vattelapesca.example/privacy"),
        ("informativa_privacy", "https:www.vattelapesca.example"),
        ("informativa_privacy", "https://www.vattelapesca.example@evil.it/"),
        ("informativa_privacy", "javascript:alert(1)"),
        ("informativa_privacy", "non pervenuta"),
        ("informativa_privacy", "una-pagina-che-manca/"),
        ("informativa_privacy", "mailto:urp@vattelapesca.example"),
        ("segnalazioni", "http://www.vattelapesca.example/urp"),
        ("segnalazioni", "mailto:urp"),
        ("segnalazioni", "data:text/html,x"),
    ],
)
def test_a_legal_link_of_the_wrong_kind_is_refused(project: Path, key: str, address: str) -> None:
    make_public(project)
    set_link(project, key, address)
    done = vetro(project, "build", "--production")
    assert done.returncode == 1
    # The address begins after the quote: six spaces, the key, a colon, a space and the quote come before it.
    column = 6 + len(key) + 3 + 1
    place = f"site_config.yml:{line_of(project, key)}:{column}"
    assert f"{place}: errore: «{key}» è «{address}»: qui ci vuole " in done.stderr
    assert not (project / "site").exists()


@pytest.mark.parametrize(
    ("key", "address"),
    [
        ("dichiarazione_accessibilita", f"{AGID}/"),
        ("informativa_privacy", "https://www.vattelapesca.example/privacy?lingua=it#sito"),
        ("informativa_privacy", "https://www.vattelapesca.example"),
        ("informativa_privacy", "privacy/#titolare"),
        ("segnalazioni", "accessibilita/"),
        ("segnalazioni", "https://www.vattelapesca.example:8443/urp"),
        ("segnalazioni", "mailto:urp@vattelapesca.example?subject=Sito"),
    ],
)
def test_a_legal_link_of_the_right_kind_is_published(project: Path, key: str, address: str) -> None:
    make_public(project)
    set_link(project, key, address)
    done = vetro(project, "build", "--production")
    assert done.returncode == 0, done.stderr


def test_other_links_of_the_footer_are_legal_links_too(project: Path) -> None:
    make_public(project)
    file = project / "site_config.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("indirizzo: note-legali/}", "indirizzo: 'http://altro.example/'}"), "utf-8")
    done = vetro(project, "build", "--production")
    assert done.returncode == 1
    assert "errore: in «pagine» c'è «http://altro.example/»: qui ci vuole " in done.stderr


def set_staging(project: Path, value: str) -> None:
    file = project / "site_config.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("  vetro:\n", f"  vetro:\n    collaudo: {value}\n", 1), "utf-8")


def pages(project: Path) -> dict[str, str]:
    return {path.as_posix(): path.read_text("utf-8") for path in (project / "site").rglob("*.html")}


def test_a_staging_site_is_kept_from_search_engines(project: Path) -> None:
    (project / "rinvii.txt").write_text("vecchia/ privacy/\n", encoding="utf-8")
    set_staging(project, "true")
    for _ in range(2):
        # Said also of a site that is up to date.
        done = vetro(project, "build")
        assert done.returncode == 0, done.stderr
        assert (
            done.stderr.splitlines().count(
                "collaudo: ogni pagina chiede ai motori di ricerca di non mostrarla"
            )
            == 1
        )
    assert [name for name, page in pages(project).items() if page.count(NO_INDEX) != 1] == []
    assert (project / "site" / "robots.txt").read_text("utf-8") == "User-agent: *\nDisallow: /\n"
    assert vetro(project, "linkcheck").returncode == 0


@pytest.mark.parametrize("value", ["'false'", "forse", "1"])
def test_staging_is_true_or_false(project: Path, value: str) -> None:
    set_staging(project, value)
    done = vetro(project, "build")
    assert done.returncode == 1
    assert re.search(
        r"site_config.yml:1:1: errore: «extra.vetro.collaudo» è «.+»: scrivere true o false", done.stderr
    )


def test_a_public_site_is_never_kept_from_search_engines(project: Path) -> None:
    (project / "rinvii.txt").write_text("vecchia/ privacy/\n", encoding="utf-8")
    make_public(project)
    set_staging(project, "true")
    done = vetro(project, "build", "--production")
    assert done.returncode == 1
    assert f"site_config.yml:{line_of(project, 'collaudo')}:1: errore: «collaudo» è true" in done.stderr
    file = project / "site_config.yml"
    file.write_text(file.read_text("utf-8").replace("collaudo: true", "collaudo: false"), "utf-8")
    built(project, "--production")
    assert [name for name, page in pages(project).items() if "noindex" in page] == []
    # A public site keeps nobody away (art. 9 of D.Lgs. 33/2013).
    robots = (project / "site" / "robots.txt").read_text("utf-8")
    assert robots == f"User-agent: *\nDisallow:\n\nSitemap: {PUBLIC}sitemap.xml\n"
