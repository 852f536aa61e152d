"""Requests of the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.browser import buttons
from tests.browser.pressed import pressed


@pytest.mark.parametrize("button", buttons.BUTTONS, ids=lambda button: button.key)
def test_a_button_without_files_says_which_it_needs_and_makes_none(
    button: buttons.Button, tmp_path: Path
) -> None:
    answer = pressed(tmp_path, button.key)
    assert "[books-chosen]" in answer["refused"]
    assert list(tmp_path.rglob("*.*")) == []
