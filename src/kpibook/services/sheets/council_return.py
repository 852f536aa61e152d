"""Sheet Return in a council's own workbook, which it gets only when it is asked for."""

from __future__ import annotations

from pathlib import Path

from kpibook.domain.measures.period import Quarter
from kpibook.errors import LayoutError
from kpibook.services.layouts.open_book import behind_layout
from kpibook.services.rating.scorecard import rate_workbook, refuse_without_measures
from kpibook.services.sheets.return_sheet import WrittenReturn, write_return
from kpibook.workbook import layout as own
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.mapped.council_layout import CouncilLayout
from kpibook.workbook.reader import read_workbook

_WORKBOOKS = (".xlsx", ".xlsm")


def write_council_return(
    book: ClosedBook, path: Path, layout: CouncilLayout, period: Quarter, scheme: str = ""
) -> WrittenReturn:
    """Add the return of a quarter to an open workbook, or make the sheet that is there again.

    A sheet Return of the council's own is left alone: kpibook's is then "Return 2".

    Args:
        book: The workbook, filled.
        path: Its file, next to which a scheme may be.
        layout: The layout of it.
        period: The quarter.
        scheme: The scheme's name; "" takes the one that the layout or ``kpibook.toml`` says.

    Raises:
        KpibookError: It has no measure, or the sheet cannot be written.
    """
    mapped = behind_layout(book, path, layout, period, scheme)
    scorecard = rate_workbook(read_workbook(mapped), path.parent)
    refuse_without_measures(scorecard)
    return write_return(
        book,
        scorecard.quarterly_return,
        scorecard.workbook.history,
        path.parent,
        table=own.COUNCIL_RETURN_TABLE,
        has_key=False,
    )


def refuse_file_without_sheets(path: Path) -> None:
    """Refuse to add a sheet to a file that has none.

    Raises:
        LayoutError: ``layout-not-written``.
    """
    if path.suffix.casefold() not in _WORKBOOKS:
        raise LayoutError(
            "has no sheets, so that no return can be added to it.",
            code="layout-not-written",
            where=path.name,
            fix="Write the return to a separate file with `kpibook return`.",
        )
