"""Facts at the head of a report, each with the cell it comes from."""

from __future__ import annotations

from kpibook.domain.report.figure import Origin
from kpibook.on_use.dataclass import dataclass

_NO_CELL = Origin()


@dataclass(frozen=True, slots=True)
class HeadFacts:
    """Facts at the head of a report. A fact in the council's own words is None.

    Attributes:
        council: The cell of the council's name.
        committee: The cell of the committee.
        directorate: The cell of the directorate.
        agreement: The cell of the sign-off; of a draft the workbook alone.
        agreement_data: The state in no language: draft, changed, or who agreed it and when.
        is_title_filled: True if the title holds words from the workbooks, such as the quarter.
    """

    council: Origin | None = _NO_CELL
    committee: Origin | None = _NO_CELL
    directorate: Origin = _NO_CELL
    agreement: Origin = _NO_CELL
    agreement_data: str = ""
    is_title_filled: bool = True
