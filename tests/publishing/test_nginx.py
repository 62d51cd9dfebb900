"""The example for nginx, tried with the nginx of the system on this computer only."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.site.static_files import POLICY, REVALIDATE, SECURITY
from tests.browser.conftest import POLICY as TESTED_POLICY
from tests.publishing.conftest import EXAMPLES, LOOPBACK, OLD, Answer, free_port, nginx, write_redirects


@pytest.fixture(scope="module")
def port(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder, number = tmp_path_factory.mktemp("nginx"), free_port()
    write_redirects(site, folder / "rinvii.conf")
    server = (
        f"server {{ listen {LOOPBACK}:{number}; root {site};\n"
        f"include {folder}/rinvii*.conf; include {EXAMPLES}/site.conf; }}"
    )
    with nginx(folder, server, number):
        yield number


def test_every_answer_has_the_headers(port: int) -> None:
    for path in (
        "/",
        "/piano/2025-2026/",
        "/dati/2025-2026/indicatori.csv",
        "/assets/css/base.css",
        "/non-esiste",
    ):
        answer = Answer(port, path)
        for name, value in SECURITY.items():
            assert answer.headers.get_all(name) == [value], (path, name)


def test_the_policy_is_the_one_that_the_browser_tests_use() -> None:
    assert POLICY == TESTED_POLICY


def test_every_file_is_asked_for_again(port: int) -> None:
    for name in ("/", "/assets/css/base.css", "/assets/js/vetro.js", "/search/search_index.json"):
        assert Answer(port, name).headers["Cache-Control"] == REVALIDATE


def test_what_has_not_changed_is_not_sent_again(port: int) -> None:
    tag = Answer(port, "/piano/2025-2026/").headers["ETag"]
    assert Answer(port, "/piano/2025-2026/", {"If-None-Match": tag}).status == 304


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/piano/2025-2026/", "text/html; charset=utf-8"),
        ("/dati/2025-2026/indicatori.csv", "text/csv; charset=utf-8"),
        ("/dati/2025-2026/piano.json", "application/json; charset=utf-8"),
        ("/search/search_index.json", "application/json; charset=utf-8"),
    ],
)
def test_texts_are_sent_compressed(port: int, site: Path, path: str, kind: str) -> None:
    answer = Answer(port, path, {"Accept-Encoding": "gzip"})
    file = site / path[1:] / "index.html" if path.endswith("/") else site / path[1:]
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Type"] == kind
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert gzip.decompress(answer.body) == file.read_bytes()


def test_what_is_not_there(port: int, site: Path) -> None:
    answer = Answer(port, "/non/esiste/")
    assert answer.status == 404
    assert answer.body == (site / "404.html").read_bytes()
    for name in ("/_headers", "/_redirects"):
        assert Answer(port, name).status == 404


def test_every_folder_answers_with_a_page_of_the_site(port: int, site: Path) -> None:
    folders = {path for path in site.rglob("*") if path.is_dir()} - {site / OLD.strip("/")}
    without = {folder for folder in folders if not (folder / "index.html").is_file()}
    names = {folder.relative_to(site).as_posix() for folder in without}
    # Where somebody who shortens an address arrives there is a page.
    assert not names & {"piano", "piano/2025-2026", "dati", "dati/2025-2026"}
    assert {"search", "dati/2025-2026/obiettivi", "piano/2025-2026/fonti"} <= names
    for folder in sorted(folders):
        answer = Answer(port, f"/{folder.relative_to(site).as_posix()}/")
        page = "404.html" if folder in without else folder / "index.html"
        assert (answer.status, answer.body) == (404 if folder in without else 200, (site / page).read_bytes())


def test_redirects(port: int) -> None:
    answer = Answer(port, OLD)
    assert (answer.status, answer.headers["Location"]) == (301, "/piano/2025-2026/")
    answer = Answer(port, "/piano/2025-2026")
    assert (answer.status, answer.headers["Location"]) == (301, "/piano/2025-2026/")


def test_open_data_are_for_anybodys_programs(port: int) -> None:
    assert Answer(port, "/dati/2025-2026/piano.json").headers["Access-Control-Allow-Origin"] == "*"
    assert Answer(port, "/").headers["Access-Control-Allow-Origin"] is None
    assert json.loads(Answer(port, "/manifest.json").body)["file"]
