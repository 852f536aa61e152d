"""Tables are joined so that no figure is left out without a word."""

from __future__ import annotations

from kpibook.domain.measures.period import Quarter
from kpibook.workbook.mapped.council_layout import CouncilLayout, TableLayout
from kpibook.workbook.mapped.found import MappedReading
from kpibook.workbook.mapped.grid import text_of
from kpibook.workbook.mapped.reading import SourceFile, read_mapped
from tests.workbook.mapped.grids import grid_of

Q3 = Quarter(2024, 3)
ROWS: list[list[object]] = [
    ["Ref", "Name", "2024/25 Target", "Actual"],
    ["A1", "Homes built", 120, 80],
    ["A2", "Homes let", 40, 30],
]
SIDE: list[list[object]] = [["Ref", "Q3 Target"], ["A1", 90]]


def _read(
    side: list[list[object]], at: str = "{year} Target", side_at: str = "{quarter} Target"
) -> MappedReading:
    main = TableLayout(
        "Scores",
        columns={"ref": "Ref", "measure": "Name", "target": at, "actual": "Actual"},
        heading_rows=(1,),
    )
    more = TableLayout(
        columns={"ref": "Ref", "target": side_at}, heading_rows=(1,), file="targets.csv"
    )
    book = SourceFile("x.xlsx", [grid_of(ROWS, "Scores")])
    others = {"targets.csv": SourceFile("targets.csv", [grid_of(side)], has_sheets=False)}
    return read_mapped(book, CouncilLayout((main, more)), Q3, others)


def test_the_target_of_the_quarter_in_a_side_table_comes_before_that_of_the_year() -> None:
    reading = _read(SIDE)

    assert [text_of(row.cells["target"]) for row in reading.rows] == ["90", "40"]
    assert text_of(reading.rows[0].cells["year_target"]) == "120"
    assert reading.rows[0].place_of("target").file == "targets.csv"
    assert reading.findings == []


def test_two_targets_of_one_stretch_that_differ_are_said() -> None:
    reading = _read([["Ref", "2024/25 Target"], ["A1", 90], ["A2", 40]], side_at="{year} Target")

    finding = reading.findings[0]
    assert [finding.code for finding in reading.findings] == ["layout-said-twice"]
    assert "the target of 1 measure is in two tables" in finding.what
    assert "A1" in finding.what
    assert "targets.csv" in finding.what
    assert text_of(reading.rows[0].cells["target"]) == "120"


def test_two_rows_of_a_side_table_that_differ_are_said() -> None:
    codes = [finding.code for finding in _read([*SIDE, ["A1", 95]]).findings]

    assert codes == ["layout-said-twice"]


def test_a_row_of_a_side_table_that_belongs_to_no_measure_is_said() -> None:
    findings = _read([*SIDE, ["A3", 95]]).findings

    assert [finding.code for finding in findings] == ["layout-row-unmatched"]
    assert "A3" in findings[0].what
