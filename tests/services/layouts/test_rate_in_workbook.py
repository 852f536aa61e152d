import zipfile

import openpyxl
import pytest
import xlsxwriter

from tests.support.cli import run as run_in


def run(*args):
    return run_in(*args, cwd=args[1].parent)


@pytest.fixture
def scorecard(tmp_path):
    """A council's list of measures with a title, a section row, a formula and formats."""
    path = tmp_path / "scorecard.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Q3")
        head = book.add_format({"bold": True, "bg_color": "#1F497D", "font_color": "#FFFFFF"})
        percent = book.add_format({"num_format": "0.0%", "border": 1})
        sheet.write("A1", "Performance scorecard")
        sheet.write_row("A3", ["Ref", "Measure", "Unit", "Polarity", "Target", "Actual"], head)
        sheet.write_row("A4", ["HS01", "Homes let", "percent", "higher"])
        sheet.write_row("E4", [0.9, 0.95], percent)
        sheet.write_row("A5", ["Housing"])
        sheet.write_row("A6", ["HS02", "Days to let", "days", "lower", 20])
        sheet.write_formula("F6", "=10+15", None, 25)
        sheet.write("H3", "Notes of the officer", head)
        book.add_worksheet("Notes").write("A1", "Untouched")
    return path


def test_the_ratings_are_right_of_everything_in_a_copy(scorecard, tmp_path):
    out = tmp_path / "rated.xlsx"
    result = run("rate", scorecard, "-o", out)
    assert result.returncode == 0, result.stderr
    sheet = openpyxl.load_workbook(out)["Q3"]
    assert [sheet[at].value for at in ("I3", "J3")] == ["Status (standard)", "Direction (standard)"]
    assert [sheet.cell(row, 9).value for row in (4, 5, 6)] == ["Target met", None, "Off target"]
    assert sheet["I3"].fill.fgColor.rgb == "FF1F497D"
    assert sheet["I4"].fill.fgColor.rgb != sheet["I6"].fill.fgColor.rgb
    assert (sheet["F6"].value, sheet["F4"].number_format) == ("=10+15", "0.0%")


def test_only_the_sheet_and_the_styles_are_written(scorecard, tmp_path):
    out = tmp_path / "rated.xlsx"
    before = scorecard.read_bytes()
    run("rate", scorecard, "-o", out)
    with zipfile.ZipFile(scorecard) as old, zipfile.ZipFile(out) as new:
        assert old.namelist() == new.namelist()
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert sorted(changed) == ["xl/styles.xml", "xl/worksheets/sheet1.xml"]
    assert scorecard.read_bytes() == before


def test_a_second_run_writes_the_same_columns_and_another_scheme_its_own(scorecard, tmp_path):
    once, twice, both = (tmp_path / f"{name}.xlsx" for name in ("once", "twice", "both"))
    run("rate", scorecard, "-o", once)
    run("rate", once, "-o", twice)
    assert openpyxl.load_workbook(twice)["Q3"].max_column == 10
    run("rate", once, "--scheme", "kent-qpr-2020", "-o", both)
    headings = [cell.value for cell in openpyxl.load_workbook(both)["Q3"][3]][8:]
    assert headings[0] == "Status (standard)"
    assert headings[2] == "Status (kent-qpr-2020)"


def test_with_explain_the_reason_is_a_column_too(scorecard, tmp_path):
    out = tmp_path / "rated.xlsx"
    run("rate", scorecard, "--explain", "-o", out)
    assert "95" in openpyxl.load_workbook(out)["Q3"]["K4"].value


def test_a_csv_has_no_workbook_to_copy(tmp_path):
    table = tmp_path / "a.csv"
    table.write_text("ref,actual\nA,1\n", encoding="utf-8")
    result = run("rate", table, "-o", tmp_path / "b.xlsx")
    assert result.returncode == 2
    assert "is no workbook" in result.stderr
    assert not (tmp_path / "b.xlsx").exists()
