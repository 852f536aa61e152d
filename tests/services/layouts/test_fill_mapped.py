"""A council's own workbook filled through its layout: its own cells, and nothing else."""

import zipfile

import openpyxl
import pytest
import xlsxwriter

from tests.support.cli import run_here

LAYOUT = """
[[table]]
sheet = "Score*"
heading_rows = [3, 4]
sections = "A"
stops_at = "Key:*"
ref = "Ref"
measure = "Indicator"
polarity = "Good is"
unit = "Unit"
target = "{quarter} / Target"
actual = "{quarter} / Actual"
previous = "{quarter-1} / Actual"
status = { at = "{quarter} / Actual", as = "fill" }
direction = { at = "Trend", as = "symbol" }
commentary = "{quarter} Comments"
[words]
polarity = { High = "higher", Low = "lower" }
unit = { "%" = "percent", Number = "count" }
marker = { "Not yet" = "[x]" }
"""
GREEN, RED = "#92D050", "#FF5050"


@pytest.fixture
def desk(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "scorecard.xlsx") as book:
        sheet = book.add_worksheet("Score 24-25")
        sheet.write("A1", "Scorecard 2024/25")
        sheet.write_row("A3", ["Ref", "Indicator", "Good is", "Unit"])
        for column, quarter in ((4, "Q2"), (6, "Q3")):
            sheet.merge_range(2, column, 2, column + 1, quarter)
            sheet.write_row(3, column, ["Target", "Actual"])
        sheet.write_row("I3", ["Trend", "Q3 Comments"])
        sheet.write("A5", "Clean streets")
        styles = {
            (code, fill): book.add_format(
                {"num_format": code, "border": 1, **({"bg_color": fill} if fill else {})}
            )
            for code in ("0.0%", "0")
            for fill in (GREEN, RED, "")
        }
        rows = [
            ("EN1", "Waste recycled", "High", "%", 0.45, 0.462, "0.0%", GREEN),
            ("EN2", "Bins missed", "Low", "Number", 50, 57, "0", RED),
            ("EN3", "Fines paid", "High", "Number", 10, 12, "0", GREEN),
        ]
        for number, (*words, target, actual, code, fill) in enumerate(rows, 5):
            sheet.write_row(number, 0, words)
            plain = styles[code, ""]
            sheet.write(number, 4, target, plain)
            sheet.write(number, 5, actual, styles[code, fill])
            sheet.write(number, 6, target, plain)
            sheet.write_blank(number, 7, None, plain)
            sheet.write(number, 8, "\u25b2")
        sheet.write_formula("H8", "=5+6", styles["0", ""], 11)
        sheet.write("A10", "Key: green is on target")
        book.add_worksheet("Notes").insert_textbox("B2", "Kept as it is")
    (tmp_path / "scorecard.layout.toml").write_text(LAYOUT, encoding="utf-8")
    return tmp_path


def fill(desk, actuals, *options, output="out.xlsx"):
    (desk / "a.csv").write_text(actuals, encoding="utf-8")
    done = run_here(
        *("fill", "scorecard.xlsx", "--actuals", "a.csv", "--period", "Q3 2024/25"),
        *("-o", output, *options),
        cwd=desk,
    )
    return done, desk / output


def sheet_of(path):
    return openpyxl.load_workbook(path).worksheets[0]


def test_figures_go_into_the_quarters_cells_as_the_cells_hold_them(desk):
    done, out = fill(desk, "ref,actual,commentary\nEN1,46.1%,Dry autumn\nEN2,49,\n")
    sheet = sheet_of(out)
    assert (sheet["H6"].value, sheet["H6"].number_format) == (0.461, "0.0%")
    assert sheet["H6"].border.left.style == "thin"
    assert (sheet["H7"].value, sheet["J6"].value) == (49, "Dry autumn")
    assert (sheet["F6"].value, sheet["A1"].value) == (0.462, "Scorecard 2024/25")
    assert "Wrote" in done.stdout


def test_statuses_have_the_colours_that_the_council_gave_them_last_quarter(desk):
    sheet = sheet_of(fill(desk, "ref,actual\nEN1,40%\nEN2,49\n")[1])
    assert sheet["H6"].fill.fgColor.rgb == "FFFF5050"
    assert sheet["H7"].fill.fgColor.rgb == "FF92D050"
    assert (sheet["I6"].value, sheet["I7"].value) == ("\u25bc", "\u25b2")


def test_a_formula_stays_unless_it_is_to_be_replaced(desk):
    done, out = fill(desk, "ref,actual\nEN3,13\n")
    assert sheet_of(out)["H8"].value == "=5+6"
    assert "layout-formula-kept" in done.stdout
    assert sheet_of(out)["H8"].fill.fgColor.rgb == "FF92D050"
    replaced = fill(desk, "ref,actual\nEN3,13\n", "--replace-formulas", output="b.xlsx")[1]
    assert sheet_of(replaced)["H8"].value == 13


def test_a_marker_is_written_in_the_councils_own_word(desk):
    assert sheet_of(fill(desk, "ref,actual\nEN1,[x]\n")[1])["H6"].value == "Not yet"
    done, out = fill(desk, "ref,actual\nEN1,[c]\n", output="c.xlsx")
    assert "layout-marker-no-word" in done.stdout
    assert sheet_of(out)["H6"].value is None


def test_every_other_part_is_written_byte_for_byte(desk):
    before = (desk / "scorecard.xlsx").read_bytes()
    out = fill(desk, "ref,actual\nEN1,46.1%\nEN2,49\n")[1]
    with zipfile.ZipFile(desk / "scorecard.xlsx") as old, zipfile.ZipFile(out) as new:
        assert old.namelist() == new.namelist()
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert changed <= {
        "xl/worksheets/sheet1.xml",
        "xl/styles.xml",
        "xl/sharedStrings.xml",
        "xl/workbook.xml",  # Excel is told to work formulas out again
    }
    assert (desk / "scorecard.xlsx").read_bytes() == before


def test_a_dry_run_says_each_cell_and_writes_nothing(desk):
    (desk / "a.csv").write_text("ref,actual\nEN1,46.1%\nZZ9,1\n", encoding="utf-8")
    done = run_here(
        *("fill", "scorecard.xlsx", "--actuals", "a.csv", "--period", "Q3 2024/25", "--dry-run"),
        cwd=desk,
    )
    assert "H6    EN1  actual" in done.stdout
    assert "ref-unknown" in done.stdout
    assert not (desk / "out.xlsx").exists()


def test_a_text_without_a_column_in_the_quarter_is_said(desk):
    (desk / "a.csv").write_text("ref,actual,action\nEN1,46%,Call the depot\n", encoding="utf-8")
    done, _ = fill(desk, "ref,actual,action\nEN1,46%,Call the depot\n")
    assert "layout-no-cell" in done.stdout


def test_without_a_period_nothing_is_written(desk):
    done = run_here("fill", "scorecard.xlsx", "-o", "out.xlsx", cwd=desk)
    assert "layout-no-period" in done.stderr + done.stdout
    assert not (desk / "out.xlsx").exists()


def test_a_column_that_has_moved_is_found_by_its_heading(desk):
    book = openpyxl.load_workbook(desk / "scorecard.xlsx")
    sheet = book.worksheets[0]
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    sheet.insert_rows(1, 2)
    book.save(desk / "scorecard.xlsx")
    done, out = fill(desk, "ref,actual\nEN1,46.1%\n")
    assert sheet_of(out)["H8"].value == 0.461
    assert "layout-moved" in done.stdout
