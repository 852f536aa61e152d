"""The button Fill: ratings and the return from a file of actuals or from typed ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpibook.addin.commands.answer import CANCELLED, Answer
from kpibook.addin.commands.command_context import Click
from kpibook.addin.excel.dialogs import ACTUALS, Buttons, Reply
from kpibook.addin.excel.status_bar import step
from kpibook.domain.wording import counted, listed

if TYPE_CHECKING:
    from kpibook.domain.finding import Finding
    from kpibook.services.fill import Filled
    from kpibook.sources.tabular import SourceTable

QUESTION = """Where are the actuals?

Yes: choose a file that holds them (CSV or Excel, with the columns Ref and Actual).
No: rate what is typed in on this workbook.
Cancel: change nothing."""

_NAMED = 8  # references in a sentence


def fill(click: Click) -> Answer:
    """Write actuals and ratings into the workbook and make its return sheet.

    Raises:
        KpibookError: A file cannot be read, or the workbook cannot be rated or written.
    """
    findings: list[Finding] = []
    source = ask_for_actuals(click, findings)
    # No rows are not a cancel: what is typed in is rated.
    if source is None:
        return CANCELLED
    # Imported after the question, so that the officer does not wait for it to appear.
    from kpibook.services.fill import fill as fill_book

    step("rating the measures")
    filled = fill_book(
        click.book, source.rows, None, click.folder(), stated=source.stated, dated=source.dated
    )
    click.book.commit()
    return Answer(
        (
            _done(filled),
            "\n".join(filled.scorecard.quarterly_return.sentences()),
            *_without_actual(filled),
            *click.book.notes(),
            click.how_to_go_back,
        ),
        (*findings, *filled.findings),
        rest="; Check lists them all on a sheet",
    )


def ask_for_actuals(click: Click, findings: list[Finding]) -> SourceTable | None:
    """Ask for the actuals, and read their file.

    Returns:
        The rows of the file; no rows to rate what is typed in; None if the officer cancelled.

    Raises:
        KpibookError: The file cannot be read.
    """
    reply = click.dialogs.ask(QUESTION, Buttons.YES_NO_CANCEL)
    path = click.dialogs.choose_file("Choose the actuals", ACTUALS) if reply is Reply.YES else None
    if path is None and reply is not Reply.NO:
        return None
    from kpibook.sources.tabular import SourceTable, read_table
    from kpibook.workbook import layout

    if path is None:
        return SourceTable([])
    step("reading the file of actuals")
    needed = (layout.REF, layout.ACTUAL)
    return read_table(path, needed, findings, layout.THIS_QUARTER_TABLE, names_unused=True)


def _done(filled: Filled) -> str:
    card = filled.scorecard
    under = f"{card.workbook.settings.period}, rated under the scheme {card.scheme.key}"
    if not filled.changes:
        return f"The figures and ratings say this already: no cell changed ({under})."
    return f"Filled {counted(len(filled.changes), 'cell')} for {under}."


def _without_actual(filled: Filled) -> list[str]:
    refs = filled.without_actual
    return [f"Without an actual: {listed(refs, _NAMED)}."] if refs else []
