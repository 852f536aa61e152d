from __future__ import annotations

from dataclasses import replace

from kpibook.outputs.consolidated.findings import findings_page
from tests.outputs.consolidated.given import a_varied_consolidation


def test_a_finding_says_where_what_and_how_and_has_a_number() -> None:
    page = findings_page(a_varied_consolidation())

    assert dict(zip(page.header, [cell.value for cell in page.rows[0]], strict=True)) == {
        "Number": 1,
        "Workbook": "housing.xlsx",
        "Sheet": "Measures",
        "Cell": "R7",
        "Ref": "HSG2",
        "What is to be put right": "HSG2 has a tolerance of -2.",
        "Why it matters": "",
        "How to put it right": "Enter 0 or more.",
        "Code": "tolerance-negative",
    }


def test_where_there_is_none_that_is_said() -> None:
    page = findings_page(replace(a_varied_consolidation(), findings=()))

    assert (page.table, page.lines) == ("", ["There is nothing to put right."])
