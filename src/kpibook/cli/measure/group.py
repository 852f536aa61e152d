"""The group ``kpibook measure`` with its four commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kpibook.cli.options import (
    FilePath,
    Period,
    as_json,
    destination_config,
    destination_options,
)

if TYPE_CHECKING:
    from kpibook.domain.finding import Finding
    from kpibook.domain.measures.period import Quarter
    from kpibook.services.measures.register_changes import RegisterChange
    from kpibook.workbook.protocol import Book

_Command = TypeVar("_Command", bound=Callable[..., Any])
#: The options for single columns of the register, with the heading of each.
_COLUMNS = {
    "title": "Measure",
    "unit": "Unit",
    "polarity": "Which way is good",
    "target": "Target",
    "tolerance": "Tolerance",
    "basis": "Basis",
    "decimals": "Decimals",
    "directorate": "Directorate",
    "service": "Service",
    "priority": "Priority",
    "owner": "Owner",
}


def _column_options(command: _Command) -> _Command:
    """Add an option for each of the usual columns, and ``--set`` for any other."""
    command = click.option(
        "--set",
        "others",
        multiple=True,
        metavar="COLUMN=TEXT",
        help='Any other column of the register, such as --set "Target Q2=40".',
    )(command)
    for name, heading in reversed(_COLUMNS.items()):
        command = click.option(f"--{name}", help=f"What goes under {heading}.")(command)
    return command


def _texts(columns: Mapping[str, Any], others: tuple[str, ...]) -> dict[str, str]:
    """Return the texts given on the command line, by heading."""
    texts = {
        heading: columns[name] for name, heading in _COLUMNS.items() if columns[name] is not None
    }
    for other in others:
        heading, equals, text = other.partition("=")
        if not equals:
            raise click.UsageError(
                f"'{other}' does not say what goes into which column: write COLUMN=TEXT."
            )
        texts[heading.strip()] = text.strip()
    return texts


@click.group()
def measure() -> None:
    """Add measures to a workbook's register; retire, change and move them.

    Every sheet follows: rows are added, taken off and moved with what officers typed in them, and
    the workbook is rated again. The history is never touched.
    """


@measure.command()
@click.argument("book", type=FilePath())
@click.option("--from", "file", type=FilePath(), help="CSV or Excel with the new measures.")
@click.option("--ref", help="The reference of the new measure.")
@_column_options
@click.option("--after", metavar="REF", help="The measure it goes behind; else it comes last.")
@destination_options
@as_json
@click.pass_context
def add(
    ctx: click.Context,
    /,
    book: Path,
    file: Path | None,
    ref: str | None,
    others: tuple[str, ...],
    after: str | None,
    **options: Any,
) -> None:
    """Add a measure to the register, with its row on 'This quarter'.

    Give --ref, --title, --unit and --polarity, and what else is known; or --from with a file of
    measures, in the form of a register.
    """
    from kpibook.services.measures.register_changes import add_measure, add_measures

    texts = _texts(options, others)
    if (file is None) == (ref is None) or (file is not None and texts):
        raise click.UsageError("Give --ref with the measure's columns, or --from with a file.")
    findings: list[Finding] = []
    if file is not None:
        _run(
            ctx,
            book,
            options,
            lambda b: add_measures(b, book.parent, file, findings, after),
            findings,
        )
        return
    named = {"Ref": ref or "", **texts}
    _run(ctx, book, options, lambda b: add_measure(b, book.parent, named, after), findings)


@measure.command()
@click.argument("book", type=FilePath())
@click.argument("ref")
@click.option(
    "--last-period",
    type=Period(),
    help="The last quarter it is reported for; else this quarter if a figure is in, or the last.",
)
@destination_options
@as_json
@click.pass_context
def retire(
    ctx: click.Context, /, book: Path, ref: str, last_period: Quarter | None, **options: Any
) -> None:
    """Give a measure its last period, after which it leaves 'This quarter'.

    Its history stays, and nothing asks for it. It comes back with
    `kpibook measure change BOOK REF --set "Last period="`.
    """
    from kpibook.services.measures.register_changes import retire_measure

    _run(ctx, book, options, lambda b: retire_measure(b, book.parent, ref, last_period), [])


@measure.command()
@click.argument("book", type=FilePath())
@click.argument("ref")
@_column_options
@click.option("--last-period", help='The last quarter it is reported for; "" reports it again.')
@destination_options
@as_json
@click.pass_context
def change(
    ctx: click.Context,
    /,
    book: Path,
    ref: str,
    others: tuple[str, ...],
    last_period: str | None,
    **options: Any,
) -> None:
    """Change columns of a measure in the register; an empty text ("") empties its cell."""
    from kpibook.services.measures.register_changes import change_measure

    texts = _texts(options, others)
    if last_period is not None:
        texts["Last period"] = last_period
    if not texts:
        raise click.UsageError("Say what changes, such as --target 85%.")
    _run(ctx, book, options, lambda b: change_measure(b, book.parent, ref, texts), [])


@measure.command()
@click.argument("book", type=FilePath())
@click.argument("ref")
@click.option("--after", metavar="REF", help="The measure it goes behind.")
@click.option("--first", is_flag=True, help="Put it first.")
@destination_options
@as_json
@click.pass_context
def move(
    ctx: click.Context, /, book: Path, ref: str, after: str | None, first: bool, **options: Any
) -> None:
    """Move a measure in the register, and its row on 'This quarter'."""
    from kpibook.services.measures.register_changes import move_measure

    if (after is None) != first:
        raise click.UsageError("Say where it goes: give --after REF or --first.")
    _run(ctx, book, options, lambda b: move_measure(b, book.parent, ref, after), [])


def _run(
    ctx: click.Context,
    book: Path,
    options: Mapping[str, Any],
    task: Callable[[Book], RegisterChange],
    of_file: list[Finding],
) -> None:
    """Run a change of the register, print its result, and exit."""
    from kpibook.cli.show import exit_code, out, out_changes, out_findings, out_json, out_saved
    from kpibook.services.batch.task import destination_of
    from kpibook.services.json_results import fill_data
    from kpibook.services.measures.register_changes import change_file

    places = ("output", "output_dir", "in_place", "dry_run")
    config = destination_config(*(options[name] for name in places))
    changed = change_file(book, destination_of(config), task)
    findings = (*of_file, *changed.filled.findings)
    if options["as_json"]:
        out_json({"done": changed.said, **fill_data(book, changed.filled)})
    else:
        out(changed.said)
        if changed.filled.changes:
            out_changes(changed.filled.changes)
        out_findings(findings)
        out_saved(changed.filled.saved)
    ctx.exit(exit_code(findings))
