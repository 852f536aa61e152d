"""Contents of a performance workbook, read once: settings, measures, readings, history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Measure, Reading
from kpibook.domain.measures.period import Quarter
from kpibook.errors import Location
from kpibook.workbook.fields import Row


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of a workbook, as the officer set them.

    Attributes:
        council: Name of the council; "" if not given.
        directorate: Name of the directorate; "" if not given.
        committee: The committee the return goes to; "" if not given.
        period: The quarter being reported.
        scheme: Key of the scheme, or the path of its file.
        scheme_place: The cell of that setting; None if it does not come from a workbook.
    """

    period: Quarter
    council: str = ""
    directorate: str = ""
    committee: str = ""
    scheme: str = "standard"
    scheme_place: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class PerformanceWorkbook:
    """Contents of a performance workbook.

    Attributes:
        file: Its file name.
        settings: Council, directorate, period, scheme.
        measures: The register by key, in its order.
        readings: This quarter's readings by key.
        rows: The rows of 'This quarter' by key, in sheet order; results are written there.
        history: Earlier readings by key and period.
        findings: Problems met while reading, in sheet order.
    """

    file: str
    settings: Settings
    measures: Mapping[str, Measure]
    readings: Mapping[str, Reading]
    rows: Mapping[str, Row]
    history: Mapping[tuple[str, Quarter], Reading]
    findings: tuple[Finding, ...]
