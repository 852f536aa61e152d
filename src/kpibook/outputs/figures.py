"""Figures and targets as cells: value and number format, or a shorthand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from kpibook.domain.measures.measure import Measure, Polarity, Unit
from kpibook.domain.measures.number import MARKERS, round_half_away
from kpibook.domain.measures.units.counted_in import CountedIn
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.reporting.quarterly_return import SHORTHAND_MISSING, SHORTHAND_NO_TARGET
from kpibook.domain.rules.outcomes import Rounding
from kpibook.domain.rules.scheme import Scheme
from kpibook.outputs.page import PageCell
from kpibook.workbook.formats import excel_number, format_with_word, number_format


def figure_cell(
    measure: Measure,
    value: Decimal | None,
    scheme: Scheme,
    marker: str = "",
    link: str = "",
    *,
    with_word: bool = True,
) -> PageCell:
    """Return a figure as it was rated: the cell holds the value it shows, unless rated unrounded.

    Args:
        measure: The measure, for unit and decimals.
        value: In the measure's unit; None shows the marker, or [x].
        scheme: The scheme it was rated under.
        marker: Shorthand of the figure; "" for no shorthand.
        link: The cell that a click on the figure leads to; "" for no link.
        with_word: The council's word for the unit is shown behind the figure; False where the row
            has it elsewhere.
    """
    if value is None:
        return PageCell(marker if marker in MARKERS else SHORTHAND_MISSING, link=link)
    number, form, shown = _cell_of(
        _unit_of(measure),
        scheme.rounding is Rounding.AS_REPORTED,
        with_word,
        value,
    )
    return PageCell(number, form, shown, link=link)


def form_of(measure: Measure) -> tuple[str, CountedIn]:
    """Return the number format of a measure's figures, and what they count."""
    form, _, same_unit = _forms(_unit_of(measure))
    return form, same_unit.counted_in


_Unit = tuple[Unit, str, str, int | None]


def _unit_of(measure: Measure) -> _Unit:
    return measure.unit, measure.unit_word, measure.unit_means, measure.decimals


# A figure is on several sheets, and the same few thousand are in most workbooks.
@lru_cache(maxsize=4096)
def _cell_of(
    unit: _Unit, is_rounded: bool, with_word: bool, value: Decimal
) -> tuple[float | int, str, str]:
    """Return the number that a cell of a figure holds, its format and the figure as text."""
    form, form_with_word, measure = _forms(unit)
    if measure.decimals is not None and is_rounded:
        # It was rated on the rounded figure, so the cell must hold the rounded figure.
        value = round_half_away(value, measure.decimals)
    number = excel_number(measure.counted_in, value) or 0
    return number, _grouped(form_with_word if with_word else form, value), measure.written(value)


@lru_cache(maxsize=256)
def _forms(unit: _Unit) -> tuple[str, str, Measure]:
    """Return a measure's number format, that with its word, and a measure that has no more."""
    of, word, means, decimals = unit
    measure = Measure("", unit=of, unit_word=word, unit_means=means, decimals=decimals)
    return number_format(measure), format_with_word(measure), measure


def _grouped(form: str, value: Decimal) -> str:
    """Return a number format that groups the thousands of a figure, with all its decimals.

    >>> _grouped("General", Decimal("2400123")), _grouped('General" kg"', Decimal("1234.5"))
    ('#,##0', '#,##0.0" kg"')
    """
    if abs(value) < 1000:
        return form
    exponent = value.normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return form.replace("General", f"#,##0.{'0' * places}".rstrip("."))


def previous_cell(rated: RatedMeasure, scheme: Scheme) -> PageCell:
    """Return the figure of the quarter before; of a measure that is not due, its last figure."""
    if rated.waiting is not None:
        return PageCell(rated.last_in_words or SHORTHAND_MISSING)
    return figure_cell(rated.measure, rated.previous, scheme, rated.previous_marker)


def last_year_cell(rated: RatedMeasure, scheme: Scheme, marker: str = "") -> PageCell:
    """Return the figure of the same quarter last year.

    Args:
        rated: The measure.
        scheme: The scheme it was rated under.
        marker: Shorthand of that figure; "" for none.
    """
    return figure_cell(rated.measure, rated.previous_year, scheme, marker)


def actual_cell(rated: RatedMeasure, scheme: Scheme, link: str = "") -> PageCell:
    """Return the figure of the quarter, or that it is not due.

    Args:
        rated: The measure.
        scheme: The scheme it was rated under.
        link: The cell that a click on the figure leads to; "" for no link.
    """
    if rated.waiting is not None:
        return PageCell(scheme.label(rated.rating.status), link=link)
    reading = rated.reading
    return figure_cell(rated.measure, reading.usable, scheme, reading.marker, link)


def target_cell(rated: RatedMeasure, scheme: Scheme) -> PageCell:
    """Return the target of the reading's quarter: figure, range, words, or [z] for no target."""
    measure = rated.measure
    if measure.polarity is Polarity.RANGE and measure.range_in_words():
        return PageCell(measure.range_in_words())
    if measure.target.words:
        return PageCell(measure.target_in_words(rated.reading.period))
    if rated.target is not None:
        return figure_cell(measure, rated.target, scheme)
    if measure.target.value is not None:
        return PageCell(f"{measure.written(measure.target.value)} for the year")
    return PageCell(SHORTHAND_NO_TARGET)


def wide_enough(widths: Sequence[int], rows: Iterable[Sequence[PageCell]]) -> list[int]:
    """Return column widths in which every number and date fits as it is shown.

    A number does not wrap: where it is too wide, Excel shows #### in its place.
    """
    needed = list(widths)
    for row in rows:
        for column, cell in enumerate(row):
            if not isinstance(cell.value, str):
                needed[column] = max(needed[column], len(str(cell)) + 2)
    return needed
