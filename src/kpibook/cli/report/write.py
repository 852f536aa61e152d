"""The command ``kpibook report BOOK...``: the report itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kpibook.cli.options import Day, FilePath, Period, as_json, layout_option, published_files
from kpibook.on_use.collector import collector_off_for_the_last_task

if TYPE_CHECKING:
    from kpibook.domain.measures.period import Quarter
    from kpibook.outputs.report.look import Licence
    from kpibook.services.report.write import Written


@click.command("write")
@click.argument("inputs", metavar="BOOK|FOLDER|PATTERN...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    type=FilePath(),
    required=True,
    metavar="FILE.docx|FILE.pdf|FILE.html|FILE.ods|FILE.csv|FOLDER",
    help="The file to write, or a folder for every format and committee.",
)
@click.option("--wording", type=FilePath(), metavar="FILE.toml", help="The council's own words.")
@click.option(
    "--only",
    "wanted",
    metavar="NAME",
    help="Only what is for this committee, priority, service or directorate, or this reference.",
)
@click.option("--exceptions", is_flag=True, help="Show only measures that need attention.")
@click.option("--charts/--no-charts", default=True, help="Draw the trends, or leave them out.")
@click.option(
    "--licence", metavar="ogl|cc-by|ADDRESS", help="The licence the report is published under."
)
@click.option(
    "--template",
    type=FilePath(),
    metavar="FILE.docx",
    help="The Word document whose styles, header and footer a report in Word gets.",
)
@click.option("--period", type=Period(), help="The quarter; else the one all workbooks report.")
@click.option(
    "--on",
    "on",
    type=Day(),
    help="The day on which actions are overdue, such as 14/03/2022; by default the last day of "
    "the quarter.",
)
@click.option(
    "--expect",
    type=FilePath(),
    metavar="FILE.csv",
    help="The list of expected returns: the report names those that are late or missing.",
)
@click.option(
    "--together-with",
    multiple=True,
    metavar="BOOK|FOLDER|PATTERN",
    help="Other workbooks of the council, so that together nothing withheld can be worked out.",
)
@published_files
@layout_option
@as_json
@click.pass_context
def write(
    ctx: click.Context,
    inputs: tuple[str, ...],
    output: Path,
    wording: Path | None,
    wanted: str | None,
    exceptions: bool,
    charts: bool,
    licence: str | None,
    template: Path | None,
    period: Quarter | None,
    on: str | None,
    expect: Path | None,
    together_with: tuple[str, ...],
    published: tuple[Path, ...],
    layout: Path | None,
    as_json: bool,
) -> None:
    """Write the report of one workbook, or one report of many.

    `kpibook report BOOK -o FILE` does the same. Each measure comes with its figures, status,
    directions, trend, commentary and action; those that need attention come first. The Word
    document (.docx) has the styles of a template, and `kpibook check` finds what was retyped in it.
    It takes the place of the template's text, or of a paragraph {report} in it.
    The PDF (.pdf) is PDF/UA, which screen readers can read, and needs `pip install typst`. The web
    page (.html) is one file that needs nothing else; the table (.csv) has a file next to it that
    says what each column holds. The spreadsheet (.ods) has the sheets of the return.

    With --only the counts are of what is shown. With --exceptions they are of all measures. Counts
    of 1 to 5 are withheld of measures that ask for it, in charts and earlier quarters too.

    Councils' own workbooks are read through their layouts, those that are found for them or
    --layout, in the quarter of --period.

    In a folder each committee that the wording names gets its report.
    """
    from kpibook.cli.show import exit_code, out_json
    from kpibook.outputs.report.look import Look
    from kpibook.services.report.material import Surroundings
    from kpibook.services.report.write import Order, write_reports
    from kpibook.sources.config import configured_backups

    with collector_off_for_the_last_task():
        written = write_reports(
            Order(
                given=inputs,
                output=output,
                wording=wording,
                wanted=wanted,
                only_exceptions=exceptions,
                period=period,
                on=None if on is None else date.fromisoformat(on),
                look=Look(charts=charts, licence=_licence(licence)),
                template=template,
                around=Surroundings(together_with, published, expect, layout),
                keep=configured_backups(Path()),
            )
        )
    if as_json:
        out_json(_as_json(written))
    else:
        _print(written)
    ctx.exit(exit_code(written.findings))


def _licence(text: str | None) -> Licence | None:
    from kpibook.domain.wording import listed
    from kpibook.outputs.report.look import licence_named, licence_names

    if text is None:
        return None
    licence = licence_named(text)
    if licence is None:
        raise click.UsageError(
            f"Give --licence as {listed(licence_names())}, or the address of a licence."
        )
    return licence


def _print(written: Written) -> None:
    from kpibook.cli.show import out, out_findings, out_written

    for report in written.reports:
        out(report.title + (f" ({report.committee})" if report.committee else ""))
        for sentence in (*report.completeness, *report.scope):
            out(sentence)
        for summary in report.summary.sentences:
            out(summary.text)
    out_findings(written.findings)
    out()
    for saved in written.files:
        out_written(saved.output, saved.kept, saved.pruned)


def _as_json(written: Written) -> dict[str, Any]:
    return {
        "reports": [
            {
                "title": report.title,
                "committee": report.committee or None,
                "period": report.period,
                "measures": report.summary.measures,
                "shown": len(report.blocks),
                "counts": {c.word.key: int(c.number.value) for c in report.summary.counts},
                "needs_attention": [block.name.ref for block in report.needs_attention],
            }
            for report in written.reports
        ],
        "files": [
            {"output": str(saved.output), "kept": None if saved.kept is None else str(saved.kept)}
            for saved in written.files
        ],
        "findings": [finding.as_dict() for finding in written.findings],
    }
