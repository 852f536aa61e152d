"""A heading that the layout names and the sheet does not have is said, whatever its role."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.workbook.mapped.council_layout import (
    CouncilLayout,
    Orientation,
    Shown,
    ShownAt,
    TableLayout,
)
from kpibook.workbook.mapped.reading import SourceFile, read_mapped
from tests.workbook.mapped.grids import grid_of

Q3 = Quarter(2024, 3)
COLUMNS = {
    "ref": "Ref",
    "unit": "Unit",
    "polarity": "Good is",
    "tolerance": "Allowed",
    "owner": "Lead",
    "year_target": "{year} Target",
    "actual": "{quarter} Actual",
    "previous": "{quarter-1} Actual",
    "previous_year_outturn": "{year-1} Outturn",
    "comparator": "Peers",
    "commentary": "Comments",
    "action": "Doing",
    "marker": "Mark",
}
HEADINGS = [
    *("Ref", "Unit", "Good is", "Allowed", "Lead", "2024/25 Target", "Q3 Actual", "Q2 Actual"),
    *("2023/24 Outturn", "Peers", "Comments", "Doing", "Mark", "RAG", "DoT"),
]


def _findings(headings: Sequence[str], period: Quarter = Q3) -> list[Finding]:
    table = TableLayout(
        columns=COLUMNS,
        heading_rows=(1,),
        status=ShownAt("RAG", Shown.LETTER),
        direction=ShownAt("DoT", Shown.SYMBOL),
    )
    book = SourceFile("x.xlsx", [grid_of([headings, ["A1", "%", "High"]])])
    return read_mapped(book, CouncilLayout((table,)), period).findings


def test_a_sheet_with_every_heading_has_no_finding() -> None:
    assert _findings(HEADINGS) == []


@pytest.mark.parametrize("heading", HEADINGS[1:])
def test_a_heading_that_is_renamed_is_missing(heading: str) -> None:
    findings = _findings([text if text != heading else "Other" for text in HEADINGS])

    assert [finding.code for finding in findings] == ["layout-column-missing"]


def test_the_message_names_the_heading_and_what_it_is() -> None:
    (finding,) = _findings([text if text != "Comments" else "Other" for text in HEADINGS])

    assert "no column is headed 'Comments' in Q3 2024/25" in finding.what
    assert "commentary" in str(finding)


def test_the_quarter_before_the_first_is_on_last_years_sheet_and_not_missing() -> None:
    headings = [text.replace("Q3", "Q1").replace("Q2", "Other") for text in HEADINGS]

    assert _findings(headings, Quarter(2024, 1)) == []
    assert [f.code for f in _findings(headings, Quarter(2024, 2))] == ["layout-column-missing"]


def test_a_label_that_no_block_has_and_a_quarter_above_none_are_missing() -> None:
    table = TableLayout(
        orientation=Orientation.BLOCKS,
        columns={"measure": "title", "target": "Target", "actual": "Actual"},
        periods="{quarter}",
    )
    rows: list[list[object]] = [["", "Q1", "Q2"], ["Homes built"], ["Aim", 1, 2], ["Actual", 1, 2]]
    book = SourceFile("x.xlsx", [grid_of(rows)])

    findings = read_mapped(book, CouncilLayout((table,)), Q3).findings

    assert [finding.code for finding in findings] == ["layout-column-missing"]
    assert "no row or period is headed 'Target' and '{quarter}'" in findings[0].what
