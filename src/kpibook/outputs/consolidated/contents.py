"""Contents of a consolidated workbook as its sheets use them: rows, groups, and how it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from datetime import datetime
from functools import lru_cache
from typing import Protocol

from kpibook.domain.consolidation.consolidation import ConsolidatedRow
from kpibook.domain.consolidation.row_brief import RowBrief, briefs_of, distinct_briefs
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.on_use.dataclass import dataclass
from kpibook.outputs.drawing import CREATED

NO_DIRECTORATE = "Not stated"
_MARGIN = 2  # characters: Excel's own padding


class Contents(Protocol):
    """The members that a consolidation and its publication have in common."""

    @property
    def period(self) -> Quarter:
        """Return the quarter."""

    @property
    def council(self) -> str:
        """Return the council that all sources name; "" if they name several or no council."""

    @property
    def rows(self) -> Sequence[ConsolidatedRow]:
        """Return the measures, grouped by directorate; they may be on disk."""

    @property
    def schemes(self) -> tuple[Scheme, ...]:
        """Return the schemes in use, the scheme of the most measures first."""


@dataclass(frozen=True, slots=True)
class MadeHow:
    """Facts for the cover about how a consolidated workbook was made.

    Attributes:
        version: Version of kpibook.
        command: The command line, without folders, which are private.
        created: Creation time in the file, without a zone: a fixed day unless the environment
            sets a time, so that the same inputs give the same bytes.
    """

    version: str
    command: str = ""
    created: datetime = CREATED


@lru_cache(maxsize=1024)
def one_line(text: str) -> str:
    """Return a name as the Data sheet holds it: without extra spaces and line ends.

    >>> one_line(" Adult  Social Care ")
    'Adult Social Care'
    """
    return " ".join(text.split())


def directorate_of(row: ConsolidatedRow | RowBrief) -> str:
    """Return the directorate that a row is counted under; "" if it has no directorate."""
    return one_line(row.directorate)


def council_of(row: ConsolidatedRow | RowBrief) -> str:
    """Return the council that a row is counted under; "" if it has no council."""
    return one_line(row.council)


def priority_of(row: ConsolidatedRow | RowBrief) -> str:
    """Return the priority that a row is counted under; "" if it has no priority."""
    return one_line(row.priority)


def figure_width(contents: Contents, least: int, *, with_past: bool = False) -> int:
    """Return the width of a column of figures, in characters: at least `least`.

    Excel shows #### in place of a figure that is wider than its column.

    Args:
        contents: The measures.
        least: The width that the column has anyway.
        with_past: The column holds figures of earlier quarters too.
    """
    rows = distinct_briefs(contents.rows)
    letters = max((row.letters for row in rows), default=0)
    past = max((row.past_letters for row in rows), default=0) if with_past else 0
    return max(least, max(letters, past) + _MARGIN)


def has_several_councils(contents: Contents) -> bool:
    """Return True if rows of several councils are present, so that each must show its council."""
    return len({council_of(row).casefold() for row in distinct_briefs(contents.rows)} - {""}) > 1


@dataclass(slots=True)
class Group:
    """Measures that are counted together, without their rows.

    Attributes:
        names: Their common names, such as council and directorate; "" for no name.
        first: Position of its first measure among all rows, counted from 0.
        count: Number of measures.
        meanings: Number of measures by status and by direction.
    """

    names: tuple[str, ...]
    first: int = 0
    count: int = 0
    meanings: Counter[Status | Direction] = field(default_factory=Counter)

    @property
    def rated(self) -> int:
        """Return the number of measures in the base of percentages."""
        return sum(self.meanings[status] for status in Status if status.is_rated)

    def add(self, row: RowBrief) -> None:
        """Count a measure."""
        self.count += 1
        self.meanings[row.status] += 1
        if row.status is not Status.NOT_DUE:
            self.meanings[row.direction] += 1


def grouped(contents: Contents, *parts: Callable[[RowBrief], str]) -> list[Group]:
    """Return the rows grouped by the results of `parts`, in order of appearance, ignoring case.

    Excel's COUNTIFS ignores case as well.
    """
    groups: dict[tuple[str, ...], Group] = {}
    for number, row in enumerate(briefs_of(contents.rows)):
        names = tuple(part(row) for part in parts)
        key = tuple(name.casefold() for name in names)
        if key not in groups:
            groups[key] = Group(names, number)
        groups[key].add(row)
    return list(groups.values())


def together(groups: Iterable[Group]) -> Group:
    """Return the counts of all groups in a single group."""
    total = Group(())
    for group in groups:
        total.count += group.count
        total.meanings.update(group.meanings)
    return total
