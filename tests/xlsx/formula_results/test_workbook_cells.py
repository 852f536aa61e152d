import pytest

from kpibook.xlsx.calculation.syntax import NotPlain
from kpibook.xlsx.cells.references import area
from kpibook.xlsx.formula_results import workbook_cells
from kpibook.xlsx.formula_results.workbook_cells import WorkbookCells
from tests.xlsx.calculation.calculated import opened


def test_pending_edits_are_among_the_cells():
    with opened(Data={"A1": 1, "A2": "=A1"}) as book:
        book.sheet("Data").set("A1", 5)
        book.sheet("Data").set("B9", 7)
        cells = WorkbookCells(book)
        assert cells.cell("data", 1, 1).value == 5
        assert [(r, c, x.value) for r, c, x in cells.filled("DATA", area("A1:C2000"))] == [
            (1, 1, 5),
            (2, 1, 0),
            (9, 2, 7),
        ]


def test_a_few_rows_and_all_rows_give_the_same_cells():
    with opened(Data={f"A{n}": n for n in range(1, 200)}) as book:
        few = [WorkbookCells(book).cell("Data", n, 1).value for n in range(1, 200)]
        every = [x.value for _, _, x in WorkbookCells(book).filled("Data", area("A:A"))]
    assert few == every == list(range(1, 200))


def test_a_sheet_beyond_the_bound_is_not_read(monkeypatch):
    monkeypatch.setattr(workbook_cells, "LARGEST_SHEET", 100)
    with opened(Data={"A1": 1}) as book, pytest.raises(NotPlain, match="too large"):
        WorkbookCells(book).cell("Data", 1, 1)


def test_a_chart_sheet_has_no_cells():
    with opened(Data={"A1": 1}) as book, pytest.raises(NotPlain, match="does not exist"):
        WorkbookCells(book).cell("Chart1", 1, 1)


def test_the_table_around_a_cell_is_found_without_its_name():
    table = ("Data", "B2:C4", {"name": "Parts", "columns": [{"header": "N"}, {"header": "Of"}]})
    with opened(Data={}, tables=[table]) as book:
        cells = WorkbookCells(book)
        assert cells.table("", ("data", 3, 2)) == cells.table("parts", ("data", 99, 1))
        assert cells.table("PARTS", ("data", 1, 1)).columns == {"n": 2, "of": 3}
        assert cells.table("", ("data", 9, 2)) is None
