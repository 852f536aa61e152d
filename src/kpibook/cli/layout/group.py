"""The group ``kpibook layout``."""

from __future__ import annotations

import click

from kpibook.cli.layout.check import check
from kpibook.cli.layout.keep import keep
from kpibook.cli.layout.show import show


@click.group()
def layout() -> None:
    """Work with layouts, which say where a council's own workbook has its measures.

    `kpibook inspect BOOK --layout` proposes one. Every command takes --layout FILE. Without it
    the first of these counts: NAME.layout.toml next to the workbook; the file that [layouts] in
    kpibook.toml names for it, of its folder or the nearest above; the layout that the workbook
    keeps itself. Where another of them says something else, it is a finding.
    """


for _command in (check, keep, show):
    layout.add_command(_command)
