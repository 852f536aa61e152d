"""What sheets that count need of each row, gone through once however many sheets count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, runtime_checkable

from kpibook.domain.consolidation.consolidation import ConsolidatedRow
from kpibook.domain.measures.number import MARKERS
from kpibook.domain.reporting.quarterly_return import SHORTHAND_MISSING, SHORTHAND_NO_TARGET
from kpibook.domain.rules.outcomes import Direction, Status


@dataclass(frozen=True, slots=True)
class RowBrief:
    """A row without its figures and its words; many rows have the same.

    Attributes:
        council: As in the row.
        directorate: As in the row.
        priority: Of its measure.
        status: What its status means.
        direction: What its direction means.
        as_at: The day its actual is of; None if it does not say.
        is_exception: Whether it is off target, has declined, or has no actual.
        marks: The shorthand that stands instead of a figure, a target or a title of it.
    """

    council: str
    directorate: str
    priority: str
    status: Status
    direction: Direction
    as_at: date | None
    is_exception: bool
    marks: tuple[str, ...]


@runtime_checkable
class Briefed(Protocol):
    """Rows that keep their briefs, because going through them is slow."""

    @property
    def briefs(self) -> Sequence[RowBrief]:
        """The brief of each row, in the order of the rows."""


def briefs_of(rows: Sequence[ConsolidatedRow]) -> Sequence[RowBrief]:
    """The brief of each row, in their order."""
    return rows.briefs if isinstance(rows, Briefed) else tuple(made_briefs(rows))


def made_briefs(rows: Iterable[ConsolidatedRow]) -> Iterator[RowBrief]:
    """The brief of each row, one object for all rows that have the same."""
    known: dict[RowBrief, RowBrief] = {}
    for row in rows:
        brief = RowBrief(
            row.council,
            row.directorate,
            row.priority,
            row.status,
            row.direction,
            row.rated.reading.as_at,
            row.is_exception,
            tuple(_marks(row)),
        )
        yield known.setdefault(brief, brief)


def _marks(row: ConsolidatedRow) -> Iterator[str]:
    rated = row.rated
    for value, marker in (
        (rated.reading.usable, rated.reading.marker),
        (rated.previous, rated.previous_marker),
    ):
        if value is None:
            yield marker if marker in MARKERS else SHORTHAND_MISSING
    if rated.target is None:
        yield SHORTHAND_NO_TARGET
    if not rated.measure.title:
        yield SHORTHAND_MISSING
