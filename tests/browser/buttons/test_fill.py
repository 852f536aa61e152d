"""The buttons Fill and Return."""

from __future__ import annotations

from pathlib import Path

from tests.browser.pressed import pressed


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
