"""`vetro check`."""

import os
import sys
from pathlib import Path

import click

from generator.build.action_cache import ActionCache
from generator.build.parallel import processors
from generator.build.project import check_project
from generator.checks.check import UnknownPath
from generator.checks.reporters import Report, default_format, format_names, render
from generator.checks.rule_docs import rules_as_text
from generator.cli._project import config_option, project_of


@click.command(name="check")
@config_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(format_names()),
    help="Per chi legge (di solito: text; in GitHub, github).",
)
@click.option("--strict", is_flag=True, help="Anche un avviso non accettato fa fallire il controllo.")
@click.option("--rules", is_flag=True, help="Mostra tutte le regole, con esempi, e finisce.")
@click.argument("paths", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
def command(config: Path, format_: str | None, strict: bool, rules: bool, paths: tuple[Path, ...]) -> None:
    """Controlla il piano e le pagine e dice ogni errore con file, riga, colonna e rimedio.

    Con FILE mostra solo ciò che riguarda quei file o cartelle.
    """
    if rules:
        click.echo(rules_as_text(), nl=False)
        return
    project = project_of(config)
    try:
        with ActionCache(project.cache_file) as cache:
            result = check_project(project, paths, cache=cache, processes=processors())
    except UnknownPath as error:
        raise click.UsageError(f"«{error}» non c'è") from error
    name = format_ or default_format(os.environ)
    colour = name == "text" and sys.stdout.isatty()
    click.echo(render(name, Report(result, project.root, strict, colour)), nl=False)
    if not result.passes(strict=strict):
        sys.exit(1)
