"""The columns of a DataFrame as arrays: figures, polarities, tolerances.

Numbers are taken as they are. Text and other objects are read once for each different value; a
row with a value that is refused is left to the reading of single rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kpibook.domain.measures.measure import Polarity
from kpibook.errors import KpibookError
from kpibook.services.dataframe import values
from kpibook.services.dataframe.exact import Flags, Floats
from kpibook.services.dataframe.values import POLARITIES, plain_value

#: Columns that hold figures in the measure's unit.
FIGURES = (
    "actual", "target", "previous", "previous_year", "range_low", "range_high", "floor",
    "forecast", "previous_target",
)  # fmt: skip
# More quarters than this are left to the reading of single rows.
_LONGEST_SERIES = 40
_Reader: TypeAlias = Callable[[Any], tuple[float, ...]]
# What a column of plain numbers is taken as without reading each, and what of it is refused.
_REFUSED: Mapping[_Reader, Callable[[Floats], Flags]] = {
    values.figure: values.too_large,
    values.marked_figure: values.too_large,
    values.target: values.too_large,
    values.decimals: values.no_decimals,
    values.tolerance: values.no_tolerance,
}


@dataclass(slots=True)
class Columns:
    """All rows, column by column.

    Attributes:
        slow: Rows to be read one by one.
        figures: Those that are there, by name; NaN where there is none.
        decimals: NaN where not said.
        polarity: Index into `POLARITIES`; -1 where not said.
        restarts: Not comparable with the quarter before.
        strict: The target itself is not good enough.
        marked: Not applicable or confidential.
        tolerance: The measure's own; NaN where it has none.
        of_target: Whether that is a percentage.
        series: Figures of earlier quarters, the oldest of each row first; NaN after its last.
    """

    slow: Flags
    figures: dict[str, Floats]
    decimals: Floats
    polarity: NDArray[np.int8]
    restarts: Flags
    strict: Flags
    marked: Flags
    tolerance: Floats
    of_target: Flags
    series: list[Floats] = field(default_factory=list)


def read_columns(given: Mapping[str, pd.Series], rows: int) -> Columns:
    """The arrays of the columns that are there, by their keys in a table."""
    slow = np.zeros(rows, dtype=bool)

    def read(name: str, reader: _Reader, *blank: float) -> list[Floats]:
        if name not in given:
            return [np.full(rows, value) for value in blank]
        return _read(given[name], reader, blank, slow)

    figures = {name: read(name, values.figure, np.nan)[0] for name in FIGURES[2:] if name in given}
    figures["actual"], marked = read("actual", values.marked_figure, np.nan, 0.0)
    figures["target"], strict, way = read("target", values.target, np.nan, 0.0, -1.0)
    (polarity,) = read("polarity", values.polarity, -1.0)
    read("unit", values.unit)
    slow |= _contradicted(polarity, way)
    tolerance, of_target = read("tolerance", values.tolerance, np.nan, 0.0)
    return Columns(
        slow=slow,
        figures=figures,
        decimals=read("decimals", values.decimals, np.nan)[0],
        polarity=polarity.astype(np.int8),
        restarts=read("basis", values.restarts, 0.0)[0] > 0,
        strict=(strict > 0) | (read("strict", values.strict, 0.0)[0] > 0),
        marked=marked > 0,
        tolerance=tolerance,
        of_target=of_target > 0,
        series=_read_series(given["series"], slow) if "series" in given else [],
    )


def _read(column: pd.Series, reader: _Reader, blank: Sequence[float], slow: Flags) -> list[Floats]:
    """What a reader makes of a column, one array for each thing it says."""
    numbers = _numbers(column)
    if numbers is None or reader not in _REFUSED:
        codes, said = _read_distinct(column, reader, slow)
        table = np.array([blank if one is None else one for one in [*said, None]], dtype=np.float64)
        return [part[codes] for part in table.T.copy()]  # the last for code -1
    refused = _REFUSED[reader](numbers)
    if refused.any():
        slow |= refused
        numbers = np.where(refused, np.nan, numbers)
    return [numbers, *(np.full(len(numbers), value) for value in blank[1:])]


def _read_series(column: pd.Series, slow: Flags) -> list[Floats]:
    codes, said = _read_distinct(column, values.series, slow)
    longest = max((len(one) for one in said if one is not None), default=0)
    table = np.full((min(longest, _LONGEST_SERIES), len(said) + 1), np.nan)
    for i, one in enumerate(said):
        kept = (one or ())[:_LONGEST_SERIES]
        table[: len(kept), i] = kept
    if longest > _LONGEST_SERIES:
        slow |= np.array([len(one or ()) > _LONGEST_SERIES for one in [*said, None]])[codes]
    return [part[codes] for part in table]


def _read_distinct(
    column: pd.Series, reader: _Reader, slow: Flags
) -> tuple[NDArray[np.intp], list[tuple[float, ...] | None]]:
    """What is said by each different value (None for blank), and which of them each row has."""
    codes, found = _distinct(column)
    said: list[tuple[float, ...] | None] = []
    refused = np.zeros(len(found) + 1, dtype=bool)
    for i, value in enumerate(found):
        try:
            said.append(None if value is None else reader(value))
        except KpibookError:
            said.append(None)
            refused[i] = True
    slow |= refused[codes]
    return codes, said


def _numbers(column: pd.Series) -> Floats | None:
    """A column of numbers as doubles; None if it is of anything else."""
    if not pd.api.types.is_numeric_dtype(column.dtype) or column.dtype.kind not in "iuf":
        return None
    numbers: Floats = column.to_numpy(dtype=np.float64, na_value=np.nan)
    return numbers


def _distinct(column: pd.Series) -> tuple[NDArray[np.intp], list[Any]]:
    """Different values of a column, and which of them each row has (-1 for missing)."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        named = [plain_value(value) for value in column.cat.categories]
        return column.cat.codes.to_numpy().astype(np.intp), named
    objects = column.to_numpy(dtype=object)
    if pd.api.types.infer_dtype(objects, skipna=True) == "string":
        codes, found = pd.factorize(objects)
        return codes, [plain_value(value) for value in found]
    return _distinct_objects(objects)


def _distinct_objects(objects: NDArray[np.object_]) -> tuple[NDArray[np.intp], list[Any]]:
    """By type too: 1, 1.0 and True are equal, and one of them is no figure."""
    seen: dict[tuple[type, Any], int] = {}
    found: list[Any] = []
    codes = np.full(len(objects), -1, dtype=np.intp)
    for row, value in enumerate(objects):
        if value is None or (isinstance(value, float) and value != value):
            continue
        try:
            code = seen.setdefault((type(value), value), len(found))
        except TypeError:  # a list, or a signalling NaN
            code = len(found)
        codes[row] = code
        if code == len(found):
            found.append(plain_value(value))
    return codes, found


def _contradicted(polarity: Floats, way: Floats) -> Flags:
    """Where a target in words contradicts the polarity, which is a finding."""
    judged = np.isin(polarity, [POLARITIES.index(w) for w in (Polarity.HIGHER, Polarity.LOWER)])
    wrong: Flags = (way >= 0) & judged & (way != polarity)
    return wrong
