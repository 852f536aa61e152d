"""Commentary of the quarter before, out of the history or the column that keeps it to be read."""

from __future__ import annotations

from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.workbook import layout
from kpibook.workbook.performance import PerformanceWorkbook

_ACTION = f"\n{layout.ACTION}: "


def last_words(workbook: PerformanceWorkbook, rated: RatedMeasure) -> str:
    """Return the commentary of a measure in the quarter before; "" if the workbook keeps none.

    The history comes first. A history without the column of commentary leaves 'Said last quarter',
    where the action is below the commentary.
    """
    if not rated.reading.commentary:
        return ""
    key = rated.measure.key
    earlier = workbook.history.get((key, rated.reading.period.previous))
    if earlier is not None and earlier.commentary:
        return earlier.commentary
    row = workbook.rows.get(key)
    if row is None or not row.has(layout.SAID_LAST_QUARTER):
        return ""
    return row.text(layout.SAID_LAST_QUARTER).partition(_ACTION)[0]
