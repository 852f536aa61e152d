"""The command ``kpibook explain``: the reason for a measure's status."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kpibook.cli.options import FilePath, as_json, layout_options

if TYPE_CHECKING:
    from kpibook.domain.measures.period import Quarter


@click.command()
@click.argument("book", metavar="BOOK", type=FilePath())
@click.argument("ref", metavar="REF")
@layout_options
@as_json
@click.pass_context
def explain(
    ctx: click.Context,
    book: Path,
    ref: str,
    layout: Path | None,
    period: Quarter | None,
    as_json: bool,
) -> None:
    """Say why a measure has its status and its direction of travel.

    With the figures, the cells they are in and the rule applied. Nothing is written.

    A council's own workbook is read through its layout, found for it or given.
    """
    from kpibook.cli.show import exit_code, out, out_json
    from kpibook.services.json_results import ratings_json
    from kpibook.services.layouts.open_book import Asked
    from kpibook.services.rating.explain import explain_file

    explanation = explain_file(book, ref, Asked(layout, period).open)
    if as_json:
        out_json(
            {
                "file": str(book),
                "period": str(explanation.rated.reading.period),
                "scheme": explanation.scheme.key,
                **ratings_json([explanation.rated], explanation.scheme)[0],
                "why": explanation.reason,
                "why_direction": explanation.direction,
                "why_direction_year": explanation.direction_year,
                "rule": explanation.rule,
                "figures": [
                    {"name": name, "figure": figure, "sheet": place.sheet, "cell": place.cell}
                    for name, figure, place in explanation.figures
                ],
                "findings": [finding.as_dict() for finding in explanation.findings],
            }
        )
    else:
        for heading, text in explanation.lines():
            out(f"{heading}: {text}")
    ctx.exit(exit_code(explanation.findings))
