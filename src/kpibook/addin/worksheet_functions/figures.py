"""The figures of a measure among the arguments, and which of them are percentages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kpibook.addin.worksheet_functions.arguments import Argument, cell
from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.number import plain, to_decimal
from kpibook.domain.measures.vocabulary.unit_meaning import unit_meaning
from kpibook.errors import FunctionError
from kpibook.on_use.replacing import replace
from kpibook.services.rating.rate_table import COLUMNS
from kpibook.workbook.fields import figure_of, shows_percent
from kpibook.xlsx import Cell

#: The argument that holds several figures of a measure.
SERIES = "series"
#: Arguments that are a single figure in the measure's unit.
FIGURES = frozenset(
    (
        "actual",
        "target",
        "previous",
        "previous_year",
        "floor",
        "forecast",
        "range_low",
        "range_high",
        "previous_target",
    )
)
#: The unit of a percentage.
PERCENT = Unit.PERCENT.value
_PERCENT_FORMAT = "0%"
#: No figure of performance is ten times its whole: 72.1 typed for 72.1% would be 7,210%.
LARGEST_SHARE = 10
# The place of a value: its argument, and the row and column in it.
_Place = tuple[Argument, int, int]


def cells_at(arguments: Mapping[str, Argument], row: int, column: int) -> dict[str, Cell]:
    """Return the cells for a place of the answer, by heading, without the blank ones.

    Raises:
        NotANumber: A figure of the series is no number.
        FunctionError: A number that is in no cell could mean two things.
    """
    # The unit or a cell that shows a % makes a percentage. A number typed into the formula then
    # counts as Excel reads it: 85.5% arrives as 0.855.
    places = {
        name: (argument, row, column) for name, argument in arguments.items() if name != SERIES
    }
    earlier = _earlier(arguments.get(SERIES), row)
    cells = {
        name: cell(name, value)
        for name, (argument, *at) in (places | earlier).items()
        if (value := argument.value(*at)) is not None
    }
    unit = unit_text(cells["unit"].value if "unit" in cells else None)
    unit = PERCENT if unit and unit_meaning(unit).word == PERCENT else unit
    if unit in ("", PERCENT):
        numbers = [n for n in cells if (n in FIGURES or n in earlier) and _is_number(cells[n])]
        cells |= _percentages({n: cells[n] for n in numbers}, places | earlier, unit == PERCENT)
    if "tolerance" in cells:
        cells["tolerance"] = _tolerance(cells["tolerance"], places["tolerance"])
    series = _series([cells.pop(name, None) for name in earlier])
    if series is not None:
        cells[SERIES] = series
    return {COLUMNS[name]: value for name, value in cells.items()}


def unit_text(unit: Any) -> str:
    """Fold a unit for comparison; "" for None.

    >>> unit_text(" Percent ")
    'percent'
    """
    return "" if unit is None else " ".join(str(unit).casefold().split())


def _earlier(series: Argument | None, row: int) -> dict[str, _Place]:
    """Return the places of the figures of earlier quarters, the oldest first."""
    columns = 0 if series is None else series.shape[1]
    return {f"{SERIES} {n + 1}": (series, row, n) for n in range(columns) if series is not None}


def _percentages(
    numbers: Mapping[str, Cell], places: Mapping[str, _Place], percent: bool
) -> dict[str, Cell]:
    """Return the numbers with their formats, and with the unit if they are percentages."""
    formatted = {
        name: replace(number, number_format=places[name][0].number_format(*places[name][1:]))
        for name, number in numbers.items()
    }
    if not percent and not any(shows_percent(number) for number in formatted.values()):
        return formatted
    typed = {
        name: _typed_percentage(name, number)
        for name, number in numbers.items()
        if not places[name][0].in_cells
    }
    return {**formatted, **typed, "unit": cell("unit", PERCENT)}


def _typed_percentage(name: str, number: Cell) -> Cell:
    value = to_decimal(number.value)
    if value is not None and abs(value) > LARGEST_SHARE:
        raise FunctionError(
            f"{plain(value)} next to a percentage is {plain(value * 100)}%.",
            code="percent-as-points",
            where=name,
            fix=f"Type {plain(value)}%, with the sign.",
        )
    return replace(number, number_format=_PERCENT_FORMAT)


def _tolerance(number: Cell, place: _Place) -> Cell:
    argument, *at = place
    if not _is_number(number):
        return number
    value = to_decimal(number.value)
    if not argument.in_cells and value is not None and 0 < value < 1:
        # Excel turns a 5% typed into a formula into 0.05.
        share = plain(value * 100)
        raise FunctionError(
            f"{plain(value)} could mean {share}% of the target, or {plain(value)} in its unit.",
            code="tolerance-ambiguous",
            where="tolerance",
            fix=f'Write "{share}%" or "{plain(value)}", in quotation marks.',
        )
    return replace(number, number_format=argument.number_format(*at))


def _series(figures: list[Cell | None]) -> Cell | None:
    """Return a cell with the figures after the last gap; None without figures."""
    # A line cannot be fitted through a quarter without a figure, so only the rest counts.
    if len(figures) == 1 and figures[0] is not None and figures[0].kind == "text":
        return figures[0]  # "70; 71.5; 73" in one cell
    texts: list[str] = []
    for figure in figures:
        value = None if figure is None else figure_of(_usable(figure)).value
        texts = [] if value is None else [*texts, f"{value:f}"]
    return cell(SERIES, "; ".join(texts)) if texts else None


def _usable(figure: Cell) -> Cell:
    if figure.is_error:
        raise FunctionError(
            f"the cell shows {figure.value}.",
            code="formula-error",
            where=SERIES,
            fix="Put the formula right, or type the value.",
        )
    return figure


def _is_number(value: Cell) -> bool:
    return value.kind == "number"
