"""`vetro serve`."""

import threading
import time
from contextlib import suppress
from pathlib import Path

import click

from generator.cli._project import config_option, project_of
from generator.devserver.builder import DevBuilder
from generator.devserver.live_site import LiveSite
from generator.devserver.server import LiveServer
from generator.devserver.watcher import Watcher
from generator.plan.errors import VetroError
from generator.site.frame.sources import read_sources


@click.command(name="serve")
@config_option
@click.option(
    "--port", metavar="NUMERO", default=8000, show_default=True, help="La porta su questo computer."
)
def command(config: Path, port: int) -> None:
    """Mostra il sito su questo computer, e lo ricompone a ogni modifica."""
    project = project_of(config)
    sources = read_sources(project.config)
    builder = DevBuilder(project)
    live = LiveSite(builder.build)
    server = LiveServer(live, port)
    with Watcher([project.plan_data, sources.content, sources.theme], project.settings) as watcher:
        _rebuild(live)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        click.echo(f"http://127.0.0.1:{server.server_port}/ (Ctrl+C per smettere)")
        with suppress(KeyboardInterrupt):
            while True:
                changed = watcher.wait()
                if len(changed) == 1:
                    # Its errors are reported by the build that follows.
                    with suppress(VetroError):
                        live.preview(builder.preview(*changed))
                _rebuild(live)


def _rebuild(live: LiveSite) -> None:
    """Build, and print the errors and those warnings that the previous build did not have."""
    start, previous = time.perf_counter(), live.problems.warnings
    if live.rebuild():
        click.echo(f"composto in {(time.perf_counter() - start) * 1000:.0f} ms")
    new = (warning for warning in live.problems.warnings if warning not in previous)
    for problem in (*new, *live.problems.errors):
        click.echo(problem, err=True)
