"""A proposal: tables with the role of each column, the reason and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import IntEnum

from kpibook.on_use.dataclass import dataclass
from kpibook.workbook.mapped.council_layout import CouncilLayout, TableLayout
from kpibook.workbook.mapped.grid import Grid


class Sure(IntEnum):
    """Certainty of a role; the lowest is surest."""

    SURE = 0
    LIKELY = 1
    ASK = 2

    @property
    def words(self) -> str:
        """The certainty in words."""
        return ("sure", "likely", "please check")[self]


@dataclass(frozen=True, slots=True)
class Column:
    """A column below its heading.

    Attributes:
        number: Its number, from 1.
        heading: Its heading; those of several rows joined by " / ".
        samples: Some texts of its cells.
        filled: How many cells are filled, of `rows`.
        rows: How many rows the table has.
        fills: How many cells have a fill that is usual for a status.
        percents: How many cells are shown as a percentage.
        fonts: How many cells hold the same sign in a colour that is usual for a status.
    """

    number: int
    heading: str
    samples: tuple[str, ...]
    filled: int
    rows: int
    fills: int = 0
    percents: int = 0
    fonts: int = 0


@dataclass(frozen=True, slots=True)
class Guess:
    """A role of a column, proposed.

    Attributes:
        role: The role.
        column: The column.
        at: What the layout says: the heading, with periods as placeholders.
        reason: Why, in words.
        sure: How sure it is.
    """

    role: str
    column: Column
    at: str
    reason: str
    sure: Sure


@dataclass(frozen=True, slots=True)
class TableProposal:
    """A table of measures, proposed.

    Attributes:
        grid: The sheet.
        table: The layout of it.
        guesses: The roles of its columns.
        columns: All its columns.
        remarks: What else was seen, a line each.
    """

    grid: Grid
    table: TableLayout
    guesses: tuple[Guess, ...]
    columns: tuple[Column, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A layout proposed for a file.

    Attributes:
        file: The file's name.
        tables: Its tables.
        layout: The layout.
        no_tables: Sheets that do not look like a table of measures.
        questions: What could not be told, a line each.
        taken: The quarter looked at, and how many statuses and directions in the file agree.
        polarities_asked: The question which way is good, by reference.
    """

    file: str
    tables: tuple[TableProposal, ...]
    layout: CouncilLayout
    no_tables: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    taken: Mapping[str, str] = field(default_factory=dict)
    polarities_asked: Mapping[str, str] = field(default_factory=dict)
