"""The server of the live preview: methods, names that it answers to, and the path of the site's address."""

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from typing import NamedTuple

import pytest

from generator.devserver.live_site import LiveSite
from generator.devserver.server import LiveServer, ServerError
from generator.loading.diagnostics import Diagnostic
from generator.publishing.output_dir import MemoryOutput

PAGES = {
    "index.html": b"<body>inizio</body>",
    "404.html": b'<body><link rel="stylesheet" href="/trasparenza/assets/x.css">manca</body>',
    "assets/x.css": b"p {}",
    "piano/index.html": b"<body>piano</body>",
    "attività’/index.html": b"<body>nome</body>",
}


def write_pages(output: MemoryOutput) -> tuple[Diagnostic, ...]:
    for path, content in PAGES.items():
        output.write(path, content)
    return ()


@contextmanager
def running(host: str = "127.0.0.1", base_path: Callable[[], str] = lambda: "/") -> Iterator[LiveServer]:
    live = LiveSite(write_pages)
    live.rebuild()
    server = LiveServer(live, 0, host, base_path)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    with running() as one:
        yield one


@pytest.fixture(scope="module")
def moved() -> Iterator[LiveServer]:
    """A server of a site whose address has a path."""
    with running(base_path=lambda: "/trasparenza/") as one:
        yield one


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: str


def ask(server: LiveServer, path: str = "/", method: str = "GET", **headers: str) -> Answer:
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    connection.request(method, path, headers=headers)
    answer: HTTPResponse = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return Answer(answer.status, dict(answer.headers), body)


def test_head_is_get_without_content(server: LiveServer) -> None:
    for path in ("/", "/piano/", "/assets/x.css", "/manca", "/_vetro/dal-vivo.js"):
        head, get = ask(server, path, "HEAD"), ask(server, path)
        assert head.status == get.status
        assert head.body == ""
        assert get.body != ""
        for name in ("Content-Type", "Content-Length", "Cache-Control"):
            assert head.headers[name] == get.headers[name]


def test_options_says_the_methods(server: LiveServer) -> None:
    answer = ask(server, "/piano/", "OPTIONS")
    assert (answer.status, answer.headers["Allow"], answer.body) == (204, "GET, HEAD, OPTIONS", "")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "get"])
def test_other_methods_are_not_allowed(server: LiveServer, method: str) -> None:
    answer = ask(server, "/piano/", method)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.body == "L'anteprima risponde solo a GET, HEAD, OPTIONS\n"
    assert answer.headers["Connection"] == "close"


def conversation(server: LiveServer, request: bytes) -> bytes:
    """All that the server says on a connection until it closes it."""
    with socket.create_connection(("127.0.0.1", server.server_port), 10) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65_536), b""))


def test_the_content_of_a_refused_request_is_not_the_next_request(server: LiveServer) -> None:
    inner = b"GET /piano/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
    head = f"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(inner)}\r\n\r\n"
    said = conversation(server, head.encode() + inner)
    assert said.startswith(b"HTTP/1.1 405 ")
    assert said.count(b"HTTP/1.1") == 1


@pytest.mark.parametrize(
    "request_",
    [
        b"niente\r\n\r\n",
        b"GET http://[::1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
        b"GET / x HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
    ],
)
def test_what_is_no_request_is_answered_in_a_line(server: LiveServer, request_: bytes) -> None:
    assert conversation(server, request_).decode().endswith("La richiesta non si capisce\n")


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:9000", "[::1]", "[::1]:8000"]
)
def test_the_names_of_this_computer_are_answered(server: LiveServer, host: str) -> None:
    assert ask(server, Host=host).status == 200


STRANGERS = [
    "evil.example",
    "evil.example:8000",
    "localhost.evil.example",
    "127.0.0.1.nip.example",
    "192.168.1.5",
    "[::2]:8000",
    "evil@localhost",
    "localhost@evil.example",
    "localhost:8000:x",
    "localhost evil.example",
    "::1",
    "",
]


@pytest.mark.parametrize("host", STRANGERS)
@pytest.mark.parametrize("path", ["/", "/manca", "/_vetro/attesa?versione=0", "/_vetro/dal-vivo.js"])
def test_another_name_is_refused(server: LiveServer, host: str, path: str) -> None:
    for method in ("GET", "HEAD", "OPTIONS"):
        answer = ask(server, path, method, Host=host)
        assert answer.status == 421
        if method != "HEAD":
            assert answer.body == f"L'anteprima non risponde a questo nome: aprire {server.address}\n"


@pytest.mark.parametrize("hosts", [b"", b"Host: localhost\r\nHost: evil.example\r\n"])
def test_one_name_is_needed(server: LiveServer, hosts: bytes) -> None:
    assert conversation(server, b"GET / HTTP/1.1\r\n" + hosts + b"\r\n").startswith(b"HTTP/1.1 421 ")


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://localhost:8000", 200),
        ("http://localhost", 403),
        ("http://localhost:8001", 403),
        ("https://localhost:8000", 403),
        ("http://127.0.0.1:8000", 403),
        ("http://evil.example", 403),
        ("null", 403),
        ("", 403),
    ],
)
@pytest.mark.parametrize("path", ["/piano/", "/_vetro/attesa?versione=77"])
def test_pages_of_other_origins_are_refused(server: LiveServer, origin: str, status: int, path: str) -> None:
    answer = ask(server, path, Host="localhost:8000", Origin=origin)
    assert answer.status == status
    if status == 403:
        assert answer.body == "L'anteprima non risponde alle pagine di altri siti\n"


def test_other_sites_cannot_embed_the_preview(server: LiveServer) -> None:
    assert ask(server, "/assets/x.css").headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("version", ["x", "", "9" * 5000, "-1", "٣"])
def test_a_version_that_is_none_counts_as_another(server: LiveServer, version: str) -> None:
    from urllib.parse import quote

    assert ask(server, f"/_vetro/attesa?versione={quote(version)}").body == "1"


def test_a_server_of_all_addresses_is_called_by_any_of_them_but_by_no_other_name() -> None:
    with running("0.0.0.0") as server:  # noqa: S104 - this is what is tested
        assert not server.is_local
        assert server.address == f"http://127.0.0.1:{server.server_port}/"
        for host in ("localhost", "127.0.0.1", "192.168.1.5:8000", "[fe80::1]:8000"):
            assert ask(server, Host=host).status == 200
        for host in ("evil.example", "192.168.1.5.nip.example", "3232235781x"):
            assert ask(server, Host=host).status == 421


def test_a_server_of_one_address_is_called_by_it() -> None:
    with running("127.0.0.2") as server:
        assert server.is_local
        assert server.address == f"http://127.0.0.2:{server.server_port}/"
        with socket.create_connection(("127.0.0.2", server.server_port), 10) as connection:
            connection.sendall(b"GET / HTTP/1.0\r\nHost: 127.0.0.2\r\n\r\n")
            assert connection.recv(12) == b"HTTP/1.1 200"


@pytest.mark.parametrize("host", ["", "192.0.2.1", "2001:db8::1", "non esiste", "a" * 100, "host.invalid"])
def test_a_host_of_another_computer_is_said(host: str) -> None:
    with pytest.raises(ServerError) as caught:
        LiveServer(LiveSite(write_pages), 0, host)
    assert str(caught.value) == f"--host: «{host}» non è un indirizzo di questo computer: scriverne un altro"


def test_a_port_in_use_is_said(server: LiveServer) -> None:
    with pytest.raises(ServerError) as caught:
        LiveServer(LiveSite(write_pages), server.server_port)
    assert str(caught.value) == (
        f"la porta {server.server_port} di 127.0.0.1 non si può usare (è già in uso): "
        "provarne un'altra con --port"
    )


def test_a_folder_without_its_slash_leads_to_its_page(server: LiveServer, moved: LiveServer) -> None:
    for one, base in ((server, "/"), (moved, "/trasparenza/")):
        answer = ask(one, f"{base}piano?q=uno&p=due")
        assert (answer.status, answer.headers["Location"]) == (302, f"{base}piano/?q=uno&p=due")
    # No name can end the line of the header, nor break it.
    answer = ask(server, "/attivit%C3%A0%E2%80%99")
    assert (answer.status, answer.headers["Location"]) == (302, "/attivit%C3%A0%E2%80%99/")


def test_a_site_under_a_path_is_served_there(moved: LiveServer) -> None:
    assert moved.address == f"http://127.0.0.1:{moved.server_port}/trasparenza/"
    assert "inizio" in ask(moved, "/trasparenza/").body
    assert ask(moved, "/trasparenza/assets/x.css").body == "p {}"
    assert ask(moved, "/_vetro/dal-vivo.js").status == 200


@pytest.mark.parametrize("path", ["/trasparenza/a/b/c", "/trasparenza/a/", "/trasparenza/piano/manca.csv"])
def test_the_page_of_a_missing_page_is_below_the_path_too(moved: LiveServer, path: str) -> None:
    answer = ask(moved, path)
    assert answer.status == 404
    assert "manca" in answer.body
    assert 'href="/trasparenza/assets/x.css"' in answer.body


@pytest.mark.parametrize("path", ["/", "/trasparenza"])
def test_the_root_leads_to_the_site(moved: LiveServer, path: str) -> None:
    answer = ask(moved, path)
    assert (answer.status, answer.headers["Location"]) == (302, "/trasparenza/")


@pytest.mark.parametrize("path", ["/piano/", "/trasparenza-altra/", "/index.html", "/assets/x.css"])
def test_outside_of_the_path_there_is_nothing(moved: LiveServer, path: str) -> None:
    answer = ask(moved, path)
    assert answer.status == 404
    assert answer.body == "Qui non c'è niente: il sito comincia da /trasparenza/\n"
