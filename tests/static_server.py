"""Static server of a built site on the loopback address, for the tests that need HTTP."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class _Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        if isinstance(self.server, _Server):
            for name, value in self.server.headers.items():
                self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Requests are not logged."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    headers: Mapping[str, str]

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that closes the connection is no error."""


@contextmanager
def serving(folder: Path, headers: Mapping[str, str]) -> Iterator[str]:
    """Serve a folder with these response headers; gives the URL of its root."""
    server = _Server(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    server.headers = headers
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
