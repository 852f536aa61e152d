"""A message on a Mac that reaches the officer without Excel."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.addin.machine import mac_alert

TEXT = 'Allow "Microsoft Excel", and press again. [workbook-not-reached]'


def osascript(folder: Path, *, code: int = 0) -> Path:
    """A program in place of the Mac's, which writes down what it was given."""
    program = folder / "osascript"
    program.write_text(
        f'#!/bin/sh\nprintf "%s\\0" "$@" > "{folder}/given"\nexit {code}\n', encoding="utf-8"
    )
    program.chmod(0o755)
    return program


def given(folder: Path) -> list[str]:
    return (folder / "given").read_text(encoding="utf-8").split("\0")[:-1]


def test_the_message_is_an_argument_and_no_part_of_the_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mac_alert, "OSASCRIPT", str(osascript(tmp_path)))

    assert mac_alert.show(TEXT)

    *script, end, text = given(tmp_path)
    assert (end, text) == ("--", TEXT)
    assert not any(TEXT in part for part in script)
    assert any("display alert" in part for part in script)
    assert not any("tell application" in part for part in script)


def test_a_message_that_could_not_be_shown_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mac_alert, "OSASCRIPT", str(osascript(tmp_path, code=1)))
    assert not mac_alert.show(TEXT)

    monkeypatch.setattr(mac_alert, "OSASCRIPT", str(tmp_path / "missing"))
    assert not mac_alert.show(TEXT)
