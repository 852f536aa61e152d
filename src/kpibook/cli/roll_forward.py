"""The command ``kpibook roll-forward``: the next quarter."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kpibook.cli.batch import Command, Options, batch_options, books, run_command
from kpibook.cli.options import (
    as_json,
    destination_config,
    destination_options,
    layout_config,
    layout_options,
)

if TYPE_CHECKING:
    from kpibook.domain.measures.period import Quarter
    from kpibook.services.layouts.rolling.roll_mapped import MappedRolled
    from kpibook.services.roll_forward.roll_forward import RolledForward


@click.command("roll-forward")
@books
@layout_options
@destination_options
@batch_options
@as_json
@click.pass_context
def roll_forward(
    ctx: click.Context,
    inputs: tuple[str, ...],
    layout: Path | None,
    period: Quarter | None,
    output: Path | None,
    output_dir: Path | None,
    in_place: bool,
    dry_run: bool,
    options: Options,
    as_json: bool,
) -> None:
    """Begin the next quarter: this quarter's figures into the history, the rest ready to type in.

    After Q4 the next year begins. Nothing is rolled forward that would lose a figure, nor a
    quarter in which nothing is reported yet. The input file is never changed without
    --in-place, and a file that is there already is kept under another name.

    A council's own workbook is moved on through its layout, found for it or given, from the quarter
    of --period: a column "This quarter" is emptied once its figures are under the quarter before;
    where each quarter has its own columns it is said what is there and what you must add.
    """
    from kpibook.services.batch.task import roll_one
    from kpibook.services.json_results import roll_data

    config = {
        **layout_config(layout, period),
        **destination_config(output, output_dir, in_place, dry_run),
    }
    command = Command("roll-forward", roll_one, roll_data, _show)
    ctx.exit(run_command(command, inputs, config, options, as_json=as_json))


def _show(book: Path, rolled: RolledForward | MappedRolled, verbose: bool) -> None:
    from kpibook.cli.show import out, out_changes, out_findings, out_saved
    from kpibook.services.roll_forward.roll_forward import RolledForward

    plan = rolled.plan if isinstance(rolled, RolledForward) else rolled
    out(f"{book.name}, {plan.closed}")
    for sentence in plan.sentences():
        out(sentence)
    out()
    out_changes(rolled.changes)
    out_findings(rolled.findings)
    out_saved(rolled.saved, verbose=verbose)
