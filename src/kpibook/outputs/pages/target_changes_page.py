"""Page of changed targets: what applied earlier in a year, what applies now, and since when."""

from __future__ import annotations

from collections.abc import Sequence

from kpibook.domain.rating.target_change import TargetChange
from kpibook.outputs.page import Page, PageCell
from kpibook.workbook import layout
from kpibook.workbook.formats import DATE_FORMAT

_LINE = (
    "Each target here was changed in the register within its year. The figures of the earlier "
    "quarters keep the target that applied to them, and the return says what it was."
)


def target_changes_page(name: str, changes: Sequence[TargetChange]) -> Page:
    """Return the changes of targets, a row each.

    Args:
        name: The name of the sheet.
        changes: The changes, at least one.
    """
    return Page(
        name=name,
        title="Targets that were changed within a year",
        lines=(_LINE,),
        table=layout.TARGET_CHANGES_TABLE,
        header=tuple(layout.headings(layout.TARGET_CHANGE_COLUMNS)),
        widths=tuple(column.width for column in layout.TARGET_CHANGE_COLUMNS),
        rows=[
            [
                PageCell(change.ref),
                PageCell(str(change.quarter)),
                PageCell(change.before),
                PageCell(change.now),
                PageCell(change.on, DATE_FORMAT, f"{change.on:%d/%m/%Y}")
                if change.on
                else PageCell("Not known"),
            ]
            for change in changes
        ],
    )
