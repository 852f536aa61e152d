"""Letters on a coloured fill: both are written."""

from __future__ import annotations

import tomllib
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from kpibook.errors import LayoutError
from kpibook.sources.layouts.reading import layout_from
from kpibook.sources.layouts.writing import layout_text
from tests.support.cli import run_here

LAYOUT = """
[[table]]
sheet = "Pools"
heading_rows = [1]
ref = "No"
measure = "Indicator"
target = "Target"
actual = "{quarter} Actual"
status = { at = "{quarter} RAG", as = AS }
[measure."*"]
unit = "count"
polarity = "higher"
"""
BOTH = '["letter", "fill"]'
GREEN, RED = "0000B050", "00FF0000"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Pools"
    sheet.append(["No", "Indicator", "Target", "Q1 Actual", "Q1 RAG", "Q2 Actual", "Q2 RAG"])
    for number, (target, actual, rag) in enumerate([(50, 55, "G"), (20, 9, "R"), (7, 8, "G")], 1):
        sheet.append([f"S{number}", f"Visits of kind {number}", target, actual, rag])
        sheet.cell(number + 1, 5).fill = PatternFill("solid", fgColor=GREEN if rag == "G" else RED)
    book.save(tmp_path / "pools.xlsx")
    (tmp_path / "a.csv").write_text("Ref,Actual\nS1,30\nS2,21\n", encoding="utf-8")
    return tmp_path


def fill(desk: Path, how: str) -> tuple[str, list[tuple[object, str]]]:
    (desk / "pools.layout.toml").write_text(LAYOUT.replace("AS", how), encoding="utf-8")
    done = run_here(
        *("fill", "pools.xlsx", "--actuals", "a.csv", "-o", "n.xlsx", "--period", "Q2 2025/26"),
        cwd=desk,
    )
    sheet = openpyxl.load_workbook(desk / "n.xlsx")["Pools"]
    cells = [sheet[f"G{row}"] for row in (2, 3, 4)]
    return done.stdout, [(cell.value, cell.fill.fgColor.rgb[-6:]) for cell in cells]


def test_the_letter_and_the_councils_own_fill_are_written(desk: Path) -> None:
    said, cells = fill(desk, BOTH)

    assert cells == [("R", RED[-6:]), ("G", GREEN[-6:]), (None, "000000")]
    assert "layout-fill-not-written" not in said


def test_a_layout_with_the_letter_alone_is_a_finding(desk: Path) -> None:
    said, cells = fill(desk, '"letter"')

    assert cells[0] == ("R", "000000")
    assert said.count("[layout-fill-not-written]") == 1
    assert f"as = {BOTH}" in said


def test_a_proposal_has_both_where_the_sheet_has_both(desk: Path) -> None:
    run_here("inspect", "pools.xlsx", "--layout", "-o", "p.toml", cwd=desk)
    text = (desk / "p.toml").read_text(encoding="utf-8")

    assert tomllib.loads(text)["table"][0]["status"]["as"] == ["letter", "fill"]


def test_a_layout_with_both_is_the_same_once_it_is_written() -> None:
    layout = layout_from(LAYOUT.replace("AS", BOTH), "x.toml")

    assert layout_from(layout_text(layout), "x.toml").tables == layout.tables


@pytest.mark.parametrize("how", ['["fill", "font"]', '["letter", "word"]', '["fill"]', "3"])
def test_other_lists_are_refused_with_the_right_form(how: str) -> None:
    with pytest.raises(LayoutError) as refused:
        layout_from(LAYOUT.replace("AS", how), "x.toml")

    assert BOTH in refused.value.fix
