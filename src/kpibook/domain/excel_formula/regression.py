"""Direction of a line through a series of quarters, as a native Excel formula."""

from __future__ import annotations

from collections.abc import Callable

from kpibook.domain.excel_formula.figures import NOTHING, PLACES, Figures
from kpibook.domain.excel_formula.syntax import lines
from kpibook.domain.measures.measure import Polarity
from kpibook.domain.rules.outcomes import Direction
from kpibook.domain.rules.regression_slope import FEWEST_POINTS
from kpibook.errors import SchemeError


def direction_of_series(
    figures: Figures,
    name: Callable[[str, str], str],
    named: Callable[[Direction], str],
) -> str:
    """Return the direction of the line through the earlier quarters and the actual.

    Blanks before the first earlier quarter are passed over; a gap further on, or a text, makes
    the series not comparable.

    Args:
        figures: The figures; `Cells.series` holds the earlier quarters.
        name: The formula that names a slope, given its dead-band.
        named: Returns the text of a direction.

    Raises:
        SchemeError: ``formula-unsupported`` without a series.
    """
    cells = _series(figures)
    no_history, unfair = named(Direction.NO_HISTORY), named(Direction.NOT_COMPARABLE)
    band = figures.amount(figures.scheme.direction_rule.dead_band, _oldest(figures, cells))
    gap = f"SUMPRODUCT(ISNUMBER({cells})*({_weights(cells)}>=-COUNT({cells})))<COUNT({cells})"
    return lines(
        f"IF({figures.no_actual},IF(COUNT({cells})=0,{no_history},{unfair}),",
        f"IF({_no_good_way(figures)},{unfair},",
        f"IF(COUNT({cells})<{FEWEST_POINTS - 1},{no_history},",
        f"IFERROR(IF({gap},{unfair},{name(_slope(figures, cells), band)}),{unfair}))))",
    )


def _series(figures: Figures) -> str:
    if figures.cells.series is not None:
        return figures.cells.series
    raise SchemeError(
        f"'{figures.scheme.key}' takes the direction from a line through all quarters, and the "
        "formula is given no cells with the earlier ones.",
        code="formula-unsupported",
        fix="Give them, oldest first (Cells(series=...)), or let `kpibook fill` write the "
        "direction.",
    )


def _weights(cells: str) -> str:
    """Return each weight: twice the distance from the middle of the quarters with figures."""
    first_cell, size = f"INDEX({cells},1)", f"ROWS({cells})*COLUMNS({cells})"
    position = f"ROW({cells})+COLUMN({cells})-ROW({first_cell})-COLUMN({first_cell})"
    return f"(COUNT({cells})+2*({position}-{size}))"


def _oldest(figures: Figures, cells: str) -> str:
    """Return the size of the first figure of the series."""
    first_figure = f"INDEX({cells},ROWS({cells})*COLUMNS({cells})-COUNT({cells})+1)"
    return f"ABS({figures.read(first_figure)})"


def _no_good_way(figures: Figures) -> str:
    """Return a test for a missing target to be close to, or a missing range."""
    outside = figures.outside("0")
    target = NOTHING if figures.cells.target is None else figures.number(figures.cells.target)
    cases = {
        Polarity.CLOSEST: f"ISERROR({target})",
        Polarity.RANGE: f"ISERROR({outside})",
    }
    return figures.by_polarity(cases, "FALSE")


def _slope(figures: Figures, cells: str) -> str:
    """Return how much better each quarter is than the quarter before, along the line."""
    weights, count = _weights(cells), f"COUNT({cells})"
    earlier, actual, target = figures.rounded(cells), figures.actual, figures.target
    cases = {
        Polarity.LOWER: f"-(SUMPRODUCT({weights}*{earlier})+{count}*{actual})",
        Polarity.CLOSEST: NOTHING,
        Polarity.RANGE: NOTHING,
    }
    # A blank weighs nothing by itself, but not once it is set against something.
    weights += f"*ISNUMBER({cells})"
    if figures.cells.target is not None:
        away = f"SUMPRODUCT({weights}*ABS({earlier}-{target}))+{count}*ABS({actual}-{target})"
        cases[Polarity.CLOSEST] = f"-({away})"
    passed = [
        f"IFERROR(SUMPRODUCT({weights}*{_over(earlier, end, sign)})"
        f"+{count}*{_over(actual, end, sign)},0)"
        for cell, sign in ((figures.cells.low, -1), (figures.cells.high, 1))
        if cell is not None and (end := figures.read(cell))
    ]
    if passed:
        cases[Polarity.RANGE] = f"-({'+'.join(passed)})"
    rising = f"SUMPRODUCT({_weights(cells)}*{earlier})+{count}*{actual}"
    total = figures.by_polarity(cases, rising)
    # The squared weights of n points add up to n(n - 1)(n + 1)/3, and n is COUNT + 1.
    return f"ROUND(6*({total})/({count}*({count}+1)*({count}+2)),{PLACES})"


def _over(value: str, end: str, sign: int) -> str:
    """Return how far a value, or each of several, is beyond an end of the range."""
    by = f"({value}-{end})" if sign > 0 else f"({end}-{value})"
    return f"{by}*({by}>0)"
