"""Shows a built site on this computer only."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from generator.plan.errors import VetroError


class ServerError(VetroError):
    """The server cannot start; the message says why, in Italian."""


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing: requests are of no interest to an editor."""


def serve_folder(folder: Path, port: int) -> None:
    """Serve a folder on the loopback address until interrupted."""
    handler = partial(_QuietHandler, directory=str(folder))
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise ServerError(
            f"la porta {port} non si può usare ({error.strerror}): provarne un'altra con --port"
        ) from error
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()
