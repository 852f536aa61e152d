import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.errors import RefusedEdit
from kpibook.xlsx.cells.references import MAX_COLUMN, MAX_ROW, Area, address, area, areas, cell_at

rows = st.integers(1, MAX_ROW)
columns = st.integers(1, MAX_COLUMN)


@given(rows, columns)
def test_an_address_leads_back_to_its_cell(row, column):
    assert cell_at(address(row, column)) == (row, column)


@given(rows, columns, rows, columns)
def test_an_area_reads_back_as_written(r1, c1, r2, c2):
    one = Area(min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2))

    assert area(str(one)) == one


@pytest.mark.parametrize(
    "text",
    ["", "A", "1", "A0", "A01", "XFE1", "A1048577", "AAAA1", "A1:B2", "Sheet!A1", "١", "A١", "A1 "],
)
def test_what_is_no_cell_is_refused(text):
    with pytest.raises(RefusedEdit) as caught:
        cell_at(text)

    assert caught.value.code == "address-not-a-cell"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("B2:D9", Area(2, 2, 9, 4)),
        ("D9:B2", Area(2, 2, 9, 4)),
        ("$B$2", Area(2, 2, 2, 2)),
        ("A:C", Area(1, 1, MAX_ROW, 3)),
        ("2:3", Area(2, 1, 3, MAX_COLUMN)),
        ("$A$1:$XFD$1048576", Area(1, 1, MAX_ROW, MAX_COLUMN)),
    ],
    ids=str,
)
def test_an_area_may_be_whole_rows_or_columns(text, expected):
    assert area(text) == expected


@pytest.mark.parametrize("text", ["", "A", "1", "A:1", "A1:B", "#REF!", "A1:", "Sheet1!A1:B2"])
def test_what_is_no_area_is_refused(text):
    with pytest.raises(RefusedEdit) as caught:
        area(text)

    assert caught.value.code == "address-not-an-area"


def test_a_list_of_areas_leaves_out_what_is_none():
    assert [str(one) for one in areas("A1:B2 #REF! C3")] == ["A1:B2", "C3"]


def test_an_area_knows_its_cells_and_its_size():
    one = area("B2:D9")

    assert (2, 2) in one
    assert (9, 4) in one
    assert (1, 2) not in one
    assert (2, 5) not in one
    assert "B2" not in one
    assert (one.rows, one.columns, one.size, one.anchor) == (8, 3, 24, "B2")


@pytest.mark.parametrize(
    ("other", "meets"), [("D9", True), ("E9", False), ("A1:B2", True), ("A1:A9", False)]
)
def test_areas_meet_where_they_share_a_cell(other, meets):
    assert area("B2:D9").meets(area(other)) is meets
