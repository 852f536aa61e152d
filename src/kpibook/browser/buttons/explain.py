"""The button Explain: why a measure has its status and its direction."""

from __future__ import annotations

from kpibook.browser.answer import Answer, Sheet
from kpibook.browser.buttons.button import Button, Field
from kpibook.browser.request import Request
from kpibook.services.rating.explain import explain_file
from kpibook.services.result_words import WordTable


def _explain(request: Request) -> Answer:
    """Explain a measure, with its figures, their cells and the rule."""
    book = request.one_book()
    ref = request.needed("ref", "Reference")
    explanation = explain_file(book, ref)
    lines = tuple((heading, text) for heading, text in explanation.lines())
    return Answer(
        f"{book.name}: why {ref} is rated as it is.",
        (),
        (Sheet(f"Explanation of {ref}", WordTable(("", "What is said"), lines)),),
        explanation.findings,
    )


EXPLAIN = Button(
    "explain",
    "Explain",
    "Says why a measure has its status and its direction, with the cells of its figures.",
    _explain,
    (Field("ref", "Reference", "Of one measure, such as PI.426."),),
)
