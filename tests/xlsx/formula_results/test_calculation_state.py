import io
import zipfile

from kpibook.xlsx import Workbook
from kpibook.xlsx.formula_results.calculation_state import MARK
from tests.xlsx.calculation.calculated import a_workbook, as_calculated

LOOKUP = "=VLOOKUP(1,A1:B1,2,FALSE)"


def saved(tmp_path, edit, **cells):
    data = as_calculated(a_workbook(Data={"A1": 1, "B1": 7, **cells}))
    path = tmp_path / "book.xlsx"
    with Workbook.from_bytes(data, "book.xlsx") as book:
        edit(book.sheet("Data"))
        book.save(path)
    return path


def trusted(path):
    with Workbook.open(path) as book:
        return book.calculation.trusted, MARK in book.defined_names


def test_the_mark_says_that_the_results_which_are_stored_are_right(tmp_path):
    path = saved(tmp_path, lambda s: s.set("B1", 9), C1=(LOOKUP, 7), D1=("=LEFT(A1,1)", "1"))
    assert trusted(path) == (True, True)


def test_the_mark_ends_with_another_programs_change(tmp_path):
    path = saved(tmp_path, lambda s: s.set("B1", 9), C1=("=LEFT(A1,1)", "1"))
    stream = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            source = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                source = source.replace(b"<v>9</v>", b"<v>8</v>")
            new.writestr(name, source)
    path.write_bytes(stream.getvalue())
    assert trusted(path) == (False, True)


def test_the_mark_is_not_given_to_results_that_nobody_calculated(tmp_path):
    path = tmp_path / "book.xlsx"
    with Workbook.from_bytes(a_workbook(Data={"A1": 1, "B1": (LOOKUP, 0)}), "b.xlsx") as book:
        book.sheet("Data").set("A9", 9)
        book.save(path)
    assert trusted(path) == (False, False)


def test_a_second_save_renews_the_mark(tmp_path):
    path = saved(tmp_path, lambda s: s.set("B1", 9), C1=("=LEFT(A1,1)", "1"))
    with Workbook.open(path) as book:
        book.sheet("Data").set("B1", 10)
        book.save()
    assert trusted(path) == (True, True)
