"""Figures that councils published with a status or a direction, rated as they were published.

Rows of ``data/worked_examples.csv``, by their line in the file; each names in its note what of it
can be tested:

* Maidstone, 2 to 24, under the preset `maidstone`: green is at target or better, amber within 10%
  of it. The word of the status is the published one. So is the direction, where one is published:
  row 13 is a count for information only, and fewer counts as declined.
* Darlington, 25 to 36, words alone: met or not met. No tolerance is stated, so there is no preset
  and whether a miss is within one is not compared; `standard` has to agree on met or not.
* Dudley, 37 to 42: no status is published and no preset exists, so none is compared, but for row
  40, which the council calls neutral and which is not rated in spite of its target. Directions in
  words, or as the file's notes derive them.

Exceptions: no row that names something to test rates otherwise than published.
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal

import pytest

from kpibook.domain.measures.measure import Polarity
from kpibook.domain.measures.number import to_decimal
from kpibook.domain.rating.arithmetic import Position, Rating
from kpibook.domain.rating.rate import rate
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.sources.schemes import load_scheme
from tests.domain.given import STANDARD
from tests.support.shared import SHARED, needs_shared

pytestmark = needs_shared
Row = dict[str, str]

_POLARITIES = {"higher": Polarity.HIGHER, "lower": Polarity.LOWER, "none": Polarity.NEUTRAL}
_MET_IN_WORDS = {
    "exceeded the target": True,
    "above the target": True,
    "better than the target": True,
    "better than the internal target": True,
    "below the target (good)": True,
    "below the threshold (good)": True,
    "below the target": False,
}
_DIRECTION_IN_WORDS = {
    "improved significantly": Direction.IMPROVED,
    "declined": Direction.DECLINED,
    "the picture is improving": Direction.IMPROVED,
    "improvement on the same period last year": Direction.IMPROVED,
    "improvement on December 2019": Direction.IMPROVED,
    "continuing improvement": Direction.IMPROVED,
}
#: Dudley's rows without a published direction, as the file's notes derive it.
_DERIVED = {38: Direction.IMPROVED, 40: Direction.INCREASED, 41: Direction.NO_CHANGE}


@pytest.fixture(scope="module")
def rows() -> dict[int, Row]:
    """The rows by their line in the file."""
    assert SHARED is not None
    path = SHARED / "data" / "worked_examples.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return dict(enumerate(csv.DictReader(lines), start=2))


def of(council: str, rows: dict[int, Row], testable: str = "") -> dict[int, Row]:
    """The rows of a council whose note says that this can be tested."""
    return {
        line: row
        for line, row in rows.items()
        if row["council"] == council and testable in _testable(row)
    }


def _testable(row: Row) -> str:
    found = re.search(r"testable=(.*)$", row["note"])
    return found[1] if found else ""


def rating_of(row: Row, scheme: Scheme) -> Rating:
    actual: Decimal | None = to_decimal(row["actual"])
    return rate(
        Position(
            actual=actual,
            target=to_decimal(row["target"]),
            previous=to_decimal(row["previous"]),
            previous_year=to_decimal(row["previous_year"]),
            polarity=_POLARITIES[row["polarity"].split()[0]],
        ),
        scheme,
    )


def direction(row: Row, scheme: Scheme) -> Direction:
    """Against the quarter before where that is given, otherwise the same quarter last year."""
    rating = rating_of(row, scheme)
    return rating.direction if row["previous"] else rating.direction_year


def test_maidstone_s_statuses_are_published_word_for_word(rows: dict[int, Row]) -> None:
    scheme, chosen = load_scheme("maidstone"), of("Maidstone", rows, "status")

    assert len(chosen) == 23
    assert {line: scheme.label(rating_of(row, scheme).status) for line, row in chosen.items()} == {
        line: row["published_status"] for line, row in chosen.items()
    }


def test_maidstone_s_directions_are_published_word_for_word(rows: dict[int, Row]) -> None:
    scheme, chosen = load_scheme("maidstone"), of("Maidstone", rows, "direction")

    assert list(chosen) == [10, 11, 12, 13]
    assert {line: scheme.label(direction(row, scheme)) for line, row in chosen.items()} == {
        line: row["published_direction"] for line, row in chosen.items()
    }


def test_a_count_for_information_that_fell_has_declined_in_maidstone_only(
    rows: dict[int, Row],
) -> None:
    row = rows[13]

    assert (row["measure"], row["polarity"]) == ("Enforcement complaints received", "none")
    assert direction(row, load_scheme("maidstone")) is Direction.DECLINED
    assert direction(row, STANDARD) is Direction.DECREASED


def test_darlington_s_words_met_or_not_met_are_what_standard_says(rows: dict[int, Row]) -> None:
    chosen = of("Darlington", rows, "met/not met")

    assert len(chosen) == 12
    assert {
        line: rating_of(row, STANDARD).status is Status.MET for line, row in chosen.items()
    } == {line: _MET_IN_WORDS[row["published_status"]] for line, row in chosen.items()}
    assert all(rating_of(row, STANDARD).status.is_rated for row in chosen.values())


@pytest.mark.parametrize(("council", "count"), [("Darlington", 3), ("Dudley", 3)])
def test_directions_in_words_are_what_standard_says(
    council: str, count: int, rows: dict[int, Row]
) -> None:
    chosen = {
        line: row
        for line, row in of(council, rows, "direction").items()
        if row["published_direction"]
    }

    assert len(chosen) == count
    assert {line: direction(row, STANDARD) for line, row in chosen.items()} == {
        line: _DIRECTION_IN_WORDS[row["published_direction"]] for line, row in chosen.items()
    }


def test_directions_derived_from_dudley_s_figures_are_what_standard_says(
    rows: dict[int, Row],
) -> None:
    assert {line: direction(rows[line], STANDARD) for line in _DERIVED} == _DERIVED


def test_the_measure_that_dudley_calls_neutral_is_not_rated_in_spite_of_its_target(
    rows: dict[int, Row],
) -> None:
    row = rows[40]

    assert (row["polarity"], row["target"]) == ("none (neutral)", "55.1")
    assert rating_of(row, STANDARD).status is Status.NOT_RATED


def test_every_row_that_names_something_to_test_is_tested(rows: dict[int, Row]) -> None:
    tested = {
        **of("Maidstone", rows, "status"),
        **of("Darlington", rows, "met/not met"),
        **of("Dudley", rows, "direction"),
        40: rows[40],
    }

    assert len(rows) == 41
    assert all(_testable(row) for row in rows.values())
    assert tested.keys() == rows.keys()
