"""An open workbook as a file: what Excel has now, or a refusal that says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.addin.commands.own_workbook.as_file import as_file, refuse_without_file
from kpibook.errors import LayoutError
from tests.addin.commands.clicking import desk, only_on
from tests.addin.commands.own_workbook.scorecard import (
    SCORES,
    looks,
    own,
)
from tests.support.scorecards import council_desk


@only_on("windows")
def test_figures_that_are_not_saved_yet_are_rated(tmp_path: Path) -> None:
    opened = own(tmp_path)
    opened.wb[SCORES]["I7"].value = 70
    opened.model.saved = False

    answer = opened.press("fill", "no")

    assert not answer.serious, str(answer)
    value, fill = looks(opened.saved())["I7"]
    assert value == 70
    assert fill != looks(opened.path)["I7"][1]


@only_on("mac")
def test_a_mac_says_to_save_first_what_it_cannot_read(tmp_path: Path) -> None:
    opened = own(tmp_path)
    opened.model.saved = False

    answer = opened.press("fill", "no")

    assert "[layout-not-saved]" in str(answer)
    assert "Save it, and press the button again" in str(answer)
    assert opened.excel.writes == []


@only_on("windows")
def test_a_copy_is_there_for_the_time_of_the_block_alone(tmp_path: Path) -> None:
    opened = own(tmp_path)

    with as_file(opened.click.book) as copy:
        assert copy.name == opened.path.name
        assert copy.exists()

    assert not copy.exists()


@only_on("mac")
def test_on_a_mac_a_workbook_in_a_cloud_is_refused(tmp_path: Path) -> None:
    opened = desk(council_desk(tmp_path), cloud=True)

    with pytest.raises(LayoutError, match="synced folder") as caught, as_file(opened.click.book):
        pass

    assert caught.value.code == "layout-not-saved"


def test_a_workbook_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = council_desk(tmp_path)
    opened = desk(path.rename(path.with_suffix(".xltx")))

    with pytest.raises(LayoutError) as caught:
        refuse_without_file(opened.click.book)

    assert caught.value.code == "layout-not-written"


def test_a_workbook_that_was_never_saved_says_to_save_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = own(tmp_path)
    monkeypatch.setattr("kpibook.addin.excel.platform_api.has_path", lambda *_: False)

    answer = opened.press("fill", "no")

    assert "[layout-not-saved]" in str(answer)
    assert "File > Save As" in str(answer)
