"""Fill says the doubts about figures that check has."""

from __future__ import annotations

from pathlib import Path

import openpyxl

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
unit = "count"
polarity = "higher"
[measure.S1]
basis = "cumulative"
"""


def test_fill_has_the_doubts_that_check_has_of_the_filled_file(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Pools"
    sheet.append(["No", "Indicator", "Target", "Q1 Actual", "Q2 Actual", "Q3 Actual"])
    sheet.append(["S1", "Lessons given since April", 50, 22, 41])
    sheet.append(["S2", "Visits to the pool", 5000, 5100, 5250])
    sheet.append(["S3", "Lockers mended", 5, 6, 7])
    book.save(tmp_path / "pools.xlsx")
    (tmp_path / "pools.layout.toml").write_text(LAYOUT, encoding="utf-8")
    (tmp_path / "a.csv").write_text("Ref,Actual\nS1,12\nS2,52600\nS3,6\n", encoding="utf-8")
    period = ("--period", "Q3 2025/26")
    filled = run_here(
        "fill", "pools.xlsx", "--actuals", "a.csv", "-o", "n.xlsx", *period, cwd=tmp_path
    ).stdout
    checked = run_here(
        "check", "n.xlsx", "--layout", "pools.layout.toml", *period, cwd=tmp_path
    ).stdout

    doubts = [
        line
        for line in checked.splitlines()
        if line.endswith(("[cumulative-falls]", "[figure-jump]", "[figure-scale]"))
    ]
    assert len(doubts) == 2
    assert all(filled.splitlines().count(line) == 1 for line in doubts)
