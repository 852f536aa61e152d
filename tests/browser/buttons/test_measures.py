"""The button Measures."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.pressed import pressed


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        ({"task": "Change", "ref": "PI.426", "columns": "Target = 80%"}, "PI.426"),
        ({"task": "Retire", "ref": "PI.426", "period": "Q3 2021/22"}, "PI.426"),
        ({"task": "Move", "ref": "PI.426"}, "PI.426"),
        (
            {
                "ref": "PI.7000",
                "columns": "Measure = New one\nUnit = percent\n\nWhich way is good = higher",
            },
            "PI.7000",
        ),
    ],
)
def test_the_register_is_changed_and_the_page_says_how(
    texts: dict[str, str], says: str, desk: Path
) -> None:
    answer = pressed(desk, "measures", books=["book.xlsx"], texts=texts)
    assert says in answer["sentences"][0]
    assert answer["files"] == ["results/book_changed.xlsx"]


def test_measures_are_added_from_a_register(desk: Path) -> None:
    (desk / "more.csv").write_text("Ref,Measure,Unit,Which way is good\nPI.1,One,count,higher\n")
    answer = pressed(desk, "measures", books=["book.xlsx"], figures="more.csv")
    assert "PI.1" in answer["sentences"][0]
