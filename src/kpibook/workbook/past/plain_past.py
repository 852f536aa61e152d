"""Reading of a row of the history that holds a reference, a quarter and numbers, as most do.

The reference is `kpibook.workbook.register.history_from`, which takes every other row; a test holds
the two against each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from kpibook.domain.measures.calendar import parse_period
from kpibook.domain.measures.measure import Measure, Reading
from kpibook.domain.measures.nothing import is_nothing
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.measures.units.counted_in import CountedIn
from kpibook.errors import KpibookError, Location
from kpibook.workbook import layout
from kpibook.workbook.fields import Row
from kpibook.workbook.past.history import PastRow
from kpibook.workbook.plain.places import Places
from kpibook.workbook.plain.plain_reading import PLACES, plain_number_in
from kpibook.xlsx.tables.headed_row import HeadedRow

_NEEDED = frozenset((layout.REF, layout.PERIOD, layout.ACTUAL))
_HELD_AT_MOST = _NEEDED | {layout.NUMERATOR, layout.DENOMINATOR}

_PARTS = (layout.NUMERATOR, layout.DENOMINATOR)
_LONGEST = 1_000  # characters, beyond which the reference looks at a text


#: The reference, the measure and its unit, by the text of a reference; None for no measure.
MeasuresByText = dict[str, tuple[str, Measure, CountedIn | None] | None]


def plain_past_row(
    row: Row, by_name: Mapping[str, Measure], by_text: MeasuresByText
) -> PastRow | None:
    """Return a row of the history with its reading; None if the reference has to read it.

    Args:
        row: The row.
        by_name: Measures by their key and their earlier keys.
        by_text: What the texts of references in the table's other rows mean.
    """
    cells = row.cells
    if type(cells) is not HeadedRow or not _NEEDED <= cells.held <= _HELD_AT_MOST:
        return None
    if row.is_imported:
        return None
    text, period = cells.plain_text(layout.REF), cells.plain_text(layout.PERIOD)
    if not text or not period or max(len(text), len(period)) > _LONGEST:
        return None
    if text not in by_text:
        by_text[text] = _named(text.strip(), by_name)
    named, quarter = by_text[text], _quarter_named(period)
    if named is None or quarter is None:
        return None
    ref, measure, unit = named
    figure = plain_number_in(cells, layout.ACTUAL, unit)
    if figure is None:
        return None
    above = below = None
    if len(cells.held) > len(_NEEDED):
        parts = {h: plain_number_in(cells, h, None) for h in _PARTS if h in cells.held}
        if None in parts.values():
            return None
        above, below = parts.get(layout.NUMERATOR), parts.get(layout.DENOMINATOR)
    source = Location(row.file, row.sheet, cells.address(layout.ACTUAL), row.line)
    places = Places(row, PLACES)
    reading = Reading(
        *(ref, quarter, figure, above, below),
        source=source if row.places is None else row.where(layout.ACTUAL),
        places=places,
    )
    return PastRow(row, measure, reading)


def _named(
    ref: str, by_name: Mapping[str, Measure]
) -> tuple[str, Measure, CountedIn | None] | None:
    measure = by_name.get(ref_key(ref)) if ref and not is_nothing(ref) else None
    return None if measure is None else (ref, measure, measure.read_in)


@lru_cache(maxsize=256)
def _quarter_named(text: str) -> Quarter | None:
    """Return the quarter that a text names; None for anything else."""
    try:
        period = parse_period(text.strip())
    except KpibookError:
        return None
    return period.shared if isinstance(period, Quarter) else None
