"""`vetro serve`."""

import threading
import time
from contextlib import suppress
from pathlib import Path

import click

from generator.cli._project import config_option, project_of
from generator.devserver.builder import DevBuilder
from generator.devserver.live_site import LiveSite
from generator.devserver.server import PORTS, LiveServer
from generator.devserver.watcher import Watcher
from generator.plan.errors import VetroError


class _Port(click.ParamType[int]):
    """A port number; 0 stands for one that the system chooses."""

    name = "port"

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            number = int(value)
        except ValueError:
            number = -1
        if number not in PORTS:
            self.fail(f"{value!r} non è una porta: scrivere un numero da 1 a 65535", param, ctx)
        return number


@click.command(name="serve")
@config_option
@click.option(
    "--port",
    metavar="NUMERO",
    type=_Port(),
    default=8000,
    show_default=True,
    help="La porta su questo computer; 0: una libera.",
)
@click.option(
    "--host",
    metavar="INDIRIZZO",
    default="127.0.0.1",
    show_default=True,
    help="L'indirizzo di questo computer a cui rispondere; 0.0.0.0: tutti.",
)
def command(config: Path, port: int, host: str) -> None:
    """Mostra il sito su questo computer, e lo ricompone a ogni modifica."""
    builder = DevBuilder(project_of(config))
    live = LiveSite(builder.build)
    server = LiveServer(live, port, host, builder.base_path)
    watcher = Watcher(builder.input_paths)
    _rebuild(live)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    _print(f"{server.address} (Ctrl+C per smettere)")
    if not server.is_local:
        _print("attenzione: anche altri computer della rete vedono l'anteprima", err=True)
    with suppress(KeyboardInterrupt):
        while True:
            changed = watcher.wait()
            if len(changed) == 1:
                # Its errors are reported by the build that follows.
                with suppress(VetroError, OSError):
                    live.preview(builder.preview(*changed))
            _rebuild(live)


def _rebuild(live: LiveSite) -> None:
    """Build, and print the errors and those warnings that the previous build did not have."""
    start, previous = time.perf_counter(), live.problems.warnings
    if live.rebuild():
        _print(f"composto in {(time.perf_counter() - start) * 1000:.0f} ms")
    new = (warning for warning in live.problems.warnings if warning not in previous)
    for problem in (*new, *live.problems.errors):
        _print(problem, err=True)


def _print(line: str, *, err: bool = False) -> None:
    """Print a line; where that is not possible any more, such as on a full disk, the preview goes on."""
    with suppress(OSError):
        click.echo(line, err=err)
