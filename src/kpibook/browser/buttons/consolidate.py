"""The button Consolidate: one workbook of many, with every figure traced to its cell."""

from __future__ import annotations

import os

from kpibook.browser.answer import Answer, Sheet
from kpibook.browser.buttons.button import PERIOD, Button, Field
from kpibook.browser.request import Request, result_path
from kpibook.domain.wording import counted
from kpibook.outputs.consolidated.contents import MadeHow
from kpibook.services.consolidate.consolidate_files import (
    Consolidated,
    Outputs,
    consolidate_files,
    created_stamp,
)
from kpibook.services.result_words import consolidate_command, totals_table
from kpibook.version import __version__


def _consolidate(request: Request) -> Answer:
    """Make one workbook of those that are chosen, and a copy for publication if it is asked for."""
    books = [str(book) for book in request.some_books()]
    period, expected = request.quarter(), request.other(".csv")
    publish = result_path("consolidated_published.xlsx") if request.is_ticked("publish") else None
    result = consolidate_files(
        books,
        Outputs(result_path("consolidated.xlsx"), publish),
        period=period,
        expected=expected,
        made=MadeHow(
            __version__,
            consolidate_command(books, period, None, expected),
            created_stamp(os.environ.get("SOURCE_DATE_EPOCH")),
        ),
    )
    return _answer(result)


def _answer(result: Consolidated) -> Answer:
    consolidation = result.consolidation
    used = sum(source.used for source in consolidation.sources)
    books = counted(len(consolidation.sources), "workbook")
    measures = counted(len(consolidation.rows), "measure")
    returns = result.returns
    return Answer(
        f"{consolidation.period}: {measures} from {used:,} of {books}.",
        (
            "" if returns is None else returns.incomplete or returns.in_words,
            *(
                f"Not used: {source.name} {source.refusal} [{source.code}]"
                for source in consolidation.sources
                if not source.used
            ),
        ),
        (Sheet("Control totals", totals_table(consolidation.totals)),),
        tuple(result.findings),
        files=tuple(written.output for written in result.written),
    )


CONSOLIDATE = Button(
    "consolidate",
    "Consolidate",
    "Makes one workbook of all that are chosen, with every figure traced to its cell. Among the "
    "other files may be the list of expected returns (.csv).",
    _consolidate,
    (PERIOD, Field("publish", "Also a copy for publication", is_tick=True)),
)
