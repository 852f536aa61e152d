from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.services.batch.outcome import Outcome
from kpibook.services.batch.progress import Tally

DONE = Outcome(Path("a"), {"findings": []})
FOUND = Outcome(Path("b"), {"findings": [{"code": "actual-missing"}]})
NOTED = Outcome(Path("n"), {"findings": [{"code": "figure-note"}]})
FAILED = Outcome(Path("c"), {"error": {}})
SKIPPED = Outcome(Path("d"), {"findings": [{"code": "actual-missing"}]}, skipped=True)


def counted(total: int, *outcomes: Outcome) -> Tally:
    tally = Tally(total)
    for outcome in outcomes:
        tally.count(outcome)
    return tally


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        pytest.param([], 0, id="none"),
        pytest.param([DONE, DONE], 0, id="nothing to put right"),
        pytest.param([DONE, FOUND], 1, id="findings"),
        pytest.param([NOTED], 0, id="a note alone"),
        pytest.param([SKIPPED], 1, id="findings said again"),
        pytest.param([DONE, FAILED], 1, id="some failed"),
        pytest.param([FAILED, FAILED], 3, id="none could be done"),
        pytest.param([FAILED, SKIPPED], 1, id="some done before"),
    ],
)
def test_the_exit_code_says_whether_any_could_be_done(outcomes: list[Outcome], code: int) -> None:
    assert counted(9, *outcomes).exit_code == code


def test_the_counts_add_up_and_are_told_in_words() -> None:
    tally = counted(2000, DONE, FOUND, FAILED, SKIPPED)

    said = tally.as_dict()
    assert said == {
        "workbooks": 2000, "done": 2, "skipped": 1, "with_findings": 2, "failed": 1,
        "not_begun": 1996,
    }  # fmt: skip
    assert tally.in_words() == (
        "2,000 workbooks: 2 done, 1 done before, 2 with findings, 1 failed, 1,996 not begun."
    )
    assert counted(1, DONE).in_words() == "1 workbook: 1 done."


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.1, "about 1 s left"),
        (4, "about 36 s left"),
        (60, "about 9 min left"),
        (3600, "about 9 h left"),
    ],
)
def test_the_time_left_is_worked_out_from_the_workbooks_done_in_this_run(
    seconds: float, said: str
) -> None:
    assert counted(11, DONE, SKIPPED).how_far(seconds) == f"2 of 11 workbooks, {said}"


def test_no_time_is_told_before_anything_is_done_or_when_all_is() -> None:
    assert counted(11, SKIPPED).how_far(5) == "1 of 11 workbooks"
    assert counted(1, FAILED).how_far(5) == "1 of 1 workbooks, 1 failed"
