"""Rows of a data frame rated one by one: what arrays cannot decide, and figures in doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kpibook.domain.doubts.checks import doubts_of
from kpibook.domain.doubts.doubt import Doubt, in_doubt
from kpibook.domain.doubts.figures import MeasureFigures
from kpibook.domain.doubts.scale import HIGH_FRACTION, LARGEST_FRACTION
from kpibook.domain.doubts.sheet import Tally, fraction_columns, with_column_doubts
from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Unit
from kpibook.domain.measures.values_in_words import read_yes_or_no
from kpibook.domain.rating.arithmetic import Position, Rating
from kpibook.domain.rating.in_doubt import rate_in_doubt
from kpibook.domain.rating.rate import rate
from kpibook.domain.rules.scheme import Scheme
from kpibook.errors import Location
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.services.dataframe.columns import Columns
from kpibook.services.dataframe.exact import Flags
from kpibook.services.dataframe.findings import Gathered
from kpibook.services.dataframe.status import STATUSES
from kpibook.services.dataframe.suspects import may_be_fractions
from kpibook.services.dataframe.values import UNITS, plain_value
from kpibook.services.rating.doubted import TAKE_OUT_OK
from kpibook.services.rating.rate_table import COLUMNS, figures_in, position_in, report_lacks
from kpibook.services.rating.row_parts import note_on_parts
from kpibook.workbook import layout
from kpibook.workbook.fields import Row
from kpibook.xlsx import Cell

#: Columns that are read, by their keys, with the headings of the workbook.
USED = {
    **COLUMNS,
    "comparator_value": layout.COMPARATOR_VALUE,
    "strict": "Strict",
    "period": layout.PERIOD,
}
#: The name of the frame in messages.
NAME = "DataFrame"
_OK_USED = Finding(
    "ok-used",
    "figures in doubt are taken as right, because [ok] says so.",
    Location(NAME),
    TAKE_OUT_OK,
)
# The keys of columns, by `Role.column`.
_REPORTED, _REGISTER = ("actual", "forecast"), ("target", "previous_target", "floor")
_RANGE = ("range_low", "range_high")
# Columns that a row is rated against, and those that a rule may take from it.
_AIMS = ("target", *_RANGE)
_TAKEN = (*_AIMS, "tolerance", "floor", "forecast")


@dataclass(frozen=True, slots=True)
class FrameRow:
    """Row of a frame, read.

    Attributes:
        number: Its number in the frame, from 0.
        position: Its figures.
        figures: The same with their places, for the doubts.
        findings: Values of it that could not be read.
        notes: A note if its actual was worked out.
    """

    number: int
    position: Position
    figures: MeasureFigures
    findings: list[Finding]
    notes: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class FrameRows:
    """Rows of a frame, to be read as a table's rows are.

    Attributes:
        used: The columns that are rated, by their keys.
        index: The frame's index, for messages.
    """

    used: dict[str, pd.Series]
    index: pd.Index

    def read(self, rows: NDArray[np.intp]) -> Iterator[FrameRow]:
        """Read some rows, each with its findings."""
        if not rows.size:
            return
        values = {key: column.iloc[rows].tolist() for key, column in self.used.items()}
        labels = [str(label)[:40] for label in self.index[rows]]
        for i, number in enumerate(rows.tolist()):
            findings: list[Finding] = []
            cells = {
                USED[key]: _cell(f"{key}[{labels[i]}]", plain_value(texts[i]))
                for key, texts in values.items()
            }
            row = Row(NAME, "", cells, findings)
            position = _with_strict(position_in(row), cells.get("Strict"), findings)
            figures = figures_in(row, position)
            notes = note_on_parts(row, position, figures)
            yield FrameRow(number, position, figures, findings, notes)


def rate_singly(
    source: FrameRows,
    columns: Columns,
    scheme: Scheme,
    put: Callable[[int, Rating], None],
    findings: Gathered,
) -> Flags:
    """Rate the flagged rows by the reference, and those in a column of fractions.

    Args:
        source: The rows.
        columns: The frame as arrays, with the flags.
        scheme: The rules.
        put: Stores the rating of a row.
        findings: The findings are added to it.

    Returns:
        Flags of the rows that were rated.
    """
    rows = list(source.read(np.flatnonzero(columns.slow)))
    doubts = [doubts_of(row.figures) for row in rows]
    read = zip([row.figures for row in rows], doubts, strict=True)
    fractions = fraction_columns(read, tallies_of(columns))
    if fractions:
        more = list(source.read(np.flatnonzero(may_be_fractions(columns) & ~columns.slow)))
        rows += more
        doubts += [doubts_of(row.figures) for row in more]
    for row, of_row in zip(rows, doubts, strict=True):
        with_columns = with_column_doubts(row.figures, of_row, fractions)
        doubt = in_doubt((*with_columns, *row.notes))
        rating = rate_in_doubt(row.position, scheme, doubt)
        findings.add(row.number, [*row.findings, *doubt.findings, *_lacks(rating)])
        put(row.number, rating)
        if row.figures.settled and doubts_of(replace(row.figures, settled=False)):
            findings.add(row.number, [_OK_USED])
    rated = np.zeros_like(columns.slow)
    rated[[row.number for row in rows]] = True
    return rated


def report_unrated(
    source: FrameRows, columns: Columns, unrated: Flags, scheme: Scheme, findings: Gathered
) -> None:
    """Report rows with an actual and a target that the rule cannot rate, each kind of row once.

    Args:
        source: The rows.
        columns: The frame as arrays.
        unrated: Flags of the rows that are not rated; those rated singly are not among them.
        scheme: The rules.
        findings: The findings are added to it.
    """
    rows, kinds = _kinds(columns, unrated)
    # Rows of a kind lack the same things: the reference is asked about the first of each.
    _, first, counts = np.unique(kinds, return_index=True, return_counts=True)
    for place, count in zip(first, counts, strict=True):
        for row in source.read(rows[place : place + 1]):
            findings.add(row.number, _lacks(rate(row.position, scheme)), int(count))


def kinds_of_unrated(
    columns: Columns, status: NDArray[np.int8]
) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """Return the rows with an actual and a target that are not rated, and the kind of each.

    Rows of a kind lack the same things, if any. Those to be read singly are not among them.

    Args:
        columns: The frame as arrays, with the flags.
        status: The statuses, as indices into `STATUSES`.
    """
    unrated = np.isin(status, [i for i, s in enumerate(STATUSES) if not s.is_rated])
    return _kinds(columns, unrated & ~columns.slow)


def _kinds(columns: Columns, unrated: Flags) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    numbers = {**columns.figures, "tolerance": columns.tolerance}
    is_given = {key: ~np.isnan(numbers[key]) for key in ("actual", *_TAKEN) if key in numbers}
    aims = np.logical_or.reduce([is_given[key] for key in _AIMS if key in is_given])
    rows = np.flatnonzero(unrated & is_given["actual"] & aims & (columns.polarity >= 0))
    kinds = columns.polarity[rows].astype(np.int64)
    for key in (key for key in _TAKEN if key in is_given):
        kinds = kinds * 2 + is_given[key][rows]
    return rows, kinds


def _lacks(rating: Rating) -> list[Finding]:
    problems: list[Finding] = []
    report_lacks(Row(NAME, "", {}, problems), rating.lacks)
    return problems


def tallies_of(columns: Columns, counted: Flags | None = None) -> dict[str, Tally]:
    """Count the percentages of each column in the rows that are not read singly.

    Args:
        columns: The frame as arrays, with the flags.
        counted: Flags of the rows that count; None for all.
    """
    percent = (columns.unit == UNITS.index(Unit.PERCENT)) & ~columns.slow
    if counted is not None:
        percent &= counted
    series = {f"series {i}": quarter for i, quarter in enumerate(columns.series)}
    tallies: dict[str, Tally] = {}
    for name, numbers in {**columns.figures, **series}.items():
        values = numbers[percent]
        small = (values > 0) & (values <= float(LARGEST_FRACTION))
        tally = tallies.setdefault(_column_of(name), Tally())
        tally.figures += int((values > 0).sum())
        tally.small += int(small.sum())
        tally.high += int((small & (values >= float(HIGH_FRACTION))).sum())
    return tallies


def _column_of(name: str) -> str:
    if name in _REPORTED:
        return "reported"
    return "register" if name in (*_REGISTER, *_RANGE) else "earlier"


def _cell(address: str, value: Any) -> Cell:
    kind = "blank" if value is None else ("text" if isinstance(value, str) else "number")
    return Cell(address, kind, value)


def _with_strict(position: Position, cell: Cell | None, findings: list[Finding]) -> Position:
    if cell is None:
        return position
    strict = read_yes_or_no(cell.value)
    if strict is None:
        text = f"strict is '{str(cell.value)[:24]}', which is neither true nor false."
        findings.append(Finding("strict-unknown", text, Location(NAME, cell=cell.address)))
    return replace(position, strict=position.strict or bool(strict))
