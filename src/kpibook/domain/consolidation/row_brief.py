"""Brief of a row: the fields that counting sheets need, read once for all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol, runtime_checkable

from kpibook.domain.consolidation.consolidation import ConsolidatedRow
from kpibook.domain.measures.number import MARKERS
from kpibook.domain.reporting.quarterly_return import SHORTHAND_MISSING, SHORTHAND_NO_TARGET
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.on_use.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class RowBrief:
    """Row without its figures and its words; many rows have the same brief.

    Attributes:
        council: As in the row.
        directorate: As in the row.
        priority: Of its measure.
        status: Its status.
        direction: Its direction against the quarter before.
        as_at: The day its actual is of; None if it does not say.
        is_exception: True if it is off target, has declined against a baseline, or has no actual.
        baselines: What its two directions are against, after the word "Direction"; "" if it is
            not due.
        marks: The shorthand printed in place of a figure, a target or a title.
        letters: Letters of its widest figure as written, of this period, the one before and the
            same of last year; 0 if it has none.
        past_letters: The same of its history with its targets.
    """

    council: str
    directorate: str
    priority: str
    status: Status
    direction: Direction
    as_at: date | None
    is_exception: bool
    baselines: tuple[str, str]
    marks: tuple[str, ...]
    letters: int = 0
    past_letters: int = 0


@runtime_checkable
class Briefed(Protocol):
    """Rows that store their briefs, because going through them is slow."""

    @property
    def briefs(self) -> Sequence[RowBrief]:
        """The brief of each row, in the order of the rows."""

    @property
    def distinct(self) -> Collection[RowBrief]:
        """The briefs, each once: a few hundred of any number of rows."""


def briefs_of(rows: Sequence[ConsolidatedRow]) -> Sequence[RowBrief]:
    """Return the brief of each row, in their order."""
    return rows.briefs if isinstance(rows, Briefed) else tuple(made_briefs(rows))


def distinct_briefs(rows: Sequence[ConsolidatedRow]) -> Collection[RowBrief]:
    """Return the briefs of rows, each once."""
    return rows.distinct if isinstance(rows, Briefed) else set(made_briefs(rows))


def _baselines(row: ConsolidatedRow) -> tuple[str, str]:
    first, second = row.rated.compared
    return ("", "") if row.rated.waiting else (first.since, second.since)


def made_briefs(rows: Iterable[ConsolidatedRow]) -> Iterator[RowBrief]:
    """Make the brief of each row, as one object for all rows with the same brief."""
    briefs: dict[RowBrief, RowBrief] = {}
    for row in rows:
        brief = brief_of(row)
        yield briefs.setdefault(brief, brief)


def brief_of(row: ConsolidatedRow) -> RowBrief:
    """Make the brief of a row."""
    past = [figure for earlier in row.history for figure in (earlier.actual, earlier.target)]
    return RowBrief(
        row.council,
        row.directorate,
        row.priority,
        row.status,
        row.direction,
        row.rated.reading.as_at,
        row.is_exception,
        _baselines(row),
        tuple(_marks(row)),
        _letters(row, _figures(row)),
        _letters(row, past),
    )


def _figures(row: ConsolidatedRow) -> list[Decimal | None]:
    rated, reading = row.rated, row.rated.reading
    earlier = [rated.previous, rated.previous_year]
    return [rated.target, *earlier, reading.usable, reading.forecast]


def _letters(row: ConsolidatedRow, figures: Iterable[Decimal | None]) -> int:
    present = [figure for figure in figures if figure is not None]
    # Of figures in the same format the largest or the smallest is the widest.
    ends = (max(present), min(present)) if present else ()
    return max((len(row.rated.measure.written(figure)) for figure in ends), default=0)


def _marks(row: ConsolidatedRow) -> Iterator[str]:
    rated = row.rated
    shown = [
        (rated.reading.usable, rated.reading.marker),
        (rated.previous, rated.previous_marker),
    ]
    if rated.waiting is not None:  # instead of the two its last figure is shown
        shown = [(rated.waiting.last.value if rated.waiting.last else None, "")]
    for value, marker in shown:
        if value is None:
            yield marker if marker in MARKERS else SHORTHAND_MISSING
    if rated.target is None:
        yield SHORTHAND_NO_TARGET
    if not rated.measure.title:
        yield SHORTHAND_MISSING
