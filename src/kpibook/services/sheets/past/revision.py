"""Figure of the history that a file corrects: if it may be replaced, and the new cells."""

from __future__ import annotations

from collections.abc import Sequence

from kpibook.domain.doubts.two_rows import figures_differ
from kpibook.domain.finding import Finding
from kpibook.domain.measures.calendar import Period
from kpibook.domain.measures.measure import Measure, Reading, Unit
from kpibook.on_use.dataclass import dataclass
from kpibook.workbook import layout
from kpibook.workbook.fields import Row
from kpibook.workbook.formats import DATE_FORMAT, excel_number, number_format
from kpibook.workbook.protocol import Value

REVISED = "[r]"
Place = tuple[str, Period]


@dataclass(frozen=True, slots=True)
class Revision:
    """Row of a file that is of an earlier period, and the row of the history that it is about.

    Attributes:
        measure: The measure.
        period: The period of both.
        row: The row of the file.
        reading: Its figures.
        past: The row of the history.
        was: The figures of the history.
    """

    measure: Measure
    period: Period
    row: Row
    reading: Reading
    past: Row
    was: Reading

    @property
    def is_new(self) -> bool:
        """True if the figure is another than the history's."""
        return self.reading.actual != self.was.actual

    @property
    def place(self) -> Place:
        """Its measure and period."""
        return self.measure.key, self.period

    @property
    def figures(self) -> str:
        """Both figures in words; of the history's its marker, if that hides it."""
        now = self.measure.written(self.reading.actual)
        was = self.measure.written(self.was.usable, self.was.marker)
        return f"{now} for {self.period} in the file and {was} in the history"


def reason_against(revision: Revision, same: Sequence[Revision]) -> str:
    """Return why a figure of the history cannot be replaced; "" if it can.

    Args:
        revision: The revision.
        same: All of its measure and period, itself included.
    """
    reading, was = revision.reading, revision.was
    if len({id(each.past) for each in same}) > 1:
        return "the history has two rows for it"
    if any(figures_differ(reading, each.reading) for each in same):
        return "the file has two rows for it that differ"
    if was.usable is None:
        return f"its marker there is {was.marker}"
    if revision.is_new and revision.past.cells[layout.ACTUAL].formula is not None:
        return "a formula works it out there"
    for name in ("numerator", "denominator"):
        if revision.is_new and getattr(was, name) is not None and getattr(reading, name) is None:
            return f"the history has its {name}, and the file has not"
    return ""


def values_of(revision: Revision) -> dict[str, tuple[Value, str | None]]:
    """Return the new values of a row of the history; what the file leaves out stays.

    Of a figure that is revised again, the figure that was reported first stays.
    """
    counted_in, form = revision.measure.counted_in, number_format(revision.measure)
    reading, was = revision.reading, revision.was
    values: dict[str, tuple[Value, str | None]] = {
        layout.ACTUAL: (excel_number(counted_in, reading.actual), form),
        layout.NUMERATOR: (excel_number(Unit.COUNT, reading.numerator), None),
        layout.DENOMINATOR: (excel_number(Unit.COUNT, reading.denominator), None),
        layout.AS_AT: (reading.as_at, DATE_FORMAT),
        layout.MARKER: (REVISED, None),
    }
    if revision.is_new and was.revised_from is None:
        values[layout.REVISED_FROM] = (excel_number(counted_in, was.actual), form)
    return {heading: pair for heading, pair in values.items() if pair[0] is not None}


def note_on(revision: Revision) -> Finding:
    """Return the note that a figure of the history was corrected."""
    measure, was = revision.measure, revision.was
    return Finding(
        "figure-revised",
        f"{measure.ref} is {measure.written(revision.reading.actual)} for {revision.period} now, "
        f"revised from {measure.written(was.actual)}.",
        was.source,
        "Nothing need be done.",
        ref=measure.ref,
    )
