"""The command ``kpibook actions``: the sheet of actions for a workbook that has none."""

from __future__ import annotations

from pathlib import Path

import click

from kpibook.cli.options import FilePath, as_json, destination_config, destination_options


@click.command()
@click.argument("book", type=FilePath())
@destination_options
@as_json
def actions(
    book: Path,
    output: Path | None,
    output_dir: Path | None,
    in_place: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Put the sheet Actions into a workbook that was made without it.

    A new workbook has the sheet. A row says what is done, by which post and by when, on a measure
    or for a service; a measure may have several. Check tells which are overdue, and which measures
    are off target without any. Rolling forward keeps the open actions.
    """
    from kpibook.cli.show import out, out_json, out_saved
    from kpibook.services.batch.task import destination_of
    from kpibook.services.json_results import actions_data
    from kpibook.services.sheets.actions_sheet import add_actions_file

    config = destination_config(output, output_dir, in_place, dry_run)
    added = add_actions_file(book, destination_of(config))
    if as_json:
        out_json(actions_data(book, added))
    else:
        out(added.sentence)
        out_saved(added.saved)
