"""The command ``kpibook report new-template``: a Word document for the council's own styles."""

from __future__ import annotations

from pathlib import Path

import click

from kpibook.cli.options import FilePath


@click.command("new-template")
@click.argument("file", type=FilePath())
def new_template(file: Path) -> None:
    """Write a new Word document, in whose styles, margins and footer reports are written.

    Change its styles, header and footer in Word, keep the names of the styles, and name it with
    --template. A file that is there already is left alone.
    """
    from kpibook.cli.show import out
    from kpibook.services.report.new_template import write_new_template

    out(f"Wrote {write_new_template(file)}. Change its styles, header and footer in Word.")
