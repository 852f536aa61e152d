"""The button Check: what there is to put right in workbooks, and in reports in Word."""

from __future__ import annotations

from pathlib import Path

from kpibook.browser.answer import Answer, Sheet, together
from kpibook.browser.buttons.button import FOR, Button
from kpibook.browser.request import Request
from kpibook.domain.finding import to_put_right
from kpibook.domain.wording import counted
from kpibook.services.rating.check import check_file
from kpibook.services.report.check_document import check_document
from kpibook.services.result_words import check_headline, scorecard_table


def _check(request: Request) -> Answer:
    """Check each workbook; with a report in Word, check that against the workbooks."""
    report = request.other(".docx")
    if report is not None:
        return _document(report, request.books)
    answers = [_one(book, request.text("for")) for book in request.some_books()]
    return together(answers, f"Checked {counted(len(answers), 'workbook')}.")


def _one(book: Path, wanted: str | None) -> Answer:
    checked = check_file(book, wanted)
    card = checked.scorecard
    return Answer(
        check_headline(book, checked),
        (),
        (Sheet(f"Measures of {book.name}", scorecard_table(card.rated, card.scheme)),),
        checked.findings,
    )


def _document(report: Path, books: tuple[Path, ...]) -> Answer:
    checked = check_document(report, [str(book) for book in books])
    count = len(to_put_right(checked.findings)) or "nothing"
    looked = "as printed and as the workbooks say" if books else "as printed"
    return Answer(
        f"{report.name}: {count} to put right in {checked.entries:,} figures and sentences of "
        f"{checked.period}, {looked}.",
        findings=checked.findings,
    )


CHECK = Button(
    "check",
    "Check",
    "Lists what to put right: structure, figures, ratings out of date. No workbook is changed. "
    "If a report in Word is chosen too, it is held against the workbooks.",
    _check,
    (FOR,),
)
