"""First quarter of a new year: the figure before is on last year's sheet."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.support.cli import run_here

LAYOUT = """
[[table]]
sheet = "Pools *"
heading_rows = [1]
ref = "No"
measure = "Indicator"
target = "Target"
actual = "{quarter} Actual"
previous = "{quarter-1} Actual"
direction = { at = "{quarter} DoT", as = "symbol" }
[measure."*"]
unit = "count"
polarity = "higher"
[words]
direction = { "\u2191" = "improved", "\u2193" = "declined" }
"""
HEADS = ["No", "Indicator", "Target", "Q1 Actual", "Q1 DoT", "Q4 Actual", "Q4 DoT"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Pools 2025-26", "Pools 2026-27"), ["\u2191", "\u2193"]),
        (("Pools 25-26", "Pools 26-27"), ["\u2191", "\u2193"]),
    ],
)
def test_fill_takes_the_fourth_quarter_of_last_years_sheet(
    tmp_path: Path, names: tuple[str, str], expected: list[str]
) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, name in enumerate(names):
        sheet = book.create_sheet(name)
        sheet.append(HEADS)
        is_new = number == 1
        sheet.append(["S1", "Swims", 50, None, None, None if is_new else 60])
        sheet.append(["S2", "Lessons", 20, None, None, None if is_new else 30])
    book.save(tmp_path / "pools.xlsx")
    (tmp_path / "pools.layout.toml").write_text(LAYOUT, encoding="utf-8")
    (tmp_path / "a.csv").write_text("Ref,Actual\nS1,66\nS2,21\n", encoding="utf-8")
    run_here(
        *("fill", "pools.xlsx", "--actuals", "a.csv", "-o", "n.xlsx", "--period", "Q1 2026/27"),
        cwd=tmp_path,
    )
    sheet = openpyxl.load_workbook(tmp_path / "n.xlsx")[names[-1]]

    assert [sheet["E2"].value, sheet["E3"].value] == expected
