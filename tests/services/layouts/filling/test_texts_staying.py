"""Texts of an earlier quarter next to a new figure, where the columns are used again."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from tests.support.cli import run_here

LAYOUT = """
[[table]]
heading_rows = [1]
ref = "No"
measure = "Indicator"
previous = "Last quarter"
actual = "This quarter"
target = "Target"
commentary = "Remarks"
[measure."*"]
polarity = "higher"
unit = "count"
"""


def test_a_figure_written_over_keeps_its_text_with_a_finding(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["No", "Indicator", "Target", "Last quarter", "This quarter", "Remarks"])
    book.active.append(["P1", "Trees planted", 40, 44, 41, "Planted early in May."])
    book.active.append(["P2", "Benches repaired", 12, 9, 8, "One carpenter was ill."])
    book.save(tmp_path / "parks.xlsx")
    (tmp_path / "parks.layout.toml").write_text(LAYOUT, encoding="utf-8")
    (tmp_path / "a.csv").write_text("Ref,Actual\nP1,45\nP2,8\n", encoding="utf-8")
    done = run_here(
        *("fill", "parks.xlsx", "--actuals", "a.csv", "-o", "n.xlsx", "--period", "Q2 2025/26"),
        cwd=tmp_path,
    )

    said = [line for line in done.stdout.splitlines() if "layout-text-stays" in line]
    assert len(said) == 1
    assert "P1 has a new figure" in said[0]
