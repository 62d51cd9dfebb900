"""Group of commands that are the modules of a package, each imported only when it is used."""

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from typing import Any

import click

from generator.cli._italian import with_italian_placeholders


class Commands(click.Group):
    """Group of the commands that the modules of a package define as `command`.

    A command has the name of its module, but for those of `names`, which gives the module of a name that is a
    Python keyword. Modules that begin with `_` are no commands.
    """

    def __init__(
        self, *, package: str, path: Iterable[str], names: Mapping[str, str] | None = None, **options: Any
    ) -> None:
        super().__init__(**options)
        self._package = package
        found = {module.name for module in pkgutil.iter_modules(path) if module.name[0] != "_"}
        named = dict(names or {})
        self._modules = {name: name for name in found - set(named.values())} | named

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature of click
        return sorted(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._modules:
            if ctx.resilient_parsing:
                return None
            # Click itself looks for similar names only among commands that have been imported.
            raise click.NoSuchCommand(cmd_name, possibilities=self.list_commands(ctx), ctx=ctx)
        module = importlib.import_module(f"{self._package}.{self._modules[cmd_name]}")
        command: click.Command = module.command
        return with_italian_placeholders(command)
