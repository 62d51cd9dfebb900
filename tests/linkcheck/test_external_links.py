"""Links to other sites are requested with LinkChecker, only with `--external`; here, local."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from generator.linkcheck import external
from generator.linkcheck.broken_links import LinkCheckError
from generator.linkcheck.checker import LinkLocation
from generator.linkcheck.declaration import check_declaration
from generator.linkcheck.external import check_external
from tests.linkcheck.test_link_checker import write
from tests.robustness.conftest import vetro


class Elsewhere(BaseHTTPRequestHandler):
    """Another site, with several status codes; records the requested paths."""

    requested: list[str]
    pages: dict[str, str]

    def do_GET(self) -> None:
        self.requested.append(self.path)
        status = {"/bene?a=1&b=2": 200, "/mosso": 301, "/proibito": 403}.get(self.path, 404)
        status = 200 if self.path in self.pages else status
        self.send_response(status)
        if status == 301:
            self.send_header("Location", "/bene?a=1&b=2")
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(self.pages.get(self.path, '<a href="/oltre">Questo non lo si segue.</a>').encode())

    do_HEAD = do_GET  # noqa: N815 - the base class's name

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    Elsewhere.requested, Elsewhere.pages = [], {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_what_is_said_of_other_sites(elsewhere: str) -> None:
    answers = {
        f"{elsewhere}/bene?a=1&b=2": "",
        f"{elsewhere}/mosso": "",
        f"{elsewhere}/manca": "non risponde come dovrebbe (404 Not Found)",
        f"{elsewhere}/proibito": "non risponde come dovrebbe (403 Forbidden)",
        "http://127.0.0.1:1/": "non risponde",
    }
    locations = {
        address: LinkLocation("index.html", line, address) for line, address in enumerate(answers, 1)
    }
    found = {diagnostic.url: diagnostic for diagnostic in check_external(locations)}
    assert {address: getattr(found.get(address), "reason", "") for address in answers} == answers
    assert str(found["http://127.0.0.1:1/"]) == (
        "index.html:5: «http://127.0.0.1:1/» non risponde: "
        "aprirlo con il browser; se non c'è più, correggerlo o toglierlo"
    )
    assert "/oltre" not in Elsewhere.requested


def test_without_linkchecker_there_is_a_clear_message(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_external({}) == ()
    monkeypatch.setattr(external, "find_spec", lambda _: None)
    with pytest.raises(LinkCheckError, match="pip install linkchecker"):
        check_external({"https://altro.example/": LinkLocation("index.html", 1, "https://altro.example/")})


def test_the_command(elsewhere: str, tmp_path: Path) -> None:
    # The other site is on the same host: addresses of this computer are accepted nowhere else.
    config = f"site_url: {elsewhere}/trasparenza/\ndocs_dir: content\n"
    (tmp_path / "site_config.yml").write_text(config, encoding="utf-8")
    nothing = vetro(tmp_path, "linkcheck")
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert "generarlo prima con «vetro build»" in nothing.stderr

    page = f'<a href="privacy/">Privacy</a>\n<a href="{elsewhere}/manca">Di altri</a>'
    write(tmp_path / "site", {"index.html": page, "privacy/index.html": ""})
    write(tmp_path / "public", {"index.html": page})
    sound = vetro(tmp_path, "linkcheck")
    assert (sound.returncode, sound.stderr) == (0, "")
    assert sound.stdout == (
        "Ogni collegamento porta a una pagina, e a ogni pagina e documento porta un collegamento.\n"
    )
    assert Elsewhere.requested == []

    followed = vetro(tmp_path, "linkcheck", "--external")
    assert (followed.returncode, followed.stdout) == (1, "")
    assert followed.stderr == (
        f"index.html:3: «{elsewhere}/manca» non risponde come dovrebbe (404 Not Found): "
        "aprirlo con il browser; se non c'è più, correggerlo o toglierlo\n"
    )

    broken = vetro(tmp_path, "linkcheck", "--site", "public")
    assert (broken.returncode, broken.stdout) == (1, "")
    assert broken.stderr == (
        "index.html:2: «privacy/» porta a «privacy/», che non c'è: "
        "correggere l'indirizzo, o aggiungere ciò che manca\n"
    )

    for folder in ("content", "site"):
        write(tmp_path / folder, {"allegati/bilancio.pdf": "%PDF"})
    unlinked = vetro(tmp_path, "linkcheck")
    assert (unlinked.returncode, unlinked.stdout) == (1, "")
    assert unlinked.stderr == (
        "allegati/bilancio.pdf:1: «allegati/bilancio.pdf» non è raggiungibile: nessuna pagina vi porta: "
        "collegarlo da una pagina, o toglierlo da content/\n"
    )
    assert vetro(tmp_path, "linkcheck", "--altro").returncode == 2


@pytest.mark.parametrize(
    ("page", "is_ours"),
    [
        ("Dichiarazione per il sito https://ente.example/trasparenza/", True),
        ("Dichiarazione per il sito Ente.Example.", True),
        ("Dichiarazione per il sito https://altro.example/", False),
        ("Dichiarazione per il sito https://altro-ente.example/", False),
        ("Dichiarazione per il sito https://ente.example.com/", False),
        ("Dichiarazione per il sito https://ente-example/", False),
    ],
)
def test_the_declaration_of_accessibility_names_the_site(elsewhere: str, page: str, is_ours: bool) -> None:
    Elsewhere.pages["/view/1"] = page
    location = LinkLocation("index.html", 2, f"{elsewhere}/view/1")
    expected = (
        f"index.html:2: «{elsewhere}/view/1» non nomina «ente.example», e perciò non è la dichiarazione di "
        "accessibilità di questo sito: mettere in site_config.yml quella che AgID ha pubblicato per questo "
        "sito"
    )
    found = [str(one) for one in check_declaration(location, "ente.example")]
    assert found == ([] if is_ours else [expected])


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "javascript:alert(1)", "file:///etc/passwd"])
def test_a_declaration_that_does_not_answer_is_left_to_the_other_check(address: str) -> None:
    assert check_declaration(LinkLocation("index.html", 1, address), "ente.example") == ()
