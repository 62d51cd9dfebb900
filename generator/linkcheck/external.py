"""Asks other sites, with LinkChecker, whether what the site links to is still there."""

import csv
import io
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from generator.linkcheck.check import LinkLocation
from generator.linkcheck.problems import Finding, LinkCheckError

#: A redirect is no fault: whoever follows it arrives.
_SETTINGS = "[checking]\ntimeout=20\n[filtering]\nignorewarnings=http-redirected,http-moved-permanent\n"


def check_outside(addresses: Mapping[str, LinkLocation]) -> tuple[Finding, ...]:
    """The addresses of other sites that do not answer as they should, each with the first place of it.

    Raises `LinkCheckError` when LinkChecker is not installed, or breaks off.
    """
    if not addresses:
        return ()
    if find_spec("linkcheck") is None:
        raise LinkCheckError("manca LinkChecker: installarlo con «pip install linkchecker»")
    return tuple(sorted(_dead(addresses, _ask(addresses))))


def _ask(addresses: Iterable[str]) -> Iterator[dict[str, str]]:
    with tempfile.NamedTemporaryFile("w", suffix=".ini") as settings:
        settings.write(_SETTINGS)
        settings.flush()
        # LinkChecker gives up root for another user, who must be able to read its settings.
        Path(settings.name).chmod(0o644)
        command = [sys.executable, "-m", "linkcheck", "--config", settings.name, "--no-status", "--verbose"]
        command += ["--recursion-level", "0", "--output", "csv/utf-8", "--stdin"]
        done = subprocess.run(  # noqa: S603 - what others wrote goes in as addresses, not as a command
            command, input="\n".join(addresses), capture_output=True, text=True, check=False
        )
    if done.returncode not in (0, 1):
        raise LinkCheckError(f"LinkChecker si è interrotto: {done.stderr.strip() or done.returncode}")
    lines = (line for line in done.stdout.splitlines(keepends=True) if not line.startswith("# "))
    yield from csv.DictReader(io.StringIO("".join(lines)), delimiter=";")


def _dead(addresses: Mapping[str, LinkLocation], rows: Iterable[Mapping[str, str]]) -> Iterator[Finding]:
    for row in rows:
        spot = addresses.get(row["urlname"])
        if spot and (row["valid"] != "True" or row["warningstring"]):
            reason = _reason(row["warningstring"] or row["result"])
            remedy = "aprirlo con il browser; se non c'è più, correggerlo o toglierlo"
            yield Finding(spot.page, spot.line, spot.address, reason, remedy)


def _reason(answer: str) -> str:
    """What LinkChecker says, in Italian where it names only an exception."""
    name, colon, _ = answer.partition(":")
    if colon and name.startswith("SSL"):
        return "ha un certificato che non va"
    if colon and name.endswith(("Error", "Timeout")):
        return "non risponde"
    return f"non risponde come dovrebbe ({' '.join(answer.split())})"
