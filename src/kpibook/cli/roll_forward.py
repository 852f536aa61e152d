"""``kpibook roll-forward``: the next quarter."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kpibook.cli.each import each_book
from kpibook.cli.options import FilePath, as_json, destination, destination_options

if TYPE_CHECKING:
    from kpibook.services.roll_forward import RolledForward


@click.command("roll-forward")
@click.argument("books", metavar="BOOK...", nargs=-1, required=True, type=FilePath())
@destination_options
@as_json
@click.pass_context
def roll_forward(
    ctx: click.Context,
    books: tuple[Path, ...],
    output: Path | None,
    output_dir: Path | None,
    in_place: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Begin the next quarter: this quarter's figures into the history, the rest ready to type in.

    After Q4 the next year begins. Nothing is rolled forward that would lose a figure, nor a
    quarter in which nothing is reported yet. The input file is never changed without
    --in-place, and a file that is there already is kept under another name.
    """
    from kpibook.services.roll_forward import roll_forward_file

    goes = destination(books, output, output_dir, in_place, dry_run)
    ctx.exit(
        each_book(
            books,
            lambda book: roll_forward_file(book, goes),
            show=_show,
            data=_data,
            as_json=as_json,
        )
    )


def _show(book: Path, rolled: RolledForward) -> None:
    from kpibook.cli.show import out, out_changes, out_findings, out_saved

    out(f"{book.name}, {rolled.plan.closed}")
    for sentence in rolled.plan.sentences():
        out(sentence)
    out()
    out_changes(rolled.changes)
    out_findings(rolled.findings)
    out_saved(rolled.saved, rolled.notes)


def _data(book: Path, rolled: RolledForward) -> dict[str, Any]:
    from kpibook.cli.show import changes_json, saved_json

    plan = rolled.plan
    return {
        "file": str(book),
        **saved_json(rolled.saved),
        "closed": str(plan.closed),
        "period": str(plan.opened),
        "into_history": list(plan.moved),
        "in_history_already": list(plan.already),
        "changes": changes_json(rolled.changes),
        "summary": plan.sentences(),
        "findings": [finding.as_dict() for finding in rolled.findings],
        "notes": list(rolled.notes),
    }
