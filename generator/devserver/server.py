"""HTTP server of the live preview: files from memory, and long polling for reloads.

Other sites that the same browser shows must not read what is not published yet. Requests by another name of
this computer, which a foreign site may have given it (DNS rebinding), and from pages of other origins are
refused.
"""

import errno
import mimetypes
import re
import socket
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from socketserver import TCPServer
from urllib.parse import parse_qs, quote, unquote, urlsplit

from generator.devserver.live_site import ASSETS, NOT_FOUND, LiveSite
from generator.loading.file_system import os_error_message
from generator.plan.errors import VetroError

#: Port numbers; 0 stands for one that the system chooses.
PORTS = range(2**16)
_SCRIPT, _POLL = "/_vetro/dal-vivo.js", "/_vetro/attesa"
#: Names by which a browser on this computer calls the server.
_LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\[\]:@/?#\s]+)(?::[0-9]*)?")
_VERSION = re.compile(r"[0-9]{1,9}", re.ASCII)
#: Errors of a host that is not of this computer.
_NOT_OURS = {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}
_METHODS = "GET, HEAD, OPTIONS"


class ServerError(VetroError):
    """The server cannot start; the message is in Italian."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def _server(self) -> "LiveServer":
        if not isinstance(self.server, LiveServer):
            raise TypeError(type(self.server))
        return self.server

    def do_GET(self) -> None:
        """Answer with a file of the site, or for the script of its pages."""
        if not self._is_allowed():
            return
        try:
            address = urlsplit(self.path)
        except ValueError:
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        if address.path == _SCRIPT:
            self._answer(HTTPStatus.OK, self._server.script, "text/javascript")
        elif address.path == _POLL:
            known = parse_qs(address.query).get("versione", [""])[0]
            version = self._server.live.wait(int(known) if _VERSION.fullmatch(known) else 0)
            self._answer(HTTPStatus.OK, str(version).encode(), "text/plain")
        else:
            self._site(address.path, address.query)

    def do_HEAD(self) -> None:
        """Answer as to GET, without the content."""
        self.do_GET()

    def do_OPTIONS(self) -> None:
        """Say which methods there are."""
        if self._is_allowed():
            self.send_response(HTTPStatus.NO_CONTENT)
            self.send_header("Allow", _METHODS)
            self.end_headers()

    def _is_allowed(self) -> bool:
        """Whether the request is meant for this server; otherwise it has been refused."""
        hosts = self.headers.get_all("Host", [])
        if len(hosts) != 1 or not self._server.has_name(hosts[0]):
            self._refuse(
                HTTPStatus.MISDIRECTED_REQUEST,
                f"L'anteprima non risponde a questo nome: aprire {self._server.address}",
            )
            return False
        origin = self.headers.get("Origin")
        if origin is not None and origin.lower() != f"http://{hosts[0]}".lower():
            self._refuse(HTTPStatus.FORBIDDEN, "L'anteprima non risponde alle pagine di altri siti")
            return False
        return True

    def _site(self, path: str, query: str) -> None:
        """Answer with a file below the path of the site's address, as its host will do."""
        base = self._server.base_path()
        if path.startswith(base):
            self._file(base, unquote(path.removeprefix(base)), query)
        elif path in {"/", base.removesuffix("/")}:
            self._redirect(base)
        else:
            self._refuse(HTTPStatus.NOT_FOUND, f"Qui non c'è niente: il sito comincia da {base}")

    def _file(self, base: str, name: str, query: str) -> None:
        live = self._server.live
        if not name or name.endswith("/"):
            name += "index.html"
        content = live.file(name)
        if content is None and live.file(f"{name}/index.html") is not None:
            self._redirect(f"{base}{quote(name)}/{'?' if query else ''}{query}")
        elif content is None:
            self._answer(HTTPStatus.NOT_FOUND, live.file(NOT_FOUND) or b"", "text/html")
        else:
            media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
            self._answer(HTTPStatus.OK, content, media_type)

    def _redirect(self, address: str) -> None:
        # Not for ever: browsers would remember it for whatever has this port next.
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _refuse(self, status: HTTPStatus, line: str) -> None:
        """Answer with one line, and read no further: a content that was sent is not the next request."""
        self.close_connection = True
        self._answer(status, f"{line}\n".encode(), "text/plain")

    def _answer(self, status: HTTPStatus, content: bytes, media_type: str) -> None:
        self.send_response(status)
        textual = media_type.startswith("text/") or media_type.endswith(("json", "xml"))
        self.send_header("Content-Type", f"{media_type}; charset=utf-8" if textual else media_type)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        # Nor may pages of other sites embed it.
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", _METHODS)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Answer in one line to what the base class cannot read, or has no method for."""
        if code == HTTPStatus.NOT_IMPLEMENTED:
            self._refuse(HTTPStatus.METHOD_NOT_ALLOWED, f"L'anteprima risponde solo a {_METHODS}")
        else:
            self._refuse(HTTPStatus(code), "La richiesta non si capisce")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Log nothing: requests do not interest editors."""


class LiveServer(ThreadingHTTPServer):
    """The server of a live site. Raises `ServerError` if it cannot have the port.

    `base_path` gives the path at which the site begins, with a slash at both ends.
    """

    daemon_threads = True

    def __init__(
        self, live: LiveSite, port: int, host: str = "127.0.0.1", base_path: Callable[[], str] = lambda: "/"
    ) -> None:
        self.live, self.base_path = live, base_path
        self.script = (ASSETS / "dal-vivo.js").read_bytes()
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            self.address_family, _, _, _, address = found[0]
            super().__init__((str(address[0]), port), _Handler)
        except (OSError, UnicodeError) as error:
            raise ServerError(_reason(error, host, port)) from error
        bound = ip_address(str(self.server_address[0]).partition("%")[0])
        #: Whether only this computer reaches the server.
        self.is_local = bound.is_loopback
        self._takes_all = bound.is_unspecified
        self._name = f"[{host}]" if ":" in host else host
        shown = "127.0.0.1" if self._takes_all else self._name
        self._origin = f"http://{shown}:{self.server_port}"

    @property
    def address(self) -> str:
        """The address of the site on this server."""
        return f"{self._origin}{self.base_path()}"

    def has_name(self, host: str) -> bool:
        """Whether a Host header names this server.

        The port is not compared: a tunnel may have another. A server of all addresses of this computer is
        called by any of them; a numeric address is no name that a foreign site could have given it.
        """
        match = _HOST.fullmatch(host)
        if not match:
            return False
        name = match[1].lower()
        return name in {*_LOCAL, self._name.lower()} or (self._takes_all and _is_numeric(name))

    def server_bind(self) -> None:
        """Take the port, without asking the network for the name of this computer as `HTTPServer` does."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """Log nothing: a closed connection is no error."""


def _reason(error: OSError | UnicodeError, host: str, port: int) -> str:
    if isinstance(error, socket.gaierror | UnicodeError) or error.errno in _NOT_OURS:
        return f"--host: «{host}» non è un indirizzo di questo computer: scriverne un altro"
    reason = os_error_message(error)
    return f"la porta {port} di {host} non si può usare ({reason}): provarne un'altra con --port"


def _is_numeric(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
