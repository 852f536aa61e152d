"""The command ``kpibook return``: the published copy of the return."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kpibook.cli.batch import Command, Options, batch_options, books, run_command
from kpibook.cli.options import (
    FilePath,
    as_json,
    backups_config,
    for_part,
    layout_config,
    layout_options,
    published_files,
)

if TYPE_CHECKING:
    from kpibook.domain.measures.period import Quarter
    from kpibook.services.publish import Published
    from kpibook.workbook.protocol import Opener


@click.command("return")
@books
@click.option("-o", "--output", type=FilePath(), help="The .xlsx or .ods file to write.")
@click.option("--output-dir", type=FilePath(), help="Write the returns into this folder.")
@for_part
@click.option(
    "--wording",
    type=FilePath(),
    metavar="FILE.toml",
    help="The council's own words, and its choice of sheets and columns.",
)
@click.option(
    "--together-with",
    multiple=True,
    metavar="BOOK|FOLDER|PATTERN",
    help="Other workbooks of the council, so that together nothing withheld can be worked out.",
)
@published_files
@layout_options
@batch_options
@as_json
@click.pass_context
def quarterly_return(
    ctx: click.Context,
    inputs: tuple[str, ...],
    output: Path | None,
    output_dir: Path | None,
    wanted: str | None,
    wording: Path | None,
    together_with: tuple[str, ...],
    published: tuple[Path, ...],
    layout: Path | None,
    period: Quarter | None,
    options: Options,
    as_json: bool,
) -> None:
    """Write the accessible, published copy of the quarterly return.

    It has a sheet with the counts, the measures that need attention, a sheet for each priority,
    commentary, key and notes. Under [return] a file of words, named with --wording or as "wording"
    in kpibook.toml, chooses sheets and columns; `kpibook report new-wording` writes such a file.

    Values only, no macros; the ratings are worked out again from the figures. A file that is
    there already is kept under another name. In a folder each copy has its workbook's name.

    With --for it has a committee's measures only (or a priority's, service's or directorate's), and
    so have its counts. A measure whose register names no committee is on every committee's return.
    Of a part the same figures are withheld as of the whole, so that both may be published.

    Counts of 1 to 5 are withheld of measures that ask for it, with what would give them away. All
    workbooks of the command, and those named with --together-with, are looked at together for that.
    With --published more is withheld, so that published files and the new ones give nothing away.

    A council's own workbook is read through its layout: the one that is found for it, or
    --layout. The workbook stays as it is.
    """
    from kpibook.services.batch.task import return_one
    from kpibook.services.json_results import return_data
    from kpibook.services.layouts.open_book import Asked

    if (output is None) == (output_dir is None):
        raise click.UsageError("Say where the result goes: give one of -o and --output-dir.")
    if output is not None and output.suffix.casefold() not in (".xlsx", ".ods"):
        raise click.UsageError(_other_format(output.suffix.casefold()))
    config: dict[str, Any] = {
        "output": None if output is None else str(output),
        "folder": None if output_dir is None else str(output_dir),
        "for": wanted,
        "wording": None if wording is None else str(wording.absolute()),
        **layout_config(layout, period),
        **backups_config(),
    }
    opened = Asked(layout, period).open
    config["withheld"] = _withheld(inputs, together_with, published, output_dir, opened)
    command = Command("return", return_one, return_data, _show)
    ctx.exit(run_command(command, inputs, config, options, as_json=as_json))


def _other_format(ending: str) -> str:
    """Say which format a return is written in, and what writes the format that was asked for."""
    if ending == ".xlsm":
        return "The published copy has no macros: give -o a name ending in .xlsx."
    from kpibook.domain.wording import listed
    from kpibook.outputs.report.formats import WRITERS

    others = listed([ending for ending in WRITERS if ending != ".ods"])
    asked = f"'{ending}'" if ending else "a name without an ending"
    return (
        f"A return is written as .xlsx or .ods, and not as {asked}: give -o such a name. "
        f"For {others} use `kpibook report`."
    )


def _withheld(
    inputs: tuple[str, ...],
    together_with: tuple[str, ...],
    published: tuple[Path, ...],
    output_dir: Path | None,
    opened: Opener,
) -> dict[str, Any]:
    """Return what is to be withheld of each workbook; empty for one that is looked at alone."""
    from kpibook.services.batch.books import books_of
    from kpibook.services.consolidate.withheld_together import withheld_together

    together = books_of((*inputs, *together_with), output_dir)
    if len(together) == 1 and not published:
        return {}
    return withheld_together(together, published, opened)


def _show(_book: Path, published: Published, _verbose: bool) -> None:
    from kpibook.cli.show import out, out_findings, out_written

    content = published.scorecard.quarterly_return
    out(content.title)
    for sentence in content.sentences():
        out(sentence)
    out_findings(published.findings)
    out()
    out_written(published.output, published.kept, published.pruned)
