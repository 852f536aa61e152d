"""A column of a table: its heading and look, and how its value is read and written.

Nothing is imported here that is not in every Python: the template, the add-in and the command
line all ask for the layout first.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from kpibook.on_use.dataclass import dataclass

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from kpibook.domain.measures.measure import Measure

    Written = Decimal | str | date | int | None


class FilledBy(Enum):
    """Source of a column of 'This quarter'."""

    FROM_REGISTER = "from the register and the history"
    BY_OFFICER = "by the officer"
    COMPUTED = "by kpibook"


class Holds(Enum):
    """Contents of a column's cells, which decide format and validation."""

    TEXT = "text"
    LONG_TEXT = "long text"
    CHOICE = "choice"
    FIGURE = "figure in the measure's unit"
    NUMBER = "number"
    DATE = "date"
    PERIOD = "period"
    YEAR = "financial year"
    TOLERANCE = "tolerance"
    VARIANCE = "difference in the measure's unit"


class MeasureRow(Protocol):
    """Row of the register as the `read` of its columns asks for values, by heading."""

    def text(self, heading: str) -> str:
        """Return the text, trimmed; "" for blank."""

    def figure(self, heading: str) -> Decimal | None:
        """Return the figure in the measure's unit; None for blank."""

    def number(self, heading: str) -> Decimal | None:
        """Return the number, which has no unit; None for blank."""

    def date(self, heading: str) -> date | None:
        """Return the day; None for blank."""

    def year(self, heading: str) -> int | None:
        """Return the calendar year a financial year begins in; None for blank."""

    def names(self, heading: str) -> tuple[str, ...]:
        """Return the names that commas or semicolons separate."""

    def unit(self) -> object:
        """Return the measure's unit."""

    def polarity(self) -> object:
        """Return the way that is good."""

    def basis(self) -> object:
        """Return the stretch of time a figure covers."""

    def decimals(self) -> object:
        """Return the places figures are reported to; None for blank."""

    def target(self) -> object:
        """Return the target, out of all its columns."""

    def tolerance(self) -> object:
        """Return the measure's own tolerance; None for blank."""

    def comparator(self) -> object:
        """Return the comparator, out of all its columns; None for blank."""

    def quarter(self, heading: str) -> object:
        """Return the quarter; None for blank."""

    def frequency(self) -> Enum:
        """Return how often the measure has a new figure."""

    def quarter_from(self) -> Enum | None:
        """Return how a quarter is worked out from its months; None for blank."""

    def profile(self) -> Enum | None:
        """Return how the year's target is spread over the quarters; None for blank."""

    def compared_with(self) -> object:
        """Return the baselines of its directions; empty for blank."""

    def suppress_small(self) -> object:
        """Return True if small numbers are not to be published."""


@dataclass(frozen=True, slots=True)
class Column:
    """Column of a table.

    Attributes:
        heading: As in the header row; unique in its table.
        holds: The kind of its contents.
        width: In characters.
        help: The input message; at most 255 characters, Excel's limit.
        filled: Its source, on 'This quarter'.
        choices: The list on 'Lists' it is chosen from; "" for none.
        field: Its name where no heading is known: the measure's field if `read` fills
            one, and the name under which two workbooks are compared; "" outside the register.
        read: Returns the field's value; None where another column's `read` includes this column.
        write: Returns the column's value for a measure, a figure in the measure's unit; None
            or "" for blank.
        data_width: Its width on Data of a consolidated workbook; 0 if it is not shown there.
    """

    heading: str
    holds: Holds
    width: int
    help: str = ""
    filled: FilledBy = FilledBy.BY_OFFICER
    choices: str = ""
    field: str = ""
    read: Callable[[MeasureRow], object] | None = None
    write: Callable[[Measure], Written] | None = None
    data_width: int = 0
