"""What the rules of a consolidation have to know of one row, however large the row is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kpibook.domain.consolidation.consolidation import ConsolidatedRow, RefusedRow, SourceBook
from kpibook.domain.consolidation.workbook_refusals import Refusal, folded
from kpibook.errors import Location


@dataclass(frozen=True, slots=True)
class RowDigest:
    """A row without its words and its history.

    Attributes:
        source: Name of its workbook.
        number: Which of the workbook's measures it is, 0 being the first.
        ref: Its reference as written.
        key: Its reference in the form in which it is compared.
        council: Likewise; "" if the workbook does not say.
        directorate: Likewise.
        known_as: Its directorate as written; without one, its workbook.
        sheet: The sheet it is on.
        cell: The cell of its actual.
        ref_cell: The cell of its reference.
        says: What has to be equal in two rows of one measure for it not to matter which is used.
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
        """Which row it is, among all."""
        return self.source, self.number

    @property
    def where(self) -> Location:
        """Where a finding about it points."""
        return Location(self.source, self.sheet, self.ref_cell)

    def refused(self, refusal: Refusal) -> RefusedRow:
        """The row as one that is not used."""
        return RefusedRow(
            self.source, self.ref, self.sheet, self.cell, refusal.code, refusal.why, self.figure
        )


def digests_of(book: SourceBook) -> Iterator[RowDigest]:
    """The digests of a workbook's measures, in its order."""
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
    """Council and directorate of a row in the form in which they are compared."""
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
