"""The direction of a line through a series of quarters, as a native Excel formula."""

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
    """The direction of the line through the earlier quarters and the actual.

    Blanks before the first earlier quarter are passed over; a gap further on, or a text, makes
    the series not comparable.

    Args:
        figures: The figures; `Cells.series` holds the earlier quarters.
        name: The formula that names a slope, given its dead-band.
        named: What stands for a direction.

    Raises:
        SchemeError: ``formula-unsupported`` without a series.
    """
    cells = _series(figures)
    nothing, unfair = named(Direction.NO_HISTORY), named(Direction.NOT_COMPARABLE)
    band = figures.amount(figures.scheme.direction_rule.dead_band, _oldest(figures, cells))
    gap = f"SUMPRODUCT(ISNUMBER({cells})*({_weights(cells)}>=-COUNT({cells})))<COUNT({cells})"
    return lines(
        f"IF({figures.no_actual},IF(COUNT({cells})=0,{nothing},{unfair}),",
        f"IF({_no_good_way(figures)},{unfair},",
        f"IF(COUNT({cells})<{FEWEST_POINTS - 1},{nothing},",
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
    """Each quarter's weight: twice its distance from the middle of those with figures."""
    first, size = f"INDEX({cells},1)", f"ROWS({cells})*COLUMNS({cells})"
    place = f"ROW({cells})+COLUMN({cells})-ROW({first})-COLUMN({first})"
    return f"(COUNT({cells})+2*({place}-{size}))"


def _oldest(figures: Figures, cells: str) -> str:
    """The size of the first figure of the series."""
    first = f"INDEX({cells},ROWS({cells})*COLUMNS({cells})-COUNT({cells})+1)"
    return f"ABS({figures.read(first)})"


def _no_good_way(figures: Figures) -> str:
    """Whether there is nothing to be close to, or no range to be in."""
    outside = figures.outside("0")
    target = NOTHING if figures.cells.target is None else figures.number(figures.cells.target)
    cases = {
        Polarity.CLOSEST: f"ISERROR({target})",
        Polarity.RANGE: f"ISERROR({outside})",
    }
    return figures.by_polarity(cases, "FALSE")


def _slope(figures: Figures, cells: str) -> str:
    """How much better each quarter is than the one before, along the line."""
    weights, count = _weights(cells), f"COUNT({cells})"
    earlier, now, target = figures.rounded(cells), figures.actual, figures.target
    cases = {
        Polarity.LOWER: f"-(SUMPRODUCT({weights}*{earlier})+{count}*{now})",
        Polarity.CLOSEST: NOTHING,
        Polarity.RANGE: NOTHING,
    }
    # A blank weighs nothing by itself, but not once it is set against something.
    weights += f"*ISNUMBER({cells})"
    if figures.cells.target is not None:
        away = f"SUMPRODUCT({weights}*ABS({earlier}-{target}))+{count}*ABS({now}-{target})"
        cases[Polarity.CLOSEST] = f"-({away})"
    passed = [
        f"IFERROR(SUMPRODUCT({weights}*{_over(earlier, end, sign)})"
        f"+{count}*{_over(now, end, sign)},0)"
        for cell, sign in ((figures.cells.low, -1), (figures.cells.high, 1))
        if cell is not None and (end := figures.read(cell))
    ]
    if passed:
        cases[Polarity.RANGE] = f"-({'+'.join(passed)})"
    rising = f"SUMPRODUCT({_weights(cells)}*{earlier})+{count}*{now}"
    total = figures.by_polarity(cases, rising)
    return f"ROUND(6*({total})/({count}*({count}+1)*({count}+2)),{PLACES})"


def _over(value: str, end: str, sign: int) -> str:
    """How far a value, or each of several, is beyond an end of the range."""
    by = f"({value}-{end})" if sign > 0 else f"({end}-{value})"
    return f"{by}*({by}>0)"
