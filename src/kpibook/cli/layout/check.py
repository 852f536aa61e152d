"""The command ``kpibook layout check``: what a layout reads, against what the file says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kpibook.cli.options import FilePath, Period, as_json, layout_option, scheme

if TYPE_CHECKING:
    from kpibook.domain.measures.period import Quarter
    from kpibook.services.layouts.check import LayoutCheck


@click.command()
@click.argument("files", metavar="[LAYOUT] BOOK", type=FilePath(), nargs=-1, required=True)
@layout_option
@click.option("--period", required=True, type=Period(), help='The quarter, such as "Q3 2024/25".')
@scheme
@as_json
@click.pass_context
def check(
    ctx: click.Context,
    files: tuple[Path, ...],
    layout: Path | None,
    period: Quarter,
    scheme: str | None,
    as_json: bool,
) -> None:
    """Say what a layout reads from a workbook, row by row, and which statuses differ.

    The statuses in the file are held against those worked out from its figures: the
    best check of a layout. Nothing is written. Without LAYOUT the one that all commands
    take for the workbook is checked.
    """
    from kpibook.cli.show import exit_code, out, out_json
    from kpibook.services.layouts.check import check_layout
    from kpibook.services.layouts.open_book import scheme_for
    from kpibook.services.layouts.which import layout_needed

    if len(files) + (layout is not None) > 2:
        ctx.fail("Give one layout and one workbook.")
    book = files[-1]
    described = layout_needed(book, layout or (files[0] if len(files) == 2 else None))
    rules = scheme_for(described, book.parent, scheme)
    checked = check_layout(book, described, period, rules)
    if as_json:
        out_json(checked.as_dict())
    else:
        for line in _lines(checked):
            out(line)
    ctx.exit(exit_code(checked.findings))


def _lines(checked: LayoutCheck) -> Iterator[str]:
    from kpibook.domain.wording import counted

    for measure in checked.measures:
        values = measure.as_dict()
        unit = measure.position.counted
        figures = ", ".join(
            f"{name} {unit.written(value) if unit else value}"
            for name, value in (
                ("target", measure.position.target),
                ("actual", measure.position.actual),
                ("previous", measure.position.previous),
            )
            if value is not None
        )
        place = f"{values['sheet']} {values['cell']}".replace("None", "").strip()
        in_file = f", in the file {values['status_in_file']}" if values["status_in_file"] else ""
        mark = " <-- differs" if measure.differs else ""
        yield f"{measure.row.ref} {measure.row.title} ({place}): {figures or 'no figures'}"
        yield f"    {values['status']}{in_file}{mark}"
    if checked.passed_over:
        yield ""
        yield f"{counted(len(checked.passed_over), 'row')} passed over:"
        yield from (f"    {r.sheet} row {r.row}: {r.why}".strip() for r in checked.passed_over)
    yield ""
    if checked.compared:
        yield (
            f"{checked.agreeing} of {counted(checked.compared, 'status', 'statuses')} in the file "
            "are those worked out."
        )
    if checked.directions_compared:
        yield (
            f"{checked.directions_agreeing} of "
            f"{counted(checked.directions_compared, 'direction')} in the file are those worked out."
        )
    for finding in checked.findings:
        yield str(finding)
