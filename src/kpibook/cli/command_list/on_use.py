"""A group of commands each of which is imported when it is run, and not for a list of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click


@dataclass(frozen=True)
class OnUse:
    """Place of a command.

    Attributes:
        module: The module that has it.
        attribute: Its name there.
        summary: The first paragraph of its help, for the list of commands.
    """

    module: str
    attribute: str
    summary: str


class CommandsOnUse(click.Group):
    """Group whose commands are imported on use: importing all of them costs as much as click."""

    def __init__(self, *args: Any, on_use: Mapping[str, OnUse], **kwargs: Any) -> None:
        """Make a group of these commands, by the name that each is called by."""
        super().__init__(*args, **kwargs)
        self.on_use = dict(on_use)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, imported or not."""
        return sorted({*super().list_commands(ctx), *self.on_use})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, imported now if it was not; None if there is none of that name."""
        place = self.on_use.get(cmd_name)
        if place is not None and cmd_name not in self.commands:
            self.add_command(getattr(import_module(place.module), place.attribute), cmd_name)
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name, as click does.

        Raises:
            UsageError: There is none; a name like it is offered.
        """
        if self.get_command(ctx, args[0]) is None:
            for name in self.on_use:  # click offers the names that it has
                self.get_command(ctx, name)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing one."""
        names = self.list_commands(ctx)
        room = formatter.width - 6 - max(map(len, names), default=0)
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, self._listed(name).get_short_help_str(room)) for name in names]
            )

    def _listed(self, name: str) -> click.Command:
        place = self.on_use.get(name)
        return self.commands[name] if place is None else click.Command(name, help=place.summary)
