"""A status in the file may tell which way is good; where it does not, it is asked."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpibook.domain.rating.arithmetic import Position
from kpibook.domain.rating.rate import rate
from kpibook.domain.rules.outcomes import Status
from kpibook.services.layouts.check import CheckedMeasure
from kpibook.services.layouts.proposal.polarities import polarity_by_status
from kpibook.sources.schemes import load_scheme
from kpibook.workbook.mapped.council_layout import TableLayout
from kpibook.workbook.mapped.found import MappedRow
from kpibook.xlsx import Cell

SCHEME = load_scheme("standard")


@pytest.mark.parametrize(
    ("name", "actual", "status", "way"),
    [
        ("Invoices paid on time", "97.2", Status.MET, "higher"),
        ("Working days lost", "90", Status.MET, "lower"),
        ("Invoices paid on time", "97", Status.MET, ""),
        ("Missed collections", "0", Status.OFF, ""),
        ("Invoices paid on time", "97.2", None, ""),
    ],
)
def test_a_polarity_is_taken_only_where_the_status_leaves_one(
    name: str, actual: str, status: Status | None, way: str
) -> None:
    position = Position(actual=Decimal(actual), target=Decimal(97))
    cells = {"measure": Cell("B2", "text", name)}
    row = MappedRow("A1", cells, {}, {}, TableLayout())
    measure = CheckedMeasure(row, position, rate(position, SCHEME), status, differs=False)

    assert polarity_by_status(measure, SCHEME)[0] == way
