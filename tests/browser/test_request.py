"""Requests of the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.browser import buttons
from kpibook.browser.request import Request
from tests.browser.pressed import pressed


@pytest.mark.parametrize("button", buttons.BUTTONS, ids=lambda button: button.key)
def test_a_button_without_files_says_which_it_needs_and_makes_none(
    button: buttons.Button, tmp_path: Path
) -> None:
    answer = pressed(tmp_path, button.key)
    assert "[books-chosen]" in answer["refused"]
    assert list(tmp_path.rglob("*.*")) == []


def test_the_councils_words_are_told_from_layout_settings_and_scheme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ours.toml").write_text('key = "ours"\n[rule]\ntolerance = "5%"\n')
    (tmp_path / "words.toml").write_text('[report]\ntitle = "Ours"\n')
    names = ("book.layout.toml", "kpibook.toml", "ours.toml", "words.toml")
    others = tuple(Path(name) for name in names)
    assert Request(others=others).words() == Path("words.toml")
    assert Request(others=others[:3]).words() is None
