"""Reading of a row that holds a plain figure and nothing else of note, as most rows do.

The reference is `kpibook.workbook.register.full_reading`, which looks at each column for text,
errors, formulas, markers and notes. This short way takes the rows that have none of these, and
leaves every other row to it: tests hold the two against each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from kpibook.domain.measures.measure import Reading, Unit
from kpibook.domain.measures.nothing import is_nothing
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.units.counted_in import AnyUnit, counted_in
from kpibook.errors import NotANumber
from kpibook.workbook import layout
from kpibook.workbook.fields import (
    Row,
    figure_of,
    in_unit,
    is_percent_format,
    shows_percent,
    text_shown,
)
from kpibook.workbook.plain.places import Places
from kpibook.xlsx import Cell
from kpibook.xlsx.tables.headed_row import HeadedRow

_NEEDED = frozenset((layout.REF, layout.ACTUAL))
_BLANK_HERE = frozenset((layout.AS_AT, layout.FORECAST, layout.MARKER))
_PARTS = (layout.NUMERATOR, layout.DENOMINATOR)
_TEXTS = (("commentary", layout.COMMENTARY), ("action", layout.ACTION))
#: The headings of the fields of a reading, for the places that it always has.
PLACES = {
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
    held, cells = row.held, row.cells
    if not held >= _NEEDED or not held.isdisjoint(_BLANK_HERE):
        return None
    if row.line is not None or row.is_imported:
        return None
    if type(cells) is HeadedRow:
        return _of_plain_row(row, cells, period, unit)
    ref, actual = cells[layout.REF], cells[layout.ACTUAL]
    above, below = (
        cells[heading] if heading in held else None
        for heading in (layout.NUMERATOR, layout.DENOMINATOR)
    )
    if not (_is_number_or_none(above) and _is_number_or_none(below)):
        return None
    if ref.kind != "text" or ref.formula is not None or len(str(ref.value)) > _LONGEST_REF:
        return None
    texts = _texts_in(row, held)
    if texts is None:
        return None
    value = plain_figure_in(actual, unit)
    try:
        numerator = None if above is None else figure_of(above).value
        denominator = None if below is None else figure_of(below).value
    except NotANumber:
        return None
    if value is None:
        return None
    return Reading(
        ref=text_shown(ref),
        period=period,
        actual=value,
        numerator=numerator,
        denominator=denominator,
        source=row.where(layout.ACTUAL),
        commentary=row.comment(layout.COMMENTARY) if "commentary" in texts else "",
        action=row.comment(layout.ACTION) if "action" in texts else "",
        places=Places(row, _headings_of(texts, row)),
    )


def _of_plain_row(
    row: Row, cells: HeadedRow, period: Quarter, unit: AnyUnit | None
) -> Reading | None:
    """Return what `plain_reading` does for a row of which no cell need be made."""
    held = cells.held
    ref = cells.plain_text(layout.REF)
    if ref is None or len(ref) > _LONGEST_REF:
        return None
    texts = {name: heading for name, heading in _TEXTS if heading in held}
    for heading in texts.values():
        text = cells.plain_text(heading)
        if text is None or len(text) > _LONGEST_TEXT:
            return None
    actual = plain_number_in(cells, layout.ACTUAL, unit)
    above, below = (
        plain_number_in(cells, heading, None) if heading in held else None for heading in _PARTS
    )
    if actual is None or any(
        part is None and heading in held
        for heading, part in zip(_PARTS, (above, below), strict=True)
    ):
        return None
    return Reading(
        *("" if is_nothing(ref) else ref.strip(), period, actual, above, below),
        source=row.where(layout.ACTUAL),
        commentary=row.comment(layout.COMMENTARY) if "commentary" in texts else "",
        action=row.comment(layout.ACTION) if "action" in texts else "",
        places=Places(row, _headings_of(texts, row)),
    )


def plain_figure_in(cell: Cell, unit: AnyUnit | None) -> Decimal | None:
    """Return the figure of a cell that holds a number and no doubt; None for any other.

    Args:
        cell: The cell.
        unit: The unit its measure is read in; None if it is not known.
    """
    if not _is_number(cell):
        return None
    if shows_percent(cell):
        counted = counted_in(unit)
        if counted is not None and counted.unit is not Unit.PERCENT:
            return None
        if not -_LARGEST_PERCENT < float(str(cell.value)) < _LARGEST_PERCENT:
            return None
    try:
        return figure_of(cell, unit).value
    except NotANumber:
        return None


def plain_number_in(cells: HeadedRow, heading: str, unit: AnyUnit | None) -> Decimal | None:
    """Return what `plain_figure_in` does for the filled cell under a heading of a plain row."""
    plain = cells.decimal(heading)
    if plain is None:
        return plain_figure_in(cells[heading], unit)
    value, number_format = plain
    if is_percent_format(number_format):
        counted = counted_in(unit)
        if counted is not None and counted.unit is not Unit.PERCENT:
            return None
        if not -_LARGEST_PERCENT < value < _LARGEST_PERCENT:
            return None
    figure = in_unit(value, number_format, unit)
    return plain_figure_in(cells[heading], unit) if figure is None else figure


def _headings_of(texts: Mapping[str, str], row: Row) -> Mapping[str, str]:
    """Return the headings of the fields that a reading has places for."""
    held = {name: heading for name, heading in texts.items() if row.has(heading)}
    return {**PLACES, **held} if held else PLACES


def _is_number(cell: Cell) -> bool:
    return cell.kind == "number" and cell.formula is None and cell.origin is None


def _is_number_or_none(cell: Cell | None) -> bool:
    return cell is None or _is_number(cell)


def _texts_in(row: Row, held: frozenset[str]) -> dict[str, str] | None:
    """Return the headings with plain text by the field's name; None if another kind is typed."""
    texts = {name: heading for name, heading in _TEXTS if heading in held}
    for heading in texts.values():
        cell = row.cells[heading]
        if cell.kind != "text" or cell.formula is not None or len(str(cell.value)) > _LONGEST_TEXT:
            return None
    return texts
