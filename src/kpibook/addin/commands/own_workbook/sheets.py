"""Check, Explain and Return in a council's own workbook."""

from __future__ import annotations

from kpibook.addin.commands.answer import CANCELLED, Answer
from kpibook.addin.commands.check import check
from kpibook.addin.commands.command_context import Click
from kpibook.addin.commands.explain import explained
from kpibook.addin.commands.own_workbook.through_layout import ThroughLayout
from kpibook.addin.commands.which_part import which_part
from kpibook.errors import Location, WorkbookError
from kpibook.workbook.layout import COUNCIL_RETURN_TABLE
from kpibook.xlsx.cells.references import cell_at


def check_own(click: Click, book: ThroughLayout) -> Answer:
    """List the findings on the sheet Findings, which is added to the workbook.

    Raises:
        KpibookError: The workbook cannot be rated, or the sheet cannot be made.
    """
    del book
    return check(click)


def explain_own(click: Click, book: ThroughLayout) -> Answer:
    """Say why the measure of the selected cell is rated as it is. Nothing is changed.

    Raises:
        WorkbookError: ``no-measure-selected``.
        KpibookError: The workbook cannot be rated.
    """
    from kpibook.services.rating.explain import explain_measure

    sheet, address = click.book.selected() or ("", "A1")
    ref = book.ref_at(sheet, *cell_at(address.split(":")[0]))
    if not ref:
        raise WorkbookError(
            "no measure is selected.",
            code="no-measure-selected",
            where=Location(book.name, sheet, address),
            fix="Select a cell in the row of a measure that the layout reads.",
        )
    return explained(explain_measure(book, click.folder(), ref))


def return_own(click: Click, book: ThroughLayout) -> Answer:
    """Add the sheet Return to the workbook, or make the one that is there again.

    Raises:
        KpibookError: The workbook cannot be rated, has no measure, or cannot be written.
    """
    from kpibook.services.rating.check import check as check_book
    from kpibook.services.rating.scorecard import refuse_without_measures
    from kpibook.services.sheets.return_sheet import write_return

    wanted = which_part(click)
    if wanted is None:
        return CANCELLED
    folder = click.folder()
    checked = check_book(book, folder, wanted or None)
    card = checked.scorecard
    refuse_without_measures(card)
    content, history = card.quarterly_return, card.workbook.history
    written = write_return(
        book, content, history, folder, table=COUNCIL_RETURN_TABLE, has_key=False
    )
    book.commit()
    basis = f"{card.workbook.settings.period}, under the scheme {card.scheme.key}"
    return Answer(
        (
            f"The sheet {written.sheet} is up to date for {basis}. No other sheet was changed.",
            "\n".join(content.sentences()),
            "Publish writes a copy of it to send.",
            *book.notes(),
            click.how_to_go_back,
        ),
        (*written.findings, *checked.findings),
        rest="; Check lists them all on a sheet",
        sheet=written.sheet,
    )
