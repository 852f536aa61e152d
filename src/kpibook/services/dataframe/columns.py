"""Columns of a DataFrame as arrays: figures, polarities, tolerances.

Numbers are used as they are. Text and other objects are read once for each different value; a
row with a refused value is left to the reading of single rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kpibook.domain.measures.measure import Polarity
from kpibook.errors import KpibookError
from kpibook.on_use.dataclass import dataclass
from kpibook.services.dataframe import values
from kpibook.services.dataframe.exact import Flags, Floats
from kpibook.services.dataframe.values import POLARITIES, plain_value

#: Columns that hold figures in the measure's unit.
FIGURES = (
    "actual", "target", "previous", "previous_year", "range_low", "range_high", "floor",
    "forecast", "previous_target", "outturn_last_year", "best",
)  # fmt: skip
# More quarters than this are left to the reading of single rows.
_LONGEST_SERIES = 40
_Reader: TypeAlias = Callable[[Any], tuple[float, ...]]
# Readers that can use a column of plain numbers without reading each, and the refused numbers.
_REFUSED: Mapping[_Reader, Callable[[Floats], Flags]] = {
    values.figure: values.too_large,
    values.marked_figure: values.too_large,
    values.target: values.too_large,
    values.decimals: values.no_decimals,
    values.tolerance: values.no_tolerance,
}


@dataclass(slots=True)
class Columns:
    """Columns of all rows, as arrays.

    Attributes:
        slow: Rows to be read singly.
        figures: Columns of figures in the frame, by name; NaN for a missing figure.
        decimals: NaN where not stated.
        polarity: Index into `POLARITIES`; -1 where not stated.
        unit: Index into `UNITS`; -1 where not stated.
        restarts: Not comparable with the quarter before.
        strict: The target itself is not good enough.
        marked: Not applicable or confidential.
        tolerance: The measure's tolerance; NaN without a tolerance.
        of_target: True where that is a percentage.
        series: Figures of earlier quarters, the oldest of each row first; NaN after its last.
        parts: Numerator and denominator, where the frame has either.
    """

    slow: Flags
    figures: dict[str, Floats]
    decimals: Floats
    polarity: NDArray[np.int8]
    unit: NDArray[np.int8]
    restarts: Flags
    strict: Flags
    marked: Flags
    tolerance: Floats
    of_target: Flags
    series: list[Floats] = field(default_factory=list)
    parts: tuple[Floats, Floats] | None = None


def read_columns(columns: Mapping[str, pd.Series], rows: int) -> Columns:
    """Read the arrays of a frame's columns, by their keys in a table."""
    slow = np.zeros(rows, dtype=bool)

    def read(name: str, reader: _Reader, *blank: float) -> list[Floats]:
        if name not in columns:
            return [np.full(rows, value) for value in blank]
        return _read_column(columns[name], reader, blank, slow)

    figures = {
        name: read(name, values.figure, np.nan)[0] for name in FIGURES[2:] if name in columns
    }
    figures["actual"], marked = read("actual", values.marked_figure, np.nan, 0.0)
    figures["target"], strict, way = read("target", values.target, np.nan, 0.0, -1.0)
    (polarity,) = read("polarity", values.polarity, -1.0)
    (unit,) = read("unit", values.unit, -1.0)
    slow |= _contradicted(polarity, way)
    if "compared_with" in columns:  # baselines of a row's own: the reference chooses them
        slow |= _says_something(columns["compared_with"])
    tolerance, of_target = read("tolerance", values.tolerance, np.nan, 0.0)
    return Columns(
        slow=slow,
        figures=figures,
        decimals=read("decimals", values.decimals, np.nan)[0],
        polarity=polarity.astype(np.int8),
        unit=unit.astype(np.int8),
        restarts=read("basis", values.restarts, 0.0)[0] > 0,
        strict=(strict > 0) | (read("strict", values.strict, 0.0)[0] > 0),
        marked=marked > 0,
        tolerance=tolerance,
        of_target=of_target > 0,
        series=_read_series(columns["series"], slow) if "series" in columns else [],
        parts=(
            read("numerator", values.figure, np.nan)[0],
            read("denominator", values.figure, np.nan)[0],
        )
        if "numerator" in columns or "denominator" in columns
        else None,
    )


def _read_column(
    column: pd.Series, reader: _Reader, blank: Sequence[float], slow: Flags
) -> list[Floats]:
    """Read a column, with an array for each number the reader returns."""
    numbers = _numbers(column)
    if numbers is None or reader not in _REFUSED:
        codes, readings = _read_distinct(column, reader, slow)
        table = np.array(
            [blank if reading is None else reading for reading in [*readings, None]],
            dtype=np.float64,
        )
        return [column_[codes] for column_ in table.T.copy()]  # the last for code -1
    refused = _REFUSED[reader](numbers)
    if refused.any():
        slow |= refused
        numbers = np.where(refused, np.nan, numbers)
    return [numbers, *(np.full(len(numbers), value) for value in blank[1:])]


def _read_series(column: pd.Series, slow: Flags) -> list[Floats]:
    codes, lists = _read_distinct(column, values.series, slow)
    most = max((len(figures) for figures in lists if figures is not None), default=0)
    table = np.full((min(most, _LONGEST_SERIES), len(lists) + 1), np.nan)
    for i, figures in enumerate(lists):
        first_figures = (figures or ())[:_LONGEST_SERIES]
        table[: len(first_figures), i] = first_figures
    if most > _LONGEST_SERIES:
        slow |= np.array([len(figures or ()) > _LONGEST_SERIES for figures in [*lists, None]])[
            codes
        ]
    return [quarter[codes] for quarter in table]


def _read_distinct(
    column: pd.Series, reader: _Reader, slow: Flags
) -> tuple[NDArray[np.intp], list[tuple[float, ...] | None]]:
    """Read each different value (None for blank), and return each row's index into them."""
    codes, values_ = _distinct(column)
    readings: list[tuple[float, ...] | None] = []
    refused = np.zeros(len(values_) + 1, dtype=bool)
    for i, value in enumerate(values_):
        try:
            readings.append(None if value is None else reader(value))
        except KpibookError:
            readings.append(None)
            refused[i] = True
    slow |= refused[codes]
    return codes, readings


def _numbers(column: pd.Series) -> Floats | None:
    """Return a column of numbers as doubles; None if it holds anything else."""
    if not pd.api.types.is_numeric_dtype(column.dtype) or column.dtype.kind not in "iuf":
        return None
    numbers: Floats = column.to_numpy(dtype=np.float64, na_value=np.nan)
    return numbers


def _distinct(column: pd.Series) -> tuple[NDArray[np.intp], list[Any]]:
    """Return the different values of a column, and each row's index into them (-1 if missing)."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        categories = [plain_value(value) for value in column.cat.categories]
        return column.cat.codes.to_numpy().astype(np.intp), categories
    objects = column.to_numpy(dtype=object)
    if pd.api.types.infer_dtype(objects, skipna=True) == "string":
        codes, values_ = pd.factorize(objects)
        return codes, [plain_value(value) for value in values_]
    return _distinct_objects(objects)


def _distinct_objects(objects: NDArray[np.object_]) -> tuple[NDArray[np.intp], list[Any]]:
    """Tell values apart by type too: 1, 1.0 and True are equal, and True is no figure."""
    codes_by_value: dict[tuple[type, Any], int] = {}
    distinct: list[Any] = []
    codes = np.full(len(objects), -1, dtype=np.intp)
    for row, value in enumerate(objects):
        if value is None or (isinstance(value, float) and value != value):
            continue
        try:
            code = codes_by_value.setdefault((type(value), value), len(distinct))
        except TypeError:  # a list, or a signalling NaN
            code = len(distinct)
        codes[row] = code
        if code == len(distinct):
            distinct.append(plain_value(value))
    return codes, distinct


def _says_something(column: pd.Series) -> Flags:
    said: Flags = (column.notna() & (column.astype(str).str.strip() != "")).to_numpy()
    return said


def _contradicted(polarity: Floats, way: Floats) -> Flags:
    """Return where a target in words contradicts the polarity, which is a finding."""
    judged = np.isin(polarity, [POLARITIES.index(w) for w in (Polarity.HIGHER, Polarity.LOWER)])
    contradicted: Flags = (way >= 0) & judged & (way != polarity)
    return contradicted
