from __future__ import annotations

from dataclasses import replace

from kpibook.domain.finding import Finding
from kpibook.outputs.consolidated.findings import findings_page
from tests.outputs.consolidated.given import a_varied_consolidation


def test_a_finding_says_where_what_and_how_and_has_a_number() -> None:
    page = findings_page(a_varied_consolidation())

    assert dict(zip(page.header, [cell.value for cell in page.rows[0]], strict=True)) == {
        "Number": 1,
        "How serious": "To settle",
        "Workbook": "housing.xlsx",
        "Sheet": "Measures",
        "Cell": "R7",
        "Ref": "HSG2",
        "What is to be put right": "HSG2 has a tolerance of -2.",
        "Why it matters": "",
        "How to put it right": "Enter 0 or more.",
        "Code": "tolerance-negative",
    }


def test_what_is_to_settle_comes_first_and_keeps_the_order_of_the_workbooks() -> None:
    codes = ("figure-note", "actual-missing", "ref-missing", "ref-duplicate")
    findings = tuple(Finding(code, "What.") for code in codes)

    page = findings_page(replace(a_varied_consolidation(), findings=findings))

    last = page.header.index("Code")
    assert [row[last].value for row in page.rows] == [*codes[2:], codes[1], codes[0]]
    assert [row[0].value for row in page.rows] == [1, 2, 3, 4]


def test_where_there_is_none_that_is_said() -> None:
    page = findings_page(replace(a_varied_consolidation(), findings=()))

    assert (page.table, page.lines) == ("", ["There is nothing to put right."])
