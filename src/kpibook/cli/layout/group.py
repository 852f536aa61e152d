"""The group ``kpibook layout``."""

from __future__ import annotations

import click

from kpibook.cli.layout.check import check


@click.group()
def layout() -> None:
    """Work with layouts, which say where a council's own workbook has its measures.

    `kpibook inspect BOOK --layout` proposes one.
    """


layout.add_command(check)
