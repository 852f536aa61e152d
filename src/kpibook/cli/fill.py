"""The command ``kpibook fill``: actuals in, ratings and the return sheet out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kpibook.cli.batch import Command, Options, batch_options, books, run_command
from kpibook.cli.options import (
    FilePath,
    Period,
    as_json,
    destination_config,
    destination_options,
)

if TYPE_CHECKING:
    from kpibook.domain.measures.period import Quarter
    from kpibook.services.fill import Filled


@click.command()
@books
@click.option("--actuals", type=FilePath(), help="CSV or Excel with Ref and Actual.")
@click.option("--period", type=Period(), help='The quarter they are of, such as "Q3 2021/22".')
@destination_options
@batch_options
@as_json
@click.pass_context
def fill(
    ctx: click.Context,
    inputs: tuple[str, ...],
    actuals: Path | None,
    period: Quarter | None,
    output: Path | None,
    output_dir: Path | None,
    in_place: bool,
    dry_run: bool,
    options: Options,
    as_json: bool,
) -> None:
    """Write actuals into workbooks, rate every measure and make the return sheet.

    Actuals are matched by reference. Without --actuals, what is typed in is rated. The input
    file is never changed without --in-place, and a file that is there already is kept under
    another name.
    """
    from kpibook.services.batch.task import fill_one
    from kpibook.services.json_results import fill_data

    config = {
        "actuals": None if actuals is None else str(actuals),
        "period": None if period is None else str(period),
        **destination_config(output, output_dir, in_place, dry_run),
    }
    command = Command("fill", fill_one, fill_data, _show)
    ctx.exit(run_command(command, inputs, config, options, as_json=as_json))


def _show(book: Path, filled: Filled, verbose: bool) -> None:
    from kpibook.cli.show import (
        out,
        out_changes,
        out_findings,
        out_saved,
        out_scorecard,
    )

    card = filled.scorecard
    out(f"{book.name}, {card.workbook.settings.period}, scheme {card.scheme.key}")
    out()
    out_changes(filled.changes)
    out()
    out_scorecard(card.rated, card.scheme)
    out()
    for sentence in card.quarterly_return.sentences():
        out(sentence)
    if filled.without_actual:
        out(f"Without an actual: {', '.join(filled.without_actual)}.")
    out_findings(filled.findings)
    out_saved(filled.saved, verbose=verbose)
