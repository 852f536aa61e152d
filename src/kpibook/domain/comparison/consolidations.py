"""Comparison of two consolidations of the same or of different periods."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from enum import Enum

from kpibook.domain.consolidation.consolidation import ConsolidatedRow
from kpibook.domain.measures.number import to_decimal
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.measures.units.counted_in import AnyUnit, counted_in
from kpibook.domain.wording import folded
from kpibook.on_use.dataclass import dataclass


class ChangeKind(Enum):
    """Fate of a measure since the earlier consolidation; the value is the word for it."""

    NEW = "new"
    REMOVED = "removed"
    REVISED = "revised"


@dataclass(frozen=True, slots=True)
class DataRow:
    """Row of a consolidated workbook's Data table, with the fields that are compared.

    Attributes:
        ref: The reference as printed.
        measure: The title.
        council: The council it belongs to; "" if not stated.
        directorate: Who answers for it; "" if not stated.
        unit: What it is counted in; None if it could not be read.
        period: The quarter, as printed.
        actual: In the measure's unit; None if there is none.
        numerator: The count above the line; None if there is none.
        denominator: The count below the line; None if there is none.
        target: In the measure's unit; None if there is none.
        status: The scheme's word.
        direction: The scheme's word.
        marker: Shorthand such as "[p]"; "" for none.
    """

    ref: str
    measure: str = ""
    council: str = ""
    directorate: str = ""
    unit: AnyUnit | None = None
    period: str = ""
    actual: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    target: Decimal | None = None
    status: str = ""
    direction: str = ""
    marker: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """Council, directorate and reference in the form in which rows are matched."""
        return folded(self.council), folded(self.directorate), ref_key(self.ref)


@dataclass(frozen=True, slots=True)
class Change:
    """Difference between two rows, or a row that only one consolidation has.

    Attributes:
        kind: New, removed or revised.
        row: The measure: the later row, or the earlier one of a measure that is gone.
        what: Heading of the column that is revised, such as "Actual"; "" when the measure is
            new or removed.
        old: The earlier value: a number in the measure's unit, a text, or None for blank; the
            actual of a removed measure.
        new: The later value likewise; the actual of a new measure.
    """

    kind: ChangeKind
    row: DataRow
    what: str = ""
    old: Decimal | str | None = None
    new: Decimal | str | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """Differences from an earlier consolidated workbook.

    Attributes:
        earlier: File name of the earlier workbook.
        period: The quarter it reports, as printed there; "" if it has no rows.
        items: New measures, removed ones and revised figures, in the order of the later rows;
            what was removed comes last.
    """

    earlier: str
    period: str
    items: tuple[Change, ...]


def data_rows(rows: Iterable[ConsolidatedRow]) -> Iterator[DataRow]:
    """Turn rows of a consolidation into the form in which its Data table is compared."""
    for row in rows:
        measure, reading = row.rated.measure, row.rated.reading
        yield DataRow(
            ref=measure.ref,
            measure=measure.title,
            council=row.council,
            directorate=row.directorate,
            unit=measure.counted_in.bare,
            period=str(reading.period),
            actual=row.actual,
            numerator=reading.numerator,
            denominator=reading.denominator,
            target=row.rated.target,
            status=row.status_word,
            direction=row.direction_word,
            marker=reading.marker,
        )


def changes_between(old: Iterable[DataRow], new: Iterable[DataRow]) -> tuple[Change, ...]:
    """Find new, revised and removed measures, by council, directorate and reference.

    Numbers are compared as numbers, at Excel's 15 digits; texts as they are printed. A
    reference that a directorate has twice is compared in the order of the rows.

    Args:
        old: The earlier rows.
        new: The later rows.

    Returns:
        New measures and revised figures in the order of `new`, then removed measures in the
        order of `old`.
    """
    earlier: dict[tuple[str, str, str], list[DataRow]] = {}
    for row in old:
        earlier.setdefault(row.key, []).append(row)
    changes: list[Change] = []
    for row in new:
        candidates = earlier.get(row.key)
        if candidates:
            changes += _revised(candidates.pop(0), row)
        else:
            changes.append(Change(ChangeKind.NEW, row, new=row.actual))
    removed = (row for rows in earlier.values() for row in rows)
    return (*changes, *(Change(ChangeKind.REMOVED, row, old=row.actual) for row in removed))


def _revised(old: DataRow, new: DataRow) -> Iterator[Change]:
    for heading, value in _COMPARED.items():
        earlier_value, later_value = value(old), value(new)
        if earlier_value != later_value:
            yield Change(ChangeKind.REVISED, new, heading, earlier_value, later_value)


_COMPARED: Mapping[str, Callable[[DataRow], Decimal | str | None]] = {
    "Measure": lambda row: row.measure or None,
    "Unit": lambda row: unit.shown if (unit := counted_in(row.unit)) else None,
    "Actual": lambda row: to_decimal(row.actual),
    "Numerator": lambda row: to_decimal(row.numerator),
    "Denominator": lambda row: to_decimal(row.denominator),
    "Target": lambda row: to_decimal(row.target),
    "Status": lambda row: row.status or None,
    "Direction": lambda row: row.direction or None,
    "Marker": lambda row: row.marker or None,
}
