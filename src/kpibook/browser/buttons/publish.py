"""The button Publish: the accessible copy of the return, with small numbers withheld."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kpibook.browser.answer import Answer, together
from kpibook.browser.buttons.button import FOR, Button
from kpibook.browser.request import Request, result_path
from kpibook.domain.report.words.wording import Wording
from kpibook.domain.wording import counted
from kpibook.services.consolidate.withheld_together import withheld_together
from kpibook.services.publish import publish_return
from kpibook.sources.report.wording import read_wording


def _publish(request: Request) -> Answer:
    """Write the published copy of each workbook's return; what is withheld is decided together."""
    books = request.some_books()
    toml = request.words()
    wording = None if toml is None else read_wording(toml)
    decided = withheld_together(books) if len(books) > 1 else {}
    answers = [_one(book, decided, request.text("for"), wording) for book in books]
    return together(
        answers, f"Wrote {counted(len(answers), 'published copy', 'published copies')}."
    )


def _one(
    book: Path, decided: Mapping[str, Any], wanted: str | None, wording: Wording | None
) -> Answer:
    output = result_path(f"{book.stem}_published.xlsx")
    of_book = decided.get(str(book.absolute()))
    published = publish_return(book, output, of_book, None, wanted, wording)
    content = published.scorecard.quarterly_return
    return Answer(
        content.title,
        tuple(content.sentences()),
        (),
        published.findings,
        ("Read it through before you send it.",),
        (published.output,),
    )


PUBLISH = Button(
    "publish",
    "Publish",
    "Writes the accessible copy of the return for publication: values only, small numbers "
    "withheld. The workbook is not changed.",
    _publish,
    (FOR,),
)
