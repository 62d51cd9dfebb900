"""The command `vetro`: arguments, exit codes and printing; the work is done in the rooms.

Exit codes: 0 all is well, 1 the data is wrong, 2 the command was used wrongly. Each command is a
module of this package, found by itself, whose `command` is added to the group. A module is loaded when
its command is asked for, and what a command needs when it runs: checking a plan must not wait for templates.
"""

import importlib
import os
import pkgutil
import sys
from contextlib import suppress
from typing import NoReturn

import click

from generator.loading.file_system import os_error_message
from generator.plan.errors import VetroError

#: Commands whose name cannot be that of a module.
_MODULES = {"import": "importing"}


class _Commands(click.Group):
    """The commands by the names of their modules."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature of click
        names = {module.name for module in pkgutil.iter_modules(__path__) if module.name[0] != "_"}
        return sorted(names - set(_MODULES.values()) | _MODULES.keys())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{__name__}.{_MODULES.get(cmd_name, cmd_name)}")
        command: click.Command = module.command
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="casa-di-vetro", message="%(prog)s %(version)s")
def vetro() -> None:
    """Pagine di trasparenza di un ente pubblico, da YAML a un sito statico."""


def main() -> NoReturn:
    """Run the command; what a user caused is said in one line, without a traceback."""
    try:
        vetro(prog_name="vetro")
    except VetroError as error:
        click.echo(str(error), err=True)
        status = 1
    except OSError as error:
        status = _stopped_by(error)
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0
    else:
        status = 0
    try:
        sys.stdout.flush()
    except OSError as error:
        status = status or _stopped_by(error)
        # Python flushes once more at its end, and would say that it cannot.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(status)


def _stopped_by(error: OSError) -> int:
    """Say what no command could foresee: most often that what is printed has nowhere to go."""
    with suppress(OSError):
        click.echo(f"{error.filename or 'quel che si stampa'}: {os_error_message(error)}", err=True)
    return 1
