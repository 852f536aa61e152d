from kpibook.xlsx.worksheet.edits import Edit, Edits


def test_a_later_edit_of_a_cell_keeps_what_it_does_not_change():
    edits = Edits()
    edits.put(1, 1, Edit(b"<v>1</v>", "", 4))
    edits.put(1, 1, Edit(b"<v>2</v>"))
    assert edits.cells[1][1] == Edit(b"<v>2</v>", "", 4)


def test_a_copy_stands_apart():
    edits = Edits()
    edits.put(1, 1, Edit(b"<v>1</v>"))
    kept = edits.copy()
    edits.put(1, 2, Edit(b"<v>1</v>"))
    edits.heights[4] = 30.0

    assert kept.addresses() == ["A1"]
    assert kept.heights == {}


def test_only_cells_filled_or_styled_are_made():
    edits = Edits()
    edits.put(1, 1, Edit(b""))
    assert edits.made_area() is None

    edits.put(2, 3, Edit(b"", style=1))
    edits.put(9, 2, Edit(b"<v>1</v>"))
    assert str(edits.made_area()) == "B2:C9"


def test_edits_know_which_cells_hold_no_formula_now():
    edits = Edits()
    edits.put(1, 1, Edit(b"<v>1</v>"))
    edits.put(1, 2, Edit(b"<f>1</f>", formula=True))
    edits.put(1, 3, Edit(b""))

    assert edits.without_formula() == {"A1", "C1"}


def test_the_edits_of_one_row_can_be_had_alone():
    edits = Edits(heights={1: 30.0, 2: 40.0})
    edits.put(1, 1, Edit(b"a"))
    edits.put(2, 1, Edit(b"b"))

    assert edits.of_row(2).addresses() == ["A2"]
    assert edits.of_row(2).heights == {2: 40.0}
