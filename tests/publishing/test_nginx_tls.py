"""The example of a whole server: `server.conf` as it is, but for its ports, folders and certificate."""

import gzip
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from generator.site.static_files import SECURITY
from tests.publishing.conftest import EXAMPLES, LOOPBACK, OLD, Answer, free_port, nginx, write_redirects

HOST = "trasparenza.esempio.it"
PAGE = "/piano/2025-2026/"


@dataclass(frozen=True)
class Server:
    """Where the server listens, and what trusts its certificate."""

    plain: int
    secure: int
    authority: trustme.CA

    def tls(self) -> ssl.SSLContext:
        """What a browser does: the certificate must be good, and bear the name that was asked for."""
        context = ssl.create_default_context()
        self.authority.configure_trust(context)
        return context

    def ask(self, path: str, headers: dict[str, str] | None = None) -> Answer:
        return Answer(self.secure, path, headers, host=HOST, tls=self.tls())


@pytest.fixture(scope="module")
def server(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("tls")
    authority = trustme.CA()
    certificate = authority.issue_cert(HOST)
    for part in certificate.cert_chain_pems:
        part.write_to_path(folder / "fullchain.pem", append=True)
    certificate.private_key_pem.write_to_path(folder / "privkey.pem")
    write_redirects(site, folder / "rinvii.conf")
    found = Server(free_port(), free_port(), authority)
    text = (EXAMPLES / "server.conf").read_text(encoding="utf-8")
    for theirs, here in (
        ("listen 80;", f"listen {LOOPBACK}:{found.plain};"),
        ("listen 443 ssl;", f"listen {LOOPBACK}:{found.secure} ssl;"),
        ("/etc/ssl/trasparenza/", f"{folder}/"),
        ("/srv/trasparenza/site", f"{site}"),
        ("/srv/trasparenza/", f"{folder}/"),
        ("/etc/nginx/trasparenza/", f"{EXAMPLES}/"),
    ):
        assert theirs in text
        text = text.replace(theirs, here)
    with nginx(folder, text, found.secure):
        yield found


def agreed_version(server: Server, context: ssl.SSLContext) -> str | None:
    """The version of TLS that both sides settle on, or what the server has against those offered."""
    with socket.create_connection((LOOPBACK, server.secure), 10) as plain:
        try:
            with context.wrap_socket(plain, server_hostname=HOST) as secure:
                return secure.version()
        except ssl.SSLError as error:
            return error.reason


def test_over_http_there_is_only_the_way_to_https(server: Server) -> None:
    for path in ("/", f"{PAGE}?area=01", "/non-esiste"):
        answer = Answer(server.plain, path, host=HOST)
        assert (answer.status, answer.headers["Location"]) == (301, f"https://{HOST}{path}")
        # Browsers must ignore the header over HTTP (RFC 6797), so it is not sent.
        assert answer.headers["Strict-Transport-Security"] is None
        assert answer.headers["Server"] == "nginx"


def test_every_answer_has_the_headers(server: Server) -> None:
    for path in ("/", PAGE, "/dati/2025-2026/indicatori.csv", "/assets/css/base.css", "/non-esiste", OLD):
        answer = server.ask(path)
        for name, value in SECURITY.items():
            assert answer.headers.get_all(name) == [value], (path, name)
        assert answer.headers["Server"] == "nginx"


def test_browsers_are_to_use_https_for_a_year(server: Server) -> None:
    assert server.ask("/").headers["Strict-Transport-Security"] == "max-age=31536000"


def test_pages_are_sent_compressed(server: Server, site: Path) -> None:
    answer = server.ask(PAGE, {"Accept-Encoding": "gzip"})
    assert (answer.status, answer.headers["Content-Encoding"]) == (200, "gzip")
    assert gzip.decompress(answer.body) == (site / PAGE[1:] / "index.html").read_bytes()


def test_what_is_not_there(server: Server, site: Path) -> None:
    answer = server.ask("/non/esiste/")
    assert (answer.status, answer.body) == (404, (site / "404.html").read_bytes())
    assert server.ask("/_redirects").status == 404


@pytest.mark.parametrize("path", [OLD, PAGE.rstrip("/")])
def test_redirects_stay_on_https(server: Server, path: str) -> None:
    answer = server.ask(path)
    assert (answer.status, answer.headers["Location"]) == (301, PAGE)


@pytest.mark.parametrize(
    ("version", "spoken"),
    [
        (ssl.TLSVersion.TLSv1_1, "TLSV1_ALERT_PROTOCOL_VERSION"),
        (ssl.TLSVersion.TLSv1_2, "TLSv1.2"),
        (ssl.TLSVersion.TLSv1_3, "TLSv1.3"),
    ],
)
@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated")
def test_versions_of_tls(server: Server, version: ssl.TLSVersion, spoken: str) -> None:
    context = server.tls()
    # On our side nothing is too weak: if an old version is refused, the server refuses it.
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = context.maximum_version = version
    assert agreed_version(server, context) == spoken


def test_another_host_name_is_refused(server: Server) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        Answer(server.secure, "/", host="altro.esempio.it", tls=server.tls())
