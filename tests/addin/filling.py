"""The example's actuals."""

from __future__ import annotations

from kpibook.sources.tabular import read_rows
from kpibook.workbook import layout
from kpibook.workbook.fields import Row
from tests.support.books import EXAMPLE


def the_actuals() -> list[Row]:
    """The rows of the quarter, read anew."""
    needed = (layout.REF, layout.ACTUAL)
    return read_rows(EXAMPLE / "actuals_q3.csv", needed, [], layout.THIS_QUARTER_TABLE)
