"""Click, the library of the command line, in Italian: its messages, and the placeholders of its help.

Click looks its messages up with gettext, in the language of the system. Here the language is that of the
program, whatever the system speaks; `translations/` holds the catalogue.
"""

import gettext
import os
from pathlib import Path

import click

DOMAIN = "click"
TRANSLATIONS = Path(__file__).parent / "translations"


def use_italian() -> None:
    """Make gettext answer from the catalogue, for this process and those that it starts."""
    gettext.bindtextdomain(DOMAIN, str(TRANSLATIONS))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = "it"


def with_italian_placeholders(command: click.Command) -> click.Command:
    """A command, and those of a group, with the placeholders that are not among the messages of Click."""
    command.options_metavar = "[OPZIONI]"
    if isinstance(command, click.Group):
        command.subcommand_metavar = "COMANDO [ARGOMENTI]..."
        for one in command.commands.values():
            with_italian_placeholders(one)
    return command
