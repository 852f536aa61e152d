"""Many measures at once through the vectorised rules, wherever these can be sure of the answer.

An officer waits for a column after every edit in it, and measure by measure takes several times
as long (``benchmarks/bench_addin_functions.py``). Tests hold the two to the same answers.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kpibook.addin.worksheet_functions.arguments import Argument
from kpibook.addin.worksheet_functions.broadcasting import Shape
from kpibook.addin.worksheet_functions.figures import (
    FIGURES,
    LARGEST_SHARE,
    PERCENT,
    SERIES,
    unit_text,
)
from kpibook.domain.measures.number import to_decimal
from kpibook.domain.rules.scheme import Scheme
from kpibook.workbook.fields import is_percent_format

if TYPE_CHECKING:
    import pandas as pd

#: Fewer places than this are answered one by one: to set a table up takes as long.
MANY = 200
_Column = list[Any]


class _Unsure(Exception):
    """The arguments hold something that has to be looked at place by place."""


def rated_in_bulk(
    arguments: Mapping[str, Argument], shape: Shape, scheme: Scheme, *, judged: bool
) -> tuple[pd.DataFrame, set[int]] | None:
    """All places of the answer as rows with their ratings, and those to be answered alone.

    Returns:
        What `rate_frame` says of each place, row by row, and the places whose row is not to be
        used: an error value, a date, nothing at all. None where all are to be answered alone.
    """
    from kpibook.services.dataframe.rate_frame import rate_frame

    if SERIES in arguments:
        return None
    places = shape[0] * shape[1]
    columns: dict[str, _Column] = {"actual": [None] * places}
    columns |= {name: one.spread(shape) for name, one in arguments.items()}
    alone = {i for column in columns.values() for i, one in enumerate(column) if _is_odd(one)}
    if judged:
        said = columns.get("polarity", [None] * places)
        alone |= {place for place, way in enumerate(said) if way is None}
    else:
        columns["polarity"] = ["neutral"] * places
    try:
        columns |= _percentages(arguments, columns, alone) | _tolerances(arguments, columns)
    except _Unsure:
        return None
    frame = rate_frame(_frame(columns, alone), scheme)
    return None if frame.attrs["findings"] else (frame, alone)


def _frame(columns: Mapping[str, _Column], alone: set[int]) -> pd.DataFrame:
    import pandas as pd

    blank = {"polarity": "neutral"}
    return pd.DataFrame(
        {
            name: [blank.get(name) if i in alone else one for i, one in enumerate(column)]
            for name, column in columns.items()
        }
    )


def _percentages(
    arguments: Mapping[str, Argument], columns: Mapping[str, _Column], alone: set[int]
) -> dict[str, _Column]:
    """The columns of figures that Excel holds as shares, in percent."""
    numbers = [n for n in columns if n in FIGURES and any(map(_is_number, columns[n]))]
    shown = [n for n in numbers if _shows_percent(arguments[n])]
    typed = [n for n in numbers if not arguments[n].in_cells]
    units = {unit_text(one) for one in columns.get("unit", [None])}
    if not shown and (not typed or PERCENT not in units):
        return {}
    if len(units) > 1:
        raise _Unsure
    if units == {""}:  # a percentage where a cell shows one
        alone |= {
            i for i, row in enumerate(zip(*(columns[n] for n in shown), strict=True))
            if not any(map(_is_number, row))
        }  # fmt: skip
    elif units != {PERCENT}:
        return {}
    if any(_is_number(one) and abs(one) > LARGEST_SHARE for n in typed for one in columns[n]):
        raise _Unsure
    return {n: [_times_100(one) for one in columns[n]] for n in (*shown, *typed)}


def _tolerances(
    arguments: Mapping[str, Argument], columns: Mapping[str, _Column]
) -> dict[str, _Column]:
    """The tolerances, those of cells that show a percentage as one."""
    column = columns.get("tolerance", [])
    numbers = [one for one in column if _is_number(one)]
    if not numbers:
        return {}
    if not arguments["tolerance"].in_cells:
        if any(0 < one < 1 for one in numbers):  # 5%, typed into the formula?
            raise _Unsure
        return {}
    if not _shows_percent(arguments["tolerance"]):
        return {}
    return {"tolerance": [f"{_times_100(one):f}%" if _is_number(one) else one for one in column]}


def _shows_percent(argument: Argument) -> bool:
    """Whether all the cells of an argument show percentages; False where it is in none."""
    if argument.cells is None:
        return False
    form = argument.cells.common_format
    if form is None:
        raise _Unsure
    return is_percent_format(form)


def _times_100(value: Any) -> Any:
    if not _is_number(value):
        return value
    number = to_decimal(value)
    return None if number is None else number * 100


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)


def _is_odd(value: Any) -> bool:
    """Whether a value is none that a column of figures or words holds."""
    if _is_number(value):
        return not math.isfinite(value)
    return value is not None and not isinstance(value, str)
