import pytest

from kpibook.xlsx.calculation.precedents import precedents_of, sources_of
from kpibook.xlsx.formula_results.workbook_cells import WorkbookCells
from tests.xlsx.calculation.calculated import opened

HERE = ("data", 1, 26)


def read_by(formula, **others):
    with opened(**{"Data": {"A1": 1}, **others}) as book:
        precedents = precedents_of(formula, HERE, WorkbookCells(book))
    cells = [f"{reference.sheet}!{reference.area}" for reference in precedents.references]
    return cells, precedents.workbooks, precedents.certain


@pytest.mark.parametrize(
    ("formula", "cells", "certain"),
    [
        ("=A1&B2", ["data!A1", "data!B2"], True),
        ('=SUMIF(Other!A:A,"A9",Other!$B:$B)', ["other!A1:A1048576", "other!B1:B1048576"], True),
        ("=INDEX('It''s'!A1:C3,MATCH(D4,E5:E6,0))", ["it's!A1:C3", "data!D4", "data!E5:E6"], True),
        ("=SUM(Parts[N])", ["data!A2:A3"], True),
        ("=Missing[N]", [], False),
        ("=INDIRECT(A1)", ["data!A1"], False),
        ("=SUM(Sheet1:Sheet3!A1)", None, False),
        ("=seven*pi_", ["other!C3"], True),
        ("=unknown", [], True),
        ("=total", ["data!A2:A3"], True),
        ("=SUM(Parts[[#Totals],[N]])", ["data!A1:B4"], True),
        ("=VLOOKUP(A1,#REF!,2,0)+'Old one'!#REF!", ["data!A1"], True),
        ("=LET(x,A1,x*2)", ["data!A1"], True),
        ("=TODAY()", [], True),
    ],
)
def test_the_cells_that_any_formula_names(formula, cells, certain):
    table = ("Data", "A1:B3", {"name": "Parts", "columns": [{"header": "N"}, {"header": "Of"}]})
    names = {"seven": "=Other!$C$3", "pi_": "=3.14", "total": "=SUM(Parts[N])"}
    precedents = read_by(formula, Data={}, Other={"C3": 7}, names=names, tables=[table])
    assert precedents[2] is certain
    assert cells in (None, precedents[0])


@pytest.mark.parametrize(
    ("formula", "workbooks"),
    [
        ("=[1]Data!A1", ("1",)),
        ("=VLOOKUP(A1,'[2]Sheet 1'!A:B,2,0)+[1]Data!A1", ("2", "1")),
        ("=[1]!rate", ("1",)),
        ("=elsewhere", ("3",)),
        ('="[1]Data!A1"', ()),
        ("=Parts[1]", ()),
        ("=A1", ()),
    ],
)
def test_other_workbooks_that_a_formula_names(formula, workbooks):
    names = {"elsewhere": "=[3]Data!$C$3"}
    assert read_by(formula, names=names)[1] == workbooks


def test_the_origins_of_a_figure_are_followed_through_other_formulas():
    cells = {
        "A1": "=B1*2",
        "B1": "=[1]Data!A1",
        "C1": "=INDEX(D1:D9,2)",
        "E1": "=INDEX(F1:F9,2)",
        "F9": 3,
        "G1": "=C1",
        "H1": "=H1",
    }
    with opened(Data=cells) as book:
        of = {
            column: sources_of(("data", 1, column), WorkbookCells(book))
            for column in (1, 3, 5, 7, 8)
        }
    assert of[1].workbooks == ("1",)
    assert [of[column].any_filled for column in (3, 5, 7, 8)] == [False, True, False, False]
    assert all(of[column].any_cell for column in of)
