"""The command ``kpibook diff``: the differences between two workbooks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kpibook.cli.options import FilePath, as_json, layout_options

if TYPE_CHECKING:
    from kpibook.domain.comparison.workbooks import Difference
    from kpibook.domain.measures.period import Quarter
    from kpibook.services.diff import Compared


@click.command()
@click.argument("old", metavar="OLD", type=FilePath())
@click.argument("new", metavar="NEW", type=FilePath())
@layout_options
@as_json
@click.pass_context
def diff(
    ctx: click.Context,
    old: Path,
    new: Path,
    layout: Path | None,
    period: Quarter | None,
    as_json: bool,
) -> None:
    """Say what is different between two workbooks, in terms of measures.

    Figures of every quarter, targets and the rest of the register, statuses and directions,
    commentary, settings, actions, and measures that are new or gone. Takes two workbooks of a
    directorate or two consolidated ones. How they look is not compared. Exit code 0 when they say
    the same, 1 when they do not.

    A council's own workbook is read through its layout, found for it or given, in the quarter of
    --period.
    """
    from kpibook.cli.show import out_json
    from kpibook.services.diff import diff_files
    from kpibook.services.layouts.open_book import Asked

    compared = diff_files(old, new, Asked(layout, period).open)
    if as_json:
        out_json(_as_json(old, new, compared))
    else:
        _print(old, new, compared)
    ctx.exit(1 if compared.differences else 0)


def _print(old: Path, new: Path, compared: Compared) -> None:
    from kpibook.cli.show import out, out_words
    from kpibook.services.result_words import (
        comparison_headline,
        comparison_note,
        differences_table,
    )

    out(comparison_headline(old, new, compared))
    if compared.differences:
        out()
        out_words(differences_table(compared))
    note = comparison_note(compared)
    if note:
        out()
        out(note)


def _as_json(old: Path, new: Path, compared: Compared) -> dict[str, Any]:
    return {
        "old": str(old),
        "new": str(new),
        "same": not compared.differences,
        "consolidated": compared.consolidated,
        "differences": [_fields(difference) for difference in compared.differences],
        "findings": [finding.as_dict() for finding in compared.findings],
    }


def _fields(difference: Difference) -> dict[str, Any]:
    from kpibook.domain.measures.units.counted_in import counted_in

    old, new = difference.in_words()
    return {
        "kind": difference.kind.value,
        "ref": difference.ref or None,
        "measure": difference.title or None,
        "directorate": difference.directorate or None,
        "what": difference.what or None,
        "period": difference.period or None,
        "unit": unit.shown if (unit := counted_in(difference.unit)) else None,
        "old": _plain(difference.old, old),
        "new": _plain(difference.new, new),
    }


def _plain(value: Decimal | str | date | None, words: str) -> str | None:
    """Return a value for JSON: 72.1 for 72.1%, 2022-01-17 for a day, a text as in the table."""
    if value is None:
        return None
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return words if isinstance(value, str) else value.isoformat()
