"""The command ``kpibook check``: findings in workbooks, and in reports in Word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kpibook.cli.batch import Command, Options, batch_options, books, run_command
from kpibook.cli.options import Day, as_json, for_part, layout_config, layout_options

if TYPE_CHECKING:
    from kpibook.domain.measures.period import Quarter
    from kpibook.services.rating.check import Checked
    from kpibook.services.report.check_document import DocumentChecked


@click.command()
@books
@for_part
@click.option(
    "--against",
    multiple=True,
    metavar="BOOK|FOLDER|PATTERN",
    help="For a report in Word: the workbooks it was made from, as they are now.",
)
@click.option(
    "--text",
    "text",
    metavar="REPORT.docx|.pdf|.txt|.md",
    help="Hold a whole typed report against the workbook: its figures, sentences and totals.",
)
@click.option(
    "--on",
    "on",
    type=Day(),
    help="The day on which actions are overdue, such as 14/03/2022; by default the last day of "
    "the quarter.",
)
@layout_options
@batch_options
@as_json
@click.pass_context
def check(
    ctx: click.Context,
    inputs: tuple[str, ...],
    wanted: str | None,
    against: tuple[str, ...],
    text: str | None,
    on: str | None,
    layout: Path | None,
    period: Quarter | None,
    options: Options,
    as_json: bool,
) -> None:
    """List what to put right in workbooks: structure, figures, ratings out of date.

    No workbook is changed. Each finding names its cell and ends with a code that never changes.

    A report in Word (.docx) is checked for figures and sentences that were retyped, deleted or
    pasted over since kpibook wrote it, and with --against for those that the workbooks say
    otherwise now.

    A council's own workbook is checked through its layout: the one that is found for it, or
    --layout. Findings name its own sheets and cells.

    With --text a report that people typed is held against a workbook: .docx, .pdf, .txt
    or .md.
    """
    if text is not None:
        if len(inputs) != 1 or against or wanted:
            raise click.UsageError("Give one workbook with --text: kpibook check BOOK --text FILE.")
        of = (layout, period)
        ctx.exit(_check_text(Path(inputs[0]), Path(text), *of, as_json=as_json))
    documents = [name for name in inputs if name.casefold().endswith(".docx")]
    if documents or against:
        if len(documents) != 1 or len(inputs) != 1:
            raise click.UsageError("Give a report in Word by itself: kpibook check REPORT.docx.")
        if period is not None:
            raise click.UsageError("A report in Word says its own quarter: leave out --period.")
        ctx.exit(_check_document(Path(documents[0]), against, layout, as_json=as_json))
    from kpibook.services.batch.task import check_one
    from kpibook.services.json_results import check_data

    config = {"for": wanted, "on": on, **layout_config(layout, period)}
    command = Command("check", check_one, check_data, _show)
    ctx.exit(run_command(command, inputs, config, options, as_json=as_json))


def _check_text(
    book: Path, report: Path, layout: Path | None, period: Quarter | None, *, as_json: bool
) -> int:
    from kpibook.cli.show import exit_code, out, out_findings, out_json_line
    from kpibook.domain.commentary.verdict import Outcome
    from kpibook.services.commentary.check_text import check_text
    from kpibook.services.layouts.open_book import Asked

    checked = check_text(book, report, Asked(layout, period).open)
    agree, wrong, open_ = (checked.count(outcome) for outcome in Outcome)
    if as_json:
        out_json_line(
            {
                "book": str(book),
                "text": str(report),
                "agree": agree,
                "contradict": wrong,
                "cannot_tell": open_,
                "findings": [finding.as_dict() for finding in checked.findings],
            }
        )
    else:
        out(
            f"{report.name}: of {len(checked.told):,} statements {agree:,} agree with {book.name}, "
            f"{wrong:,} contradict it, {open_:,} cannot be told."
        )
        out_findings(checked.findings)
    return exit_code(checked.findings)


def _check_document(
    path: Path, against: tuple[str, ...], layout: Path | None, *, as_json: bool
) -> int:
    from kpibook.cli.show import exit_code, out_json_line
    from kpibook.services.report.check_document import check_document

    checked = check_document(path, against, layout)
    if as_json:
        out_json_line(
            {
                "document": str(path),
                "period": checked.period,
                "entries": checked.entries,
                "findings": [finding.as_dict() for finding in checked.findings],
            }
        )
    else:
        _show_document(path, checked, is_compared=bool(against))
    return exit_code(checked.findings)


def _show_document(path: Path, checked: DocumentChecked, *, is_compared: bool) -> None:
    from kpibook.cli.show import out, out_findings
    from kpibook.domain.finding import to_put_right

    count = len(to_put_right(checked.findings)) or "nothing"
    looked = "as printed and as the workbooks say" if is_compared else "as printed"
    out(
        f"{path.name}: {count} to put right in {checked.entries:,} figures and sentences of "
        f"{checked.period}, {looked}."
    )
    out_findings(checked.findings)


def _show(book: Path, checked: Checked, verbose: bool) -> None:
    from kpibook.cli.show import out, out_findings
    from kpibook.services.result_words import check_headline

    out(check_headline(book, checked))
    out_findings([*checked.findings, *(checked.unchecked if verbose else ())])
