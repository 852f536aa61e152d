"""The command ``kpibook check``: findings in workbooks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kpibook.cli.batch import Command, Options, batch_options, books, run_command
from kpibook.cli.options import as_json, for_part

if TYPE_CHECKING:
    from kpibook.services.rating.check import Checked


@click.command()
@books
@for_part
@batch_options
@as_json
@click.pass_context
def check(
    ctx: click.Context,
    inputs: tuple[str, ...],
    wanted: str | None,
    options: Options,
    as_json: bool,
) -> None:
    """List what to put right in workbooks: structure, figures, ratings out of date.

    No workbook is changed. Each finding names its cell and ends with a code that never changes.
    """
    from kpibook.services.batch.task import check_one
    from kpibook.services.json_results import check_data

    command = Command("check", check_one, check_data, _show)
    ctx.exit(run_command(command, inputs, {"for": wanted}, options, as_json=as_json))


def _show(book: Path, checked: Checked, _verbose: bool) -> None:
    from kpibook.cli.show import out, out_findings
    from kpibook.domain.finding import to_put_right
    from kpibook.domain.wording import counted

    count = len(to_put_right(checked.findings)) or "nothing"
    measures = counted(len(checked.scorecard.rated), "measure")
    part = checked.scorecard.part
    of = "" if part is None else f" for the {part.kind.value} {part.name}"
    out(f"{book.name}: {count} to put right in {measures}{of}.")
    out_findings(checked.findings)
