"""The command line `vetro`: arguments, exit codes and printing.

Exit codes: 0 success, 1 errors in the data, 2 wrong usage. Each subcommand is a module of this package that
defines `command`; it is imported only when it is used (`_commands`), so that `vetro check` does not load the
templates.
"""

import os
import sys
import threading
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from io import TextIOWrapper
from typing import NoReturn, TextIO

import click

from generator import __version__
from generator.cli._commands import Commands
from generator.cli._italian import use_italian, with_italian_placeholders
from generator.loading.file_system import os_error_message
from generator.plan.errors import VetroError

_NO_MEMORY = "la memoria non basta: chiudere altri programmi, o alzare il limite di questo"


@click.group(
    cls=Commands,
    package=__name__,
    path=__path__,
    names={"import": "importing"},
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(version=__version__, message="%(prog)s %(version)s", help="Dice la versione e finisce.")
def vetro() -> None:
    """Pagine di trasparenza di un ente pubblico, da YAML a un sito statico."""


def main() -> NoReturn:
    """Run the command and exit; errors caused by the user or the system are printed without a traceback."""
    if sys.getfilesystemencoding() == "ascii":
        # The names of files could not be read; this line must do without accents itself.
        sys.exit(
            "in questo ambiente le lettere accentate non si possono usare: "
            "togliere PYTHONUTF8=0, o impostare LC_ALL=C.UTF-8"
        )
    is_silent = _prepare_streams()
    threading.excepthook = _end_with_thread
    use_italian()
    with_italian_placeholders(vetro)
    try:
        vetro(prog_name="vetro")
    except VetroError as error:
        click.echo(str(error), err=True)
        status = 1
    except OSError as error:
        status = _report_os_error(error)
    except Exception as error:
        if not _is_for_want_of_memory(error):
            raise
        click.echo(_NO_MEMORY, err=True)
        status = 1
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0
    else:
        status = 0
    if is_silent:
        click.echo("quel che si stampa: non c'è dove stamparlo", err=True)
        status = status or 1
    try:
        sys.stdout.flush()
    except OSError as error:
        status = status or _report_os_error(error)
        # Python flushes again at exit, which would print a second error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(status)


def _prepare_streams() -> bool:
    """Make the standard streams take whatever is printed; tells whether that of output was closed (`>&-`).

    A closed stream is given to nobody: otherwise the next file to be opened would take its number. Characters
    that a stream does not have, such as those that stand for the bytes of a file name that is not UTF-8, are
    printed as their code.
    """
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)
    streams: tuple[TextIO | None, ...] = (sys.stdout, sys.stderr)
    for name, number, stream in zip(("stdout", "stderr"), (1, 2), streams, strict=True):
        if stream is None:
            setattr(sys, name, open(number, "w", encoding="utf-8", closefd=False))  # noqa: SIM115
    for opened in (sys.stdout, sys.stderr):
        if isinstance(opened, TextIOWrapper):
            opened.reconfigure(errors="backslashreplace")
    return streams[0] is None


def _end_with_thread(end: threading.ExceptHookArgs) -> None:
    """Report the end of a thread by an error; one that ran out of memory ends the command.

    Others may wait for what it was to give them.
    """
    if _is_for_want_of_memory(end.exc_value):
        click.echo(_NO_MEMORY, err=True)
        # Not `sys.exit`, which ends a thread.
        os._exit(1)
    threading.__excepthook__(end)


def _is_for_want_of_memory(error: BaseException | None) -> bool:
    """Whether an error, or one that led to it, says in one of Python's ways that memory has run out."""
    if error is None:
        return False
    # Python itself fails with a `SystemError` where it has no memory even for a `MemoryError`.
    if isinstance(error, MemoryError | BrokenExecutor | SystemError):
        return True
    signs = ("can't start new thread", "failed to map", "allocate memory")
    return any(sign in str(error) for sign in signs) or _is_for_want_of_memory(error.__context__)


def _report_os_error(error: OSError) -> int:
    """Print an unforeseen error of the system, usually of the standard output; gives the exit code."""
    with suppress(OSError):
        click.echo(f"{error.filename or 'quel che si stampa'}: {os_error_message(error)}", err=True)
    return 1
