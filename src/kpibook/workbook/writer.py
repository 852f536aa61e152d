"""Results into 'This quarter': the cells that change, and their new values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite

from kpibook.domain.measures.measure import Measure, Polarity, Reading, Unit
from kpibook.domain.measures.number import to_decimal
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.units.counted_in import CountedIn
from kpibook.domain.measures.units.durations import read_time
from kpibook.domain.rating.rated_measure import RatedMeasure, against_comparator
from kpibook.domain.reporting.direction_words import second_direction
from kpibook.domain.rules.rule import Rates
from kpibook.domain.rules.scheme import Scheme
from kpibook.errors import KpibookError
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.workbook import layout
from kpibook.workbook.fields import Row
from kpibook.workbook.formats import DATE_FORMAT, excel_number, number_format, variance_format
from kpibook.workbook.protocol import CellWrite, Value
from kpibook.xlsx import Cell
from kpibook.xlsx.tables.headed_row import HeadedRow


@dataclass(frozen=True, slots=True)
class Change:
    """Cell that gets another value.

    Attributes:
        ref: The measure's reference.
        heading: The column.
        old: The cell's value now; None if it is empty.
        write: The cell and its new value.
        replaces_formula: The cell's value was calculated by a formula, which is lost.
        old_format: The number format that shows `old`; "" if it does not matter.
    """

    ref: str
    heading: str
    old: Value
    write: CellWrite
    replaces_formula: bool = False
    old_format: str = field(default="", compare=False)


def reading_values(measure: Measure, reading: Reading) -> dict[str, tuple[Value, str | None]]:
    """Return the values of the officer's cells from a reading, with their number formats.

    Blanks of the reading are left out: a blank in a file of actuals says nothing, and the
    officer's text stays. Only the marker goes with its actual, blank or not.
    """
    values: dict[str, tuple[Value, str | None]] = {
        layout.ACTUAL: (excel_number(measure.counted_in, reading.actual), number_format(measure)),
        layout.NUMERATOR: (excel_number(Unit.COUNT, reading.numerator), None),
        layout.DENOMINATOR: (excel_number(Unit.COUNT, reading.denominator), None),
        layout.FORECAST: (
            excel_number(measure.counted_in, reading.forecast),
            number_format(measure),
        ),
        layout.AS_AT: (reading.as_at, DATE_FORMAT),
        layout.MARKER: (reading.marker or None, None),
        layout.COMMENTARY: (reading.commentary or None, None),
        layout.ACTION: (reading.action or None, None),
    }
    filled = {heading: pair for heading, pair in values.items() if pair[0] is not None}
    if reading.actual is not None:
        filled[layout.MARKER] = values[layout.MARKER]
    return filled


def register_values(rated: RatedMeasure) -> dict[str, tuple[Value, str | None]]:
    """Return the cells in which the row repeats the register and the history."""
    measure, form = rated.measure, number_format(rated.measure)
    return {
        layout.MEASURE: (measure.title or None, None),
        # What was guessed stays as the council wrote it: it is never passed off as its choice.
        layout.UNIT: (_unit_shown(measure) or None, None),
        layout.POLARITY: (None if "polarity" in measure.guessed else measure.polarity.value, None),
        layout.TARGET: (target_shown(measure, rated.reading.period), form),
        layout.PREVIOUS: _previous_shown(rated, form),
        layout.PREVIOUS_YEAR: (excel_number(measure.counted_in, rated.previous_year), form),
    }


def _previous_shown(rated: RatedMeasure, form: str | None) -> tuple[Value, str | None]:
    """Return the cell of the quarter before; for a measure that is not due, its last figure."""
    if rated.waiting is not None:  # in words, so that it is not taken for the quarter before
        return rated.last_in_words or None, None
    return excel_number(rated.measure.counted_in, rated.previous), form


def _unit_shown(measure: Measure) -> str:
    return measure.word_for("unit", "" if "unit" in measure.guessed else measure.unit.value)


def target_shown(measure: Measure, period: Quarter) -> Value:
    """Return the cell of the target of a quarter: its words, its figure, or the range to stay in.

    Args:
        measure: The measure with the targets of the quarter, see `with_targets`.
        period: The quarter.
    """
    target = excel_number(measure.counted_in, measure.target_in(period))
    in_range = measure.range_in_words() if measure.polarity is Polarity.RANGE else ""
    if measure.target.words and not in_range:
        return measure.target_in_words(period)
    return (in_range or None) if target is None else target


def computed_values(rated: RatedMeasure, scheme: Scheme) -> dict[str, tuple[Value, str | None]]:
    """Return the values of the computed cells: words of the scheme and the variance."""
    rating = rated.rating
    variance = None if rating.variance is None else excel_number(Unit.COUNT, rating.variance)
    return {
        layout.STATUS: (rated.status_in_words(scheme), None),
        layout.FORECAST_STATUS: (_forecast_status(rated, scheme), None),
        layout.DIRECTION: (rated.direction_in_words(rating.direction, scheme), None),
        layout.DIRECTION_YEAR: (second_direction(rated, scheme), None),
        layout.VARIANCE: (variance, variance_format(rated.measure)),
        layout.AGAINST_COMPARATOR: (against_comparator(rated) or None, None),
    }


def _forecast_status(rated: RatedMeasure, scheme: Scheme) -> str | None:
    """Return the word for the forecast; None without a forecast."""
    if scheme.rule.rates is Rates.FORECAST:
        return scheme.label(rated.rating.status)
    return None if rated.forecast is None else scheme.label(rated.forecast.status)


def changes_in(
    row: Row,
    values: Mapping[str, tuple[Value, str | None]],
    formulas: Mapping[str, str] | None = None,
) -> Iterator[Change]:
    """Find the cells of a row that differ from `values`; the rest is not touched.

    A column that the table has not got, as an older one may not, is passed over.

    Args:
        row: The row.
        values: New values by heading, with their number formats.
        formulas: Columns whose cells hold this formula, with the new value as its stored result.
    """
    cells = row.cells
    plain = cells if type(cells) is HeadedRow else None
    ref: str | None = None
    for heading, (new_value, form) in values.items():
        formula = formulas.get(heading) if formulas else None
        if formula is None and plain is not None and plain.holds(heading, new_value):
            continue
        cell = cells.get(heading)
        if cell is None or (
            same_value(cell, new_value)
            if formula is None
            else same_result(cell, formula, new_value)
        ):
            continue
        # A formula without a result to show returns an empty text: a blank result cannot be stored.
        stored = "" if formula is not None and new_value is None else new_value
        write = CellWrite(
            row.sheet, cell.address, stored, None if new_value is None else form, formula
        )
        loses_formula = cell.formula is not None and formula is None
        ref = row.text(layout.REF) if ref is None else ref
        yield Change(ref, heading, cell.value, write, loses_formula, cell.number_format)


def writes_of(changes: Iterable[Change]) -> list[CellWrite]:
    """Return the writes that make `changes`, each cell once; the last change of a cell holds."""
    by_cell = {(c.write.sheet, c.write.address): c.write for c in changes}
    return list(by_cell.values())


def same_result(cell: Cell, formula: str, new: Value) -> bool:
    """Return True if a cell holds that formula, in any spelling, and `new` as its result.

    A formula that has nothing to say gives an empty text.
    """
    if cell.formula is None or _bare(cell.formula) != _bare(formula):
        return False
    return cell.kind != "blank" and same_value(replace(cell, formula=None), new)


def same_value(cell: Cell, new: Value) -> bool:
    """Return True if a cell already holds `new`; numbers are equal at 15 significant digits."""
    if cell.formula is not None:
        return False
    current = cell.value
    if current in (None, "") or new is None:
        return current in (None, "") and new is None
    if isinstance(new, date) and isinstance(current, datetime):
        return current.date() == new
    if isinstance(new, (int, float, Decimal)) and isinstance(current, (time, datetime)):
        return _days_of(current) == to_decimal(new)
    if isinstance(new, (int, float, Decimal)):
        if type(current) is float is type(new) and current == new and cell.kind == "number":
            return isfinite(new)
        try:
            return cell.kind == "number" and to_decimal(current) == to_decimal(new)
        except KpibookError:
            return False
    return bool(current == new)


def _days_of(moment: time | datetime) -> Decimal | None:
    """Return a time as Excel keeps it: a part of a day; None for a date."""
    try:
        seconds = read_time(moment, "hh:mm:ss", "")
    except KpibookError:
        return None
    return to_decimal(CountedIn(Unit.DURATION, "hh:mm:ss").stored(seconds))


def _bare(formula: str) -> str:
    """Return a formula without what programs change in saving: line ends, ``FALSE()`` for FALSE."""
    return "".join(formula.split()).replace("FALSE()", "FALSE")
