"""Settings, as a button: the sheet is shown, and which scheme applies is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kpibook.workbook import layout
from tests.addin.commands.clicking import Desk, desk
from tests.support.books import example


@pytest.fixture
def opened(tmp_path: Path) -> Desk:
    return desk(Path(shutil.copy(example().filled, tmp_path / "Childrens Q3.xlsx")))


def say_scheme(opened: Desk, name: str) -> None:
    opened.click.book._book.names["kpibook_scheme"].refers_to_range.value = name


def test_the_sheet_is_shown_with_what_it_decides(opened: Desk) -> None:
    answer = opened.press("settings")

    assert answer.sheet == layout.SETTINGS
    said = str(answer)
    assert said.startswith(
        "Here you can change the council, directorate, period, scheme and committee."
    )
    assert "The workbook reports Q3 2021/22." in said
    assert "The scheme is standard: " in said
    assert opened.excel.writes == []


def test_a_scheme_that_is_not_known_is_said_where_it_can_be_changed(opened: Desk) -> None:
    say_scheme(opened, "maidstoen")

    answer = opened.press("settings")

    assert answer.sheet == layout.SETTINGS
    assert not answer.serious
    assert "The scheme cannot be used." in str(answer)
    assert "Did you mean 'maidstone'?" in str(answer)


def test_a_scheme_file_of_a_workbook_in_the_cloud_is_out_of_reach(tmp_path: Path) -> None:
    path = Path(shutil.copy(example().filled, tmp_path / "Childrens Q3.xlsx"))
    opened = desk(path, cloud=True)
    say_scheme(opened, "ours.toml")

    assert "[scheme-file-unreachable]" in str(opened.press("settings"))
