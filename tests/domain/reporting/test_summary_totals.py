"""Totals that councils published: reproduced from the counts, and the wrong ones flagged.

``data/summary_totals.csv`` has ten. Seven add up, Dover's by largest remainder (31, 1 and 3 of 35
read 89/3/8, where plain rounding gives 101). Three do not: Havering's 28 of 42 is not 68%,
Bracknell Forest's 64 of 114 is not 55%, and Medway's percentages add up to 101.
"""

from __future__ import annotations

import csv
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.reporting.summary import faults_in_totals, largest_remainder
from tests.support.shared import SHARED, needs_shared

Row = dict[str, str]

#: By line of the file; every other row adds up.
_WRONG = {
    6: ["28 of 42 is 67%, not 68%.", "The percentages add up to 101, not 100: 67/33 does."],
    8: ["64 of 114 is 56%, not 55%."],
    10: ["The percentages add up to 101, not 100: 71/8/21 does."],
}


def counts_in(row: Row) -> list[int]:
    """Green, amber and red, those that are there; "64 complete" is 64."""
    said = (re.match(r"\d+", row[colour]) for colour in ("green", "amber", "red"))
    return [int(found[0]) for found in said if found]


def published(row: Row) -> list[str]:
    return row["pct_published"].split("/") if row["pct_published"] else []


@pytest.fixture(scope="module")
def rows() -> dict[int, Row]:
    assert SHARED is not None
    path = SHARED / "data" / "summary_totals.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return dict(enumerate(csv.DictReader(lines), start=2))


@needs_shared
def test_published_totals_add_up_but_for_three(rows: dict[int, Row]) -> None:
    found = {
        line: faults_in_totals(counts_in(row), published(row), int(row["total_stated"]))
        for line, row in rows.items()
    }

    assert len(rows) == 10
    assert {line: faults for line, faults in found.items() if faults} == _WRONG


@needs_shared
def test_the_wrong_ones_are_those_the_file_calls_wrong(rows: dict[int, Row]) -> None:
    called_wrong = {
        line for line, row in rows.items() if re.search(r"WRONG|error|sums to 101", row["issue"])
    }

    assert called_wrong == _WRONG.keys()


@needs_shared
def test_whole_percentages_that_add_up_are_reproduced(rows: dict[int, Row]) -> None:
    whole = {
        line: row
        for line, row in rows.items()
        if line not in _WRONG and re.fullmatch(r"[\d/]+", row["pct_published"])
    }

    assert [row["council"] for row in whole.values()] == ["Dover", "Havering", "Barnet"]
    for row in whole.values():
        assert [str(share) for share in largest_remainder(counts_in(row))] == published(row)


@needs_shared
def test_percentages_to_one_decimal_are_reproduced(rows: dict[int, Row]) -> None:
    """Bracknell Forest's 76.6/6.4/17 and Flintshire's 57.1/34.3/8.6."""
    for line in (7, 11):
        thousandths = largest_remainder(counts_in(rows[line]), 1000)
        assert [f"{share / 10:g}" for share in thousandths] == published(rows[line])


@pytest.mark.parametrize(
    ("counts", "percentages", "total", "faults"),
    [
        pytest.param([18, 15, 6], [], 39, [], id="counts alone"),
        pytest.param([18, 15, 6], [], 40, ["The counts add up to 39, not 40."], id="one missing"),
        pytest.param([2, 1], ["67", "33"], None, [], id="no total stated"),
        pytest.param(
            [2, 1],
            ["66", "34"],
            None,
            ["2 of 3 is 67%, not 66%.", "1 of 3 is 33%, not 34%."],
            id="rounded the wrong way",
        ),
        pytest.param([1, 1, 1], ["34", "33", "33"], None, [], id="the odd one goes to the first"),
        pytest.param([113, 1], ["99.1", "<1"], None, [], id="fewer than one in a hundred"),
        pytest.param([98, 2], ["98", "<1"], None, ["2 of 100 is 2%, not <1%."], id="two are not"),
        pytest.param([0, 0], ["0", "0"], 0, [], id="nothing at all"),
    ],
)
def test_what_is_wrong_is_said_with_the_figures(
    counts: list[int], percentages: list[str], total: int | None, faults: list[str]
) -> None:
    assert faults_in_totals(counts, percentages, total) == faults


@given(st.lists(st.integers(0, 500), min_size=1, max_size=6).filter(any))
def test_our_own_percentages_have_no_faults(counts: list[int]) -> None:
    shares = [str(share) for share in largest_remainder(counts)]

    assert faults_in_totals(counts, shares, sum(counts)) == []
