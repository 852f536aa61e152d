import datetime as dt

import pytest
import xlsxwriter

from kpibook.errors import RefusedEdit
from kpibook.xlsx import Workbook
from tests.support import libreoffice, validator
from tests.support.shared import corpus, needs_corpus
from tests.xlsx.tabled import ROW, a_book, everything, part, read


def test_a_table_says_where_it_is(tmp_path):
    with Workbook.open(a_book(tmp_path / "a.xlsx", totals=True)) as book:
        table = book.table("TBLM")
        assert (table.name, table.sheet) == ("tblM", "My Data")
        assert table.headings == ["Ref", "Target", "Actual", "Gap", "Trend"]
        assert (table.ref, table.data_rows) == ("B3:F9", (4, 8))
        assert [one.name for one in book.tables] == ["tblM"]


def test_rows_are_cells_by_heading(tmp_path):
    with Workbook.open(a_book(tmp_path / "a.xlsx")) as book:
        rows = book.table("tblM").rows()
    assert [row["Ref"].value for row in rows] == ["P1", "P2", "P3", "P4", "P5"]
    assert rows[1]["Actual"].number_format == "0.0%"
    assert rows[1]["Gap"].formula == f"={ROW},[Actual]]-{ROW},[Target]]"
    assert rows[1]["Trend"].kind == "blank"


def test_a_table_that_is_not_there_is_refused_with_near_names(tmp_path):
    with Workbook.open(a_book(tmp_path / "a.xlsx")) as book, pytest.raises(RefusedEdit) as caught:
        book.table("tblN")
    assert caught.value.code == "table-missing"
    assert "tblM" in str(caught.value)


def test_new_rows_look_as_the_last_one_and_fill_formulas_down(tmp_path):
    path = a_book(tmp_path / "a.xlsx")
    with Workbook.open(path) as book:
        book.table("tblM").append(
            [{"ref": "P6", "TARGET": 3, "Actual": 0.75}, {"Ref": "R & <D>", "Gap": 1}]
        )
        book.save()
    sheet = read(path)["My Data"]
    assert [cell.value for cell in sheet["B9:F9"][0]] == [
        "P6", 3, 0.75, sheet["E8"].value, None,
    ]  # fmt: skip
    assert [cell.value for cell in sheet["B10:F10"][0]] == ["R & <D>", None, None, 1, None]
    assert [sheet.row_dimensions[row].height for row in (8, 9, 10, 11)] == [30, 30, 30, None]
    assert sheet["D9"].number_format == "0.0%"
    assert sheet["D9"].fill.fgColor.rgb == "FFFFF2CC"


def test_new_rows_are_calculated_as_the_old_ones(tmp_path):
    path = a_book(tmp_path / "a.xlsx", totals=True)
    with Workbook.open(path) as book:
        book.table("tblM").append([{"Ref": "P6", "Target": 3, "Actual": 10.5}])
        book.save()
    there = read(libreoffice.recalculated(path, tmp_path / "out"), data_only=True)
    assert [there["My Data"][cell].value for cell in ("E8", "E9")] == [1, 7.5]
    assert [there["Other"][cell].value for cell in ("A1", "A2", "A3")] == [25.5, 25.5, 13]


def test_a_totals_row_moves_with_its_formulas_and_leaves_nothing_behind(tmp_path):
    path = a_book(tmp_path / "a.xlsx", totals=True)
    before = [cell.value for cell in read(path)["My Data"]["B9:F9"][0]]
    with Workbook.open(path) as book:
        book.table("tblM").append([{}, {"Target": 2}])
        book.save()
    sheet = read(path)["My Data"]
    assert before[0] == "Total"
    assert [cell.value for cell in sheet["B11:F11"][0]] == before
    assert [cell.value for cell in sheet["B9:D10"][0]] == [None, None, None]
    assert sheet["C10"].value == 2


def test_relative_formulas_of_ordinary_columns_are_filled_down_too(tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet()
    sheet.add_table("A1:C3", {"name": "t", "columns": [{"header": h} for h in "abc"]})
    for row in (2, 3):
        sheet.write_formula(f"C{row}", f"=A{row}*$B$2+B{row - 1}", None, 0)
    book.close()
    with Workbook.open(tmp_path / "a.xlsx") as opened:
        opened.table("t").append([{"a": 1}, {"a": 2}])
        cells = [row["c"].formula for row in opened.table("t").rows()]
    assert cells[2:] == ["=A4*$B$2+B3", "=A5*$B$2+B4"]


def test_number_formats_can_be_given_for_all_new_rows_or_each(tmp_path):
    path = a_book(tmp_path / "a.xlsx")
    with Workbook.open(path) as book:
        table = book.table("tblM")
        table.append([{"Actual": 1}, {"Actual": 2}], number_formats={"actual": "0.000"})
        table.append([{"Actual": 1}, {"Actual": 2}], number_formats=[{"Actual": "0"}, {}])
        found = [row["Actual"].number_format for row in table.rows()]
    assert found[5:] == ["0.000", "0.000", "0", "0.000"]


def test_a_date_gets_a_date_format_and_text_stays_text(tmp_path):
    path = a_book(tmp_path / "a.xlsx")
    with Workbook.open(path) as book:
        table = book.table("tblM")
        table.append([{"Target": dt.date(2025, 4, 1), "Ref": "=1+1"}])
        row = table.rows()[-1]
    assert row["Target"].value == dt.datetime(2025, 4, 1)  # noqa: DTZ001
    assert (row["Ref"].kind, row["Ref"].value, row["Ref"].formula) == ("text", "=1+1", None)


def test_a_single_blank_row_stays_and_is_set_by_the_caller(tmp_path):
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    columns = [{"header": "Ref"}, {"header": "Actual"}]
    book.add_worksheet("History").add_table("A1:B2", {"name": "History", "columns": columns})
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=History!$B$2:$B$2"})
    book.add_worksheet("Chart").insert_chart("A1", chart)
    book.close()
    with Workbook.open(path) as opened:
        table = opened.table("History")
        assert [row["Ref"].kind for row in table.rows()] == ["blank"]
        opened.sheet("History").set("A2", "P1")
        table.append([{"Ref": "P2", "Actual": 2}])
        opened.save()
        assert [row["Ref"].value for row in table.rows()] == ["P1", "P2"]
    assert "<c:f>History!$B$2:$B$3</c:f>" in part(path, "xl/charts/chart1.xml")


def test_no_rows_to_append_changes_nothing(tmp_path):
    with Workbook.open(a_book(tmp_path / "a.xlsx")) as book:
        book.table("tblM").append([])
        assert not book.changes()


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        pytest.param([{"Reff": "P6"}], "table-heading-unknown", id="unknown heading"),
        pytest.param([{"Ref": "P6"}, {"Ref": object()}], "value-type", id="value of no use"),
        pytest.param([{"Ref": "P6"}, {"Ref": "x" * 40_000}], "text-too-long", id="text too long"),
        pytest.param([{"Ref": "P6", "Actual": float("nan")}], "value-not-finite", id="NaN"),
    ],
)
def test_rows_that_cannot_be_written_change_nothing(tmp_path, rows, code):
    with Workbook.open(a_book(tmp_path / "a.xlsx")) as book:
        table = book.table("tblM")
        with pytest.raises(RefusedEdit) as caught:
            table.append(rows)
        assert caught.value.code == code
        assert not book.changes()
        assert table.data_rows == (4, 8)


def test_two_thousand_rows_are_added_as_they_are_given(tmp_path):
    path = a_book(tmp_path / "a.xlsx")
    with Workbook.open(path) as book:
        rows = [{"Ref": f"P{n}", "Target": n, "Actual": n / 7} for n in range(2_000)]
        book.table("tblM").append(rows)
        book.save()
    with Workbook.open(path) as book:
        found = book.table("tblM").rows()[5:]
    assert [row["Actual"].value for row in found] == [n / 7 for n in range(2_000)]
    assert everything(path)["table"] == "B3:F2008"


FOREIGN = [path for path in corpus() if b"xl/tables/" in path.read_bytes()]
REFUSED = {"table-blocked", "table-fed"}


@pytest.mark.slow
@needs_corpus
@pytest.mark.parametrize("path", FOREIGN, ids=lambda path: path.name)
def test_a_foreign_table_grows_or_says_why_not(tmp_path, path):
    with Workbook.open(path) as book:
        names = [table.name for table in book.tables]
    problems = len(validator.errors(path))
    out = tmp_path / path.name
    for name in names:
        out.write_bytes(path.read_bytes())
        assert problems_after(out, name) <= problems


def problems_after(path, name):
    """Count the errors that the validator finds after growth; 0 where growth is refused."""
    with Workbook.open(path) as book:
        table = book.table(name)
        try:
            table.append([{table.headings[0]: "R&D"}, {}])
        except RefusedEdit as refused:
            assert refused.code in REFUSED  # noqa: PT017
            assert not book.changes()
            return 0
        book.save()
    return len(validator.errors(path))
