"""Fill on other shapes than a row a measure: blocks, long tables, months, counts, CSV."""

import csv
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.support import libreoffice
from tests.support.cli import Done, run_here

Q3 = "Q3 2024/25"


def fill(folder: Path, book: str, layout: str, actuals: str, *options: str) -> Done:
    (folder / "a.csv").write_text(actuals, encoding="utf-8")
    (folder / "a.layout.toml").write_text(layout, encoding="utf-8")
    return run_here(
        *("fill", book, "--layout", "a.layout.toml", "--actuals", "a.csv", "--period", Q3),
        *("-o", f"out{Path(book).suffix}", *options),
        cwd=folder,
    )


def cells(folder: Path, sheet: int = 0) -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(folder / "out.xlsx").worksheets[sheet]


def changed_parts(old: Path, new: Path) -> set[str]:
    with zipfile.ZipFile(old) as before, zipfile.ZipFile(new) as after:
        assert before.namelist() == after.namelist()
        return {name for name in before.namelist() if before.read(name) != after.read(name)}


@pytest.fixture
def blocks(tmp_path: Path) -> Path:
    with xlsxwriter.Workbook(tmp_path / "blocks.xlsx") as book:
        percent, bold = book.add_format({"num_format": "0%"}), book.add_format({"bold": True})
        for service, name in (("Ports", "Boats moored on time"), ("Tolls", "Tolls paid by card")):
            sheet = book.add_worksheet(service)
            sheet.merge_range("B2:F2", f"{service[0]}X1 {name}", bold)
            sheet.write_row("C3", ["Q1", "Q2", "Q3", "Q4"])
            sheet.write("B4", "Target")
            sheet.write_row("C4", [0.9] * 4, percent)
            sheet.write("B5", "Actual")
            sheet.write_row("C5", [0.92, 0.88], percent)
            sheet.write_blank("E5", None, percent)
            sheet.write("B6", "RAG")
            sheet.write_row("C6", ["G", "A"])
            sheet.write("B7", "Comment")
            sheet.write("B8", "Higher is better.")
            sheet.protect("secret")
        book.add_worksheet("Cover").insert_textbox("B2", "Kept")
    return tmp_path


BLOCKS = """
[[table]]
sheet = "*"
orientation = "blocks"
periods = "{quarter}"
measure = "title"
polarity = "*"
target = "Target"
actual = "Actual"
status = { at = "RAG", as = "letter" }
commentary = "Comment"
"""


def test_a_block_on_each_sheet_is_filled_below_its_quarter(blocks: Path) -> None:
    fill(blocks, "blocks.xlsx", BLOCKS, "ref,actual,commentary\nPX1,91%,Calm\nTX1,62%,\n")
    first, second = cells(blocks), cells(blocks, 1)
    assert [first[c].value for c in ("E5", "E6", "E7")] == [0.91, "G", "Calm"]
    assert (first["E5"].number_format, first["F5"].value) == ("0%", None)
    assert [second[c].value for c in ("E5", "E6", "D6")] == [0.62, "R", "A"]


def test_a_protected_sheet_stays_protected_and_other_parts_stay_byte_for_byte(
    blocks: Path,
) -> None:
    fill(blocks, "blocks.xlsx", BLOCKS, "ref,actual\nPX1,91%\n")
    assert changed_parts(blocks / "blocks.xlsx", blocks / "out.xlsx") <= {
        *("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"),
    }
    assert cells(blocks).protection.sheet


LONG = """
[[table]]
sheet = "*"
orientation = "long"
heading_rows = [1]
where = { Provider = "Westmarch" }
ref = "Code"
measure = "Indicator"
unit = "Unit"
period = "Quarter"
target = "Target"
actual = "Result"
status = { at = "RAG", as = "word" }
[words]
unit = { "%" = "percent", Number = "count" }
["measure"."*"]
polarity = "higher"
"""


@pytest.fixture
def long(tmp_path: Path) -> Path:
    head = ["Provider", "Quarter", "Code", "Indicator", "Unit", "Target", "Result", "RAG"]
    with xlsxwriter.Workbook(tmp_path / "long.xlsx") as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, head)
        number = 1
        for quarter in ("Q2 2024/25", "Q3 2024/25"):
            for provider in ("Northby", "Westmarch"):
                is_filled = quarter.startswith("Q2") or provider == "Northby"
                for code, name, unit, target, value in (
                    ("S1", "Swims taken", "Number", 500, 480),
                    ("S2", "Members who stayed", "%", "70%", "66.5%"),
                ):
                    row = [provider, quarter, code, name, unit, target]
                    sheet.write_row(number, 0, [*row, value, "Red"] if is_filled else row)
                    number += 1
        sheet.write_row(number, 0, ["Westmarch", "Q2 2024/25", "S3", "Lost", "Number", 5, 6])
    return tmp_path


def test_only_the_row_of_the_quarter_and_the_area_is_written(long: Path) -> None:
    done = fill(long, "long.xlsx", LONG, "ref,actual\nS1,510\nS2,71.2%\nS3,4\n")
    sheet = cells(long)
    written = {(r, c) for r in range(2, 11) for c in (7, 8) if sheet.cell(r, c).value is not None}
    old = openpyxl.load_workbook(long / "long.xlsx").active
    before = {(r, c) for r in range(2, 11) for c in (7, 8) if old.cell(r, c).value is not None}
    assert written - before == {(8, 7), (8, 8), (9, 7), (9, 8)}
    # A column of texts with a sign gets text with a sign.
    assert [sheet.cell(r, 7).value for r in (8, 9)] == [510, "71.2%"]
    assert sheet["H8"].value == "Green"
    assert "S3 has no row for Q3 2024/25" in done.stdout


def test_a_row_of_another_quarter_is_not_written(long: Path) -> None:
    done = fill(long, "long.xlsx", LONG, "ref,period,actual\nS1,Q2 2024/25,510\nS2,Q3,72%\n")
    assert "period-mismatch" in done.stdout
    assert (cells(long)["G8"].value, cells(long)["G9"].value) == (None, "72%")


def test_two_rows_that_differ_are_not_written(long: Path) -> None:
    done = fill(long, "long.xlsx", LONG, "ref,actual\nS1,510\nS1,515\nS2,72%\nS2,72%\n")
    assert "actual-duplicate" in done.stdout
    assert (cells(long)["G8"].value, cells(long)["G9"].value) == (None, "72%")


MONTHS = """
[[table]]
sheet = "*"
heading_rows = [1]
ref = "Ref"
measure = "Measure"
unit = "Unit"
polarity = "Good"
quarter_from = "Quarter is"
target = "Target"
actual = "{month}"
previous = "{month-3}"
status = { at = "RAG", as = "word" }
[words]
unit = { No = "count" }
polarity = { High = "higher", Low = "lower" }
"""


@pytest.fixture
def months(tmp_path: Path) -> Path:
    names = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
    with xlsxwriter.Workbook(tmp_path / "months.xlsx") as book:
        sheet = book.add_worksheet("2024-25")
        sheet.write_row(
            0, 0, ["Ref", "Measure", "Unit", "Good", "Quarter is", "Target", *names, "RAG"]
        )
        for row, (ref, way, target) in enumerate(
            (("M1", "sum of months", 300), ("M2", "mean of months", 100), ("M3", "last month", 99)),
            start=1,
        ):
            start = [ref, f"Boats seen {ref}", "No", "High", way, target]
            sheet.write_row(row, 0, [*start, 90, 95, 100, 100, 101, 102, 98, 104])
    return tmp_path


def checked(folder: Path, book: str, period: str) -> dict[str, dict[str, object]]:
    import json

    arguments = ("layout", "check", "a.layout.toml", book, "--period", period, "--json")
    done = run_here(*arguments, cwd=folder)
    return {m["ref"]: m for m in json.loads(done.stdout)["measures"]}


def test_months_go_into_their_columns_and_the_quarter_is_worked_out_as_the_measure_says(
    months: Path,
) -> None:
    rows = "".join(f"{ref},Dec 2024,100\n{ref},Nov 2024,105\n" for ref in ("M1", "M2", "M3"))
    fill(months, "months.xlsx", MONTHS, f"ref,period,actual\n{rows}")
    sheet = cells(months)
    assert [sheet.cell(2, c).value for c in (13, 14, 15, 16)] == [98, 105, 100, None]
    measures = checked(months, "out.xlsx", Q3)
    assert [measures[f"M{n}"]["actual"] for n in (1, 2, 3)] == [303, 101, 100]
    assert [measures[f"M{n}"]["previous"] for n in (1, 2, 3)] == [303, 101, 102]
    assert [sheet.cell(row, 19).value for row in (2, 3, 4)] == ["Green", "Green", "Green"]


def test_a_quarter_with_a_month_missing_has_no_figure(months: Path) -> None:
    (months / "a.layout.toml").write_text(MONTHS, encoding="utf-8")
    measures = checked(months, "months.xlsx", Q3)
    assert [measures[f"M{n}"]["actual"] for n in (1, 2, 3)] == [None, None, None]


def test_a_quarters_sum_has_no_cell_among_months(months: Path) -> None:
    done = fill(months, "months.xlsx", MONTHS, "ref,actual\nM1,303\nM3,100\n")
    assert "M1 has a column for each month" in done.stdout
    assert (cells(months)["O2"].value, cells(months)["O4"].value) == (None, 100)


PARTS = """
[[table]]
sheet = "*"
heading_rows = [1]
ref = "Ref"
measure = "Measure"
unit = "Unit"
polarity = "Good"
target = "Target"
numerator = "Done"
denominator = "Due"
{actual}
commentary = "Comment"
[words]
polarity = {{ High = "higher" }}
"""


@pytest.mark.parametrize(
    ("actual", "written"),
    [
        pytest.param("", [None, 57, 60, "Late"], id="no column for the share"),
        pytest.param('actual = "Share"', [95.0, 57, 60, "Late"], id="a column for the share"),
    ],
)
def test_counts_go_into_their_own_columns(tmp_path: Path, actual: str, written: list) -> None:
    with xlsxwriter.Workbook(tmp_path / "parts.xlsx") as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(
            0, 0, ["Ref", "Measure", "Unit", "Good", "Target", "Share", "Done", "Due", "Comment"]
        )
        sheet.write_row(1, 0, ["N1", "Boats checked", "%", "High", 90])
    fill(
        tmp_path,
        "parts.xlsx",
        PARTS.format(actual=actual),
        "ref,numerator,denominator,actual,commentary\nN1,57,60,,Late\n",
    )
    assert [cells(tmp_path)[c].value for c in ("F2", "G2", "H2", "I2")] == written


FLAT = """
[[table]]
sheet = "*"
heading_rows = [{row}]
ref = "Ref"
measure = "Measure"
target = "Target"
actual = "Actual"
status = {{ at = "RAG", as = "letter" }}
commentary = "Comment"
["measure"."*"]
polarity = "higher"
"""


def test_a_cell_merged_into_another_is_left_alone_and_said(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "merged.xlsx") as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, ["Ref", "Measure", "Target", "Actual", "RAG", "Comment"])
        sheet.write_row(1, 0, ["B1", "Boats lifted", 5])
        sheet.write_row(2, 0, ["B2", "Boats lowered", 5])
        sheet.merge_range("F2:F3", "")
        sheet.merge_range("D2:E2", "")
    done = fill(
        tmp_path,
        "merged.xlsx",
        FLAT.format(row=1),
        "ref,actual,commentary\nB1,6,Fine\nB2,4,Not fine\n",
    )
    sheet = cells(tmp_path)
    assert [sheet[c].value for c in ("D2", "D3", "E3", "F2")] == [6, 4, "R", "Fine"]
    assert "the cell for the status of B1 is merged" in done.stdout
    assert "the cell for the commentary of B2 is merged into another" in done.stdout


CSV_TEXT = (
    'Title,,,,,\r\nRef,Measure,Target,Actual,RAG,Comment\r\nC1,"Caf\u00e9s, open",5,,,"a ""b"""\r\n'
)


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_is_filled_in_its_own_code_and_every_other_byte_stays(
    tmp_path: Path, code: str
) -> None:
    book = tmp_path / "flat.csv"
    book.write_bytes((CSV_TEXT + "C2,Boats out,5,4\r\n\r\n").encode(code))
    done = fill(
        tmp_path, "flat.csv", FLAT.format(row=2), 'ref,actual,commentary\nC1,6,"=x, y"\nC2,3,\n'
    )
    written = (tmp_path / "out.csv").read_bytes().decode(code)
    assert written == CSV_TEXT.replace(',5,,,"a ""b"""', ',5,6,G,"\'=x, y"') + (
        "C2,Boats out,5,3,R\r\n\r\n"
    )
    assert "D3" in done.stdout


def test_a_csv_that_needs_no_change_is_left_alone_in_place(tmp_path: Path) -> None:
    book = tmp_path / "flat.csv"
    book.write_bytes(b"Ref,Measure,Target,Actual,RAG,Comment\nC1,Boats out,5,6,G,\n")
    (tmp_path / "a.layout.toml").write_text(FLAT.format(row=1), encoding="utf-8")
    before = book.stat().st_mtime_ns
    run_here(
        *("fill", "flat.csv", "--layout", "a.layout.toml", "--period", Q3, "--in-place"),
        cwd=tmp_path,
    )
    assert book.stat().st_mtime_ns == before
    assert [row["Actual"] for row in csv.DictReader(book.read_text().splitlines())] == ["6"]


def test_libreoffice_shows_what_was_filled(blocks: Path, long: Path) -> None:
    fill(blocks, "blocks.xlsx", BLOCKS, "ref,actual\nPX1,91%\n")
    (blocks / "out.xlsx").rename(blocks / "filled_blocks.xlsx")
    fill(long, "long.xlsx", LONG, "ref,actual\nS1,510\n")
    (long / "out.xlsx").rename(long / "filled_long.xlsx")
    (blocks / "lo").mkdir()
    paths = [blocks / "filled_blocks.xlsx", long / "filled_long.xlsx"]
    first, second = libreoffice.recalculated_all(paths, blocks / "lo")
    assert openpyxl.load_workbook(first).worksheets[0]["E6"].value == "G"
    assert openpyxl.load_workbook(second).worksheets[0]["H8"].value == "Green"
