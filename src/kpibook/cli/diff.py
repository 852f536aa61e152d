"""The command ``kpibook diff``: the differences between two workbooks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kpibook.cli.options import FilePath, as_json

if TYPE_CHECKING:
    from kpibook.domain.comparison.workbooks import Difference
    from kpibook.services.diff import Compared


@click.command()
@click.argument("old", metavar="OLD", type=FilePath())
@click.argument("new", metavar="NEW", type=FilePath())
@as_json
@click.pass_context
def diff(ctx: click.Context, old: Path, new: Path, as_json: bool) -> None:
    """Say what is different between two workbooks, in terms of measures.

    Figures of every quarter, targets and the rest of the register, statuses and directions,
    commentary, settings, and measures that are new or gone. Takes two workbooks of a
    directorate or two consolidated ones. How they look is not compared. Exit code 0 when they say
    the same, 1 when they do not.
    """
    from kpibook.cli.show import out_json
    from kpibook.services.diff import diff_files

    compared = diff_files(old, new)
    if as_json:
        out_json(_as_json(old, new, compared))
    else:
        _print(old, new, compared)
    ctx.exit(1 if compared.differences else 0)


def _print(old: Path, new: Path, compared: Compared) -> None:
    from kpibook.cli.show import out, out_table
    from kpibook.domain.wording import counted

    differences = compared.differences
    if differences:
        count = counted(len(differences), "difference")
        out(f"{count} of {new.name} from {old.name}.")
        out()
        out_table(
            ("Ref", "What", "Period", "Old", "New"),
            [_line(difference) for difference in differences],
        )
    else:
        out(f"{new.name} says the same as {old.name}.")
    if compared.findings:
        cells = counted(len(compared.findings), "finding")
        out()
        out(f"Note: {cells} in what was read, which may hide a difference: run `kpibook check`.")


def _line(difference: Difference) -> tuple[str, ...]:
    old, new = difference.in_words()
    what = difference.what or f"The measure is {_FATE[difference.kind.value]}"
    return (difference.ref or "Settings", what, difference.period, old, new)


_FATE = {"new": "new", "removed": "gone"}


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
