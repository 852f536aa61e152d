"""``kpibook fill``: actuals in, ratings and the return sheet out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kpibook.cli.options import FilePath, Period, as_json
from kpibook.errors import KpibookError

if TYPE_CHECKING:
    from kpibook.domain.period import Quarter
    from kpibook.services.fill import Filled


@click.command()
@click.argument("books", metavar="BOOK...", nargs=-1, required=True, type=FilePath())
@click.option("--actuals", type=FilePath(), help="CSV or Excel with Ref and Actual.")
@click.option("--period", type=Period(), help='The quarter they are of, such as "Q3 2021/22".')
@click.option("-o", "--output", type=FilePath(), help="Write the filled workbook to this file.")
@click.option("--output-dir", type=FilePath(), help="Write filled workbooks into this folder.")
@click.option("--in-place", is_flag=True, help="Change the workbooks, keeping a backup of each.")
@click.option(
    "--dry-run", is_flag=True, help="Say what would change and write nothing, wherever it would go."
)
@as_json
@click.pass_context
def fill(
    ctx: click.Context,
    books: tuple[Path, ...],
    actuals: Path | None,
    period: Quarter | None,
    output: Path | None,
    output_dir: Path | None,
    in_place: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Write actuals into workbooks, rate every measure and make the return sheet.

    Actuals are matched by reference. Without --actuals, what is typed in is rated. The input
    file is never changed without --in-place, and a file that is there already is kept under
    another name.
    """
    from kpibook.domain.words import listed
    from kpibook.services.destination import Destination
    from kpibook.services.fill import fill_file

    ways = {
        "-o": output is not None,
        "--output-dir": output_dir is not None,
        "--in-place": in_place,
    }
    chosen = [way for way, given in ways.items() if given]
    if not chosen and not dry_run:
        raise click.UsageError(
            "Say where the result goes: give one of -o, --output-dir, --in-place or --dry-run."
        )
    if len(chosen) > 1:
        raise click.UsageError(f"Give only one of {listed(chosen)}: the result goes to one place.")
    if output is not None and len(books) > 1:
        raise click.UsageError("-o names one file; for several workbooks give --output-dir.")
    names = [book.name.casefold() for book in books]
    if output_dir is not None and len(set(names)) < len(names):
        raise click.UsageError(
            "Two workbooks have the same name, and one would replace the other in --output-dir: "
            "fill them one at a time."
        )
    destination = Destination(output, output_dir, in_place, dry_run)
    results: list[dict[str, Any]] = []
    code = 0
    for book in books:
        try:
            filled = fill_file(book, actuals, period, destination)
        except KpibookError as error:
            code = 3
            click.echo(f"Error: {error}", err=True)
            results.append({"file": str(book), "error": error.as_dict()})
            continue
        code = max(code, 1 if filled.findings else 0)
        results.append(_as_json(book, filled))
        if not as_json:
            _print(book, filled)
    if as_json:
        from kpibook.cli.show import out_json

        out_json({"books": results})
    ctx.exit(code)


def _print(book: Path, filled: Filled) -> None:
    from kpibook.cli.show import out, out_findings, out_scorecard, out_table, out_written

    card = filled.scorecard
    out(f"{book.name}, {card.workbook.settings.period}, scheme {card.scheme.key}")
    out()
    if filled.changes:
        out_table(
            ("Cell", "Ref", "Column", "Old", "New"), [_change_line(c) for c in filled.changes]
        )
    else:
        out("No cell changes: the workbook already says this.")
    out()
    out_scorecard(card.rated, card.scheme)
    out()
    for sentence in card.quarterly_return.sentences():
        out(sentence)
    if filled.without_actual:
        out(f"Without an actual: {', '.join(filled.without_actual)}.")
    out_findings(filled.findings)
    for note in filled.notes:
        out(f"Note: {note}")
    out()
    if filled.output is None:
        out("Dry run: nothing was written.")
    elif filled.saved.rewritten:
        out_written(filled.output, filled.saved.kept)
    else:
        out(f"{filled.output} already says this; not rewritten.")


def _change_line(change: Any) -> tuple[str, ...]:
    old, new = (_shown(change, value) for value in (change.old, change.write.value))
    return change.write.address, change.ref, change.heading, old, new


def _shown(change: Any, value: object) -> str:
    """A cell's value as its number format shows a percentage, otherwise as it is."""
    if value is None:
        return ""
    if isinstance(value, (int, float)) and (change.write.number_format or "").endswith("%"):
        from kpibook.domain.number import parse_figure, plain

        held = parse_figure(value).value
        return "" if held is None else f"{plain(held * 100)}%"
    return str(value)


def _as_json(book: Path, filled: Filled) -> dict[str, Any]:
    from kpibook.cli.show import ratings_json

    card = filled.scorecard
    return {
        "file": str(book),
        "output": None if filled.output is None else str(filled.output),
        "kept": None if filled.saved.kept is None else str(filled.saved.kept),
        "rewritten": filled.saved.rewritten,
        "period": str(card.workbook.settings.period),
        "scheme": card.scheme.key,
        "changes": [
            {
                "sheet": change.write.sheet,
                "cell": change.write.address,
                "ref": change.ref,
                "column": change.heading,
                "old": change.old,
                "new": change.write.value,
            }
            for change in filled.changes
        ],
        "ratings": ratings_json(card.rated, card.scheme),
        "summary": card.quarterly_return.sentences(),
        "without_actual": list(filled.without_actual),
        "findings": [finding.as_dict() for finding in filled.findings],
        "notes": list(filled.notes),
    }
