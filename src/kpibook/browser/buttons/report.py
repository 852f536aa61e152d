"""The button Report: what the committee receives."""

from __future__ import annotations

from kpibook.browser.answer import Answer
from kpibook.browser.buttons.button import PERIOD, Button, Field
from kpibook.browser.request import Request, result_path
from kpibook.outputs.report.look import Look
from kpibook.services.report.material import Surroundings
from kpibook.services.report.write import Order, write_reports

_FORMATS = {"Word": ".docx", "Web page": ".html", "Spreadsheet (ODS)": ".ods", "Data (CSV)": ".csv"}


def _report(request: Request) -> Answer:
    """Write the report of the workbooks, one report of all."""
    books = request.some_books()
    ending = _FORMATS[request.text("format") or "Word"]
    written = write_reports(
        Order(
            given=[str(book) for book in books],
            output=result_path(f"{books[0].stem}_report{ending}"),
            wording=request.words(),
            wanted=request.text("for"),
            only_exceptions=request.is_ticked("exceptions"),
            period=request.quarter(),
            look=Look(charts=not request.is_ticked("no_charts")),
            template=request.other(".docx"),
            around=Surroundings((), (), request.other(".csv")),
        )
    )
    first = written.reports[0]
    return Answer(
        first.title,
        tuple(
            text
            for report in written.reports
            for text in (
                *report.completeness,
                *report.scope,
                *(sentence.text for sentence in report.summary.sentences),
            )
        ),
        findings=tuple(written.findings),
        files=tuple(file.output for file in written.files),
    )


REPORT = Button(
    "report",
    "Report",
    "Writes the report for the committee: one report of all workbooks that are chosen. Among the "
    "other files may be the council's words (.toml) and a template (.docx).",
    _report,
    (
        Field("format", "Written as", choices=tuple(_FORMATS)),
        PERIOD,
        Field("for", "Only for", "A committee, priority, service, directorate or reference."),
        Field("exceptions", "Only measures that need attention", is_tick=True),
        Field("no_charts", "Without charts", is_tick=True),
    ),
)
