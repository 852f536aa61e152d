import pytest

from kpibook.xlsx import CellError, Workbook
from kpibook.xlsx.calculation.calculate import Calculator
from kpibook.xlsx.formula_results.workbook_cells import WorkbookCells
from tests.support.packages import packed, parts
from tests.xlsx.calculation.calculated import result

FIGURES = {"A1": 35, "A2": 1000, "A3": "text", "B1": 0.5, "C1": True, "A4": "=Y9"}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=A1/A2", 0.035),
        ("=A1", 35.0),
        ("=-A1+B1*2", -34.0),
        ("=(A1+B1)/2*100%", 17.75),
        ("=SUM(A1:B2)", 1035.5),
        ("=AVERAGE(A1:A3,B1)", 345.166666666667),
        ("=MIN(A1:A2)+MAX(A1:B1)", 70.0),
        ("=COUNT(A1:B3)", 3.0),
        ("=ROUND(A1/A2*100,0)", 4.0),
        ("=ABS(-A1)", 35.0),
        ('=IF(A1>A2,"more","less")', "less"),
        ('=IF(A3="TEXT",A1,0)', 35.0),
        ('=IF(Z9="","",Z9/2)', ""),
        ("=A1/Z9", CellError("#DIV/0!")),
        ('=IFERROR(A1/Z9,"none")', "none"),
        ("=A3", "text"),
        ("=C1", True),
        ("=TRUE", True),
        ('="a ""b"""', 'a "b"'),
        ("=1E3", 1000.0),
    ],
)
def test_a_plain_formula_gives_what_excel_gives(formula, value):
    outcome = result(formula, Data=FIGURES)
    assert (outcome.value, outcome.is_known) == (value, True)


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        ("=VLOOKUP(A1,A1:B2,2,FALSE)", "the function VLOOKUP is not worked out"),
        ("=A3+1", "arithmetic with a text or a date is not worked out"),
        ("=A1:A2+1", "a range in the place of one value is not worked out"),
        ("=A1:A2", "a range in the place of one value is not worked out"),
        ("=A1^2", "'^2' is not read"),
        ("=A1 A2", "' A2' is not read"),
        ("=SUM(Sheet1:Sheet3!A1)", None),
        ("=Missing!A1", "a sheet that the formula names does not exist"),
        ("=[1]Data!A1", "the figure comes from another workbook"),
        ("=rate_of_tax", "a defined name that is not plainly a cell is not worked out"),
        ("=Z1", "the formulas refer to each other in a circle"),
        ("=0.3-0.2-0.1", "a difference that is only rounding is not worked out"),
        ("=SUM(0.1,0.2,-0.3)", "a sum that depends on rounding is not worked out"),
        ("=SUM(A1:C3)", "a list that holds more than numbers is not worked out"),
        ("=C1>1", "a comparison with a truth value is not worked out"),
        ('=IF(A4="",0,1)', "a comparison with a copy of an empty cell is not worked out"),
        ('="a"<"b"', "the order of two texts is not worked out"),
        ('=COUNT("3")', "a list that holds more than numbers is not worked out"),
        ("=A1#", "'#' is not read"),
        ("=" + "(" * 61 + "1" + ")" * 61, "the formula is nested too deeply"),
    ],
)
def test_all_else_is_unknown_and_says_why(formula, reason):
    outcome = result(formula, Data=FIGURES)
    assert outcome.value is None
    assert outcome.unknown
    assert reason in (None, outcome.unknown)


def test_formulas_on_formulas_are_worked_out_whatever_results_are_stored():
    assert result("=A2*2", Data={"A1": "=1+1", "A2": "=A1+B9", "B9": 1}).value == 6


def test_a_long_chain_of_formulas_is_unknown_and_not_a_crash():
    chain = {f"A{n}": f"=A{n - 1}+1" for n in range(2, 200)} | {"A1": 1}
    assert result("=A199", Data=chain).unknown == "too many formulas read each other in a row"
    assert result("=A30", Data=chain).value == 30


def test_nesting_in_formulas_behind_formulas_is_unknown_and_not_a_crash():
    deep = {f"A{n}": "=" + "-(" * 29 + f"A{n - 1}" + ")" * 29 for n in range(2, 40)} | {"A1": 1}
    assert result("=A39", Data=deep).unknown == "the formulas are nested too deeply"


def test_other_sheets_names_and_tables_are_followed():
    table = ("Data", "A1:B3", {"name": "Parts", "columns": [{"header": "N"}, {"header": "Of 1"}],
                               "data": [[3, 4], [5, 6]]})  # fmt: skip
    others = {"tables": [table], "Other_one": {"C3": 7}, "names": {"seven": "='Other one'!$C$3"}}
    assert result("='Other one'!C3+seven", **others).value == 14
    assert result("=SUM(Parts[N])+SUM(Parts[Of 1])", **others).value == 18
    assert result("=Parts[[#This Row],[N]]/Parts[[#This Row],[Of 1]]", at="Z3", **others).value == (
        0.833333333333333
    )
    assert result("=Parts[[#This Row],[N]]", at="Z9", **others).unknown


def test_a_name_of_one_sheet_hides_the_workbooks_name_there():
    others = {"Other": {"C3": 7, "A1": "=n"}, "names": {"n": "=Other!$C$3", "Data!n": "=Data!$A$1"}}
    assert result("=n+Other!A1", Data={"A1": 1}, **others).value == 8


@pytest.mark.parametrize(
    ("formula", "blank"),
    [
        ("=Y9", True),
        ("=SUM(Y1:Y9)", True),
        ("=Y9*100", True),
        ("=A5", True),
        ("=Y9+A1", False),
        ("=5", False),
        ("=A6", False),
        ("=A7", False),
        ('=""', False),
    ],
)
def test_a_formula_that_reads_only_empty_cells_is_known(formula, blank):
    cells = {"A1": 3, "A5": "=Y8", "A6": "=6", "A7": "=A6"}
    assert result(formula, Data=cells).only_passes_on_blanks is blank


@pytest.mark.parametrize(
    ("formula", "empty"),
    [
        ("=I5/J5", [("data", 5, 9)]),
        ("=ROUND(I5/J5*100,1)", [("data", 5, 9)]),
        ("=K5", [("data", 5, 9)]),
        ("=L5+J5", [("data", 5, 9), ("data", 5, 12)]),
        ("=SUM(J5:L5)", [("data", 5, 9), ("data", 5, 12)]),
        ('=IF(I5="","",I5/J5)', []),
        ("=SUM(I5:J5)", []),
        ("=J5/J5", []),
    ],
)
def test_an_empty_cell_where_a_number_is_wanted_is_named(formula, empty):
    outcome = result(formula, Data={"J5": 100, "K5": "=I5+J5", "L5": "=I5*2"})
    assert list(outcome.empty_operands) == empty


def test_a_part_of_an_array_formulas_result_is_not_taken_for_a_typed_number():
    row = (
        '<row r="1"><c r="A1"><f t="array" ref="A1:B1">C1:D1*2</f><v>2</v></c>'
        '<c r="B1"><v>4</v></c><c r="C1"><v>1</v></c><c r="D1"><v>2</v></c>'
        '<c r="E1"><f>B1+1</f><v>5</v></c><c r="F1"><f>D1+1</f><v>3</v></c></row>'
    )
    with Workbook.from_bytes(packed(parts(row)), "b.xlsx") as book:
        calculator = Calculator(WorkbookCells(book))
        assert not calculator.result("Data", 1, 5).is_known
        assert calculator.result("Data", 1, 6).value == 3
