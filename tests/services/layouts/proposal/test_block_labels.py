"""A block a measure is known by labels in one column."""

from __future__ import annotations

from kpibook.domain.measures.period import Quarter
from kpibook.services.layouts.proposal.block_labels import block_labels, propose_blocks
from tests.workbook.mapped.grids import grid_of

ROWS: list[list[object]] = [
    ["PL1 Appeals allowed"],
    [None, "Q1", "Q2"],
    ["Target", 30, 30],
    ["Actual", 25, 33],
    ["RAG", "G", "R"],
]


def test_labels_are_found_and_the_quarter_becomes_a_placeholder() -> None:
    grid = grid_of(ROWS)
    labels = block_labels(grid)

    assert labels == {"target": "Target", "actual": "Actual", "status": "RAG"}
    table = propose_blocks(grid, labels, Quarter(2024, 2)).table
    assert table.periods == "{quarter}"
    assert table.status is not None
    assert table.status.shown.value == "letter"


def test_headings_of_a_row_are_no_labels() -> None:
    rows: list[list[object]] = [["Ref", "Measure", "Target", "Actual"], ["A1", "Homes let", 1, 2]]

    assert block_labels(grid_of(rows)) == {}
