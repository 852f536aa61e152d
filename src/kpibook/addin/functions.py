"""The worksheet functions. Excel's wrappers are made from this module, which holds only them.

Every argument is a single value, a cell or a range, and the answer has a row for each row of
them, so that one call rates a column: a call crosses from Excel to Python and back, which costs
more than the rating of hundreds of rows. Excel's function wizard shows each docstring.
``docs/functions.md`` explains the functions to officers.
"""

from __future__ import annotations

# Every hint is Any: xlwings takes hints for converters, and `float | None` or `Decimal` on an
# argument would fail inside Excel.
from typing import Any

from kpibook.addin import light_xlwings
from kpibook.addin.excel.windows_engine import make_patient
from kpibook.addin.worksheet_functions.decorator import worksheet_function
from kpibook.addin.worksheet_functions.period import period
from kpibook.addin.worksheet_functions.ratings import direction, status, variance, why
from kpibook.addin.worksheet_functions.target_met_share import share_met

# Excel's process for worksheet functions runs no other code of ours before this.
light_xlwings.load()
make_patient()


@worksheet_function
def KPI_STATUS(
    actual: Any,
    target: Any,
    polarity: Any = None,
    tolerance: Any = None,
    scheme: Any = None,
    marker: Any = None,
    decimals: Any = None,
    unit: Any = None,
    floor: Any = None,
    previous: Any = None,
    previous_year: Any = None,
    forecast: Any = None,
    range_low: Any = None,
    range_high: Any = None,
    basis: Any = None,
    previous_target: Any = None,
    series: Any = None,
) -> Any:
    """Return the status of a measure against its target, in the words of the council's scheme.

    Give ranges to rate a whole column at once.
    """
    return status(locals())


@worksheet_function
def KPI_WHY(
    actual: Any,
    target: Any,
    polarity: Any = None,
    tolerance: Any = None,
    scheme: Any = None,
    marker: Any = None,
    decimals: Any = None,
    unit: Any = None,
    floor: Any = None,
    previous: Any = None,
    previous_year: Any = None,
    forecast: Any = None,
    range_low: Any = None,
    range_high: Any = None,
    basis: Any = None,
    previous_target: Any = None,
    series: Any = None,
) -> Any:
    """Explain why a measure has its status: a sentence with the figures.

    Takes the arguments of KPI_STATUS, in the same order.
    """
    return why(locals())


@worksheet_function
def KPI_DIRECTION(
    actual: Any,
    previous: Any,
    polarity: Any = None,
    scheme: Any = None,
    since: Any = None,
    basis: Any = None,
    marker: Any = None,
    decimals: Any = None,
    unit: Any = None,
    target: Any = None,
    previous_target: Any = None,
    range_low: Any = None,
    range_high: Any = None,
    series: Any = None,
) -> Any:
    """Return the direction of travel of a measure, in the words of the council's scheme.

    Give ranges to answer for a whole column at once.
    """
    return direction(locals())


@worksheet_function
def KPI_VARIANCE(
    actual: Any,
    target: Any,
    scheme: Any = None,
    marker: Any = None,
    decimals: Any = None,
    unit: Any = None,
    forecast: Any = None,
) -> Any:
    """Subtract the target from the actual, in the measure's unit: points for percentages.

    72.1% against 85.5% is -13.4. Blank without both. Format the cell as a number, not as a %.
    """
    return variance(locals())


@worksheet_function
def KPI_PERIOD(on_date: Any) -> Any:
    """Return the financial quarter of a date, as Q3 2021/22: Q1 is April to June."""
    return period(on_date)


@worksheet_function
def KPI_TARGET_MET_SHARE(statuses: Any, scheme: Any = None) -> Any:
    """Return the share of rated measures that met or exceeded their target, as in the return.

    Rounded as the return rounds it; measures not rated or not reported do not count.
    """
    return share_met(statuses, scheme)
