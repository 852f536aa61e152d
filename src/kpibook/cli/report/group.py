"""The group ``kpibook report``."""

from __future__ import annotations

import click

from kpibook.cli.report.new_wording import new_wording


@click.group()
def report() -> None:
    """Write the report that the committee receives."""


report.add_command(new_wording)
