"""The button Consolidate."""

from __future__ import annotations

from pathlib import Path

from tests.browser.pressed import pressed
from tests.support.cli import run_here


def test_one_workbook_is_made_of_all_with_the_totals_that_the_command_prints(desk: Path) -> None:
    answer = pressed(desk, "consolidate", books=["book.xlsx"], texts={"publish": "on"})
    said = run_here("consolidate", "book.xlsx", "-o", "c.xlsx", cwd=desk).stdout.splitlines()
    assert answer["headline"] == said[0]
    assert answer["sheets"][0]["rows"] == [line.split() for line in said[4:6]]
    assert answer["files"] == ["results/consolidated.xlsx", "results/consolidated_published.xlsx"]


def test_the_list_of_expected_returns_names_who_is_missing(desk: Path) -> None:
    (desk / "returns.csv").write_text("Directorate,Due\nHousing,2022-01-10\n")
    answer = pressed(desk, "consolidate", books=["book.xlsx"], others=["returns.csv"])
    assert any("incomplete" in sentence for sentence in answer["sentences"])
