"""How serious the findings about a layout are."""

from __future__ import annotations

from kpibook.codes.code import Severity
from kpibook.codes.layouts import CODES

SEVERITY = {code.name: code.severity for code in CODES}


def test_a_layout_that_does_not_fit_is_to_be_settled() -> None:
    codes = ["layout-column-missing", "layout-headings-missing", "layout-unknown", "layout-value"]

    assert {SEVERITY[code] for code in codes} == {Severity.STOP}


def test_a_status_that_differs_is_for_a_person_and_a_moved_heading_is_not() -> None:
    assert SEVERITY["layout-status-differs"] is Severity.LOOK
    assert SEVERITY["layout-moved"] is Severity.NOTE
