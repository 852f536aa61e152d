"""The button Roll forward: the next quarter."""

from __future__ import annotations

from pathlib import Path

from kpibook.browser.answer import Answer, Sheet, saved_files, together
from kpibook.browser.buttons.button import Button
from kpibook.browser.request import Request, result_of
from kpibook.domain.wording import counted
from kpibook.services.result_words import changes_table
from kpibook.services.roll_forward.roll_forward import roll_forward_file


def _roll_forward(request: Request) -> Answer:
    """Begin the next quarter of each workbook."""
    answers = [_one(book) for book in request.some_books()]
    return together(answers, f"Rolled {counted(len(answers), 'workbook')} forward.")


def _one(book: Path) -> Answer:
    rolled = roll_forward_file(book, result_of(book, "next"))
    return Answer(
        f"{book.name}, {rolled.plan.closed}",
        tuple(rolled.plan.sentences()),
        (
            Sheet(
                f"Cells that changed in {book.name}", changes_table(rolled.changes), is_folded=True
            ),
        ),
        rolled.findings,
        rolled.saved.notes,
        saved_files(rolled.saved),
    )


ROLL_FORWARD = Button(
    "roll-forward",
    "Roll forward",
    "Begins the next quarter: this quarter's figures go into the history, the rest is ready to "
    "type in.",
    _roll_forward,
)
