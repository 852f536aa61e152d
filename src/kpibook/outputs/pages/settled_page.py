"""Page of settled doubts: the figures that a person says are right as they are."""

from __future__ import annotations

from collections.abc import Sequence

from kpibook.domain.doubts.settlement import Settlement
from kpibook.outputs.page import Page, PageCell
from kpibook.workbook import layout
from kpibook.workbook.formats import DATE_FORMAT

_HEADER = tuple(layout.headings(layout.SETTLED_COLUMNS))
_LINE = (
    "Each figure here was looked at by the person named. It is doubted again when it changes, or "
    "when its row is deleted."
)
_WIDTHS = tuple(column.width for column in layout.SETTLED_COLUMNS)


def settled_page(name: str, settlements: Sequence[Settlement], written: Sequence[str]) -> Page:
    """Return the settled doubts, a row each.

    Args:
        name: The name of the sheet.
        settlements: The settlements, at least one.
        written: Their figures as people write them, in the measure's unit.
    """
    return Page(
        name=name,
        title="Figures that were doubted and are right",
        lines=(_LINE,),
        table=layout.SETTLED_TABLE,
        header=_HEADER,
        widths=_WIDTHS,
        rows=[
            [
                PageCell(settled.ref),
                PageCell(str(settled.quarter) if settled.quarter else layout.ANY_PERIOD),
                PageCell(settled.code),
                PageCell(figure),
                PageCell(settled.by or "Not known"),
                PageCell(settled.on, DATE_FORMAT, f"{settled.on:%d/%m/%Y}")
                if settled.on
                else PageCell("Not known"),
            ]
            for settled, figure in zip(settlements, written, strict=True)
        ],
    )
