"""The command ``kpibook settle``: a figure in doubt is right as it is."""

from __future__ import annotations

from pathlib import Path

import click

from kpibook.cli.options import FilePath, as_json, destination_config, destination_options


@click.command()
@click.argument("book", type=FilePath())
@click.argument("ref")
@click.option("--code", required=True, help="The code of the finding, such as target-as-fraction.")
@click.option("--by", required=True, help='Who says so, such as "Head of Service".')
@destination_options
@as_json
@click.pass_context
def settle(
    ctx: click.Context,
    book: Path,
    ref: str,
    code: str,
    by: str,
    output: Path | None,
    output_dir: Path | None,
    in_place: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Say that a figure in doubt is right as it is, and rate the workbook again.

    The workbook keeps who said so and when, on the sheet Settled. The figure is doubted again when
    it changes. An actual can be settled without this command: type [ok] as its marker, and fill.
    """
    from kpibook.cli.show import exit_code, out, out_findings, out_json, out_saved
    from kpibook.services.batch.task import destination_of
    from kpibook.services.json_results import settled_data
    from kpibook.services.settle import settle_file

    config = destination_config(output, output_dir, in_place, dry_run)
    settled = settle_file(book, ref, code, by, destination_of(config))
    filled = settled.filled
    if as_json:
        out_json(settled_data(book, settled))
    else:
        for sentence in settled.sentences():
            out(sentence)
        out_findings(filled.findings)
        out_saved(filled.saved)
    ctx.exit(exit_code(filled.findings))
