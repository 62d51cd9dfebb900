"""The nginx of the system with the examples for it, on this computer only."""

import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.robustness.conftest import built, built_model

EXAMPLES = ROOT / "docs" / "guida" / "server"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/sbin:/bin")
#: A page that moved, as `rinvii.txt` says.
OLD = "/piano/2025-2026/01_01_OS99/"
LOOPBACK = "127.0.0.1"


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind((LOOPBACK, 0))
        port: int = sock.getsockname()[1]
    return port


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_model(tmp_path_factory)


@pytest.fixture(scope="session")
def site(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the invented body, with a page that moved, where every user can read it."""
    project = shutil.copytree(model, tmp_path_factory.mktemp("web") / "progetto")
    (project / "rinvii.txt").write_text(f"{OLD[1:]} piano/2025-2026/\n", encoding="utf-8")
    built(project)
    # Workers of nginx give up root: they must be able to reach the site.
    for folder in [project / "site", *(project / "site").parents][:-2]:
        folder.chmod(folder.stat().st_mode | 0o055)
    return project / "site"


def write_redirects(site: Path, target: Path) -> None:
    """What the documentation says to run after a page has moved."""
    command = [EXAMPLES / "redirects-for-nginx", site / "_redirects"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    target.write_text(done.stdout, encoding="utf-8")


@contextmanager
def nginx(folder: Path, servers: str, port: int) -> Iterator[None]:
    """Run nginx with these server blocks for a while; `port` is where it will answer."""
    assert NGINX
    config, log = folder / "nginx.conf", folder / "error.log"
    config.write_text(
        f"pid {folder}/pid; error_log {log}; daemon off; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off;\n"
        f"client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;\n"
        f"uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n{servers} }}\n",
        encoding="utf-8",
    )
    process = subprocess.Popen([NGINX, "-c", config, "-e", log])
    try:
        for _ in range(100):
            with socket.socket() as sock:
                if sock.connect_ex((LOOPBACK, port)) == 0:
                    break
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(10)
    # Nothing in the examples makes nginx complain.
    assert "[warn]" not in log.read_text(encoding="utf-8")


class Answer:
    """What nginx answers to a request; over TLS if there is a context, which checks the name."""

    def __init__(
        self,
        port: int,
        path: str,
        headers: Mapping[str, str] | None = None,
        *,
        host: str = LOOPBACK,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        connection = Named(host, port, tls) if tls else HTTPConnection(LOOPBACK, port, timeout=10)
        connection.request("GET", path, headers={"Host": host, **(headers or {})})
        answer = connection.getresponse()
        self.status, self.headers, self.body = answer.status, answer.headers, answer.read()
        connection.close()


class Named(HTTPSConnection):
    """A connection to this computer that asks for a host by its name."""

    def __init__(self, host: str, port: int, tls: ssl.SSLContext) -> None:
        super().__init__(host, port, timeout=10, context=tls)
        self._tls = tls

    def connect(self) -> None:
        plain = socket.create_connection((LOOPBACK, self.port), 10)
        self.sock = self._tls.wrap_socket(plain, server_hostname=self.host)
