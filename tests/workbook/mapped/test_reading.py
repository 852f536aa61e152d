"""Tables are joined by reference or name, and what does not fit is said."""

from __future__ import annotations

from kpibook.domain.measures.period import Quarter
from kpibook.workbook.mapped.council_layout import CouncilLayout, TableLayout
from kpibook.workbook.mapped.grid import text_of
from kpibook.workbook.mapped.reading import SourceFile, read_mapped
from tests.workbook.mapped.grids import grid_of

Q3 = Quarter(2024, 3)
FIGURES = TableLayout("Figures*", columns={"ref": "Ref", "actual": "Actual"}, heading_rows=(1,))
REGISTER = TableLayout(
    "Register", columns={"ref": "Ref", "measure": "Name", "unit": "Unit"}, heading_rows=(1,)
)
FIGURE_ROWS: list[list[object]] = [["Ref", "Actual"], ["A1", 5]]
REGISTER_ROWS: list[list[object]] = [
    ["Ref", "Name", "Unit"],
    ["a1", "Homes let", "Days"],
    ["A2", "Homes built", "Number"],
]


def _file(**sheets: list[list[object]]) -> SourceFile:
    return SourceFile("x.xlsx", [grid_of(rows, name) for name, rows in sheets.items()])


def test_a_register_says_what_the_figures_are_of() -> None:
    file = _file(Register=REGISTER_ROWS, Figures=FIGURE_ROWS)

    rows = read_mapped(file, CouncilLayout((FIGURES, REGISTER)), Q3).rows

    assert [(row.ref, row.title) for row in rows] == [("A1", "Homes let"), ("A2", "Homes built")]
    assert text_of(rows[0].cells["unit"]) == "Days"
    assert rows[0].places["actual"].sheet == "Figures"


def test_a_register_in_another_file_is_joined_too() -> None:
    register = TableLayout(columns=REGISTER.columns, heading_rows=(1,), file="register.csv")
    others = {
        "register.csv": SourceFile("register.csv", [grid_of(REGISTER_ROWS)], has_sheets=False)
    }

    reading = read_mapped(
        _file(Figures=FIGURE_ROWS), CouncilLayout((FIGURES, register)), Q3, others
    )

    assert reading.rows[0].title == "Homes let"


def test_a_measure_that_is_there_twice_is_read_once_and_said() -> None:
    file = _file(Figures=[*FIGURE_ROWS, ["A1", 6]])

    reading = read_mapped(file, CouncilLayout((FIGURES,)), Q3)

    assert [text_of(row.cells["actual"]) for row in reading.rows] == ["5"]
    assert [finding.code for finding in reading.findings] == ["layout-ref-twice"]


def test_a_sheet_and_a_column_that_are_not_there_are_said() -> None:
    table = TableLayout("Nowhere", columns=FIGURES.columns, heading_rows=(1,))
    of_quarter = TableLayout(
        "Figures", columns={"ref": "Ref", "actual": "{quarter}"}, heading_rows=(1,)
    )

    reading = read_mapped(_file(Figures=FIGURE_ROWS), CouncilLayout((table, of_quarter)), Q3)

    assert [finding.code for finding in reading.findings] == [
        "layout-sheet-missing",
        "layout-column-missing",
    ]


def test_a_sheet_a_quarter_is_the_sheet_of_the_quarter() -> None:
    table = TableLayout("{quarter}", columns=FIGURES.columns, heading_rows=(1,))
    file = _file(Q2=FIGURE_ROWS, Q3=[["Ref", "Actual"], ["A1", 7]])

    rows = read_mapped(file, CouncilLayout((table,)), Q3).rows

    assert [text_of(row.cells["actual"]) for row in rows] == ["7"]
