"""Reading of a row that holds a plain figure and nothing else of note, as most rows do.

The reference is `kpibook.workbook.register.full_reading`, which looks at each column for text,
errors, formulas, markers and notes. This short way takes the rows that have none of these, and
leaves every other row to it: tests hold the two against each other.
"""

from __future__ import annotations

from collections.abc import Mapping

from kpibook.domain.measures.measure import Reading, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.units.counted_in import AnyUnit, counted_in
from kpibook.errors import NotANumber
from kpibook.workbook import layout
from kpibook.workbook.fields import Row, figure_of, shows_percent, text_shown
from kpibook.workbook.places import Places
from kpibook.xlsx import Cell

_BLANK_HERE = (
    layout.AS_AT,
    layout.FORECAST,
    layout.MARKER,
)
_TEXTS = (("commentary", layout.COMMENTARY), ("action", layout.ACTION))
_PLACES = {
    "as_at": layout.AS_AT,
    "numerator": layout.NUMERATOR,
    "denominator": layout.DENOMINATOR,
}
_LARGEST_PERCENT = 10  # as stored: 1,000% as shown, above which it is looked at
_LONGEST_REF = 1_000  # characters
_LONGEST_TEXT = 10_000


def plain_reading(row: Row, period: Quarter, unit: AnyUnit | None) -> Reading | None:
    """Return the reading of a row that reports a plain number, with words or without; else None.

    Args:
        row: The row.
        period: The quarter that it is of.
        unit: The unit its measure is read in; None if it is not known.
    """
    ref, actual = row.filled(layout.REF), row.filled(layout.ACTUAL)
    if ref is None or actual is None or row.line is not None or row.is_imported:
        return None
    counts = (row.filled(layout.NUMERATOR), row.filled(layout.DENOMINATOR))
    if not _is_number(actual) or not all(map(_is_number_or_blank, counts)):
        return None
    if ref.kind != "text" or ref.formula is not None or len(str(ref.value)) > _LONGEST_REF:
        return None
    texts = _texts_in(row)
    if texts is None or any(_holds_anything(row.filled(heading)) for heading in _BLANK_HERE):
        return None
    if shows_percent(actual):
        counted = counted_in(unit)
        if counted is not None and counted.unit is not Unit.PERCENT:
            return None
        if not -_LARGEST_PERCENT < float(str(actual.value)) < _LARGEST_PERCENT:
            return None
    try:
        value = figure_of(actual, unit).value
        above, below = (None if c is None else figure_of(c).value for c in counts)
    except NotANumber:
        return None
    return Reading(
        ref=text_shown(ref),
        period=period,
        actual=value,
        numerator=above,
        denominator=below,
        source=row.where(layout.ACTUAL),
        commentary=row.comment(layout.COMMENTARY) if "commentary" in texts else "",
        action=row.comment(layout.ACTION) if "action" in texts else "",
        places=Places(row, _headings_of(texts, row)),
    )


def _headings_of(texts: Mapping[str, str], row: Row) -> Mapping[str, str]:
    """Return the headings of the fields that a reading has places for."""
    held = {name: heading for name, heading in texts.items() if row.has(heading)}
    return {**_PLACES, **held} if held else _PLACES


def _is_number(cell: Cell) -> bool:
    return cell.kind == "number" and cell.formula is None and cell.origin is None


def _is_number_or_blank(cell: Cell | None) -> bool:
    return cell is None or _is_number(cell) or not _holds_anything(cell)


def _holds_anything(cell: Cell | None) -> bool:
    return cell is not None and not (cell.kind == "blank" and cell.is_blank)


def _texts_in(row: Row) -> dict[str, str] | None:
    """Return the headings with plain text by the field's name; None if another kind is typed."""
    texts = {}
    for name, heading in _TEXTS:
        cell = row.filled(heading)
        if cell is None or not _holds_anything(cell):
            continue
        if cell.kind != "text" or cell.formula is not None or len(str(cell.value)) > _LONGEST_TEXT:
            return None
        texts[name] = heading
    return texts
