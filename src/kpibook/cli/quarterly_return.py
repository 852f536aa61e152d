"""``kpibook return``: the published copy of the return alone."""

from __future__ import annotations

from pathlib import Path

import click

from kpibook.cli.options import FilePath, as_json


@click.command("return")
@click.argument("book", metavar="BOOK", type=FilePath())
@click.option("-o", "--output", type=FilePath(), required=True, help="The .xlsx file to write.")
@as_json
@click.pass_context
def quarterly_return(ctx: click.Context, book: Path, output: Path, as_json: bool) -> None:
    """Write the accessible, published copy of the quarterly return.

    Values only, no macros; the ratings are worked out again from the figures. A file that is
    there already is kept under another name.
    """
    from kpibook.cli.show import out, out_findings, out_json, out_written, ratings_json
    from kpibook.services.publish import publish_return

    if output.suffix.casefold() != ".xlsx":
        raise click.UsageError("The published copy has no macros: give -o a name ending in .xlsx.")
    published = publish_return(book, output)
    card = published.scorecard
    content = card.quarterly_return
    if as_json:
        out_json(
            {
                "file": str(book),
                "output": str(published.output),
                "kept": None if published.kept is None else str(published.kept),
                "title": content.title,
                "summary": content.sentences(),
                "ratings": ratings_json(card.rated, card.scheme),
                "findings": [finding.as_dict() for finding in published.findings],
            }
        )
    else:
        out(content.title)
        for sentence in content.sentences():
            out(sentence)
        out_findings(published.findings)
        out()
        out_written(published.output, published.kept)
    ctx.exit(1 if published.findings else 0)
