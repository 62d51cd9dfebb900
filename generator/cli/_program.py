"""The option that says where the program is published."""

import click

from generator.scaffold.new_body import Program, read_program


def _read(_context: click.Context, _option: click.Parameter, url: str) -> Program | None:
    try:
        return read_program(url)
    except ValueError as error:
        raise click.UsageError(f"--programma: {error}") from error


program_option = click.option(
    "--programma",
    "program",
    metavar="INDIRIZZO",
    default="",
    callback=_read,
    help="Il repository pubblico del programma: il workflow dell'ente chiama il suo, in dieci righe.",
)
