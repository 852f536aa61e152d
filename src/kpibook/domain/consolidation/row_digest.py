"""Digest of a row: the fields the rules of a consolidation need, however large the row is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kpibook.domain.consolidation.consolidation import ConsolidatedRow, RefusedRow, SourceBook
from kpibook.domain.consolidation.workbook_refusals import Refusal
from kpibook.domain.wording import folded
from kpibook.errors import Location
from kpibook.on_use.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class RowDigest:
    """Row without its words and its history.

    Attributes:
        source: Name of its workbook.
        number: Its position among the workbook's measures, 0 being the first.
        ref: Its reference as written.
        key: Its reference in the form in which it is compared.
        council: Likewise; "" if the workbook does not say.
        directorate: Likewise.
        known_as: Its directorate as written; without one, its workbook.
        sheet: The sheet it is on.
        cell: The cell of its actual.
        ref_cell: The cell of its reference.
        says: The fields that must be equal in two rows of a measure for either to be used.
        figure: Its actual as the cell stores it; None if there is none.
    """

    source: str
    number: int
    ref: str
    key: str
    council: str
    directorate: str
    known_as: str
    sheet: str
    cell: str
    ref_cell: str
    says: tuple[object, ...]
    figure: Decimal | None

    @property
    def place(self) -> tuple[str, int]:
        """The row's workbook and number, unique in a consolidation."""
        return self.source, self.number

    @property
    def where(self) -> Location:
        """The cell a finding about it points to."""
        return Location(self.source, self.sheet, self.ref_cell)

    def refused(self, refusal: Refusal) -> RefusedRow:
        """Return the row as a refused row, with the reason."""
        return RefusedRow(
            self.source, self.ref, self.sheet, self.cell, refusal.code, refusal.why, self.figure
        )


def digests_of(book: SourceBook) -> Iterator[RowDigest]:
    """Go through the digests of a workbook's measures, in its order."""
    for number, row in enumerate(book.rows):
        council, directorate = owner_of(row)
        yield RowDigest(
            source=row.source,
            number=number,
            ref=row.rated.measure.ref,
            key=row.rated.measure.key,
            council=council,
            directorate=directorate,
            known_as=row.directorate or row.source,
            sheet=row.sheet,
            cell=row.cell,
            ref_cell=row.ref_cell,
            says=_says(row),
            figure=row.stored_actual,
        )


def owner_of(row: ConsolidatedRow) -> tuple[str, str]:
    """Return a row's council and directorate in the form in which they are compared."""
    return folded(row.council), folded(row.directorate)


def _says(row: ConsolidatedRow) -> tuple[object, ...]:
    reading = row.rated.reading
    return (
        row.actual,
        reading.marker,
        reading.numerator,
        reading.denominator,
        reading.as_at,
        row.rated.target,
        row.status,
        row.direction,
    )
