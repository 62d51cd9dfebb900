"""Shows a built site on this computer only."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from generator.loading.file_system import os_error_message
from generator.plan.errors import VetroError


class ServerError(VetroError):
    """The server cannot start; the message says why, in Italian."""


class _Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        if isinstance(self.server, _Server):
            for name, value in self.server.headers.items():
                self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing: requests are of no interest to an editor."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    headers: Mapping[str, str]

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that hangs up is no error."""


@contextmanager
def serving(folder: Path, headers: Mapping[str, str]) -> Iterator[str]:
    """Serve a folder in the background, with further headers; gives its address."""
    server = _server(folder, 0, headers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def _server(folder: Path, port: int, headers: Mapping[str, str]) -> _Server:
    try:
        server = _Server(("127.0.0.1", port), partial(_Handler, directory=str(folder)))
    except OSError as error:
        message = (
            f"la porta {port} non si può usare ({os_error_message(error)}): provarne un'altra con --port"
        )
        raise ServerError(message) from error
    server.headers = headers
    return server
