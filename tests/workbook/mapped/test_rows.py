"""Rows of a table are measures, or are passed over with the reason."""

from __future__ import annotations

from kpibook.domain.measures.period import Quarter
from kpibook.workbook.mapped.council_layout import Shown, ShownAt, TableLayout
from kpibook.workbook.mapped.found import MappedRow, PassedOver
from kpibook.workbook.mapped.headings import locate
from kpibook.workbook.mapped.rows import Sheet, matches, rows_of
from tests.workbook.mapped.grids import grid_of

HEAD = ["Ref", "Measure", "Area", "Actual"]
TABLE = TableLayout(
    columns={"ref": "Ref", "measure": "Measure", "actual": "Actual"},
    heading_rows=(1,),
    sections="A",
    stops_at="Key:*",
    where={"Area": "Westmarch"},
    status=ShownAt("Actual", Shown.FILL),
)


def _read(*rows: list[object], fill: str = "") -> list[MappedRow | PassedOver]:
    grid = grid_of([HEAD, *rows], fills={(2, 4): fill} if fill else {})
    located = locate(grid, TABLE, Quarter(2024, 3))
    return list(rows_of(Sheet(grid, "", "Scorecard", TABLE, located, 2**31)))


def test_a_measure_has_its_cells_places_and_fill() -> None:
    row = _read(["A1", "Homes let", "Westmarch", 5], fill="92D050")[0]

    assert isinstance(row, MappedRow)
    assert row.ref == "A1"
    assert row.cells["actual"].value == 5
    assert (row.places["actual"].sheet, row.places["actual"].address) == ("Scorecard", "D2")
    assert row.shown == {"status": "92D050"}


def test_a_blank_actual_keeps_its_place() -> None:
    row = _read(["A1", "Homes let", "Westmarch"])[0]

    assert isinstance(row, MappedRow)
    assert "actual" not in row.cells
    assert row.places["actual"].address == "D2"


def test_rows_that_are_no_measures_say_why() -> None:
    rows = _read(
        ["A1", "Homes let", "Northby", 5],
        HEAD,
        ["Total", None, "Westmarch", 9],
        ["* provisional", None, "Westmarch"],
        ["Key: green is good"],
        ["A2", "Below", "Westmarch", 1],
    )

    assert [row.why for row in rows if isinstance(row, PassedOver)] == [
        "Area is 'Northby', not 'Westmarch'",
        "the headings again",
        "a total",
        "a foot note",
        "it is below the table",
        "it is below the table",
    ]


def test_a_pattern_takes_square_brackets_as_they_are() -> None:
    assert matches("KPIs [2024]", "kpis [2024]")
    assert not matches("KPIs 2", "KPIs [2024]")
