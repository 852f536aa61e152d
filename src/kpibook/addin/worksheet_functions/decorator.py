"""The decorator of a worksheet function, with the help that Excel's wizard shows."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

from kpibook.addin import light_xlwings
from kpibook.addin.worksheet_functions.arguments import Cells
from kpibook.addin.worksheet_functions.error_text import in_a_cell

xw = light_xlwings.load()

CATEGORY = "KPI Book"
#: The wizard's help for each argument; Excel shows 255 characters.
ARGUMENTS = {
    "actual": "The figure that was reported. A blank cell is never zero.",
    "target": "What was aimed for, in the same unit; or words such as fewer than 85.",
    "polarity": "Which way is good: higher, lower, closest, range or neutral. It is never guessed.",
    "tolerance": 'How far short of target is still within tolerance: "5%" (in quotation marks, or '
    "a cell) is of the target, 2 is in the measure's unit. Empty takes the scheme's own.",
    "scheme": "The council's rule, such as maidstone. In a performance workbook give its cell, "
    "kpibook_scheme. Empty takes standard.",
    "marker": "The shorthand next to the figure, such as [p] or [x]; [x], [z] and [c] hide it.",
    "decimals": "How many decimals the figures are reported to, 0 to 6: what is rated is what is "
    "read. Empty takes them as they come.",
    "unit": "percent, count, currency, days ... as in the register. Cells that show a % are known "
    "to be percentages without it.",
    "floor": "Minimum standard or intervention level, for schemes that have one.",
    "previous": "The figure of the quarter before.",
    "previous_year": "The figure of the same quarter last year, for schemes that look at it.",
    "forecast": "What the year is expected to end at, for schemes that rate the forecast.",
    "range_low": "Lower end of the acceptable range, where which way is good is range.",
    "range_high": "Upper end of that range.",
    "basis": "in period, snapshot, cumulative, year to date, rolling 12 months or annual. A "
    "cumulative figure is not compared with the quarter before.",
    "previous_target": "The target of the quarter before, if it was another one.",
    "series": "Figures of earlier quarters in one row, the oldest first, for schemes that fit a "
    "line through them.",
    "since": "quarter: previous is the quarter before (so if empty). year: it is the same quarter "
    "last year. outturn: last year's outturn. best: the best figure so far.",
    "on_date": "A date, or a quarter in any of its spellings, such as 2021-22 Q3.",
    "statuses": "Cells with statuses in the scheme's words. Blank ones do not count.",
}
_Function = TypeVar("_Function", bound=Callable[..., Any])


def worksheet_function(function: _Function) -> _Function:
    """Register `function` with xlwings, its arguments unconverted and with help for the wizard.

    Excel shows its docstring above the arguments: at most 255 characters.
    """
    # Away from Windows xlwings' decorators do nothing, so tests call it as a plain function.
    decorated: Any = in_a_cell(function)
    decorated.__doc__ = " ".join((function.__doc__ or "").split())
    for name in inspect.signature(function).parameters:
        decorated = xw.arg(name, Cells, doc=ARGUMENTS[name])(decorated)
    return xw.func(category=CATEGORY)(decorated)  # type: ignore[no-any-return]
