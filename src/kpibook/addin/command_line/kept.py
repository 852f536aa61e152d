"""The command ``kpibook addin kept``: the copies and records that Take back works from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kpibook.addin.kept.store import Kept


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def kept(as_json: bool) -> None:
    """List the workbooks as they were before a button changed them, with their paths.

    Take back on the ribbon works from these. To have a whole workbook back, open its copy and save
    it under a new name.
    """
    from kpibook.addin.kept.store import MOST_COPIES, MOST_DAYS, own_store

    store = own_store()
    entries = [_described(entry) for entry in store.kept()]
    if as_json:
        click.echo(json.dumps({"folder": str(store.folder), "kept": entries}, indent=2))
        return
    for entry in entries:
        click.echo(_line(entry))
    if not entries:
        click.echo("Nothing is kept.")
    click.echo(
        f"At most {MOST_COPIES} clicks and {MOST_DAYS} days are kept, in {store.folder}. What is "
        "beyond that goes when a button next changes a workbook; `kpibook addin uninstall` deletes "
        "all."
    )


def _described(entry: Kept) -> dict[str, Any]:
    record = entry.record()
    return {
        "made": record.made.isoformat(timespec="minutes") if record else None,
        "button": record.button if record else None,
        "workbook": record.book if record else None,
        "taken_back": record is not None and record.taken_back is not None,
        "copy": str(entry.copy) if entry.copy else None,
    }


def _line(entry: dict[str, Any]) -> str:
    if entry["made"] is None:
        return f"A button that was stopped. {_copy(entry)}"
    taken_back = " Taken back." if entry["taken_back"] else ""
    made = entry["made"].replace("T", " ")[:16]
    return f"{made} {entry['button']} in {entry['workbook']}.{taken_back} {_copy(entry)}"


def _copy(entry: dict[str, Any]) -> str:
    return f"Before it: {entry['copy']}" if entry["copy"] else "There is no copy from before it."
