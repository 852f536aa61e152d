import pytest

from kpibook.xlsx.cells.array_formulas import array_formulas, input_cells
from kpibook.xlsx.cells.references import area


def read(*formulas, prefix=b""):
    cells = "".join(f'<c r="A1">{formula}<v>1</v></c>' for formula in formulas)
    return list(array_formulas(f'<row r="1">{cells}</row>'.encode(), prefix))


def test_an_array_formula_has_its_area_and_its_text():
    (formula,) = read('<f t="array" ref="A1:B2">C1:C2&amp;"x"</f>')
    assert (formula.area, formula.text) == (area("A1:B2"), 'C1:C2&"x"')
    assert (formula.is_data_table, formula.inputs) == (False, ())


def test_a_what_if_table_has_no_text_and_names_its_input_cells():
    (table,) = read('<f t="dataTable" ref="B2:C3" dt2D="1" dtr="1" r1="A9" r2="B9"/>')
    assert (table.area, table.text, table.is_data_table) == (area("B2:C3"), "", True)
    assert table.inputs == ("A9", "B9")


@pytest.mark.parametrize(
    ("attributes", "inputs"),
    [
        pytest.param({b"r1": b"A1"}, ("A1",), id="one"),
        pytest.param({b"r1": b"A1", b"del1": b"1", b"r2": b"B1"}, ("B1",), id="the first is gone"),
        pytest.param({b"r1": b"A1", b"del1": b"true"}, (), id="none is left"),
        pytest.param({b"r1": b"A1", b"del1": b"0"}, ("A1",), id="said not to be gone"),
    ],
)
def test_an_input_cell_that_was_deleted_is_none(attributes, inputs):
    assert input_cells(attributes) == inputs


@pytest.mark.parametrize(
    "formula",
    ["<f>A1*2</f>", '<f t="shared" ref="A1:A2" si="0">B1</f>', '<f t="array" ref="A1:B">B1</f>'],
)
def test_other_formulas_and_damaged_areas_are_left_out(formula):
    assert read(formula, "<is>array dataTable</is>") == []
