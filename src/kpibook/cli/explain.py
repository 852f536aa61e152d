"""``kpibook explain``: why a measure has its status."""

from __future__ import annotations

from pathlib import Path

import click

from kpibook.cli.options import FilePath, as_json


@click.command()
@click.argument("book", metavar="BOOK", type=FilePath())
@click.argument("ref", metavar="REF")
@as_json
@click.pass_context
def explain(ctx: click.Context, book: Path, ref: str, as_json: bool) -> None:
    """Say why a measure has its status and its direction of travel.

    With the figures, the cells they are in and the rule applied. Nothing is written.
    """
    from kpibook.cli.show import out, out_json
    from kpibook.services.json_results import ratings_json
    from kpibook.services.rating.explain import explain_file

    told = explain_file(book, ref)
    if as_json:
        out_json(
            {
                "file": str(book),
                "period": str(told.rated.reading.period),
                "scheme": told.scheme.key,
                **ratings_json([told.rated], told.scheme)[0],
                "why_direction": told.direction,
                "why_direction_year": told.direction_year,
                "rule": told.rule,
                "figures": [
                    {"name": name, "figure": said, "sheet": where.sheet, "cell": where.cell}
                    for name, said, where in told.figures
                ],
                "findings": [finding.as_dict() for finding in told.findings],
            }
        )
    else:
        for heading, text in told.lines():
            out(f"{heading}: {text}")
    ctx.exit(1 if told.findings else 0)
