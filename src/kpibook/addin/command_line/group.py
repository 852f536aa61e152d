"""The command group ``kpibook addin``: build the Excel add-in and install it.

``kpibook.__main__`` puts the group next to the commands of `cli`. Nothing but click is imported
until a command runs.
"""

from __future__ import annotations

import click

from kpibook.addin.command_line.build import build
from kpibook.addin.command_line.install import helper, install, status, uninstall
from kpibook.addin.command_line.kept import kept


@click.group()
def addin() -> None:
    """Build the Excel add-in, and install it for yourself."""


for _command in (build, install, status, uninstall, helper, kept):
    addin.add_command(_command)
