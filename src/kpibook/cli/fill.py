"""``kpibook fill``: actuals in, ratings and the return sheet out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kpibook.cli.each import each_book
from kpibook.cli.options import FilePath, Period, as_json, destination, destination_options

if TYPE_CHECKING:
    from kpibook.domain.period import Quarter
    from kpibook.services.fill import Filled


@click.command()
@click.argument("books", metavar="BOOK...", nargs=-1, required=True, type=FilePath())
@click.option("--actuals", type=FilePath(), help="CSV or Excel with Ref and Actual.")
@click.option("--period", type=Period(), help='The quarter they are of, such as "Q3 2021/22".')
@destination_options
@as_json
@click.pass_context
def fill(
    ctx: click.Context,
    books: tuple[Path, ...],
    actuals: Path | None,
    period: Quarter | None,
    output: Path | None,
    output_dir: Path | None,
    in_place: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Write actuals into workbooks, rate every measure and make the return sheet.

    Actuals are matched by reference. Without --actuals, what is typed in is rated. The input
    file is never changed without --in-place, and a file that is there already is kept under
    another name.
    """
    from kpibook.services.fill import fill_file

    goes = destination(books, output, output_dir, in_place, dry_run)
    ctx.exit(
        each_book(
            books,
            lambda book: fill_file(book, actuals, period, goes),
            show=_show,
            data=_data,
            as_json=as_json,
        )
    )


def _show(book: Path, filled: Filled) -> None:
    from kpibook.cli.show import out, out_changes, out_findings, out_saved, out_scorecard

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
    out_saved(filled.saved, filled.notes)


def _data(book: Path, filled: Filled) -> dict[str, Any]:
    from kpibook.cli.show import changes_json, ratings_json, saved_json

    card = filled.scorecard
    return {
        "file": str(book),
        **saved_json(filled.saved),
        "period": str(card.workbook.settings.period),
        "scheme": card.scheme.key,
        "changes": changes_json(filled.changes),
        "ratings": ratings_json(card.rated, card.scheme),
        "summary": card.quarterly_return.sentences(),
        "without_actual": list(filled.without_actual),
        "findings": [finding.as_dict() for finding in filled.findings],
        "notes": list(filled.notes),
    }
