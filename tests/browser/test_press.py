"""The press of a button: refusals and faults as plain values."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kpibook.browser.press import press
from tests.browser.pressed import pressed


@pytest.mark.parametrize(
    ("key", "request_", "code"),
    [
        ("explain", {"books": ["book.xlsx"]}, "field-blank"),
        ("explain", {"books": ["book.xlsx"], "texts": {"ref": "PI.0"}}, "ref-unknown"),
        ("explain", {"books": ["book.xlsx", "new.xlsx"]}, "books-chosen"),
        ("fill", {"books": ["book.xlsx"], "texts": {"period": "soon"}}, "period-unknown"),
        ("fill", {"books": ["gone.xlsx"]}, "file-missing"),
        (
            "measures",
            {
                "books": ["book.xlsx"],
                "texts": {"task": "Change", "ref": "PI.426", "columns": "80%"},
            },
            "column-text-unclear",
        ),
    ],
)
def test_what_cannot_be_done_is_said_with_its_code(
    key: str, request_: dict[str, Any], code: str, desk: Path
) -> None:
    answer = pressed(desk, key, **request_)
    assert f"[{code}]" in answer["refused"]
    assert not list(desk.glob("results/*"))


def test_a_fault_is_told_as_a_fault(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("kpibook.browser.buttons.check.check_file", broken)
    answer = json.loads(press("check", str(desk), json.dumps({"books": ["book.xlsx"]})))
    assert "ZeroDivisionError" in answer["fault"]
