"""Live workbooks: the computed columns of 'This quarter' hold native formulas.

A live workbook rates itself as figures are typed, with no add-in and no macro. `kpibook fill`
keeps the formulas and stores their results, for readers that do not calculate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from kpibook.domain.measures.basis_words import RESTARTING_WORDS
from kpibook.domain.measures.compared_with import ComparedWith
from kpibook.domain.measures.measure import Measure, Polarity, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.baselines import kinds_of
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.rules.outcomes import Baseline, Direction
from kpibook.domain.rules.rule import MAY_BE_BELOW_ZERO, Rates
from kpibook.domain.rules.scheme import Scheme
from kpibook.errors import SchemeError
from kpibook.on_use.replacing import replace
from kpibook.workbook import layout
from kpibook.workbook.fields import Row

if TYPE_CHECKING:  # a fill asks `is_live`, and most workbooks are not
    from kpibook.domain.excel_formula.compile import Cells

_TABLE = layout.THIS_QUARTER_TABLE


def live_formulas(
    scheme: Scheme, measures: Iterable[Measure], period: Quarter, headings: Sequence[str]
) -> dict[str, str]:
    """Return the formulas of the computed columns, by heading, as a file stores them.

    A direction that no formula can find (a line through all quarters) is left out, and so is a
    direction whose formula is too long for Excel: those cells hold values.

    Args:
        scheme: The rules.
        measures: The register.
        period: The quarter being reported.
        headings: The columns of 'This quarter' in the workbook.

    Raises:
        SchemeError: No formula can give the status.
    """
    from kpibook.domain.excel_formula.comparator import comparator_formula
    from kpibook.domain.excel_formula.compile import (
        direction_formula,
        status_formula,
        variance_formula,
    )

    cells = _short_enough(scheme, _cells(scheme, measures, period, headings))
    formulas = {
        layout.STATUS: status_formula(scheme, cells),
        layout.VARIANCE: variance_formula(scheme, cells),
    }
    formulas = {heading: _stored(text, heading) for heading, text in formulas.items()}
    if scheme.rule.rates is Rates.FORECAST and layout.FORECAST_STATUS in headings:
        formulas[layout.FORECAST_STATUS] = formulas[layout.STATUS]
    for heading, baseline in _baselines(scheme).items():
        try:
            formulas[heading] = _stored(direction_formula(scheme, cells, baseline), heading)
        except SchemeError:
            continue
    name, value = register(layout.COMPARATOR), register(layout.COMPARATOR_VALUE)
    comparison = comparator_formula(scheme, cells, name, value)
    return formulas | {layout.AGAINST_COMPARATOR: _stored(comparison, layout.AGAINST_COMPARATOR)}


def _baselines(scheme: Scheme) -> dict[str, Baseline]:
    """Return the baseline of each direction that a formula can find: its figure is in the row."""
    first, second = kinds_of((), scheme.direction_rule)
    in_row = {
        ComparedWith.PREVIOUS: Baseline.PREVIOUS,
        ComparedWith.PREVIOUS_YEAR: Baseline.PREVIOUS_YEAR,
    }
    baselines = {}
    if first in in_row:
        baselines[layout.DIRECTION] = in_row[first]
    if second is ComparedWith.PREVIOUS_YEAR:  # as the heading says
        baselines[layout.DIRECTION_YEAR] = Baseline.PREVIOUS_YEAR
    return baselines


def _short_enough(scheme: Scheme, cells: Cells) -> Cells:
    """Return the cells with as many words for percent as Excel's limit on formulas allows."""
    from kpibook.domain.excel_formula.compile import status_formula

    for words in (cells.percent_words, cells.percent_words[:1]):
        fewer = replace(cells, percent_words=words)
        try:
            _stored(status_formula(scheme, fewer), layout.STATUS)
        except SchemeError:
            continue
        return fewer
    return replace(cells, percent_words=(Unit.PERCENT.value,))


def is_live(rows: Iterable[Row]) -> bool:
    """Return True if these rows of 'This quarter' calculate from their own columns."""
    # Where no measure is due, the variance alone is calculated.
    cells = (row.cells.get(h) for row in rows for h in (layout.STATUS, layout.VARIANCE))
    return any(
        cell is not None and cell.formula is not None and f"{_TABLE}[[#This Row]" in cell.formula
        for cell in cells
    )


def has_own_baseline(rated: RatedMeasure) -> bool:
    """Return True if the directions are against other figures than the row's other cells.

    Those of the register, or the figure before of a measure that is not quarterly.
    """
    first = rated.compared[0]
    before = (None, rated.reading.period.previous)
    longer = first.kind is ComparedWith.PREVIOUS and first.quarter not in before
    return bool(rated.measure.compared_with) or longer


def best_is_unknown(rated: RatedMeasure, scheme: Scheme) -> bool:
    """Return True if formulas cannot tell whether 0 is the best possible figure.

    They read the council's word for the unit, not whether its figures may be below zero.
    """
    measure, asks = rated.measure, scheme.direction_rule.at_best is not Direction.NO_CHANGE
    return asks and measure.polarity is Polarity.LOWER and measure.unit in MAY_BE_BELOW_ZERO


def rates_itself(rated: RatedMeasure, scheme: Scheme) -> bool:
    """Return True if formulas can rate a measure.

    They cannot read a target in words, nor a figure with a word behind it (01:30, £1.2m, 5 kWh).
    They know no baseline of a measure's own, nor, for a scheme that wants a constant target, the
    target that the history keeps for the quarter before: they know the register's only. For a
    measure closest to target they know only this quarter's target, so they cannot compare two
    quarters whose targets differ.
    """
    measure, period, then = rated.measure, rated.reading.period, rated.previous_target
    if has_own_baseline(rated) or best_is_unknown(rated, scheme):
        return False
    target, in_register = measure.target_in(period), measure.target_in(period.previous)
    targets = {then, *(figure.target for figure in rated.compared)} - {None, target}
    moved = measure.polarity is Polarity.CLOSEST and bool(targets)
    constant = scheme.direction_rule.constant_target
    unread = (constant and then != in_register) or (measure.target.words and target is not None)
    # Excel keeps a time as a part of a day, and "£m" prints a letter behind its figures.
    counted = measure.counted_in
    special = counted.is_clock or bool(counted.suffix and measure.unit is not Unit.PERCENT)
    return not moved and not unread and not special


def register(heading: str) -> str:
    """Return the cell of the register for the measure of this row."""
    table = layout.MEASURES_TABLE
    # INDEX returns the cell itself, so CELL("format", ...) can tell 5% from 0.05; XLOOKUP is
    # missing from Excel 2010 to 2019.
    return f"INDEX({table}[{heading}],MATCH([@{layout.REF}],{table}[{layout.REF}],0))"


def _cells(
    scheme: Scheme, measures: Iterable[Measure], period: Quarter, headings: Sequence[str]
) -> Cells:
    from kpibook.domain.excel_formula.compile import Cells

    rule = scheme.rule
    limits = (rule.met_within, rule.tolerance, rule.exceeding_by)
    owns = any(limit is not None and limit.per_measure for limit in limits)
    measures = tuple(measures)
    ranged = any(measure.polarity is Polarity.RANGE for measure in measures)
    restarts = [m for m in measures if m.basis.restarts_each_year]
    if rule.rates is Rates.FORECAST and layout.FORECAST not in headings:
        raise SchemeError(
            f"'{scheme.key}' rates the forecast, and '{layout.THIS_QUARTER}' has no column "
            f"headed '{layout.FORECAST}'.",
            code="formula-unsupported",
            fix="Add the column to your template, or make the workbook without --live.",
        )
    return Cells(
        actual=_this_row(layout.ACTUAL),
        polarity=_this_row(layout.POLARITY),
        target=_this_row(layout.TARGET),
        previous=_this_row(layout.PREVIOUS),
        previous_year=_this_row(layout.PREVIOUS_YEAR),
        tolerance=register(layout.TOLERANCE) if owns else None,
        floor=register(layout.FLOOR) if rule.floor is not None else None,
        low=register(layout.LOW) if ranged else None,
        high=register(layout.HIGH) if ranged else None,
        decimals=register(layout.DECIMALS),
        basis=register(layout.BASIS),
        marker=_this_row(layout.MARKER),
        forecast=_this_row(layout.FORECAST) if layout.FORECAST in headings else None,
        previous_target=_target_before(period) if scheme.direction_rule.constant_target else None,
        unit=_this_row(layout.UNIT),
        percent_words=_unit_words(measures, Unit.PERCENT),
        currency_words=_unit_words(measures, Unit.CURRENCY),
        restart_words=(
            *RESTARTING_WORDS,
            *(
                word
                for word in _others(measure.words.get("basis", "") for measure in restarts)
                if word.casefold() not in RESTARTING_WORDS
            ),
        ),
        variance=_this_row(layout.VARIANCE),
        direction=_this_row(layout.DIRECTION)
        if _baselines(scheme).get(layout.DIRECTION) is Baseline.PREVIOUS
        else None,
        direction_year=_this_row(layout.DIRECTION_YEAR)
        if layout.DIRECTION_YEAR in _baselines(scheme)
        else None,
    )


def _unit_words(measures: Sequence[Measure], unit: Unit) -> tuple[str, ...]:
    """Return the words for a unit in the register, the commonest first, at most two.

    Each word makes every formula longer, and Excel takes 8,192 characters: measures with a rarer
    word have values.
    """
    words = Counter(m.word_for("unit", unit.value).casefold() for m in measures if m.unit is unit)
    return tuple(word for word, _ in words.most_common(2)) or (unit.value,)


def _others(words: Iterable[str]) -> tuple[str, ...]:
    # Excel compares without regard to capitals.
    return tuple({word.casefold(): word for word in words if word}.values())


def _this_row(heading: str) -> str:
    """Return the cell of this row under a heading of 'This quarter'."""
    return f"[@[{heading}]]" if " " in heading else f"[@{heading}]"


def _target_before(period: Quarter) -> str:
    """Return the target of the quarter before: profiled, or the year's."""
    profiled = register(layout.TARGETS_BY_QUARTER[period.previous.number - 1])
    return f'IF({profiled}="",{register(layout.TARGET)},{profiled})'


def _stored(formula: str, heading: str) -> str:
    from kpibook.domain.excel_formula.syntax import in_file, kept_to_limits

    return kept_to_limits(in_file(formula, _TABLE), heading.casefold())


def formulas_for(
    rated: RatedMeasure, scheme: Scheme, formulas: Mapping[str, str]
) -> Mapping[str, str]:
    """Return the formulas a measure's row gets: empty where they could not rate it.

    A measure that is not due has its variance only: no formula knows when it is due.
    """
    if rated.waiting is not None:
        return {h: text for h, text in formulas.items() if h == layout.VARIANCE}
    measure = rated.measure
    return formulas if _know_unit(measure, formulas) and rates_itself(rated, scheme) else {}


def _know_unit(measure: Measure, formulas: Mapping[str, str]) -> bool:
    """Return True unless formulas take a percentage for another unit.

    A rare word for percent is left out of them, see `_unit_words`.
    """
    text = formulas.get(layout.STATUS, "")
    if measure.unit is not Unit.PERCENT or f"[{layout.UNIT}]" not in text:
        return True
    from kpibook.domain.excel_formula.syntax import quoted

    return quoted(measure.word_for("unit", measure.unit.value).casefold()) in text
