"""HTTP server of the live preview, on this computer only: files from memory, and long polling for reloads."""

import mimetypes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from generator.devserver.live_site import ASSETS, NOT_FOUND, LiveSite
from generator.loading.file_system import os_error_message
from generator.plan.errors import VetroError

_SCRIPT, _POLL = "/_vetro/dal-vivo.js", "/_vetro/attesa"


class ServerError(VetroError):
    """The server cannot start; the message is in Italian."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def _live(self) -> LiveSite:
        if not isinstance(self.server, LiveServer):
            raise TypeError(type(self.server))
        return self.server.live

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == _SCRIPT:
            self._answer(200, (ASSETS / "dal-vivo.js").read_bytes(), "text/javascript")
        elif address.path == _POLL:
            version_text = parse_qs(address.query).get("versione", ["0"])[0]
            version = self._live.wait(int(version_text) if version_text.isdecimal() else 0)
            self._answer(200, str(version).encode(), "text/plain")
        else:
            self._file(unquote(address.path).removeprefix("/"))

    def _file(self, name: str) -> None:
        if not name or name.endswith("/"):
            name += "index.html"
        content = self._live.file(name)
        if content is None and self._live.file(f"{name}/index.html") is not None:
            self.send_response(301)
            self.send_header("Location", f"/{name}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if content is None:
            self._answer(404, self._live.file(NOT_FOUND) or b"", "text/html")
        else:
            self._answer(200, content, media_type)

    def _answer(self, status: int, content: bytes, media_type: str) -> None:
        self.send_response(status)
        textual = media_type.startswith("text/") or media_type.endswith(("json", "xml"))
        self.send_header("Content-Type", f"{media_type}; charset=utf-8" if textual else media_type)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Log nothing: requests do not interest editors."""


class LiveServer(ThreadingHTTPServer):
    """The server of a live site. Raises `ServerError` if the port is taken."""

    daemon_threads = True

    def __init__(self, live: LiveSite, port: int) -> None:
        self.live = live
        try:
            super().__init__(("127.0.0.1", port), _Handler)
        except OverflowError as error:
            raise ServerError(f"la porta {port} non esiste: scrivere un numero da 1 a 65535") from error
        except OSError as error:
            message = (
                f"la porta {port} non si può usare ({os_error_message(error)}): provarne un'altra con --port"
            )
            raise ServerError(message) from error

    def handle_error(self, request: object, client_address: object) -> None:
        """Log nothing: a closed connection is no error."""
