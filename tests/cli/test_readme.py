"""README names every command, and no other."""

import re
from collections.abc import Iterator

import click

from generator.cli import vetro
from tests.conftest import ROOT


def commands(group: click.Group, *names: str) -> Iterator[str]:
    """The words of each command, without those that only group others."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, *names, name)
        else:
            yield " ".join((*names, name))


def test_the_readme_has_every_command_and_no_other() -> None:
    table = (ROOT / "README.md").read_text("utf-8").partition("## The commands")[2].partition("\n\nExit")[0]
    documented = {match.strip() for match in re.findall(r"`vetro ([a-z ]+)", table)}
    assert documented == set(commands(vetro))
