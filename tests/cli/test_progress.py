from __future__ import annotations

import io
from pathlib import Path

from kpibook.cli.progress import Progress
from kpibook.services.batch.outcome import Outcome
from kpibook.services.batch.progress import Tally


class Terminal(io.StringIO):
    """A stream that says it is one."""

    def isatty(self) -> bool:
        return True


def shown(stream: io.StringIO, *, asked: bool, seconds: float, steps: int) -> str:
    """What is said of so many workbooks, each of which takes so long."""
    now = 0.0
    tally = Tally(steps + 1)
    progress = Progress(tally, asked=asked, stream=stream, clock=lambda: now)
    for _ in range(steps):
        now += seconds
        tally.count(Outcome(Path("a"), {}))
        progress.clear()
        progress.show()
    return stream.getvalue()


def test_a_terminal_has_one_line_that_is_drawn_anew() -> None:
    said = shown(Terminal(), asked=False, seconds=1, steps=2)

    assert "\n" not in said
    assert said.startswith("\r1 of 3 workbooks, about 2 s left\r ")
    assert said.endswith("\r2 of 3 workbooks, about 1 s left")


def test_a_terminal_is_not_drawn_more_often_than_eyes_follow() -> None:
    assert shown(Terminal(), asked=False, seconds=0.03, steps=100).count("workbooks") == 14


def test_a_file_gets_a_line_now_and_then_if_asked_for() -> None:
    said = shown(io.StringIO(), asked=True, seconds=4, steps=6)

    assert said.splitlines() == [
        "3 of 7 workbooks, about 16 s left",
        "6 of 7 workbooks, about 4 s left",
    ]


def test_a_file_gets_nothing_unasked() -> None:
    assert shown(io.StringIO(), asked=False, seconds=100, steps=5) == ""


def test_the_line_is_out_of_the_way_before_anything_else_is_printed() -> None:
    stream = Terminal()
    tally = Tally(2)
    tally.count(Outcome(Path("a"), {}))
    now = 0.0
    progress = Progress(tally, asked=False, stream=stream, clock=lambda: now)
    now = 1.0
    progress.show()
    drawn = len(stream.getvalue())

    progress.clear()
    progress.clear()

    assert stream.getvalue()[drawn:] == "\r" + " " * (drawn - 1) + "\r"
