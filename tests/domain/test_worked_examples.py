"""Figures that councils published with a status or a direction, rated by `standard`.

`standard` can express a published rule when it says no more than these: met or not met; short by
up to a share of the target (a measure's own tolerance); better or worse than the quarter before
or the same quarter last year; no target, no status. Rows, by their line in the file:

* Maidstone, 2 to 24: green is at target or better, amber within 10% of it. Expressed as a
  tolerance of 10% on each measure.
* Darlington, 25 to 36: words alone, met or not met; no tolerance is stated, so whether a miss is
  within tolerance is `standard`'s own reading and is not compared.
* Dudley, 37 to 42: no status is published, so none is compared, but for the measure that the
  council calls neutral, which is not rated. Directions in words, or derived from the figures.

Not expressed: the direction of row 13, which Maidstone calls "declined" because a count that is
for information only has fallen. `standard` does not judge a neutral measure: it says decreased.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from decimal import Decimal

from kpibook.domain.measure import Polarity, parse_tolerance
from kpibook.domain.number import to_decimal
from kpibook.domain.outcomes import Direction, Status
from kpibook.domain.rating import Position, Rating, rate
from tests.domain.given import STANDARD
from tests.support.shared import SHARED, needs_shared

pytestmark = needs_shared
Row = dict[str, str]

_POLARITIES = {"higher": Polarity.HIGHER, "lower": Polarity.LOWER, "none": Polarity.NEUTRAL}
_MAIDSTONE = {
    "Green": Status.MET,
    "Amber": Status.WITHIN,
    "Red": Status.OFF,
    "Data Only": Status.NOT_RATED,
}
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
    "Performance has improved": Direction.IMPROVED,
    "Performance has declined": Direction.DECLINED,
    "improved significantly": Direction.IMPROVED,
    "declined": Direction.DECLINED,
    "the picture is improving": Direction.IMPROVED,
    "improvement on the same period last year": Direction.IMPROVED,
    "improvement on December 2019": Direction.IMPROVED,
    "continuing improvement": Direction.IMPROVED,
}
#: Dudley's rows without a published direction, as the file's notes derive it.
_DERIVED = {38: Direction.IMPROVED, 40: Direction.INCREASED, 41: Direction.NO_CHANGE}
_NOT_EXPRESSED = {13}


def rows(wanted: Callable[[Row], bool]) -> dict[int, Row]:
    """The wanted rows by their line in the file."""
    assert SHARED is not None
    path = SHARED / "data" / "worked_examples.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        found = list(csv.DictReader(lines))
    return {line: row for line, row in enumerate(found, start=2) if wanted(row)}


def rating_of(row: Row) -> Rating:
    tolerance = "10%" if "within 10% of the target" in row["tolerance_rule"] else ""
    actual: Decimal | None = to_decimal(row["actual"])
    return rate(
        Position(
            actual=actual,
            target=to_decimal(row["target"]),
            previous=to_decimal(row["previous"]),
            previous_year=to_decimal(row["previous_year"]),
            polarity=_POLARITIES[row["polarity"].split()[0]],
            tolerance=parse_tolerance(tolerance),
        ),
        STANDARD,
    )


def test_maidstone_s_colours_are_what_standard_says_with_a_tolerance_of_10_percent() -> None:
    chosen = rows(lambda row: row["council"] == "Maidstone")

    assert len(chosen) == 23
    assert {row["published_status"] for row in chosen.values()} == set(_MAIDSTONE)
    assert {line: rating_of(row).status for line, row in chosen.items()} == {
        line: _MAIDSTONE[row["published_status"]] for line, row in chosen.items()
    }


def test_darlington_s_words_met_or_not_met_are_what_standard_says() -> None:
    chosen = rows(lambda row: row["tolerance_rule"].startswith("words only"))

    assert len(chosen) == 12
    assert {line: rating_of(row).status is Status.MET for line, row in chosen.items()} == {
        line: _MET_IN_WORDS[row["published_status"]] for line, row in chosen.items()
    }
    assert all(rating_of(row).status.is_rated for row in chosen.values())


def test_published_directions_are_what_standard_says() -> None:
    chosen = rows(lambda row: row["published_direction"] != "")
    expressed = {line: row for line, row in chosen.items() if line not in _NOT_EXPRESSED}

    assert (len(chosen), len(expressed)) == (10, 9)
    assert {line: _direction(row) for line, row in expressed.items()} == {
        line: _DIRECTION_IN_WORDS[row["published_direction"]] for line, row in expressed.items()
    }


def test_directions_derived_from_dudley_s_figures_are_what_standard_says() -> None:
    chosen = rows(lambda row: row["council"] == "Dudley" and not row["published_direction"])

    assert {line: _direction(row) for line, row in chosen.items()} == _DERIVED


def test_the_measure_that_dudley_calls_neutral_is_not_rated_in_spite_of_its_target() -> None:
    [row] = rows(lambda row: row["polarity"] == "none (neutral)").values()

    assert row["target"] == "55.1"
    assert rating_of(row).status is Status.NOT_RATED


def test_a_neutral_count_that_fell_is_not_judged_where_maidstone_says_declined() -> None:
    [row] = [row for line, row in rows(lambda row: True).items() if line in _NOT_EXPRESSED]

    assert row["published_direction"] == "Performance has declined"
    assert _direction(row) is Direction.DECREASED


def test_every_row_is_compared_in_one_way_or_another() -> None:
    everything = rows(lambda row: True)
    by_status = rows(lambda row: row["council"] in {"Maidstone", "Darlington"})
    by_direction = rows(lambda row: row["published_direction"] != "")

    assert len(everything) == 41
    assert by_status.keys() | by_direction.keys() | _DERIVED.keys() == everything.keys()


def _direction(row: Row) -> Direction:
    """Against the quarter before where that is given, otherwise the same quarter last year."""
    rating = rating_of(row)
    return rating.direction if row["previous"] else rating.direction_year
