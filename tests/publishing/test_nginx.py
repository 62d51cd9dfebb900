"""The example for nginx, tried with the nginx of the system on this computer only."""

import gzip
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection
from pathlib import Path

import pytest

from generator.site.headers import ASK_AGAIN, FOR_EVER, POLICY, SECURITY
from tests.browser.conftest import POLICY as TESTED_POLICY
from tests.conftest import ROOT
from tests.robustness.conftest import PLAN, built, copy_project

EXAMPLES = ROOT / "docs" / "publishing"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/sbin:/bin")
OLD = "/piano/2025-2026/01_01_OS99/"


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
    return port


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_project(tmp_path_factory.mktemp("web") / "progetto")
    (project / "rinvii.txt").write_text(f"{OLD[1:]} piano/2025-2026/\n", encoding="utf-8")
    assert (project / PLAN).is_dir()
    built(project)
    return project / "site"


@pytest.fixture(scope="module")
def port(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    # Workers of nginx give up root: they must be able to reach the site.
    for folder in [site, *site.parents][:-2]:
        folder.chmod(folder.stat().st_mode | 0o055)
    folder = tmp_path_factory.mktemp("nginx")
    number = free_port()
    redirects = subprocess.run(
        [EXAMPLES / "redirects-for-nginx", site / "_redirects"], capture_output=True, text=True, check=True
    )
    (folder / "rinvii.conf").write_text(redirects.stdout, encoding="utf-8")
    (folder / "nginx.conf").write_text(
        f"pid {folder}/pid; error_log {folder}/error.log; daemon off; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off;\n"
        f"client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;\n"
        f"uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n"
        f"server {{ listen 127.0.0.1:{number}; root {site};\n"
        f"include {folder}/rinvii*.conf; include {EXAMPLES}/site.conf; }} }}\n",
        encoding="utf-8",
    )
    assert NGINX
    process = subprocess.Popen([NGINX, "-c", folder / "nginx.conf", "-e", folder / "error.log"])
    for _ in range(100):
        with socket.socket() as sock:
            if sock.connect_ex(("127.0.0.1", number)) == 0:
                break
        time.sleep(0.05)
    yield number
    process.terminate()
    process.wait(10)


class Answer:
    def __init__(self, port: int, path: str, headers: Mapping[str, str] | None = None) -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", path, headers=dict(headers or {}))
        answer = connection.getresponse()
        self.status, self.headers, self.body = answer.status, answer.headers, answer.read()


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


def test_files_named_after_their_content_are_kept_for_ever(port: int, site: Path) -> None:
    bundle = next((site / "assets" / "javascripts").glob("bundle.*.js"))
    answer = Answer(port, f"/{bundle.relative_to(site).as_posix()}")
    assert answer.headers["Cache-Control"] == FOR_EVER
    for name in ("/", "/assets/css/base.css", "/assets/js/vetro.js", "/search/search_index.json"):
        assert Answer(port, name).headers["Cache-Control"] == ASK_AGAIN


def test_what_has_not_changed_is_not_sent_again(port: int) -> None:
    tag = Answer(port, "/piano/2025-2026/").headers["ETag"]
    assert Answer(port, "/piano/2025-2026/", {"If-None-Match": tag}).status == 304


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/piano/2025-2026/", "text/html; charset=utf-8"),
        ("/dati/2025-2026/indicatori.csv", "text/csv; charset=utf-8"),
        ("/dati/2025-2026/indicatori.json", "application/json; charset=utf-8"),
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


def test_redirects(port: int) -> None:
    answer = Answer(port, OLD)
    assert (answer.status, answer.headers["Location"]) == (301, "/piano/2025-2026/")
    answer = Answer(port, "/piano/2025-2026")
    assert (answer.status, answer.headers["Location"]) == (301, "/piano/2025-2026/")


def test_open_data_are_for_anybodys_programs(port: int) -> None:
    assert Answer(port, "/dati/2025-2026/obiettivi.json").headers["Access-Control-Allow-Origin"] == "*"
    assert Answer(port, "/").headers["Access-Control-Allow-Origin"] is None
    assert json.loads(Answer(port, "/manifest.json").body)["file"]
