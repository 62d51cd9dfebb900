"""Each registered reader is a subcommand of `vetro import`."""

import pytest

from generator.cli.importing import command
from generator.importing import Reader
from generator.importing.readers import READERS


def test_the_subcommands_are_the_readers() -> None:
    assert sorted(command.commands) == sorted([*(reader.name for reader in READERS), "tabella"])
    assert {"data", "document"} <= command.commands.keys()


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_a_subcommand_has_the_options_of_its_reader(reader: Reader) -> None:
    subcommand = command.commands[reader.name]
    options = {option for parameter in subcommand.params for option in parameter.opts}
    assert options == {"file", "--out", "--force"} | ({"--ente"} if reader.needs_body else set())
    assert subcommand.help == reader.help
