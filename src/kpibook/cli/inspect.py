"""The command ``kpibook inspect``: a workbook's contents, for a person who has to trust it."""

from __future__ import annotations

from pathlib import Path

import click

from kpibook.cli.options import FilePath, as_json


@click.command()
@click.argument("book", metavar="BOOK", type=FilePath())
@as_json
def inspect(book: Path, as_json: bool) -> None:
    """Say what is in a workbook, from kpibook or from any other program.

    Sheets, tables, names, features other programs lose, formulas without a value, links to
    outside, macros and risky functions. Nothing in it is run, calculated or changed.
    """
    from kpibook.cli.show import out, out_json
    from kpibook.services.inspect import in_words
    from kpibook.xlsx.inspection.inspect import inspect_file

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
