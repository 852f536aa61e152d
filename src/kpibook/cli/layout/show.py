"""The command ``kpibook layout show``: the layout that is used for a workbook."""

from __future__ import annotations

from pathlib import Path

import click

from kpibook.cli.options import FilePath


@click.command()
@click.argument("book", metavar="BOOK", type=FilePath())
def show(book: Path) -> None:
    """Print the layout that is used for a workbook, and say where it is.

    The text can be sent to a file: kpibook layout show BOOK > book.layout.toml.
    """
    from kpibook.cli.show import out_block, say
    from kpibook.services.layouts.keep import layout_shown

    shown = layout_shown(book)
    say(f"{book.name} is read through {shown.file}, {shown.place}.")
    out_block(shown.text)
