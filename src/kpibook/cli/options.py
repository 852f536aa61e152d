"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kpibook.errors import KpibookError

if TYPE_CHECKING:  # help needs nothing of the domain, and is quicker without
    from kpibook.domain.measures.period import Quarter

_Command = TypeVar("_Command", bound=Callable[..., Any])

as_json = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")

scheme = click.option(
    "--scheme",
    help="The rules to rate under; else those that kpibook.toml in this folder names, or standard.",
)

layout_option = click.option(
    "--layout",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where a council's own workbook has its figures; see `kpibook layout --help`.",
)


def layout_options(command: _Command) -> _Command:
    """Add the options for councils' own workbooks: ``--layout`` and ``--period``."""
    period = click.option(
        "--period",
        type=Period(),
        help="The quarter of a council's own workbook; else the one that its layout says.",
    )
    return layout_option(period(command))


def layout_config(layout: Path | None, period: Quarter | None) -> dict[str, Any]:
    """Return the options for councils' own workbooks as plain values; none that is not given.

    They are left out so that a journal of a run without them is still known.
    """
    given = {"layout": layout, "period": period}
    return {name: str(value) for name, value in given.items() if value is not None}


for_part = click.option(
    "--for",
    "wanted",
    metavar="NAME",
    help="Only the measures for this committee, priority, service or directorate.",
)


def scheme_name(option: str | None) -> str:
    """Return the scheme on the command line, or else in ``kpibook.toml`` of this folder."""
    from kpibook.sources.config import configured_scheme

    return option or configured_scheme(Path())


class FilePath(click.Path):
    """A path as a `Path`, not checked: the service says what is wrong with a file."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)


class Period(click.ParamType[Any]):
    """A financial quarter, such as "Q3 2021/22"."""

    name = "QUARTER"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Quarter:
        """Convert a text to a quarter; a usage error if it is not a quarter."""
        from kpibook.domain.measures.period import Quarter

        try:
            return Quarter.parse(value)
        except KpibookError as error:
            self.fail(str(error), param, ctx)


class Day(click.ParamType[Any]):
    """A day, such as "14/03/2022", passed on as the text 2022-03-14."""

    name = "DAY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Convert a text to a day, "2022-03-14"; a usage error if it is no day."""
        from kpibook.domain.measures.dates import parse_date

        try:
            day = parse_date(value)
        except KpibookError as error:
            self.fail(str(error), param, ctx)
        if day is None:
            self.fail("Write it as 31/12/2021, the day first.", param, ctx)
        return day.isoformat()


def destination_options(command: _Command) -> _Command:
    """Add the options for the destination of changed workbooks: ``-o`` to ``--dry-run``."""
    for option in (
        click.option(
            "--dry-run",
            is_flag=True,
            help="Say what would change and write nothing, wherever it would go.",
        ),
        click.option(
            "--in-place", is_flag=True, help="Change the workbooks, keeping a backup of each."
        ),
        click.option("--output-dir", type=FilePath(), help="Write the workbooks into this folder."),
        click.option("-o", "--output", type=FilePath(), help="Write the workbook to this file."),
    ):
        command = option(command)
    return command


def published_files(command: _Command) -> _Command:
    """Add the option that names files which are published already."""
    return click.option(
        "--published",
        multiple=True,
        type=FilePath(),
        metavar="FILE",
        help="A file that is published already: nothing withheld may follow from it and the new.",
    )(command)


def destination_config(
    output: Path | None, output_dir: Path | None, in_place: bool, dry_run: bool
) -> dict[str, Any]:
    """Return the destination as plain values; a usage error if it is missing or ambiguous."""
    # Plain values, because they go to other processes.
    from kpibook.domain.wording import listed

    ways = {
        "-o": output is not None,
        "--output-dir": output_dir is not None,
        "--in-place": in_place,
    }
    chosen = [way for way, used in ways.items() if used]
    if not chosen and not dry_run:
        raise click.UsageError(
            "Say where the result goes: give one of -o, --output-dir, --in-place or --dry-run."
        )
    if len(chosen) > 1:
        raise click.UsageError(f"Give only one of {listed(chosen)}: the result goes to one place.")
    return {
        "output": None if output is None else str(output),
        "folder": None if output_dir is None else str(output_dir),
        "in_place": in_place,
        "dry_run": dry_run,
        **backups_config(),
    }


def backups_config() -> dict[str, Any]:
    """Return which backups are kept, by ``kpibook.toml`` of this folder, as plain values."""
    from dataclasses import astuple

    from kpibook.sources.config import configured_backups

    return {"keep": list(astuple(configured_backups(Path())))}
