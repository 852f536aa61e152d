"""The command ``kpibook inspect``: a workbook's contents, for a person who has to trust it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kpibook.cli.options import FilePath, Period, as_json

if TYPE_CHECKING:
    from kpibook.domain.measures.period import Quarter


@click.command()
@click.argument("book", metavar="BOOK", type=FilePath())
@click.option(
    "--layout",
    "proposes",
    is_flag=True,
    help="Propose a layout: where the workbook, CSV or .ods has its measures and figures.",
)
@click.option("--period", type=Period(), help="With --layout: the quarter to look at it in.")
@click.option("-o", "--output", type=FilePath(), help="With --layout: write it to this new file.")
@as_json
@click.pass_context
def inspect(
    ctx: click.Context,
    book: Path,
    proposes: bool,
    period: Quarter | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Say what is in a workbook, from kpibook or from any other program.

    Sheets, tables, names, features other programs lose, formulas without a value, links to
    outside, macros and risky functions. Nothing in it is run, calculated or changed.
    """
    from kpibook.cli.show import out, out_json
    from kpibook.services.inspect import in_words
    from kpibook.services.layouts.contents import contents_of, is_plain_file
    from kpibook.xlsx.inspection.inspect import inspect_file

    if proposes:
        _propose(book, period, output)
        return
    if output is not None or period is not None:
        ctx.fail("Give -o and --period together with --layout.")
    if is_plain_file(book):
        contents = contents_of(book)
        if as_json:
            out_json(contents.as_dict())
            return
        out(contents.file)
        for line in contents.lines():
            out(f"  {line}")
        return
    inspection = inspect_file(book)
    if as_json:
        out_json(inspection.as_dict())
        return
    out(inspection.file)
    for heading, lines in in_words(inspection):
        out()
        out(heading)
        for line in lines:
            out(f"  {line}")


def _propose(book: Path, period: Quarter | None, output: Path | None) -> None:
    """Print a proposed layout with a picture of each sheet, or write it to a new file."""
    from kpibook.cli.show import out, out_block, say
    from kpibook.services.layouts.proposal.comments import proposal_text
    from kpibook.services.layouts.proposal.picture import picture_of
    from kpibook.services.layouts.proposal.propose import propose_layout
    from kpibook.services.layouts.written import write_layout

    proposal = propose_layout(book, period)
    if not proposal.tables:
        out(f"{proposal.file}: this does not look like a table of measures.")
        return
    for table in proposal.tables:
        say(f"{proposal.file} '{table.grid.name}'")
        for line in picture_of(table):
            say(line)
    asked = (f"{ref}: {text}" for ref, text in proposal.polarities_asked.items())
    for question in (*proposal.questions, *asked):
        say(f"Question: {question}")
    text = proposal_text(proposal)
    if output is None:
        out_block(text)
        return
    write_layout(output, text)
    out(f"{output}: the layout that is proposed. Read it, then check it with kpibook layout check.")
