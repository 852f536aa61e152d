"""Councils' own workbooks told from kpibook's, which no layout changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kpibook.errors import LayoutError, WorkbookError
from kpibook.services.layouts.councils_own import councils_own_refused, ours_or_councils_own
from tests.support.books import example
from tests.support.cli import run_here
from tests.support.scorecards import council_desk

NOT_OURS = WorkbookError("this is none.", code="not-a-performance-workbook")


def _refused() -> str:
    raise NOT_OURS


def test_a_workbook_of_ours_is_filled_without_a_look_at_a_layout(tmp_path: Path) -> None:
    shutil.copy(example().filled, tmp_path / "ours.xlsx")
    (tmp_path / "ours.layout.toml").write_text("this is no layout", encoding="utf-8")
    done = run_here("fill", "ours.xlsx", "--dry-run", cwd=tmp_path)

    assert "layout-unreadable" not in done.stdout + done.stderr
    assert "Dry run" in done.stdout


def test_any_other_is_worked_on_through_its_layout(tmp_path: Path) -> None:
    path = council_desk(tmp_path)

    assert ours_or_councils_own(path, None, _refused, lambda layout: layout.directorate) == "Place"


def test_without_a_layout_it_stays_refused(tmp_path: Path) -> None:
    path = council_desk(tmp_path, layout="")

    with pytest.raises(WorkbookError) as refused:
        ours_or_councils_own(path, None, _refused, lambda layout: layout.directorate)
    assert refused.value is NOT_OURS
    with pytest.raises(WorkbookError), councils_own_refused(path, "Do it by hand."):
        _refused()


def test_another_error_is_not_taken_for_a_council_s_own_workbook(tmp_path: Path) -> None:
    with (
        pytest.raises(LayoutError, match="layout-value"),
        councils_own_refused(council_desk(tmp_path), "Do it by hand."),
    ):
        raise LayoutError("is wrong.", code="layout-value")


def test_a_council_s_own_is_refused_with_the_way_to_go_on(tmp_path: Path) -> None:
    with (
        pytest.raises(LayoutError, match="layout-read-only") as refused,
        councils_own_refused(council_desk(tmp_path), "Do it by hand."),
    ):
        _refused()
    assert refused.value.fix == "Do it by hand."
