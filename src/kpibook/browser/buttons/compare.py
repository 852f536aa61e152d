"""The button Compare: what is different between two workbooks."""

from __future__ import annotations

from kpibook.browser.answer import Answer, Sheet
from kpibook.browser.buttons.button import Button
from kpibook.browser.request import Request
from kpibook.services.diff import diff_files
from kpibook.services.result_words import (
    comparison_headline,
    comparison_note,
    differences_table,
)


def _compare(request: Request) -> Answer:
    """Compare two workbooks, the first with the second."""
    old, new = request.some_books(2, 2)
    compared = diff_files(old, new)
    return Answer(
        comparison_headline(old, new, compared),
        (comparison_note(compared),),
        (Sheet("Differences", differences_table(compared)),),
    )


COMPARE = Button(
    "compare",
    "Compare",
    "Says what is different between two workbooks, in terms of measures: of the second in the list "
    "from the first, so choose the older one first.",
    _compare,
)
