"""``kpibook check``: what to put right in a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kpibook.cli.options import FilePath, as_json
from kpibook.errors import KpibookError


@click.command()
@click.argument("books", metavar="BOOK...", nargs=-1, required=True, type=FilePath())
@as_json
@click.pass_context
def check(ctx: click.Context, books: tuple[Path, ...], as_json: bool) -> None:
    """List what to put right in workbooks: structure, figures, ratings out of date.

    Nothing is written. Each finding names its cell and ends with a code that never changes.
    """
    from kpibook.cli.show import out, out_findings, out_json
    from kpibook.domain.words import counted
    from kpibook.services.check import check_file

    results: list[dict[str, Any]] = []
    code = 0
    for book in books:
        try:
            checked = check_file(book)
        except KpibookError as error:
            code = 3
            click.echo(f"Error: {error}", err=True)
            results.append({"file": str(book), "error": error.as_dict()})
            continue
        code = max(code, 1 if checked.findings else 0)
        results.append(
            {
                "file": str(book),
                "period": str(checked.scorecard.workbook.settings.period),
                "measures": len(checked.scorecard.rated),
                "findings": [finding.as_dict() for finding in checked.findings],
            }
        )
        if not as_json:
            count = len(checked.findings) or "nothing"
            measures = counted(len(checked.scorecard.rated), "measure")
            out(f"{book.name}: {count} to put right in {measures}.")
            out_findings(checked.findings)
    if as_json:
        out_json({"books": results})
    ctx.exit(code)
