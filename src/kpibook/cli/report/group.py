"""The group ``kpibook report``, whose usual command need not be named."""

from __future__ import annotations

import click

from kpibook.cli.report.new_template import new_template
from kpibook.cli.report.new_wording import new_wording
from kpibook.cli.report.write import write


class _ReportGroup(click.Group):
    """Group that takes anything but the name of a command for the workbooks of a report."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the name of the usual command in front, unless a command or help is named."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["write", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_ReportGroup)
def report() -> None:
    """Write the report that the committee receives, in Word, in PDF, as a web page or as data.

    `kpibook report BOOK... -o FILE` is short for `kpibook report write BOOK... -o FILE`.
    """


for _command in (write, new_wording, new_template):
    report.add_command(_command)
