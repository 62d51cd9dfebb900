"""Check of the links to other sites, with LinkChecker."""

import csv
import io
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from generator.linkcheck.broken_links import LinkCheckError, LinkDiagnostic
from generator.linkcheck.checker import LinkLocation

#: Redirects are accepted: browsers follow them.
_SETTINGS = "[checking]\ntimeout=20\n[filtering]\nignorewarnings=http-redirected,http-moved-permanent\n"


def check_external(locations: Mapping[str, LinkLocation]) -> tuple[LinkDiagnostic, ...]:
    """Request the URLs of other sites, given with their locations; the diagnostics of those that fail.

    Raises `LinkCheckError` when LinkChecker is not installed, or fails itself.
    """
    if not locations:
        return ()
    if find_spec("linkcheck") is None:
        raise LinkCheckError("manca LinkChecker: installarlo con «pip install linkchecker»")
    return tuple(sorted(_diagnostics(locations, _run_linkchecker(locations))))


def _run_linkchecker(urls: Iterable[str]) -> Iterator[dict[str, str]]:
    with tempfile.NamedTemporaryFile("w", suffix=".ini") as settings:
        settings.write(_SETTINGS)
        settings.flush()
        # When run as root, LinkChecker changes to another user, who must be able to read its settings.
        Path(settings.name).chmod(0o644)
        command = [sys.executable, "-m", "linkcheck", "--config", settings.name, "--no-status", "--verbose"]
        command += ["--recursion-level", "0", "--output", "csv/utf-8", "--stdin"]
        completed = subprocess.run(  # noqa: S603 - the URLs are input, not part of the command
            command, input="\n".join(urls), capture_output=True, text=True, check=False
        )
    if completed.returncode not in (0, 1):
        raise LinkCheckError(
            f"LinkChecker si è interrotto: {completed.stderr.strip() or completed.returncode}"
        )
    lines = (line for line in completed.stdout.splitlines(keepends=True) if not line.startswith("# "))
    yield from csv.DictReader(io.StringIO("".join(lines)), delimiter=";")


def _diagnostics(
    locations: Mapping[str, LinkLocation], rows: Iterable[Mapping[str, str]]
) -> Iterator[LinkDiagnostic]:
    for row in rows:
        location = locations.get(row["urlname"])
        if location and (row["valid"] != "True" or row["warningstring"]):
            reason = _reason(row["warningstring"] or row["result"])
            remedy = "aprirlo con il browser; se non c'è più, correggerlo o toglierlo"
            yield LinkDiagnostic(location.page, location.line, location.url, reason, remedy)


def _reason(message: str) -> str:
    """The message of LinkChecker, in Italian where it is the name of an exception."""
    name, colon, _ = message.partition(":")
    if colon and name.startswith("SSL"):
        return "ha un certificato che non va"
    if colon and name.endswith(("Error", "Timeout")):
        return "non risponde"
    return f"non risponde come dovrebbe ({' '.join(message.split())})"
