"""The buttons Fill and Return: actuals in, every measure rated, the sheet Return made."""

from __future__ import annotations

from pathlib import Path

from kpibook.browser.answer import Answer, Sheet, saved_files, together
from kpibook.browser.buttons.button import PERIOD, Button, Field
from kpibook.browser.request import Request, result_of
from kpibook.domain.wording import counted
from kpibook.services.batch.task import fill_one
from kpibook.services.fill import Filled
from kpibook.services.layouts.fill_mapped import MappedFilled
from kpibook.services.result_words import changes_table, mapped_table, scorecard_table


def _fill(request: Request) -> Answer:
    """Write the actuals that were chosen into each workbook, and rate it."""
    return _filled(request, request.figures, "filled")


def _return(request: Request) -> Answer:
    """Rate each workbook with what is typed in it, and make its sheet Return."""
    return _filled(request, None, "return")


def _filled(request: Request, actuals: Path | None, ending: str) -> Answer:
    period = request.quarter()
    config = {
        "actuals": None if actuals is None else str(actuals),
        "period": None if period is None else str(period),
        "layout": _text(request.other(".layout.toml")),
        "scheme": request.text("scheme"),
    }
    answers = []
    for book in request.some_books():
        filled = fill_one(book, {**config, "output": _text(result_of(book, ending).file)})
        if isinstance(filled, MappedFilled):
            answers.append(mapped_answer(book, filled))
        else:
            answers.append(filled_answer(book, filled))
    return together(answers, f"Filled {counted(len(answers), 'workbook')}.")


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)


def mapped_answer(book: Path, filled: MappedFilled) -> Answer:
    """Return the answer for a council's own workbook that was filled through its layout.

    Args:
        book: The workbook that was chosen.
        filled: The result.
    """
    without = filled.without_actual
    changes = changes_table(filled.changes)
    return Answer(
        f"{book.name}, {filled.period}, scheme {filled.scheme.key}",
        (
            f"Without an actual: {', '.join(without)}." if without else "",
            "" if changes.rows else "No cell changes: the workbook already says this.",
        ),
        (
            Sheet(f"Measures of {book.name}", mapped_table(filled)),
            Sheet(f"Cells that changed in {book.name}", changes, is_folded=True),
        ),
        filled.findings,
        filled.saved.notes,
        saved_files(filled.saved),
    )


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
    "Without a file of actuals, what is typed in is rated. A council's own workbook needs its "
    "layout (.layout.toml) among the other files, and the quarter.",
    _fill,
    (
        PERIOD,
        Field(
            "scheme", "Scheme", "For a council's own workbook. Blank: the layout's, or standard."
        ),
    ),
)
RETURN = Button(
    "return",
    "Return",
    "Rates each workbook with what is typed in it, and makes its sheet Return.",
    _return,
)
