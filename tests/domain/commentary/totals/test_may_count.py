"""One look at many texts: no text with a verdict on a count is passed over."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from kpibook.domain.commentary.totals.check import total_verdicts
from kpibook.domain.commentary.totals.may_count import may_count
from kpibook.domain.commentary.totals.tally import Tally
from kpibook.domain.rules.outcomes import Direction, Status

_TALLY = Tally(
    measures=8,
    due=8,
    statuses={Status.MET: 4, Status.WITHIN: 1, Status.OFF: 3},
    directions={Direction.IMPROVED: 5, Direction.DECLINED: 3},
    labels={"met": frozenset({Status.MET}), "rote": frozenset({Status.OFF})},
)
_WORDS = """
3 three 12 (5) six (6) of the 8 eight all none most half measures measure KPIs Pis indicators key
corporate new were are met rote target on-target off improved declined green. red, unchanged
priority: * - 50% (50%) remeasures missed their targets the_same \u212apis \u0130
"""


def texts() -> Iterator[str]:
    chance = random.Random(5)
    words = [word.replace("_", " ") for word in _WORDS.split()] + ["\n"]
    for _ in range(4_000):
        yield " ".join(chance.choice(words) for _ in range(chance.randint(1, 14)))


@pytest.mark.parametrize("labels", [_TALLY.labels, {}])
def test_every_text_with_a_verdict_is_among_those_that_may_count(
    labels: dict[str, frozenset[Status]],
) -> None:
    tally = Tally(8, 8, _TALLY.statuses, _TALLY.directions, labels=labels)
    made = list(texts())
    counting = [place for place, text in enumerate(made) if total_verdicts(text, tally)]
    alone = [place for place, text in enumerate(made) if may_count([text], tally)]

    assert len(counting) > 200
    assert set(counting) <= set(alone)
    plain = [text for text in made if len(text.lower()) == len(text)]
    assert {plain[place] for place in may_count(plain, tally)} == {
        text for text in plain if may_count([text], tally)
    }


def test_a_text_that_counts_no_measure_is_passed_over() -> None:
    made = [
        "Measure 4 of those that a directorate reports each quarter",
        "M.4 Measure 4 of those that a directorate reports",
        "Rapid repairs",
        "Of 8 measures, 4 were fine.",
        "",
        "There are eight indicators",
    ]
    assert may_count(made, _TALLY) == [3, 5]
