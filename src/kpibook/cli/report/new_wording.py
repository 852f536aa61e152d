"""The command ``kpibook report new-wording``: a file for the council's own words."""

from __future__ import annotations

from pathlib import Path

import click

from kpibook.cli.options import FilePath


@click.command("new-wording")
@click.argument("file", type=FilePath())
def new_wording(file: Path) -> None:
    """Write a new file for the council's own words: title, sections, committees, fixed words.

    It is a TOML file to change in any text editor. It lists every name, such as {quarter}, that is
    filled in. A file that is there already is left alone.
    """
    from kpibook.cli.show import out
    from kpibook.services.report.new_wording import write_new_wording

    out(f"Wrote {write_new_wording(file)}. It is a text file to change in any editor.")
