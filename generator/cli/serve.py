"""`vetro serve`."""

import threading
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli._project import config_option, project_of
from generator.project import Project

if TYPE_CHECKING:
    from generator.site.live import LiveSite
    from generator.site.sink import Sink


@click.command(name="serve")
@config_option
@click.option("--port", default=8000, show_default=True, help="La porta su questo computer.")
def command(config: Path, port: int) -> None:
    """Mostra il sito su questo computer, e lo ricompone a ogni modifica."""
    from generator.site.live import LiveSite
    from generator.site.live_server import LiveServer
    from generator.site.sources import read_sources
    from generator.site.watch import Watcher, watch

    project = project_of(config)
    sources = read_sources(project.config)
    watcher = Watcher([project.plan_data, sources.content, sources.theme, project.config])
    live = LiveSite(partial(_make, project))
    server = LiveServer(live, port)
    _rebuild(live)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    click.echo(f"http://127.0.0.1:{server.server_port}/ (Ctrl+C per smettere)")
    with suppress(KeyboardInterrupt):
        watch(watcher, partial(_rebuild, live))


def _make(project: Project, sink: "Sink") -> None:
    """Build the site; raises `SourcesWrong` with the findings."""
    from generator.cli._editions import editions_of
    from generator.site.build import write_site
    from generator.site.live import SourcesWrong
    from generator.source.check import check
    from generator.source.findings import Severity

    outcome = check(project.root, cache=project.cache)
    if not outcome.passes():
        errors = (finding for finding in outcome.findings if finding.severity is Severity.ERROR)
        raise SourcesWrong("\n".join(map(str, errors)))
    write_site(editions_of(outcome, None), project.config, project.cache, sink)


def _rebuild(live: "LiveSite") -> None:
    start = time.perf_counter()
    if live.rebuild():
        click.echo(f"composto in {(time.perf_counter() - start) * 1000:.0f} ms")
    for problem in live.problems:
        click.echo(problem, err=True)
