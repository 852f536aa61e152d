"""The command ``kpibook chase``: the returns that are not in, and a letter for each directorate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kpibook.cli.options import FilePath, Period, as_json

if TYPE_CHECKING:
    from kpibook.domain.measures.period import Quarter
    from kpibook.services.returns.chase_files import Chased


@click.command()
@click.argument("file", metavar="FILE.csv", type=FilePath())
@click.argument("inputs", metavar="[BOOK|FOLDER|PATTERN]...", nargs=-1)
@click.option("--period", type=Period(), help="The quarter; else the one all workbooks report.")
@click.option(
    "--output-dir", type=FilePath(), help="Write a letter for each directorate into this folder."
)
@as_json
@click.pass_context
def chase(
    ctx: click.Context,
    file: Path,
    inputs: tuple[str, ...],
    period: Quarter | None,
    output_dir: Path | None,
    as_json: bool,
) -> None:
    """Say which expected returns are not in, and write the letters that ask for them.

    FILE.csv lists the returns, with the columns Directorate or Workbook (or both), Contact,
    E-mail, Due and Returned on. The workbooks are those that have come in; leave them out before
    the first has. A return whose workbook is blank or cannot be used is asked for as well.

    A letter is an e-mail to open and send (.eml) if the list has an address, else a plain text
    (.txt). kpibook sends nothing.

    Exit code 1 if a return is not in, or the list has something to put right.
    """
    from datetime import datetime

    from kpibook.cli.show import exit_code, out_json
    from kpibook.services.returns.as_json import returns_as_json
    from kpibook.services.returns.chase_files import chase_files

    chased = chase_files(
        file, inputs, period=period, folder=output_dir, now=datetime.now().astimezone()
    )
    if as_json:
        out_json(
            {
                "period": None if chased.period is None else str(chased.period),
                **returns_as_json(chased.returns),
                "written": [str(path) for path, _ in chased.written],
                "findings": [finding.as_dict() for finding in chased.findings],
            }
        )
    else:
        _print(chased)
    ctx.exit(exit_code(chased.findings))


def _print(chased: Chased) -> None:
    from kpibook.cli.show import out, out_findings, out_table, out_written

    before = f"{chased.period}: " if chased.period else ""
    out(f"{before}{chased.returns.in_words}")
    outstanding = chased.returns.outstanding
    if outstanding:
        out()
        out_table(
            ("Return", "Contact", "Due", "State"),
            [
                (
                    item.name,
                    item.expected.contact or "none",
                    f"{item.expected.due:%d/%m/%Y}" if item.expected.due else "not known",
                    item.state.value,
                )
                for item in outstanding
            ],
        )
    # The list above says which returns are not in.
    listed = ("return-missing", "return-without-figures")
    out_findings([finding for finding in chased.findings if finding.code not in listed])
    if chased.written:
        out()
    for path, earlier_file in chased.written:
        out_written(path, earlier_file)
