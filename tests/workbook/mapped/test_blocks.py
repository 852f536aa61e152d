"""A block of rows is a measure, whose labels say which row holds what."""

from __future__ import annotations

from kpibook.domain.measures.period import Quarter
from kpibook.workbook.mapped.council_layout import (
    CouncilLayout,
    Orientation,
    Shown,
    ShownAt,
    TableLayout,
)
from kpibook.workbook.mapped.found import MappedRow
from kpibook.workbook.mapped.grid import text_of
from kpibook.workbook.mapped.reading import SourceFile, read_mapped
from tests.workbook.mapped.grids import grid_of

TABLE = TableLayout(
    orientation=Orientation.BLOCKS,
    columns={"measure": "title", "polarity": "*", "target": "Target", "actual": "Actual"},
    status=ShownAt("RAG", Shown.LETTER),
    periods="{quarter}",
)
BLOCK: list[list[object]] = [
    ["PL1 Appeals allowed"],
    [None, "Q1", "Q2"],
    ["Target", 30, 30],
    ["Actual", 25, 33],
    ["RAG", "G", "R"],
    ["Lower is better. Comment:"],
]


def _rows(rows: list[list[object]], number: int) -> list[MappedRow]:
    file = SourceFile("x.xlsx", [grid_of(rows)])
    return read_mapped(file, CouncilLayout((TABLE,)), Quarter(2024, number)).rows


def test_a_block_gives_its_title_figures_and_polarity() -> None:
    row = _rows([["Planning"], *BLOCK], 2)[0]

    assert {role: text_of(cell) for role, cell in row.cells.items()} == {
        "ref": "PL1",
        "measure": "Appeals allowed",
        "target": "30",
        "actual": "33",
        "previous": "25",
        "polarity": "lower",
    }
    assert row.shown == {"status": "R"}
    assert row.places["actual"].address == "C5"


def test_each_block_has_its_own_title() -> None:
    second = [["PL2 Homes approved"], *BLOCK[1:5], ["Higher is better"]]
    rows = _rows([*BLOCK, [], *second], 1)

    assert [(row.ref, text_of(row.cells["polarity"])) for row in rows] == [
        ("PL1", "lower"),
        ("PL2", "higher"),
    ]


def test_a_quarter_that_is_not_filled_yet_keeps_its_place() -> None:
    rows: list[list[object]] = [*BLOCK[:3], ["Actual", 25], *BLOCK[4:]]

    row = _rows(rows, 2)[0]

    assert "actual" not in row.cells
    assert row.places["actual"].address == "C4"
