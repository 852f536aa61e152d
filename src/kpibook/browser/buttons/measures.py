"""The button Measures: measures added to the register, retired, changed and moved."""

from __future__ import annotations

from pathlib import Path

from kpibook.browser.answer import Answer
from kpibook.browser.buttons.button import Button, Field
from kpibook.browser.buttons.fill import filled_answer
from kpibook.browser.request import Request, result_of
from kpibook.domain.finding import Finding
from kpibook.errors import SourceError
from kpibook.services.measures.register_changes import (
    RegisterChange,
    add_measure,
    add_measures,
    change_file,
    change_measure,
    move_measure,
    retire_measure,
)
from kpibook.workbook.protocol import Book

_ADD, _CHANGE, _RETIRE, _MOVE = "Add", "Change", "Retire", "Move"


def _measures(request: Request) -> Answer:
    """Change the register of a workbook, and rate it again."""
    path, findings = request.one_book(), list[Finding]()
    changed = change_file(
        path, result_of(path, "changed"), lambda book: _changed(request, book, path, findings)
    )
    answer = filled_answer(path, changed.filled, changed.said)
    if not findings:
        return answer
    return Answer(
        answer.headline,
        answer.sentences,
        answer.sheets,
        (*findings, *answer.findings),
        answer.notes,
        answer.files,
    )


def _changed(request: Request, book: Book, path: Path, findings: list[Finding]) -> RegisterChange:
    folder, task = path.absolute().parent, request.text("task") or _ADD
    after = request.text("after")
    if task == _ADD and request.figures is not None and request.text("ref") is None:
        return add_measures(book, folder, request.figures, findings, after)
    ref = request.needed("ref", "Reference")
    if task == _ADD:
        return add_measure(book, folder, {"Ref": ref, **_texts(request)}, after)
    if task == _CHANGE:
        return change_measure(book, folder, ref, _texts(request))
    if task == _RETIRE:
        return retire_measure(book, folder, ref, request.quarter())
    return move_measure(book, folder, ref, after)


def _texts(request: Request) -> dict[str, str]:
    """Return the texts by column, from a line each: Target = 85%.

    Raises:
        SourceError: ``column-text-unclear``: a line says no column.
    """
    texts = {}
    for line in request.needed("columns", "Columns").splitlines():
        heading, equals, text = line.partition("=")
        if line.strip() and not equals:
            raise SourceError(
                f"'{line.strip()[:60]}' does not say what goes into which column.",
                code="column-text-unclear",
                fix="Write a line for each column, such as: Target = 85%",
            )
        if equals:
            texts[heading.strip()] = text.strip()
    return texts


MEASURES = Button(
    "measures",
    "Measures",
    "Adds measures to a workbook's register, changes, retires or moves them; every sheet follows. "
    "To add many, choose a register (CSV or Excel) as the file of figures and leave the reference "
    "blank.",
    _measures,
    (
        Field("task", "Task", choices=(_ADD, _CHANGE, _RETIRE, _MOVE)),
        Field("ref", "Reference", "Of the measure, such as PI.426."),
        Field(
            "columns",
            "Columns",
            "To add or change: a line for each column, such as: Target = 85%",
            has_lines=True,
        ),
        Field("after", "After", "The reference that it goes behind. Blank: to move, first."),
        Field("period", "Last quarter", "To retire: the last quarter it is reported for."),
    ),
)
