"""The button Publish."""

from __future__ import annotations

from pathlib import Path

from tests.browser.pressed import pressed
from tests.support.cli import run_here


def test_a_published_copy_is_for_the_part_that_was_typed(desk: Path) -> None:
    answer = pressed(desk, "publish", books=["book.xlsx"], texts={"for": "no such committee"})
    said = run_here("return", "book.xlsx", "--for", "no such committee", "-o", "x.xlsx", cwd=desk)
    assert answer["refused"] == said.stderr.strip().removeprefix("Error: ")
