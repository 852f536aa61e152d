"""The buttons Fill and Return."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from tests.browser.pressed import pressed
from tests.support.cli import run_here


def test_each_workbook_is_filled_and_told_of_by_its_name(desk: Path) -> None:
    (desk / "second.xlsx").write_bytes((desk / "new.xlsx").read_bytes())
    answer = pressed(desk, "fill", books=["new.xlsx", "second.xlsx"], figures="actuals_q3.csv")
    assert answer["headline"] == "Filled 2 workbooks."
    assert answer["files"] == ["results/new_filled.xlsx", "results/second_filled.xlsx"]
    assert [sheet["caption"] for sheet in answer["sheets"]][::2] == [
        "Measures of new.xlsx",
        "Measures of second.xlsx",
    ]
    assert (desk / "new.xlsx").read_bytes() == (desk / "second.xlsx").read_bytes()


def test_a_councils_own_workbook_is_filled_through_its_layout(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "own.xlsx") as book:
        sheet = book.add_worksheet("Scorecard")
        sheet.write_row("A1", ["Ref", "Indicator", "Good is", "Unit", "Target", "Q3 Actual", "RAG"])
        sheet.write_row("A2", ["EN1", "Waste recycled", "higher", "percent", "45%"])
    (tmp_path / "own.layout.toml").write_text(
        '[[table]]\nsheet = "Scorecard"\nheading_rows = [1]\nref = "Ref"\nmeasure = "Indicator"\n'
        'polarity = "Good is"\nunit = "Unit"\ntarget = "Target"\nactual = "{quarter} Actual"\n'
        'status = { at = "RAG", as = "word" }\n'
    )
    (tmp_path / "a.csv").write_text("Ref,Actual\nEN1,46.2%\n")
    texts = {"period": "Q3 2024/25"}
    answer = pressed(
        tmp_path,
        "fill",
        books=["own.xlsx"],
        figures="a.csv",
        others=["own.layout.toml"],
        texts=texts,
    )
    assert answer["sheets"][0]["rows"] == [["EN1", "Waste recycled", "Target met"]]
    command = ("fill", "own.xlsx", "--actuals", "a.csv", "--period", "Q3 2024/25", "-o", "c.xlsx")
    assert run_here(*command, cwd=tmp_path).returncode in (0, 1)
    assert (tmp_path / answer["files"][0]).read_bytes() == (tmp_path / "c.xlsx").read_bytes()
