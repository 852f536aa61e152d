"""``kpibook check``: what to put right in a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kpibook.cli.each import each_book
from kpibook.cli.options import FilePath, as_json

if TYPE_CHECKING:
    from kpibook.services.check import Checked


@click.command()
@click.argument("books", metavar="BOOK...", nargs=-1, required=True, type=FilePath())
@as_json
@click.pass_context
def check(ctx: click.Context, books: tuple[Path, ...], as_json: bool) -> None:
    """List what to put right in workbooks: structure, figures, ratings out of date.

    Nothing is written. Each finding names its cell and ends with a code that never changes.
    """
    from kpibook.services.check import check_file

    ctx.exit(each_book(books, check_file, show=_show, data=_data, as_json=as_json))


def _show(book: Path, checked: Checked) -> None:
    from kpibook.cli.show import out, out_findings
    from kpibook.domain.words import counted

    count = len(checked.findings) or "nothing"
    measures = counted(len(checked.scorecard.rated), "measure")
    out(f"{book.name}: {count} to put right in {measures}.")
    out_findings(checked.findings)


def _data(book: Path, checked: Checked) -> dict[str, Any]:
    return {
        "file": str(book),
        "period": str(checked.scorecard.workbook.settings.period),
        "measures": len(checked.scorecard.rated),
        "findings": [finding.as_dict() for finding in checked.findings],
    }
