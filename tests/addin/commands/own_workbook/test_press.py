"""Each button in a council's own workbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.addin.clicks import COMMANDS
from kpibook.addin.commands.own_workbook import press
from kpibook.services.layouts.which import layout_of
from tests.addin.commands.clicking import desk, only_on
from tests.addin.commands.own_workbook.scorecard import (
    own,
)
from tests.support.scorecards import LAYOUT, PERIOD, council_desk


def test_the_quarter_is_asked_for_where_the_layout_does_not_say_it(tmp_path: Path) -> None:
    opened = own(tmp_path, LAYOUT)

    answer = opened.press("explain", ChooseName=PERIOD)

    assert not answer.serious, str(answer)
    assert "EN1 Waste recycled" in str(answer)
    assert "Cancelled" in str(opened.press("explain", ChooseName=""))


def test_report_and_publish_write_files_and_leave_the_workbook(tmp_path: Path) -> None:
    opened = own(tmp_path)

    published = opened.press("publish", SaveName=str(tmp_path / "published.xlsx"))
    reported = opened.press("report")

    assert not published.serious, str(published)
    assert not reported.serious, str(reported)
    assert (tmp_path / "published.xlsx").exists()
    assert list(tmp_path.glob("*.docx"))
    assert opened.excel.writes == []


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_no_button_ends_in_a_fault(name: str, tmp_path: Path) -> None:
    opened = own(tmp_path)

    answer = opened.press(name, "no", SaveName="", ChooseFiles="", ChooseName="")

    assert "[fault]" not in str(answer)
    if answer.serious:
        assert "[layout-read-only]" in str(answer)
        assert name in ("sign_off", "roll_forward", "measures")


def test_a_workbook_without_layout_says_how_to_make_one(tmp_path: Path) -> None:
    opened = own(tmp_path, "")

    answer = opened.press("explain")

    assert "[layout-none]" in str(answer)
    assert "Press Fill, which proposes a layout" in str(answer)


@only_on("windows")
def test_in_a_cloud_nothing_is_rated_under_a_scheme_that_nothing_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = council_desk(tmp_path)
    kept = layout_of(path, None)
    # The pretended Excel saves no custom XML, where the workbook would keep it.
    monkeypatch.setattr(press, "_layout", lambda _click: kept)
    opened = desk(path, cloud=True)

    answer = opened.press("explain", ChooseName=PERIOD)

    assert "its layout names no scheme" in str(answer)
    assert "[layout-not-saved]" in str(answer)


@only_on("windows")
def test_in_a_cloud_the_layout_that_the_workbook_keeps_is_read(tmp_path: Path) -> None:
    opened = desk(council_desk(tmp_path), cloud=True)

    answer = opened.press("explain")

    # Its own folder is out of reach: a layout next to it is not seen.
    assert "[layout-none]" in str(answer)
