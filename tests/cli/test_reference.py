"""docs/commands.md is the commands' own help; `make golden` rewrites it."""

from pathlib import Path

import click

from kpibook.__main__ import kpibook
from tests.support import golden
from tests.support.cli import subcommands

DOCUMENT = Path(__file__).parents[2] / "docs" / "commands.md"


def reference() -> str:
    introduction = (
        "# Commands\n\nEvery command's own help, as `kpibook COMMAND --help` prints it. "
        "`make golden` rewrites this page.\n"
    )
    parts = [introduction]
    parent = click.Context(
        kpibook, info_name="kpibook", terminal_width=90, **kpibook.context_settings
    )
    for path, command in walk(kpibook, ()):
        context = click.Context(command, info_name=" ".join(path), parent=parent, terminal_width=90)
        parts.append(f"## kpibook {' '.join(path)}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def walk(group: click.Group, above: tuple[str, ...]) -> list[tuple[tuple[str, ...], click.Command]]:
    found: list[tuple[tuple[str, ...], click.Command]] = []
    for name, command in sorted(subcommands(group).items()):
        found.append(((*above, name), command))
        if isinstance(command, click.Group):
            found += walk(command, (*above, name))
    return found


def test_the_page_of_commands_is_their_own_help() -> None:
    golden.assert_same(DOCUMENT, reference())


def test_every_command_says_what_it_is_for_and_every_option_too() -> None:
    for path, command in walk(kpibook, ()):
        assert command.help, path
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.help, (path, option.name)
