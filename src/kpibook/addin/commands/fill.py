"""The button Fill: ratings and the return from a file of actuals or from typed ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpibook.addin.commands.answer import CANCELLED, Answer
from kpibook.addin.commands.command_context import Click
from kpibook.addin.excel.dialogs import ACTUALS, Buttons, Reply
from kpibook.domain.wording import counted, listed

if TYPE_CHECKING:
    from kpibook.domain.finding import Finding
    from kpibook.services.fill import Filled
    from kpibook.workbook.fields import Row

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
    rows = _actuals(click, findings)
    # [] is not a cancel: it rates what is typed in.
    if rows is None:
        return CANCELLED
    # Imported after the question, so that the officer does not wait for it to appear.
    from kpibook.services.fill import fill as fill_book

    filled = fill_book(click.book, rows, None, click.folder(), findings)
    click.book.commit()
    return Answer(
        (
            _done(filled),
            "\n".join(filled.scorecard.quarterly_return.sentences()),
            *_without_actual(filled),
            *click.book.notes(),
            click.how_to_go_back,
        ),
        filled.findings,
        rest="; Check lists them all on a sheet",
    )


def _actuals(click: Click, findings: list[Finding]) -> list[Row] | None:
    """Ask for the actuals: rows of a file, [] to rate what is typed, None if cancelled."""
    reply = click.dialogs.ask(QUESTION, Buttons.YES_NO_CANCEL)
    if reply is Reply.NO:
        return []
    path = click.dialogs.choose_file("Choose the actuals", ACTUALS) if reply is Reply.YES else None
    if path is None:
        return None
    from kpibook.sources.tabular import read_rows
    from kpibook.workbook import layout

    return read_rows(path, (layout.REF, layout.ACTUAL), findings, layout.THIS_QUARTER_TABLE)


def _done(filled: Filled) -> str:
    card = filled.scorecard
    under = f"{card.workbook.settings.period}, rated under the scheme {card.scheme.key}"
    if not filled.changes:
        return f"The figures and ratings say this already: no cell changed ({under})."
    return f"Filled {counted(len(filled.changes), 'cell')} for {under}."


def _without_actual(filled: Filled) -> list[str]:
    refs = filled.without_actual
    return [f"Without an actual: {listed(refs, _NAMED)}."] if refs else []
