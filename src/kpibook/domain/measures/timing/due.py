"""Quarters in which a measure has a new figure, and its last figure until then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from decimal import Decimal

from kpibook.domain.measures.calendar import HalfYear, Month, Period, Term, Year
from kpibook.domain.measures.measure import Basis, Frequency, Measure, Reading
from kpibook.domain.measures.period import Quarter
from kpibook.on_use.dataclass import dataclass

#: The numbers of the quarters in which a figure is due; all four for other frequencies.
_DUE = {
    Frequency.HALF_YEARLY: frozenset((2, 4)),
    Frequency.TERMLY: frozenset((2, 3, 4)),
    Frequency.ANNUAL: frozenset((4,)),
}
#: Of these a figure covers the year up to its quarter.
_YEAR_SO_FAR = (Basis.CUMULATIVE, Basis.YEAR_TO_DATE, Basis.ANNUAL)
_QUARTERS_LOOKED_BACK = 12
#: Markers that say no more than that there is no figure: where none is due, that is no news.
_NO_FIGURE = ("", "[x]", "[z]")

History = Mapping[tuple[str, Quarter], Reading]


@dataclass(frozen=True, slots=True)
class LastFigure:
    """Last figure of a measure that is not due.

    Attributes:
        quarter: The quarter it belongs to.
        label: Its period in words, such as "2020/21".
        value: In the measure's unit.
    """

    quarter: Quarter
    label: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Waiting:
    """State of a measure between two figures.

    Attributes:
        next_due: The next quarter in which it has a figure.
        last: Its last figure; None if there is none that may be shown.
    """

    next_due: Quarter
    last: LastFigure | None = None

    @property
    def words(self) -> str:
        """The state for people: "Next due Q4 2021/22"."""
        return f"Next due {self.next_due}"


def is_due(measure: Measure, quarter: Quarter, history: History) -> bool:
    """Return True if a measure has a new figure in a quarter.

    Every quarter for a monthly and a quarterly measure; Q2 and Q4 for a half-yearly measure; Q3, Q4
    and Q2 for a termly measure, in which the autumn, spring and summer terms end; Q4 for an annual
    measure, or the quarter in which all its figures of the last three years are.
    """
    return quarter.number in _due_numbers(measure, quarter, history)


def is_waiting(measure: Measure, reading: Reading, history: History) -> bool:
    """Return True if a measure is not due in a reading's quarter, and has no figure all the same.

    What was reported counts, due or not.
    """
    empty = reading.actual is None and reading.forecast is None and not reading.unread
    return empty and reading.marker in _NO_FIGURE and not is_due(measure, reading.period, history)


def waiting_in(
    measure: Measure,
    reading: Reading,
    history: History,
    in_doubt: AbstractSet[Quarter] = frozenset(),
) -> Waiting | None:
    """Return the state of a measure that is not due; None if it is due or reported.

    Args:
        measure: The measure.
        reading: What was reported for the quarter.
        history: Earlier readings by key and quarter.
        in_doubt: Earlier quarters whose figures may not be shown.
    """
    if not is_waiting(measure, reading, history):
        return None
    last = last_figure(measure, reading.period, history)
    shown = None if last is None or last.quarter in in_doubt else last
    return Waiting(next_due(measure, reading.period, history), shown)


def next_due(measure: Measure, quarter: Quarter, history: History) -> Quarter:
    """Return the next quarter after `quarter` in which a measure is due."""
    numbers = _due_numbers(measure, quarter, history)
    following = quarter.next
    while following.number not in numbers:
        following = following.next
    return following


def last_figure(measure: Measure, quarter: Quarter, history: History) -> LastFigure | None:
    """Return the latest figure before a quarter; None if there is none in three years."""
    for earlier, reading in _earlier(measure, quarter, history):
        if reading.usable is not None:
            label = reading.covers or _label(measure, earlier)
            return LastFigure(earlier, label, reading.usable)
    return None


def _due_numbers(measure: Measure, quarter: Quarter, history: History) -> frozenset[int]:
    numbers = _DUE.get(measure.frequency, frozenset((1, 2, 3, 4)))
    if measure.frequency is not Frequency.ANNUAL:
        return numbers
    shown = {
        earlier.number
        for earlier, reading in _earlier(measure, quarter, history)
        if reading.usable is not None
    }
    return frozenset(shown) if len(shown) == 1 else numbers


def _earlier(
    measure: Measure, quarter: Quarter, history: History
) -> Iterator[tuple[Quarter, Reading]]:
    """Yield the readings of earlier quarters, the latest first."""
    for _ in range(_QUARTERS_LOOKED_BACK):
        if (quarter.year, quarter.number) <= (1900, 1):
            return
        quarter = quarter.previous
        if (reading := history.get((measure.key, quarter))) is not None:
            yield quarter, reading


def _label(measure: Measure, quarter: Quarter) -> str:
    of_year = measure.frequency is Frequency.ANNUAL and quarter.number == 4
    return quarter.financial_year if of_year else str(quarter)


def quarter_of_figure(measure: Measure, period: Period) -> Quarter | None:
    """Return the quarter whose figure a figure of a period is; None if it is no quarter's.

    A half year's, a term's and a year's figure is that of the quarter they end in where the measure
    is due no more often, or counts the year so far: the outturn of such a measure is its Q4.
    """
    match period:
        case Quarter():
            return period
        case Month():
            return None
        case HalfYear():
            fits = measure.frequency is Frequency.HALF_YEARLY
        case Term():
            fits = measure.frequency is Frequency.TERMLY
        case Year():
            fits = measure.frequency is Frequency.ANNUAL
    return period.quarter if fits or measure.basis in _YEAR_SO_FAR else None
