"""Latency of the live preview: from the save of an objective to its new page."""

import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen


def live_seconds(
    python: str, project: Path, code: str, rounds: int, pause: float, environment: dict[str, str]
) -> list[float]:
    """Seconds from each save of an objective to its new page, in `rounds` saves while `vetro serve` runs.

    `python` is the interpreter that serves. The page is requested as by a browser: a long poll returns at the
    new build, then the page is loaded. The rest is built in the `pause` seconds between two saves.
    """
    objective = project / "plan_data" / "2025-2027" / "obiettivi" / f"{code}.yml"
    page = f"piano/2025-2027/{code}/"
    text = objective.read_text(encoding="utf-8")
    seconds = []
    with _serving(python, project, environment) as base:
        for number in range(rounds):
            found = re.search(r'data-versione="(\d+)"', _get(base + page))
            if not found:
                raise SystemExit("vetro serve: the page does not say its version")
            time.sleep(pause)
            start = time.perf_counter()
            objective.write_text(re.sub(r"(?m)^titolo: ", f"titolo: Prova {number} ", text), encoding="utf-8")
            _get(f"{base}_vetro/attesa?versione={found[1]}")
            new_page = _get(base + page)
            seconds.append(time.perf_counter() - start)
            if f"Prova {number} " not in new_page:
                raise SystemExit("vetro serve: the page is not the new one")
    return seconds


@contextmanager
def _serving(python: str, project: Path, environment: dict[str, str]) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [python, "-m", "generator", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(600):
            try:
                _get(base)
                break
            except URLError:
                time.sleep(0.1)
        yield base
    finally:
        process.terminate()
        process.wait(30)


def _get(address: str) -> str:
    with urlopen(address, timeout=600) as answer:  # noqa: S310 - our own server
        text: str = answer.read().decode()
    return text
