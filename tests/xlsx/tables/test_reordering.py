"""Rows of a table in another order: what belongs to a row goes with it, and is still read."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from kpibook.errors import RefusedEdit
from kpibook.xlsx import Workbook
from tests.support import libreoffice, validator

LAST_FIRST = [3, 0, 1, 2]


def a_book(path: Path) -> Path:
    """A table in B3:D7 with rows P1 to P4, and formulas elsewhere that read single rows of it."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, other = book.add_worksheet("My Data"), book.add_worksheet("Other")
        rich = book.add_format({"bold": True})
        for n in range(1, 5):
            row = n + 2
            sheet.write(row, 1, f"P{n}")
            sheet.write(row, 2, n * 10)
            sheet.write_formula(row, 3, f"=C{row + 1}*2", None, n * 20)
            sheet.write(row, 5, f"note {n}")
            sheet.set_row(row, 15 + n)
            other.write_formula(n, 0, f"='My Data'!C{row + 1}", None, n * 10)
        sheet.write_rich_string("B7", "P", rich, "4")
        columns = [{"header": h} for h in ("Ref", "Actual", "Twice")]
        sheet.add_table("B3:D7", {"name": "tblM", "columns": columns})
        other.write_formula("C1", "=SUM('My Data'!C4:C7)", None, 100)
        other.write_formula("C2", "=SUM('My Data'!C$5:C$6)", None, 50)
        book.define_name("Third", "='My Data'!$C$6")
    return path


def reordered(path: Path, order: list[int], fresh: tuple[int, ...] = ()) -> openpyxl.Workbook:
    before = validator.errors(path)
    with Workbook.open(path) as book:
        book.table("tblM").reorder(order, fresh)
        book.save()
    assert validator.errors(path) == before
    return openpyxl.load_workbook(path)


def test_a_row_goes_with_all_its_cells_and_its_height(tmp_path: Path) -> None:
    sheet = reordered(a_book(tmp_path / "a.xlsx"), LAST_FIRST)["My Data"]

    rows = [[cell.value for cell in row] for row in sheet["B4:F7"]]
    assert rows == [
        ["P4", 40, "=C4*2", None, "note 4"],
        ["P1", 10, "=C5*2", None, "note 1"],
        ["P2", 20, "=C6*2", None, "note 2"],
        ["P3", 30, "=C7*2", None, "note 3"],
    ]
    assert [sheet.row_dimensions[n].height for n in (4, 5, 6, 7)] == [18.75, 15.75, 17.25, 18]


def test_bold_letters_in_a_text_stay_bold(tmp_path: Path) -> None:
    path = a_book(tmp_path / "a.xlsx")
    reordered(path, LAST_FIRST)

    rich = openpyxl.load_workbook(path, rich_text=True)["My Data"]["B4"].value
    assert [type(part).__name__ for part in rich] == ["str", "TextBlock"]


def test_formulas_and_names_elsewhere_read_the_row_at_its_new_place(tmp_path: Path) -> None:
    book = reordered(a_book(tmp_path / "a.xlsx"), LAST_FIRST)

    other = book["Other"]
    assert [other[f"A{n}"].value for n in (2, 3, 4, 5)] == [
        f"='My Data'!C{row}" for row in (5, 6, 7, 4)
    ]
    assert other["C1"].value == "=SUM('My Data'!C4:C7)"
    assert other["C2"].value == "=SUM('My Data'!C$6:C$7)"
    assert book.defined_names["Third"].value == "'My Data'!$C$7"


def test_every_formula_gives_what_it_gave(tmp_path: Path) -> None:
    path = a_book(tmp_path / "a.xlsx")
    reordered(path, LAST_FIRST)

    there = openpyxl.load_workbook(libreoffice.recalculated(path, tmp_path / "out"), data_only=True)
    assert [there["My Data"][f"D{n}"].value for n in (4, 5, 6, 7)] == [80, 20, 40, 60]
    assert [there["Other"][f"A{n}"].value for n in (2, 3, 4, 5)] == [10, 20, 30, 40]
    assert [there["Other"][cell].value for cell in ("C1", "C2")] == [100, 50]


def test_results_that_are_stored_stay_with_their_formulas(tmp_path: Path) -> None:
    path = a_book(tmp_path / "a.xlsx")
    reordered(path, LAST_FIRST)

    stored = openpyxl.load_workbook(path, data_only=True)
    assert [stored["My Data"][f"D{n}"].value for n in (4, 5, 6, 7)] == [80, 20, 40, 60]
    assert [stored["Other"][f"A{n}"].value for n in (2, 3, 4, 5)] == [10, 20, 30, 40]


def test_figures_written_before_and_not_saved_go_with_their_row(tmp_path: Path) -> None:
    path = a_book(tmp_path / "a.xlsx")
    with Workbook.open(path) as book:
        book.sheet("My Data").set("C7", 41)
        book.sheet("Other").set_formula("E1", "='My Data'!C7+1")
        book.table("tblM").reorder(LAST_FIRST)
        book.save()

    there = openpyxl.load_workbook(path)
    assert (there["My Data"]["C4"].value, there["My Data"]["C7"].value) == (41, 30)
    assert there["Other"]["E1"].value == "='My Data'!C4+1"


def test_a_new_row_between_others_is_taken_into_ranges_over_them(tmp_path: Path) -> None:
    path = a_book(tmp_path / "a.xlsx")
    with Workbook.open(path) as book:
        book.table("tblM").append([{"Ref": "P5", "Actual": 50}])
        book.table("tblM").reorder([0, 1, 4, 2, 3], [4])
        book.save()

    there = openpyxl.load_workbook(path)
    assert [there["My Data"][f"B{n}"].value for n in range(4, 9)] == ["P1", "P2", "P5", "P3", "P4"]
    assert there["My Data"]["D6"].value == "=C6*2"
    assert there["Other"]["C2"].value == "=SUM('My Data'!C$5:C$7)"
    assert there["Other"]["C1"].value == "=SUM('My Data'!C4:C8)"


def test_notes_links_validations_and_formats_of_a_row_go_with_it(tmp_path: Path) -> None:
    path = a_book(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["My Data"]
    sheet["C7"].comment = Comment("asked the depot", "an officer")
    sheet["B6"].hyperlink = "https://example.org/p3"
    listed = DataValidation(type="list", formula1='"a,b"', sqref="F5")
    sheet.add_data_validation(listed)
    whole = DataValidation(type="decimal", operator="greaterThan", formula1="0", sqref="C4:C7")
    sheet.add_data_validation(whole)
    sheet.conditional_formatting.add("C4:C7", FormulaRule(formula=["C4>15"]))
    sheet.conditional_formatting.add("C7", FormulaRule(formula=["C7>$D$7"]))
    book.save(path)

    sheet = reordered(path, LAST_FIRST)["My Data"]
    assert sheet["C4"].comment is not None
    assert sheet["C4"].comment.text == "asked the depot"
    assert sheet["C7"].comment is None
    assert sheet["B7"].hyperlink is not None
    assert {str(v.sqref) for v in sheet.data_validations.dataValidation} == {"F6", "C4:C7"}
    rules = {str(r.sqref): r.rules[0].formula for r in sheet.conditional_formatting}
    assert rules == {"C4:C7": ["C4>15"], "C4": ["C4>$D$4"]}


def test_formulas_that_excel_shares_between_rows_are_right_in_each(tmp_path: Path) -> None:
    path = a_book(tmp_path / "a.xlsx")
    with Workbook.open(path) as book:
        part = book.sheet("My Data").part
        source = book.container.read(part)
        source = source.replace(b"<f>C4*2</f>", b'<f t="shared" ref="D4:D7" si="0">C4*2</f>')
        for row in (5, 6, 7):
            source = source.replace(b"<f>C%d*2</f>" % row, b'<f t="shared" si="0"/>')
        book.container.write(part, source)
        book.rebase(part)
        book.sheet("My Data").set("F4", "changed")
        book.save()

    reordered(path, LAST_FIRST)

    with Workbook.open(path) as book:
        rows = book.table("tblM").rows()
        assert [row["Twice"].formula for row in rows] == ["=C4*2", "=C5*2", "=C6*2", "=C7*2"]
        assert [row["Twice"].value for row in rows] == [80, 20, 40, 60]


@pytest.mark.parametrize(
    ("address", "formula"),
    [("A9", "=SUM('My Data'!C4:C5)"), ("A9", "=SUM('My Data'!4:5)")],
    ids=["a range that would part", "whole rows"],
)
def test_rows_stay_where_they_are_if_a_formula_could_not_follow(
    tmp_path: Path, address: str, formula: str
) -> None:
    path = a_book(tmp_path / "a.xlsx")
    with Workbook.open(path) as book:
        book.sheet("Other").set_formula(address, formula)
        book.save()
    before = path.read_bytes()

    with Workbook.open(path) as book, pytest.raises(RefusedEdit) as refused:
        book.table("tblM").reorder([0, 2, 3, 1])
    assert refused.value.code == "row-order-refused"

    with Workbook.open(path) as book:
        with pytest.raises(RefusedEdit):
            book.table("tblM").reorder([0, 2, 3, 1])
        assert book.is_as_opened()
    assert path.read_bytes() == before


def test_an_array_formula_or_another_table_keeps_the_rows_where_they_are(tmp_path: Path) -> None:
    array, second = a_book(tmp_path / "a.xlsx"), a_book(tmp_path / "b.xlsx")
    book = openpyxl.load_workbook(array)
    book["My Data"]["G5"] = openpyxl.worksheet.formula.ArrayFormula("G5:G6", "=C5:C6")
    book.save(array)
    book = openpyxl.load_workbook(second)
    book["My Data"]["H5"] = "Other"
    book["My Data"].add_table(openpyxl.worksheet.table.Table(displayName="second", ref="H5:H6"))
    book.save(second)

    for path in (array, second):
        with Workbook.open(path) as workbook, pytest.raises(RefusedEdit) as refused:
            workbook.table("tblM").reorder(LAST_FIRST)
        assert refused.value.code == "row-order-refused"


def test_rows_in_their_order_already_change_nothing(tmp_path: Path) -> None:
    with Workbook.open(a_book(tmp_path / "a.xlsx")) as book:
        book.table("tblM").reorder([0, 1, 2, 3])
        assert book.is_as_opened()


def test_a_name_of_a_whole_column_stays(tmp_path: Path) -> None:
    path = a_book(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    book.defined_names["Column"] = DefinedName("Column", attr_text="'My Data'!$C$4:$C$7")
    book.save(path)

    assert reordered(path, LAST_FIRST).defined_names["Column"].value == "'My Data'!$C$4:$C$7"
