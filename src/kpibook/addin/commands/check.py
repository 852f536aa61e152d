"""The button Check: a sheet of what to put right, each line linked to its cell."""

from __future__ import annotations

from datetime import date

from kpibook.addin.commands.answer import Answer
from kpibook.addin.commands.command_context import Click
from kpibook.domain.wording import counted


def check(click: Click) -> Answer:
    """Check the workbook and list the findings on a sheet of it.

    Raises:
        KpibookError: The workbook cannot be rated, or the sheet cannot be made.
    """
    from kpibook.files.person import signed_in
    from kpibook.services.rating.check import check as check_book
    from kpibook.services.sheets.findings_sheet import write_findings
    from kpibook.services.sheets.settled_choices import settle_chosen

    today = date.today()  # noqa: DTZ011 the officer's own day
    choices = settle_chosen(click.book, click.folder(), signed_in(), today)
    checked = check_book(click.book, click.folder())
    sheet = write_findings(click.book, checked, choices.refused)
    click.book.commit()
    card = checked.scorecard
    looked = f"Checked {counted(len(card.rated), 'measure')} for {card.workbook.settings.period}"
    # Its own list needs no way back; a figure settled on it does.
    settled = [choices.sentence(), click.how_to_go_back] if choices.settled else []
    more = (*settled, *click.book.notes())
    findings = (*choices.refused, *checked.findings)
    if not findings:
        return Answer((f"{looked}: nothing to put right.", *more), sheet=sheet)
    return Answer(
        (f"{looked}. Each line on the sheet {sheet} has a link that leads to its cell.", *more),
        findings,
        rest=f", on the sheet {sheet}",
        sheet=sheet,
    )
