"""Follows every link of a built site with LinkChecker, served on this computer as a host would serve it."""

import csv
import io
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.plan.errors import VetroError
from generator.site.server import serving

#: Anchors are checked too; our own server allows the pace that strangers' servers are spared.
#: A page asked for with filters (?area=…) is the same file: its links need not be followed once more.
_SETTINGS = "[checking]\nmaxrequestspersecond=1000\nthreads=4\n[filtering]\nnofollow=\n  \\?\n[AnchorCheck]\n"


class LinkCheckError(VetroError):
    """The links cannot be checked; the message says why, in Italian."""


@dataclass(frozen=True, slots=True, order=True)
class BrokenLink:
    """A link that leads nowhere. `page` and `target` are relative to the site; an orphan has no page."""

    page: str
    line: int
    target: str
    reason: str

    def __str__(self) -> str:
        if not self.page:
            return f"{self.target}: {self.reason}"
        return f"{self.page}:{self.line}: il collegamento a «{self.target}» non va: {self.reason}"


def check_links(site: Path, *, external: bool = False) -> tuple[BrokenLink, ...]:
    """Every dead page, image and anchor, and every page that no link leads to; `external` follows links out.

    Raises `LinkCheckError` when there is no site, or LinkChecker is not installed.
    """
    if not (site / "index.html").is_file():
        raise LinkCheckError(f"in «{site}» non c'è un sito: generarlo prima con «vetro build»")
    if find_spec("linkcheck") is None:
        raise LinkCheckError("manca LinkChecker: installarlo con «pip install linkchecker»")
    with serving(site, {"LinkChecker": "1"}) as address:
        rows = tuple(_run(address, external=external))
    reached = {_local(row["url"], address) for row in rows}
    broken = {_broken(row, address) for row in rows if row["valid"] != "True" or row["warningstring"]}
    return tuple(sorted(broken | set(_orphans(site, reached))))


def _run(address: str, *, external: bool) -> Iterator[dict[str, str]]:
    with tempfile.NamedTemporaryFile("w", suffix=".ini") as settings:
        settings.write(_SETTINGS)
        settings.flush()
        # LinkChecker gives up root for another user, who must be able to read its settings.
        Path(settings.name).chmod(0o644)
        command = [sys.executable, "-m", "linkcheck", "--config", settings.name, "--no-robots", "--no-status"]
        command += ["--verbose", "--output", "csv/utf-8", *(["--check-extern"] if external else []), address]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - no input of others
    if done.returncode not in (0, 1):
        raise LinkCheckError(f"LinkChecker si è interrotto: {done.stderr.strip() or done.returncode}")
    lines = (line for line in done.stdout.splitlines(keepends=True) if not line.startswith("# "))
    yield from csv.DictReader(io.StringIO("".join(lines)), delimiter=";")


def _broken(row: dict[str, str], address: str) -> BrokenLink:
    return BrokenLink(
        page=_local(row["parentname"], address) or "index.html",
        line=int(row["line"] or 0),
        target=row["urlname"],
        reason=" ".join((row["warningstring"] or row["result"]).split()),
    )


def _orphans(site: Path, reached: set[str]) -> Iterator[BrokenLink]:
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        if name != "404.html" and name not in reached:
            yield BrokenLink("", 0, name, "nessun collegamento porta a questa pagina")


def _local(url: str, address: str) -> str:
    if not url.startswith(address):
        return url
    path = unquote(urlsplit(url).path).removeprefix("/")
    return f"{path}index.html" if path.endswith("/") or not path else path
