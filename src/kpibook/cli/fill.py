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
    layout_option,
)
from kpibook.cli.options import scheme as scheme_option

if TYPE_CHECKING:
    from kpibook.domain.measures.period import Quarter
    from kpibook.services.fill import Filled
    from kpibook.services.layouts.fill_mapped import MappedFilled


@click.command()
@books
@click.option("--actuals", type=FilePath(), help="CSV or Excel with Ref and Actual.")
@click.option("--period", type=Period(), help='The quarter they are of, such as "Q3 2021/22".')
@layout_option
@click.option(
    "--replace-formulas", is_flag=True, help="With a layout: write over formulas in its cells too."
)
@click.option(
    "--return-sheet", is_flag=True, help="With a layout: add the sheet Return to the workbook too."
)
@scheme_option
@click.option("--trends", is_flag=True, help="Make the sheet Trends: a chart for each measure.")
@destination_options
@batch_options
@as_json
@click.pass_context
def fill(
    ctx: click.Context,
    inputs: tuple[str, ...],
    actuals: Path | None,
    period: Quarter | None,
    layout: Path | None,
    replace_formulas: bool,
    return_sheet: bool,
    scheme: str | None,
    trends: bool,
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
    another name. A workbook that has the sheet Trends gets it drawn again.

    A council's own workbook is filled through a layout, given or found for it: only its own cells
    are written, with --period to say which quarter's, and no sheet is added but with
    --return-sheet. --scheme is for such a workbook; kpibook's own name their scheme on the sheet
    Settings.
    """
    from kpibook.services.batch.task import fill_one
    from kpibook.services.json_results import fill_data

    config = {
        "actuals": None if actuals is None else str(actuals),
        "period": None if period is None else str(period),
        "layout": None if layout is None else str(layout),
        "replace_formulas": replace_formulas,
        **({"return_sheet": True} if return_sheet else {}),
        "scheme": scheme,
        "trends": trends,
        **destination_config(output, output_dir, in_place, dry_run),
    }
    command = Command("fill", fill_one, fill_data, _show)
    ctx.exit(run_command(command, inputs, config, options, as_json=as_json))


def _show(book: Path, filled: Filled | MappedFilled, verbose: bool) -> None:
    # The task whose result this is has imported it; the code for councils' own is left alone.
    from kpibook.services.fill import Filled

    if isinstance(filled, Filled):
        _show_own(book, filled, verbose)
    else:
        _show_mapped(book, filled, verbose)


def _show_mapped(book: Path, filled: MappedFilled, verbose: bool) -> None:
    from kpibook.cli.show import out, out_changes, out_findings, out_saved, out_words
    from kpibook.services.result_words import mapped_table

    out(f"{book.name}, {filled.period}, scheme {filled.scheme.key}")
    out()
    out_changes(filled.changes)
    out()
    out_words(mapped_table(filled))
    if filled.without_actual:
        out(f"Without an actual: {', '.join(filled.without_actual)}.")
    out_findings(filled.findings)
    out_saved(filled.saved, verbose=verbose)


def _show_own(book: Path, filled: Filled, verbose: bool) -> None:
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
