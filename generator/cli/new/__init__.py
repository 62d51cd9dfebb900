"""`vetro new`: each kind of new file is a module of this package that defines `command`."""

import click

from generator.cli._commands import Commands


@click.group(name="new", cls=Commands, package=__name__, path=__path__)
def command() -> None:
    """Prepara file nuovi da completare."""
