"""`vetro serve`."""

from pathlib import Path

import click

from generator.cli._project import config_option, project_of, sound_editions


@click.command(name="serve")
@config_option
@click.option("--port", default=8000, show_default=True, help="La porta su questo computer.")
def command(config: Path, port: int) -> None:
    """Genera il sito e lo mostra su questo computer."""
    project = project_of(config)
    editions = sound_editions(project, None)
    from generator.site.build import build_site
    from generator.site.output import publish
    from generator.site.server import serve_folder

    publish(build_site(editions, project.config, project.cache), project.target)
    click.echo(f"http://127.0.0.1:{port}/ (Ctrl+C per smettere)")
    serve_folder(project.target, port)
