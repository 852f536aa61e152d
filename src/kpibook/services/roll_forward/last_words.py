"""Last quarter's words, kept to read on 'This quarter' once its columns are emptied."""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.domain.measures.measure import Reading
from kpibook.workbook import layout
from kpibook.workbook.performance import PerformanceWorkbook
from kpibook.workbook.writer import Change, changes_in
from kpibook.xlsx.cells.values import MAX_TEXT

_CUT = " ..."


def words_to_read(workbook: PerformanceWorkbook) -> Iterator[Change]:
    """Yield the changes that put this quarter's words under 'Said last quarter'.

    The words of the quarter before go; a workbook without that column has none.

    Args:
        workbook: Its contents before it is rolled.
    """
    for key, row in workbook.rows.items():
        words = words_of(workbook.readings[key]) or None
        yield from changes_in(row, {layout.SAID_LAST_QUARTER: (words, None)})


def words_of(reading: Reading) -> str:
    r"""Return the commentary and the action of a reading as a text for a single cell; "" for none.

    What does not fit into a cell is cut: it is in the history or in the workbook as it was.

    >>> from kpibook.domain.measures.period import Quarter
    >>> words_of(Reading("PI.1", Quarter(2021, 3), commentary="Cold.", action="Grit more."))
    'Cold.\nAction: Grit more.'
    """
    action = f"{layout.ACTION}: {reading.action}" if reading.action else ""
    text = "\n".join(part for part in (reading.commentary, action) if part)
    # Excel counts a character outside the basic plane as two.
    encoded = text.encode("utf-16-le")
    if len(encoded) <= 2 * MAX_TEXT:
        return text
    room = 2 * (MAX_TEXT - len(_CUT))
    return encoded[:room].decode("utf-16-le", "ignore") + _CUT
