"""What every sheet of the consolidated workbook is drawn from, and how it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from kpibook.domain.consolidation.consolidation import ConsolidatedRow
from kpibook.domain.consolidation.row_brief import RowBrief, briefs_of
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.outputs.drawing import CREATED

NO_DIRECTORATE = "Not stated"
NO_PRIORITY = "Not assigned"


class Contents(Protocol):
    """What a consolidation and what may be published of it have in common."""

    @property
    def period(self) -> Quarter:
        """The quarter."""

    @property
    def council(self) -> str:
        """The council all sources name; "" if they name several or none."""

    @property
    def rows(self) -> Sequence[ConsolidatedRow]:
        """The measures, those of one directorate beside each other; they may be on disk."""

    @property
    def schemes(self) -> tuple[Scheme, ...]:
        """The schemes in use, the one most measures are rated under first."""


@dataclass(frozen=True, slots=True)
class MadeHow:
    """How a consolidated workbook was made, for its cover.

    Attributes:
        version: Of kpibook.
        command: The command line, without folders that say where somebody keeps files.
        created: When the file says it was made, without a zone: a fixed day unless the
            surroundings name one, so that the same inputs give the same bytes.
    """

    version: str
    command: str = ""
    created: datetime = CREATED


def one_line(text: str) -> str:
    """A name as the Data sheet holds it: without the spaces and line ends around and inside it.

    >>> one_line(" Adult  Social Care ")
    'Adult Social Care'
    """
    return " ".join(text.split())


def directorate_of(row: ConsolidatedRow | RowBrief) -> str:
    """The directorate a row is counted under; "" if it has none."""
    return one_line(row.directorate)


def council_of(row: ConsolidatedRow | RowBrief) -> str:
    """The council a row is counted under; "" if it has none."""
    return one_line(row.council)


def priority_of(row: ConsolidatedRow | RowBrief) -> str:
    """The priority a row is counted under; "" if it has none."""
    return one_line(row.priority)


def has_several_councils(contents: Contents) -> bool:
    """Whether rows have to say whose they are."""
    return len({council_of(row).casefold() for row in set(briefs_of(contents.rows))} - {""}) > 1


@dataclass(slots=True)
class Group:
    """Measures that are counted together; their rows are not kept.

    Attributes:
        names: What they have in common, such as council and directorate; "" for none.
        first: Where the first of them stands among all rows, 0 being the first.
        count: How many there are.
        meanings: How many have each status and each direction.
    """

    names: tuple[str, ...]
    first: int = 0
    count: int = 0
    meanings: Counter[Status | Direction] = field(default_factory=Counter)

    @property
    def rated(self) -> int:
        """How many have a status that is part of the base of percentages."""
        return sum(self.meanings[status] for status in Status if status.is_rated)

    def add(self, row: RowBrief) -> None:
        """Count a measure."""
        self.count += 1
        self.meanings[row.status] += 1
        self.meanings[row.direction] += 1


def grouped(contents: Contents, *parts: Callable[[RowBrief], str]) -> list[Group]:
    """The rows by what `parts` say of them, in order of appearance; capitals do not count.

    Excel's COUNTIFS does not tell capitals apart either.
    """
    found: dict[tuple[str, ...], Group] = {}
    for number, row in enumerate(briefs_of(contents.rows)):
        names = tuple(part(row) for part in parts)
        alike = tuple(name.casefold() for name in names)
        if alike not in found:
            found[alike] = Group(names, number)
        found[alike].add(row)
    return list(found.values())


def together(groups: Iterable[Group]) -> Group:
    """The counts of all groups in one."""
    whole = Group(())
    for group in groups:
        whole.count += group.count
        whole.meanings.update(group.meanings)
    return whole
