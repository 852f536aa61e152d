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
    form, form_with_word, counted = _forms(
        measure.unit, measure.unit_word, measure.unit_means, measure.decimals
    )
    if measure.decimals is not None and scheme.rounding is Rounding.AS_REPORTED:
        # It was rated on the rounded figure, so the cell must hold the rounded figure.
        value = round_half_away(value, measure.decimals)
    number = excel_number(counted, value)
    return PageCell(
        number if number is not None else "",
        _grouped(form_with_word if with_word else form, value),
        measure.written(value),
        link=link,
    )


@lru_cache(maxsize=256)
def _forms(unit: Unit, word: str, means: str, decimals: int | None) -> tuple[str, str, CountedIn]:
    """Return a measure's number format, that with its word, and what its figures count."""
    measure = Measure("", unit=unit, unit_word=word, unit_means=means, decimals=decimals)
    return number_format(measure), format_with_word(measure), measure.counted_in


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
