"""Measures without a reference, where the others of their table have theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpibook.domain.finding import Finding
from kpibook.domain.wording import quoted
from kpibook.errors import Location
from kpibook.workbook.mapped.found import MappedRow


def without_ref(file: str, rows: Sequence[MappedRow]) -> Iterator[Finding]:
    """Yield a finding for each measure whose cell for the reference is blank.

    Args:
        file: The workbook's name, for messages.
        rows: The measures. A table in which none has a reference has none on purpose.
    """
    with_refs = {id(row.table) for row in rows if "ref" in row.cells}
    for row in rows:
        if "ref" in row.cells or "ref" not in row.places or id(row.table) not in with_refs:
            continue
        place = row.places["ref"]
        yield Finding(
            "layout-ref-missing",
            f"{quoted(row.title, 60)} has no reference; its name is taken for it, as {row.ref}.",
            Location(place.file or file, place.sheet, place.address),
            "Type its reference in the cell.",
            "Figures, targets and earlier quarters are joined by the reference, and miss it.",
            ref=row.ref,
        )
