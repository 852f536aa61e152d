"""What is different between two consolidations of the same or of different periods."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from kpibook.domain.measure import Unit
from kpibook.domain.ref import ref_key


class ChangeKind(Enum):
    """What became of a measure since the earlier consolidation; the value is the word for it."""

    NEW = "new"
    REMOVED = "removed"
    REVISED = "revised"


@dataclass(frozen=True, slots=True)
class DataRow:
    """One row of a consolidated workbook's Data table: what can be compared.

    Attributes:
        ref: The reference as printed.
        measure: The title.
        council: Whose it is; "" if not said.
        directorate: Who answers for it; "" if not said.
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
    unit: Unit | None = None
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
        return _folded(self.council), _folded(self.directorate), ref_key(self.ref)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    Attributes:
        kind: New, removed or revised.
        row: The measure: the later row, or the earlier one of a measure that is gone.
        what: Heading of the column that is revised, such as "Actual"; "" when the measure is
            new or removed.
        old: The earlier value: a number in the measure's unit, a text, or None for blank. Of a
            removed measure its actual.
        new: The later value likewise. Of a new measure its actual.
    """

    kind: ChangeKind
    row: DataRow
    what: str = ""
    old: Decimal | str | None = None
    new: Decimal | str | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """The differences from an earlier consolidated workbook.

    Attributes:
        earlier: File name of the earlier workbook.
        period: The quarter it reports, as printed there; "" if it has no rows.
        items: New measures, removed ones and revised figures, in the order of the later rows;
            what was removed comes last.
    """

    earlier: str
    period: str
    items: tuple[Change, ...]


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
