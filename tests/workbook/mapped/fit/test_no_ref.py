"""Missing references, a quarter without a sheet, and markers without a column are said."""

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
[measure."*"]
unit = "count"
polarity = "higher"
"""
FILL = ("fill", "pools.xlsx", "--actuals", "a.csv", "-o", "n.xlsx", "--period")


def desk(folder: Path, *refs: str | None) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Pools 2025-26"
    sheet.append(["No", "Indicator", "Target", "Q1 Actual"])
    for number, ref in enumerate(refs):
        sheet.append([ref, f"Visits of kind {number}", 50, 55 + number])
    book.save(folder / "pools.xlsx")
    (folder / "pools.layout.toml").write_text(LAYOUT, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("refs", "cells"),
    [
        (("S1", None, "S3"), ["A3"]),
        ((None, None, "S3"), ["A2", "A3"]),
        ((None, None, None), []),
        (("S1", "S2", "S3"), []),
    ],
)
def test_a_measure_without_a_reference_among_others_is_a_finding(
    tmp_path: Path, refs: tuple[str | None, ...], cells: list[str]
) -> None:
    desk(tmp_path, *refs)
    done = run_here("check", "pools.xlsx", "--period", "Q1 2025/26", cwd=tmp_path)
    said = [line for line in done.stdout.splitlines() if "[layout-ref-missing]" in line]

    assert [line.split("!")[1].split(":")[0] for line in said] == cells


def test_a_quarter_without_a_sheet_is_refused_before_anything_else(tmp_path: Path) -> None:
    desk(tmp_path, "S1", "S2")
    (tmp_path / "a.csv").write_text("Ref,Actual\nS1,60\n", encoding="utf-8")
    done = run_here(*FILL, "Q1 2023/24", cwd=tmp_path)

    assert "is of 2023/24" in done.stderr
    assert "[layout-sheet-missing]" in done.stderr
    assert "ref-unknown" not in done.stdout + done.stderr
    assert not (tmp_path / "n.xlsx").exists()


@pytest.mark.parametrize(
    ("marker", "fix"), [("[ok]", "[[settled]]"), ("[p]", "Add a column for it")]
)
def test_a_marker_that_the_workbook_has_no_column_for_is_a_finding(
    tmp_path: Path, marker: str, fix: str
) -> None:
    desk(tmp_path, "S1", "S2")
    (tmp_path / "a.csv").write_text(f"Ref,Actual,Marker\nS1,55,{marker}\n", encoding="utf-8")
    done = run_here(*FILL, "Q1 2025/26", cwd=tmp_path)
    (said,) = [line for line in done.stdout.splitlines() if "[layout-marker-no-word]" in line]

    assert marker in said
    assert fix in said
