"""Layout of a council's own workbook: where its measures and figures are, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import Enum

from kpibook.domain.measures.vocabulary.council_words import NO_WORDS, CouncilWords
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.on_use.dataclass import dataclass


class Orientation(Enum):
    """The way in which a sheet holds its measures. The value is the word in a layout file."""

    ROWS = "rows"
    """A row a measure: columns for this quarter, or periods across."""
    LONG = "long"
    """A row for each area, period and measure."""
    BLOCKS = "blocks"
    """A block of rows a measure: row labels such as Target and Actual, periods across."""
    COLUMNS = "columns"
    """A column a measure: the sheet is read as if its rows were columns."""


class Shown(Enum):
    """The way in which cells show a status or direction. The value is the word in a layout file."""

    WORD = "word"
    LETTER = "letter"
    FILL = "fill"
    FONT = "font"
    """The colour of the text: the same sign in each cell, such as a circle in Wingdings."""
    SYMBOL = "symbol"

    @property
    def is_colour(self) -> bool:
        """True if the colour says it, and not the text."""
        return self in (Shown.FILL, Shown.FONT)


#: Roles of a column (of a row label in a block): what it holds, for a measure.
MEASURE_ROLES = (
    "ref",
    "measure",
    "unit",
    "polarity",
    "basis",
    "tolerance",
    "frequency",
    "quarter_from",
    "decimals",
    "priority",
    "directorate",
    "service",
    "owner",
    "note",
)
#: Roles of a column that holds a figure.
FIGURE_ROLES = (
    "target",
    "year_target",
    "actual",
    "numerator",
    "denominator",
    "previous",
    "previous_year",
    "previous_year_outturn",
    "comparator",
    "forecast",
)
#: Roles of a column that holds a text of the quarter.
TEXT_ROLES = ("commentary", "action", "marker")
#: Role of the column that names the period of a row, in a long table.
PERIOD = "period"
ROLES = (*MEASURE_ROLES, *FIGURE_ROLES, *TEXT_ROLES, PERIOD)


@dataclass(frozen=True, slots=True)
class ShownAt:
    """Place of a status or direction, and the way in which it is shown.

    Attributes:
        at: The heading, as for a role.
        shown: By word, letter, fill or symbol.
        has_fill: The cell has the fill of its status too, besides the word, letter or symbol.
    """

    at: str
    shown: Shown
    has_fill: bool = False


@dataclass(frozen=True, slots=True)
class TableLayout:
    """Layout of one table: columns are named by their headings, which a quarter completes.

    A heading may hold ``{quarter}``, ``{quarter-1}``, ``{year}``, ``{year-1}`` and ``{month}``
    (the last of the quarter). Two heading rows are joined by " / ": "{quarter} / Actual". A column
    without a heading is "column F". Where one heading is there twice, "Target [2]" is the second,
    and "{quarter} > RAG" the first to the right of another.

    Attributes:
        sheet: Pattern of the sheet's name, with * and ?; the same for a file of one table.
        orientation: The way in which it holds the measures.
        columns: The heading of each role.
        heading_rows: The rows of the headings when the layout was made; where they have moved they
            are looked for. () if there is no heading row.
        sections: The column that alone is filled in a section row: a letter or a heading; "" if
            there are no section rows.
        section_role: What a section row names: "priority", "directorate" or "service".
        stops_at: Pattern of the first filled cell of the row where the table ends; "" for no such
            row.
        status: Where statuses are; None if there are none.
        direction: Where directions are; None if there are none.
        where: The rows to be read: the text of each of these columns, by heading.
        passes_over: Patterns of the first filled cell of rows that are no measures: totals.
        periods: In a block: the heading over the quarter's column; "" if the value is to the right
            of its label.
        title: The text above the headings, such as "Quarter {quarter}", where the quarters are
            below each other on a sheet; "" if they are not.
        file: The file that the table is in, if it is not the workbook; "" for the workbook.
        join: The role by which its rows belong to those of other tables: "ref" or "measure".
    """

    sheet: str = "*"
    orientation: Orientation = Orientation.ROWS
    columns: Mapping[str, str] = field(default_factory=dict)
    heading_rows: tuple[int, ...] = ()
    sections: str = ""
    section_role: str = "priority"
    stops_at: str = ""
    status: ShownAt | None = None
    direction: ShownAt | None = None
    where: Mapping[str, str] = field(default_factory=dict)
    passes_over: tuple[str, ...] = ()
    periods: str = ""
    title: str = ""
    file: str = ""
    join: str = "ref"

    @property
    def has_figures(self) -> bool:
        """True if it holds actuals, or the counts that they are worked out from."""
        return "actual" in self.columns or {"numerator", "denominator"} <= set(self.columns)


@dataclass(frozen=True, slots=True)
class SettledFigure:
    """Figure in doubt that a post has said is right, written in a layout.

    Attributes:
        ref: The measure's reference.
        code: The code of the finding that doubts it.
        figure: The figure, as people write it: "72.1%".
        by: The post that says so.
        period: Its quarter; "Any" for a figure of the register, such as a target.
        on: The day; None if it is not said.
    """

    ref: str
    code: str
    figure: str
    by: str
    period: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class CouncilLayout:
    """Layout of a council's own workbook.

    Attributes:
        tables: Its tables. One without figures says more about the measures of the others.
        words: The council's own words for units, polarities, bases and markers.
        no_target: Its words for "no target".
        statuses: The status by word, letter, symbol, or fill ("92D050"), folded.
        directions: The direction by word or symbol, folded.
        answers: What the workbook does not say of a measure, by reference and role.
        settled: The figures in doubt that are right.
        scheme: The scheme by which it is rated; "" for the usual scheme.
        period: The quarter that the workbook reports, where it is not given; "" if it is not said.
        council: The name of the council; "" if it is not said.
        directorate: The directorate that the workbook belongs to; "" if it is not said.
        committee: The committee that its return goes to; "" if it is not said.
        source: The name of the file it was read from, for messages; "" if it was made in memory.
        place: The place where it was found, in words; "" if it was named.
        disagreeing: Other layouts of the same workbook that say something else, with their places.
    """

    tables: tuple[TableLayout, ...] = ()
    words: CouncilWords = NO_WORDS
    no_target: tuple[str, ...] = ()
    statuses: Mapping[str, Status] = field(default_factory=dict)
    directions: Mapping[str, Direction] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    settled: tuple[SettledFigure, ...] = ()
    scheme: str = ""
    period: str = ""
    council: str = ""
    directorate: str = ""
    committee: str = ""
    source: str = ""
    place: str = field(default="", compare=False)
    disagreeing: tuple[str, ...] = field(default=(), compare=False)
