"""Cells that figures and the facts at the head come from, which a rated measure does not keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType

from kpibook.domain.measures.period import Quarter
from kpibook.domain.report.figure import WORKED_OUT, Origin
from kpibook.errors import Location
from kpibook.on_use.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class MeasureCells:
    """Cells of a measure; an empty location for a figure that was worked out.

    Attributes:
        place: The measure's place in the register, counted from 0.
        target: The cell of its target for the quarter.
        comparator: The cell of its comparator's value.
        forecast: The cell of its forecast.
        actuals: The cells of its actuals, this quarter's included.
        targets: The cells of the targets of earlier quarters, where the history keeps them.
    """

    place: int = 0
    target: Location = field(default_factory=Location)
    comparator: Location = field(default_factory=Location)
    forecast: Location = field(default_factory=Location)
    actuals: Mapping[Quarter, Location] = field(default_factory=lambda: MappingProxyType({}))
    targets: Mapping[Quarter, Location] = field(default_factory=lambda: MappingProxyType({}))


#: Of a measure that no cell is known of.
_NO_CELLS = MeasureCells()


@dataclass(frozen=True, slots=True)
class WorkbookCells:
    """Cells of all measures of a workbook.

    Attributes:
        workbook: Name of the workbook in the report.
        sha256: Hash of its bytes; "" if it has not been saved.
        measures: The cells by the key of the measure.
        sign_off: The cell of the sign-off of the quarter.
        council: The cell of the council's name.
        committee: The cell of the committee.
        directorate: The cell of the directorate.
    """

    workbook: str
    sha256: str = ""
    measures: Mapping[str, MeasureCells] = field(default_factory=lambda: MappingProxyType({}))
    sign_off: Location | None = None
    council: Location | None = None
    committee: Location | None = None
    directorate: Location | None = None

    def of(self, key: str) -> MeasureCells:
        """Return the cells of a measure."""
        return self.measures.get(key, _NO_CELLS)

    def origin(self, where: Location | None) -> Origin:
        """Return a cell as the origin of a figure; None and an empty location are worked out."""
        if where is None or not where.cell:
            return WORKED_OUT
        return Origin(self.workbook, where.sheet, where.cell, self.sha256)


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

    council: Origin | None = WORKED_OUT
    committee: Origin | None = WORKED_OUT
    directorate: Origin = WORKED_OUT
    agreement: Origin = WORKED_OUT
    agreement_data: str = ""
    is_title_filled: bool = True
