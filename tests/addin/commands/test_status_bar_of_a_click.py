"""What an officer sees in the status bar while a button works that takes long."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.addin.excel import status_bar
from kpibook.workbook import layout
from tests.addin.commands.clicking import desk
from tests.support.books import EXAMPLE, a_book, example


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every click count as one that takes long."""
    monkeypatch.setattr(status_bar, "PATIENCE_SECONDS", 0.0)


@pytest.mark.usefixtures("slow")
def test_fill_says_what_it_reads_and_writes_and_gives_the_bar_back() -> None:
    at = desk(example().empty)

    at.press("fill", "yes", ChooseFile=str(EXAMPLE / "actuals_q3.csv"))

    shown = [str(text) for text in at.excel.bar[:-1]]
    assert "KPI Book: reading the file of actuals ..." in shown
    assert f"KPI Book: reading '{layout.MEASURES}' ..." in shown
    assert [text for text in shown if text.startswith("KPI Book: writing ")]
    assert f"KPI Book: making the sheet '{layout.RETURN}' ..." in shown
    assert at.excel.bar[-1] is False


@pytest.mark.usefixtures("slow")
def test_a_fill_that_excel_refuses_half_way_gives_it_back_too() -> None:
    at = desk(example().empty)
    at.excel.fail_at = 3

    said = at.press("fill", "yes", ChooseFile=str(EXAMPLE / "actuals_q3.csv"))

    assert said.serious
    assert len(at.excel.bar) > 1
    assert at.excel.bar[-1] is False


@pytest.mark.usefixtures("slow")
def test_consolidate_counts_the_workbooks_it_reads(tmp_path: Path) -> None:
    housing = a_book(tmp_path, {"Ref": "HSG.1"}, name="Housing.xlsx", directorate="Housing")
    at = desk(example().filled)

    at.press(
        "consolidate",
        ChooseFiles=f"{example().filled}\n{housing}",
        SaveName=str(tmp_path / "all.xlsx"),
    )

    assert at.excel.bar[:2] == [
        "KPI Book: reading workbook 1 of 2 ...",
        "KPI Book: reading workbook 2 of 2 ...",
    ]
    assert at.excel.bar[-1] is False


def test_a_fill_of_six_measures_is_too_short_to_touch_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status_bar.time, "monotonic", lambda: 1.0)
    at = desk(example().empty)

    at.press("fill", "yes", ChooseFile=str(EXAMPLE / "actuals_q3.csv"))

    assert at.excel.bar == []
