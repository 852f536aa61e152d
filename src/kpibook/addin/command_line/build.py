"""The command ``kpibook addin build``, which makes the add-in file from its text sources."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default="kpibook.xlam",
    show_default=True,
    metavar="PATH",
    help="The file to write; one that is there is replaced.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def build(output: Path, as_json: bool) -> None:
    """Build the add-in from text: its VBA, its ribbon and the worksheet functions.

    The same sources give the same bytes, on any day and any machine. Officers need not run
    this: the built file comes with kpibook. It needs pyOpenVBA (the extra "build").
    """
    # Imported late: it needs pyOpenVBA, which only the extra "build" installs.
    from kpibook.addin.xlam.build import build_addin

    built = build_addin(output)
    if as_json:
        click.echo(json.dumps(built.as_dict(), indent=2))
    else:
        click.echo(f"Wrote {built.path}: {built.size} bytes, SHA-256 {built.sha256}.")
