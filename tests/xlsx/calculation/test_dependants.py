import random

import pytest

from kpibook.xlsx.calculation.dependants import dependants
from kpibook.xlsx.cells.references import address, cell_at
from kpibook.xlsx.formula_results.workbook_cells import WorkbookCells
from tests.xlsx.calculation.calculated import opened


def stale(sheets, changed=(), changed_sheets=(), **others):
    """Addresses on Data of the formulas that read the changed cells of Data."""
    with opened(**sheets, **others) as book:
        cells = WorkbookCells(book)
        formulas = {p: f for name in book.sheet_names for p, f in cells.formulas(name)}
        places = [("data", *cell_at(cell)) for cell in changed]
        dependent = dependants(formulas, places, cells, changed_sheets)
    return {address(row, column) for sheet, row, column in dependent if sheet == "data"}


CELLS = {
    "A1": 1,
    "A2": 2,
    "B1": "=A1",
    "B2": "=SUM(A1:A9)",
    "B3": "=B1*2",
    "B4": "=VLOOKUP(1,A:A,1)",
    "B5": "=A2",
    "B6": "=INDIRECT(C9)",
    "B7": "=Other!A1",
    "B8": "=B9",
    "B9": "=B8",
}


@pytest.mark.parametrize(
    ("changed", "readers"),
    [
        (["A1"], {"B1", "B2", "B3", "B4", "B6"}),
        (["A2"], {"B2", "B4", "B5", "B6"}),
        (["A8"], {"B2", "B4", "B6"}),
        (["C9"], {"B6"}),
        (["B8"], {"B6", "B8", "B9"}),
        ([], set()),
    ],
)
def test_readers_of_a_changed_cell_directly_and_through_others(changed, readers):
    assert stale({"Data": CELLS, "Other": {"A1": 1}}, changed) == readers


def test_every_reader_of_a_sheet_that_was_replaced():
    assert stale({"Data": CELLS, "Other": {"A1": 1}}, changed_sheets=["other"]) == {"B6", "B7"}


def test_the_same_cells_as_a_search_from_each_formula():
    """A thousand formulas over random cells and ranges, against a plain search."""
    rng = random.Random(20260331)
    cells, reads = {}, {}
    for _ in range(1000):
        row, column = rng.randint(1, 300), rng.randint(1, 12)
        first = rng.randint(1, 300)
        last = min(300, first + rng.choice([0, 0, 0, 3, 90]))
        over = rng.randint(1, 12)
        place = (row, column)
        reads[place] = {(r, over) for r in range(first, last + 1)}
        cells[address(row, column)] = f"=SUM({address(first, over)}:{address(last, over)})"
    changed = {(rng.randint(1, 300), rng.randint(1, 12)) for _ in range(3)}
    expected, before = set(), None
    while before != expected:
        before = set(expected)
        expected = {p for p, read in reads.items() if read & (changed | expected)}

    assert stale({"Data": cells}, [address(*place) for place in changed]) == {
        address(*place) for place in expected
    }
    assert 0 < len(expected) < len(reads)
