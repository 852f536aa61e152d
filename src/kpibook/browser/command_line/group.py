"""The command group ``kpibook browser``: kpibook as a page, where nothing may be installed.

``kpibook.__main__`` puts the group next to the commands of `cli`. Nothing but click is imported
until a command runs.
"""

from __future__ import annotations

import click

from kpibook.browser.command_line.build import build
from kpibook.browser.command_line.serve import serve


@click.group()
def browser() -> None:
    """Build kpibook as a page for a browser, and serve it for trying it."""


for _command in (build, serve):
    browser.add_command(_command)
