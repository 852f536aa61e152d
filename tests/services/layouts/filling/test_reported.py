"""Figures that a quarter has already are not written over in silence."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.support.cli import run_here

LAYOUT = """
[[table]]
sheet = "Pools"
heading_rows = [1]
ref = "No"
measure = "Indicator"
target = "Target"
actual = "{quarter} Actual"
[measure."*"]
unit = "percent"
polarity = "higher"
"""
Q3_FILE = "Ref,Actual\nS1,71%\nS2,66%\nS3,58%\nS4,91%\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Pools"
    sheet.append(["No", "Indicator", "Target", "Q1 Actual", "Q2 Actual", "Q3 Actual", "Q4 Actual"])
    for number, (before, now) in enumerate([(0.7, 0.72), (0.6, 0.64), (0.5, 0.55), (0.9, 0.92)], 1):
        sheet.append([f"S{number}", f"Visits of kind {number}", 0.7, before, now])
        for column in "CDEFG":
            sheet[f"{column}{number + 1}"].number_format = "0%"
    book.save(tmp_path / "pools.xlsx")
    (tmp_path / "pools.layout.toml").write_text(LAYOUT, encoding="utf-8")
    return tmp_path


def fill(desk: Path, actuals: str, period: str) -> tuple[str, list[object]]:
    (desk / "a.csv").write_text(actuals, encoding="utf-8")
    done = run_here(
        *("fill", "pools.xlsx", "--actuals", "a.csv", "-o", "out.xlsx", "--period", period),
        cwd=desk,
    )
    column = {"Q1": "D", "Q2": "E", "Q3": "F"}[period[:2]]
    sheet = openpyxl.load_workbook(desk / "out.xlsx")["Pools"]
    return done.stdout, [sheet[f"{column}{row}"].value for row in range(2, 6)]


def test_the_file_of_another_quarter_writes_over_none_of_the_figures(desk: Path) -> None:
    said, figures = fill(desk, Q3_FILE, "Q2 2025/26")

    assert figures == [0.72, 0.64, 0.55, 0.92]
    assert "Q2 2025/26 has a figure already of 4 measures" in said
    assert "S1 (0.72, file 71%)" in said
    assert "[layout-figure-kept]" in said


def test_the_right_quarter_is_filled_without_a_word(desk: Path) -> None:
    said, figures = fill(desk, Q3_FILE, "Q3 2025/26")

    assert figures == [0.71, 0.66, 0.58, 0.91]
    assert "layout-figure" not in said


def test_the_same_figures_again_are_no_finding(desk: Path) -> None:
    said, _ = fill(desk, "Ref,Actual\nS1,72%\nS2,64%\nS3,55%\nS4,92%\n", "Q2 2025/26")

    assert "layout-figure" not in said


def test_one_correction_of_the_last_quarter_is_written_and_said(desk: Path) -> None:
    said, figures = fill(desk, "Ref,Actual\nS1,73%\nS2,64%\nS3,55%\nS4,92%\n", "Q2 2025/26")

    assert figures[0] == 0.73
    assert "[layout-figure-replaced]" in said


def test_a_figure_with_a_later_one_is_changed_with_r_alone(desk: Path) -> None:
    said, figures = fill(desk, "Ref,Actual,Marker\nS1,73%,\nS2,61%,[r]\n", "Q1 2025/26")

    assert figures[:2] == [0.7, 0.61]
    assert "of 1 measure, and the file another: S1" in said
    assert "[layout-figure-kept]" in said


def test_a_marker_does_not_take_a_reported_figure_away(desk: Path) -> None:
    said, figures = fill(desk, "Ref,Actual\nS1,n/a\n", "Q1 2025/26")

    assert figures[0] == 0.7
    assert "[layout-figure-kept]" in said
