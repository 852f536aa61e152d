"""A council's own workbook moved on: its cells where they are used again, else what is to add."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.support.cli import Done, run_here
from tests.support.scorecards import LAYOUT, PERIOD, council_desk

ONE_COLUMN = """
[[table]]
heading_rows = [2]
ref = "Ref"
measure = "Name"
previous = "Last quarter"
actual = "This quarter"
commentary = "Comment"
status = { at = "RAG", as = "word" }
[measure."*"]
polarity = "higher"
unit = "percent"
"""


def one_column(folder: Path, *rows: list[object], layout: str = ONE_COLUMN) -> Path:
    path = folder / "flat.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, percent = book.add_worksheet("KPIs"), book.add_format({"num_format": "0.0%"})
        sheet.write("A1", "Position at the end of Q3 2024/25")
        heads = ["Ref", "Name", "Last quarter", "This quarter", "Comment", "RAG"]
        sheet.write_row("A2", heads)
        for number, row in enumerate(rows, 2):
            sheet.write_row(number, 0, row)
            if isinstance(row[3], float):
                sheet.write(number, 3, row[3], percent)
        book.add_worksheet("Notes").insert_textbox("B2", "Kept as it is")
    (folder / "flat.layout.toml").write_text(layout, encoding="utf-8")
    return path


def roll(path: Path, *more: str, period: str = PERIOD, output: str = "next.xlsx") -> Done:
    return run_here(
        "roll-forward", path.name, "--period", period, "-o", output, *more, cwd=path.parent
    )


def test_a_column_that_is_used_again_is_emptied_once_its_figures_are_kept(tmp_path: Path) -> None:
    path = one_column(tmp_path, ["A1", "Calls", 0.7, 0.75, "Better.", "Green"])
    before = path.read_bytes()
    done = roll(path)
    sheet = openpyxl.load_workbook(tmp_path / "next.xlsx")["KPIs"]

    assert "Q3 2024/25 is closed and Q4 2024/25 begins." in done.stdout
    assert [cell.value for cell in sheet[3]] == ["A1", "Calls", 0.75, None, None, None]
    assert sheet["C3"].number_format == "0.0%"
    assert sheet["D3"].number_format == "0.0%"
    assert "layout-title-of-quarter" in done.stdout
    assert path.read_bytes() == before


def test_every_part_but_the_sheet_stays_byte_for_byte(tmp_path: Path) -> None:
    path = one_column(tmp_path, ["A1", "Calls", 70, 75, "Better.", "Green"])
    roll(path)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "next.xlsx") as new:
        assert old.namelist() == new.namelist()
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert changed <= {"xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"}


def test_a_measure_without_a_figure_keeps_the_older_one_and_is_named(tmp_path: Path) -> None:
    path = one_column(
        tmp_path,
        ["A1", "Calls", 70, 75, None, None],
        ["A2", "Visits", 60, None, None, None],
    )
    done = roll(path)

    assert "A2 had no figure" in done.stdout
    assert openpyxl.load_workbook(tmp_path / "next.xlsx")["KPIs"]["C4"].value == 60


def test_a_formula_stays(tmp_path: Path) -> None:
    path = one_column(tmp_path, ["A1", "Calls", 70, "=35+40", None, None])
    done = roll(path)

    assert openpyxl.load_workbook(tmp_path / "next.xlsx")["KPIs"]["D3"].value == "=35+40"
    assert "layout-formula-kept" in done.stdout


def test_figures_without_a_column_for_the_quarter_before_are_not_lost(tmp_path: Path) -> None:
    layout = ONE_COLUMN.replace('previous = "Last quarter"\n', "")
    path = one_column(tmp_path, ["A1", "Calls", 70, 75, None, None], layout=layout)
    done = roll(path)

    assert (done.returncode, "layout-roll-loses" in done.stderr) == (3, True)


def test_a_formula_for_the_quarter_before_does_not_lose_the_figure(tmp_path: Path) -> None:
    path = one_column(tmp_path, ["A1", "Calls", "=60+10", 75, None, None])
    done = roll(path)

    assert (done.returncode, "layout-roll-loses" in done.stderr) == (3, True)
    assert not (tmp_path / "next.xlsx").exists()
    assert not (tmp_path / "next.xlsx").exists()


def test_a_quarter_without_a_figure_is_not_rolled(tmp_path: Path) -> None:
    done = roll(council_desk(tmp_path), period="Q4 2024/25")

    assert (done.returncode, "nothing-to-roll" in done.stderr) == (3, True)


def test_where_each_quarter_has_its_columns_it_is_said_what_is_there_and_what_is_not(
    tmp_path: Path,
) -> None:
    path = council_desk(tmp_path, layout=f'period = "{PERIOD}"\n{LAYOUT}')
    done = roll(path)

    assert "4 of 4 measures have a blank cell for Q4 2024/25." in done.stdout
    assert 'Write period = "Q4 2024/25" in the layout.' in done.stdout
    assert "no column headed 'Q4 Comments'" in done.stdout
    assert "No cell changes" in done.stdout


def test_a_quarter_that_has_figures_already_is_said(tmp_path: Path) -> None:
    done = roll(council_desk(tmp_path), period="Q2 2024/25")

    assert "A figure is there already for EN1, EN2, EN3 and EN4." in done.stdout


def test_a_folder_rolls_councils_own_and_json_says_the_cells(tmp_path: Path) -> None:
    one_column(tmp_path, ["A1", "Calls", 70, 75, "Better.", "Green"])
    done = run_here(
        *("roll-forward", "flat.xlsx", "--period", PERIOD, "--dry-run", "--json"), cwd=tmp_path
    )
    assert '"closed": "Q3 2024/25", "period": "Q4 2024/25"' in done.stdout
    assert '"cell": "D3"' in done.stdout


@pytest.mark.parametrize("period", ["Q4 2024/25"])
def test_after_the_last_quarter_the_new_year_s_sheet_is_asked_for(
    tmp_path: Path, period: str
) -> None:
    path = council_desk(tmp_path)
    book = openpyxl.load_workbook(path)
    book["Score 24-25"]["K6"] = 0.5
    book.save(path)
    done = roll(path, period=period)

    assert "there is no sheet for Q1 2025/26. Copy the sheet 'Score 24-25'" in done.stdout
    assert "2025/26 begins: enter its targets." in done.stdout
    filled = run_here(
        *("fill", path.name, "--period", "Q1 2025/26", "-o", "wrong.xlsx"), cwd=tmp_path
    )
    assert "no sheet named 'Score*' is of 2025/26" in filled.stderr


def test_an_ods_file_is_not_written_and_says_how_to_go_on(tmp_path: Path) -> None:
    (tmp_path / "kpis.ods").write_bytes(b"PK")
    (tmp_path / "kpis.layout.toml").write_text(ONE_COLUMN, encoding="utf-8")
    done = roll(tmp_path / "kpis.ods", output="next.ods")

    assert (done.returncode, "layout-not-written" in done.stderr) == (3, True)
    assert "Save it as .xlsx" in done.stderr
