"""References that follow rows of a table to their new places."""

from __future__ import annotations

import pytest

from kpibook.errors import RefusedEdit
from kpibook.xlsx.cells.references import area
from kpibook.xlsx.tables.row_order import RowOrder

#: Rows 4 to 8; the row that is last now goes to the second place.
ORDER = RowOrder.of("Data", 4, [0, 4, 1, 2, 3], [])
#: The same, and the row that moves was blank.
FRESH = RowOrder.of("Data", 4, [0, 4, 1, 2, 3], [4])


@pytest.mark.parametrize(
    ("text", "order", "after"),
    [
        pytest.param("C8*2", ORDER, "C5*2", id="the row that moves"),
        pytest.param("$C$5", ORDER, "$C$6", id="a row that makes way"),
        pytest.param("C4", ORDER, "C4", id="a row that stays"),
        pytest.param("SUM(C4:C8)", ORDER, "SUM(C4:C8)", id="all rows"),
        pytest.param("SUM(C5:C7)", ORDER, "SUM(C6:C8)", id="rows that stay together"),
        pytest.param("SUM(C4:C6)", FRESH, "SUM(C4:C7)", id="a blank row comes between"),
        pytest.param("SUM(C6:C8)", FRESH, "SUM(C7:C8)", id="a blank row leaves"),
        pytest.param('"C8"&Data[C8]', ORDER, '"C8"&Data[C8]', id="no reference"),
        pytest.param("Other!C8", ORDER, "Other!C8", id="another sheet"),
    ],
)
def test_a_formula_reads_the_same_figures_at_their_new_places(
    text: str, order: RowOrder, after: str
) -> None:
    assert order.formula(text, at_home=True) == after


def test_on_another_sheet_only_references_that_name_the_sheet_follow() -> None:
    assert ORDER.formula("Data!C8+C8", at_home=False) == "Data!C5+C8"


@pytest.mark.parametrize("text", ["SUM(C4:C6)", "SUM(4:6)"])
def test_a_range_whose_rows_would_part_is_refused(text: str) -> None:
    with pytest.raises(RefusedEdit) as refused:
        ORDER.formula(text, at_home=True)
    assert refused.value.code == "row-order-refused"


def test_a_time_in_quotation_marks_is_no_rows() -> None:
    assert ORDER.formula('TEXT(C4,"4:6")', at_home=True) == 'TEXT(C4,"4:6")'


def test_areas_of_a_list_are_divided_where_their_rows_part() -> None:
    assert ORDER.sqref("C4:C6 A1") == "C4 C6:C7 A1"
    assert ORDER.runs(area("A1:C20")) == [area("A1:C20")]


def test_a_format_relative_to_its_first_cell_stays_only_if_that_cell_does() -> None:
    assert ORDER.formula_of_area("C4>$C$8", "C4:C8", at_home=True) == "C4>$C$5"
    assert ORDER.formula_of_area("C8>1", "C8", at_home=True) == "C5>1"
    assert ORDER.formula_of_area("$A$1>1", "C5:C7", at_home=True) == "$A$1>1"
    with pytest.raises(RefusedEdit):
        ORDER.formula_of_area("C5>1", "C5:C7", at_home=True)
