"""The buttons Fill and Return: actuals in, every measure rated, the sheet Return made."""

from __future__ import annotations

from pathlib import Path

from kpibook.browser.answer import Answer, Sheet, saved_files, together
from kpibook.browser.buttons.button import PERIOD, Button
from kpibook.browser.request import Request, result_of
from kpibook.domain.wording import counted
from kpibook.services.fill import Filled, fill_file
from kpibook.services.result_words import changes_table, scorecard_table


def _fill(request: Request) -> Answer:
    """Write the actuals that were chosen into each workbook, and rate it."""
    return _filled(request, request.figures, "filled")


def _return(request: Request) -> Answer:
    """Rate each workbook with what is typed in it, and make its sheet Return."""
    return _filled(request, None, "return")


def _filled(request: Request, actuals: Path | None, ending: str) -> Answer:
    period = request.quarter()
    answers = [
        filled_answer(book, fill_file(book, actuals, period, result_of(book, ending)))
        for book in request.some_books()
    ]
    return together(answers, f"Filled {counted(len(answers), 'workbook')}.")


def filled_answer(book: Path, filled: Filled, done: str = "") -> Answer:
    """Return the answer for a workbook that was filled.

    Args:
        book: The workbook that was chosen.
        filled: The result.
        done: What was done besides, in a sentence.
    """
    card = filled.scorecard
    without = filled.without_actual
    changes = changes_table(filled.changes)
    return Answer(
        f"{book.name}, {card.workbook.settings.period}, scheme {card.scheme.key}",
        (
            done,
            *card.quarterly_return.sentences(),
            f"Without an actual: {', '.join(without)}." if without else "",
            "" if changes.rows else "No cell changes: the workbook already says this.",
        ),
        (
            Sheet(f"Measures of {book.name}", scorecard_table(card.rated, card.scheme)),
            Sheet(f"Cells that changed in {book.name}", changes, is_folded=True),
        ),
        filled.findings,
        filled.saved.notes,
        saved_files(filled.saved),
    )


FILL = Button(
    "fill",
    "Fill",
    "Writes the actuals into each workbook, rates every measure and makes the sheet Return. "
    "Without a file of actuals, what is typed in is rated.",
    _fill,
    (PERIOD,),
)
RETURN = Button(
    "return",
    "Return",
    "Rates each workbook with what is typed in it, and makes its sheet Return.",
    _return,
)
