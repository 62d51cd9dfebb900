"""The command `vetro`: arguments, exit codes and printing; the work is done in the rooms.

Exit codes: 0 all is well, 1 the data is wrong, 2 the command was used wrongly. Each command is a
module of this package, found by itself, whose `command` is added to the group. What a command needs
is imported when it runs: checking a plan must not wait for templates.
"""

import gc
import importlib
import pkgutil
import sys

import click

from generator.plan.errors import VetroError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="casa-di-vetro", message="%(prog)s %(version)s")
def vetro() -> None:
    """Pagine di trasparenza di un ente pubblico, da YAML a un sito statico."""


def main() -> None:
    """Run the command; what a user caused is said in one line, without a traceback."""
    for module in pkgutil.iter_modules(__path__):
        if not module.name.startswith("_"):
            vetro.add_command(importlib.import_module(f"{__name__}.{module.name}").command)
    # What a plan is made of is many small objects without cycles; a collection a second finds nothing.
    gc.set_threshold(200_000, 50, 100)
    try:
        vetro(prog_name="vetro")
    except VetroError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
