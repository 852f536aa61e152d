import io
import re
import zipfile

import openpyxl
import pytest

from kpibook.xlsx import Workbook
from kpibook.xlsx.formula_results import workbook_cells
from tests.support import validator
from tests.support.packages import packed, parts
from tests.xlsx.calculation.calculated import a_workbook, as_calculated

LOOKUP = "=VLOOKUP(1,A1:B1,2,FALSE)"


def saved(tmp_path, edit, **cells):
    """Stored results of Data after an edit and a save, by address, and the file."""
    data = as_calculated(a_workbook(Data={"A1": 1, "B1": 7, **cells}))
    path = tmp_path / "book.xlsx"
    with Workbook.from_bytes(data, "book.xlsx") as book:
        edit(book.sheet("Data"))
        book.save(path)
    sheet = openpyxl.load_workbook(path, data_only=True)["Data"]
    return {cell.coordinate: cell.value for row in sheet for cell in row}, path


@pytest.mark.parametrize(
    ("formula", "stored", "after"),
    [
        pytest.param("=B1*2", 14, 18, id="worked out"),
        pytest.param("=C1*2", 28, 36, id="through another formula"),
        pytest.param(LOOKUP, 7, None, id="not plain: no result"),
        pytest.param('=IF(B1>8,"more","less")', "less", "more", id="a text"),
        pytest.param("=1/(B1-9)", 0.5, "#DIV/0!", id="an error"),
        pytest.param("=D1*2", 6, 6, id="reads nothing that changed"),
        pytest.param("=LEFT(D1,1)", "3", "3", id="not plain, reads nothing that changed"),
        pytest.param("=B1>8", False, True, id="a truth value"),
    ],
)
def test_a_formula_that_reads_a_changed_cell_gets_its_result(tmp_path, formula, stored, after):
    results, path = saved(
        tmp_path, lambda s: s.set("B1", 9), C1=("=B1*2", 14), D1=3, Z1=(formula, stored)
    )
    assert results["Z1"] == after
    assert openpyxl.load_workbook(path)["Data"]["Z1"].value == formula


@pytest.mark.slow
def test_the_file_is_valid(tmp_path):
    _, path = saved(
        tmp_path, lambda s: s.set("B1", 9), C1=("=B1*2", 14), D1=(LOOKUP, 7), E1=("=B1>8", False)
    )
    assert validator.errors(path) == []


def test_a_formula_written_without_a_result_gets_it(tmp_path):
    results, _ = saved(tmp_path, lambda s: s.set_formula("Z9", "=B1*3"))
    assert results["Z9"] == 21


def test_a_formula_written_with_its_result_keeps_it(tmp_path):
    results, _ = saved(tmp_path, lambda s: s.set_formula("Z9", LOOKUP, cached=7))
    assert results["Z9"] == 7


def test_a_result_that_is_vouched_for_stays(tmp_path):
    path = tmp_path / "book.xlsx"
    data = as_calculated(a_workbook(Data={"A1": 1, "B1": 7, "Z1": (LOOKUP, 7)}))
    with Workbook.from_bytes(data, "book.xlsx") as book:
        book.sheet("Data").set("A1", 1.0)
        book.know_results("Data", ["Z1"])
        book.save(path)
    assert openpyxl.load_workbook(path, data_only=True)["Data"]["Z1"].value == 7


SHARED = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*2</f><v>2</v>'
    '</c></row><row r="2"><c r="A2"><v>2</v></c><c r="B2" s="0" cm="1"><f t="shared" si="0"/>'
    '<v>4</v></c></row><row r="3"><c r="A3"><v>3</v></c><c r="B3"><f t="shared" si="0"/><v>6</v>'
    "</c></row>"
)


@pytest.mark.parametrize(
    ("edits", "formulas"),
    [
        ({"A1": 5, "A2": 6}, ["=A1*2", "=A2*2", "=A3*2"]),
        ({"B1": 1, "A2": 6}, [1, "=A2*2", "=A3*2"]),
    ],
    ids=["master stays", "master overwritten"],
)
def test_a_shared_formula_stays_shared_and_gets_its_results(tmp_path, edits, formulas):
    path = tmp_path / "book.xlsx"
    with Workbook.from_bytes(packed(parts(SHARED)), "b.xlsx") as book:
        for cell, value in edits.items():
            book.sheet("Data").set(cell, value)
        book.save(path)
    with Workbook.open(path) as book:
        cells = [book.sheet("Data").cell(f"B{n}") for n in (1, 2, 3)]
        source = book.container.read("xl/worksheets/sheet1.xml")
    assert [cell.formula or cell.value for cell in cells] == formulas
    assert [cell.value for cell in cells][1:] == [12, 6]
    assert source.count(b't="shared"') == len([f for f in formulas if isinstance(f, str)])
    assert b'cm="1"' in source


def test_a_part_of_an_array_formulas_result_is_not_left_stale(tmp_path):
    row = (
        '<row r="1"><c r="A1"><f t="array" ref="A1:B1">C1:D1*2</f><v>2</v></c>'
        '<c r="B1"><v>4</v></c><c r="C1"><v>1</v></c><c r="D1"><v>2</v></c></row>'
    )
    path = tmp_path / "book.xlsx"
    with Workbook.from_bytes(packed(parts(row)), "b.xlsx") as book:
        book.sheet("Data").set("C1", 5)
        book.save(path)
    with Workbook.open(path) as book:
        cells = [book.sheet("Data").cell(address) for address in ("A1", "B1", "D1")]
    assert [cell.value for cell in cells] == [None, None, 2]
    assert cells[0].formula == "=C1:D1*2"


def test_the_same_edit_again_changes_nothing(tmp_path):
    _, path = saved(tmp_path, lambda s: s.set("B1", 9), C1=("=B1*2", 14))
    with Workbook.open(path) as book:
        book.sheet("Data").set("B1", 9)
        assert book.is_as_opened()


def test_beyond_the_bound_no_result_is_touched_and_no_mark_is_set(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook_cells, "LARGEST_SHEET", 100)
    results, path = saved(tmp_path, lambda s: s.set("B1", 9), C1=("=B1*2", 14))
    assert results["C1"] == 14
    with Workbook.open(path) as book:
        assert not book.calculation.trusted


def test_an_empty_text_keeps_its_bytes(tmp_path):
    with Workbook.from_bytes(a_workbook(Data={"A1": 1}), "book.xlsx") as book:
        book.sheet("Data").set_formula("Z1", '=IF(Z99="","",1)', cached="")
        book.save(tmp_path / "before.xlsx")
    with Workbook.open(tmp_path / "before.xlsx") as book:
        book.sheet("Data").set("A1", 2)
        book.save(tmp_path / "after.xlsx")

    before, after = (
        re.search(rb'<c r="Z1".*?</c>', zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml"))
        for file in (tmp_path / "before.xlsx", tmp_path / "after.xlsx")
    )
    assert before is not None
    assert after is not None
    assert after[0] == before[0]


@pytest.mark.parametrize(
    ("formula", "stored"),
    [
        pytest.param("=D1+1", 4, id="a number"),
        pytest.param("=Z99", 0, id="of an empty cell"),
        pytest.param('=IF(D1>1,"more","less")', "more", id="a text"),
        pytest.param("=D1>1", True, id="a truth value"),
        pytest.param("=1/0", "#DIV/0!", id="an error"),
        pytest.param("=D1/9", 1 / 3, id="a fraction"),
    ],
)
def test_a_right_result_keeps_its_bytes(tmp_path, formula, stored):
    data = as_calculated(a_workbook(Data={"A1": 1, "D1": 3, "Z1": (formula, stored)}))
    path = tmp_path / "book.xlsx"
    with Workbook.from_bytes(data, "book.xlsx") as book:
        book.sheet("Data").set("A1", 2)
        book.save(path)

    before, after = (
        re.search(rb'<c r="Z1".*?</c>', zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml"))
        for file in (io.BytesIO(data), path)
    )
    assert before is not None
    assert after is not None
    assert after[0] == before[0]


WHAT_IF = (
    '<row r="1"><c r="A1"><v>2</v></c><c r="B1"><v>9</v></c><c r="D1"><f>A1*10+B1</f><v>29</v></c>'
    '</row><row r="2"><c r="C2"><v>3</v></c><c r="D2"><f t="dataTable" ref="D2:D3" dt2D="0" dtr="0"'
    ' r1="A1"/><v>39</v></c></row><row r="3"><c r="C3"><v>4</v></c><c r="D3"><v>49</v></c></row>'
    '<row r="9"><c r="A9"><v>1</v></c></row>'
)


@pytest.mark.parametrize(
    ("edited", "results"),
    [
        pytest.param("A9", [39, 49], id="a cell that nothing reads"),
        pytest.param("B1", [None, None], id="a cell that the formula of the table reads"),
        pytest.param("C3", [None, None], id="a value that the table puts in"),
        pytest.param("A1", [None, None], id="the input cell"),
    ],
)
def test_a_what_if_table_loses_its_results_only_when_what_it_reads_changes(
    tmp_path, edited, results
):
    path = tmp_path / "book.xlsx"
    with Workbook.from_bytes(packed(parts(WHAT_IF)), "b.xlsx") as book:
        book.sheet("Data").set(edited, 5)
        book.save(path)
    with Workbook.open(path) as book:
        cells = [book.sheet("Data").cell(address) for address in ("D2", "D3")]
    assert [cell.value for cell in cells] == results
