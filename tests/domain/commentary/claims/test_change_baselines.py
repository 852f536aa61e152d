"""What a change with a size is against."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.claim import Of
from kpibook.domain.commentary.claims.change_baselines import change_baseline
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.reading.scan import sentences
from kpibook.domain.commentary.reading.title import title_stems
from tests.domain.commentary.given import NOW, contradictions, facts

OF = facts(comparator="82.5")


@pytest.mark.parametrize(
    ("text", "of", "is_turned"),
    [
        ("It fell by 4.6 points since Q2", Of.PREVIOUS, False),
        ("It fell by 4.6 points over Q2", Of.PREVIOUS, False),
        ("It fell by 4.6 points to 71.8% compared with Q2", Of.PREVIOUS, False),
        ("It fell by 7.7 points on a year ago", Of.PREVIOUS_YEAR, False),
        ("It fell by 4.6 points from 76.4%", Of.PREVIOUS, False),
        ("It is down by 10.7 points on England", Of.COMPARATOR, False),
        ("It is down by 10.7 points on Wales", Of.MEASURES, False),
        ("It is down by 3.2 points against the target", Of.TARGET, False),
        ("Since Q2 it fell by 4.6 points", Of.PREVIOUS, False),
        ("In Q2 it was 4.6 points higher", Of.PREVIOUS, True),
        ("It was 4.6 points higher in Q2", Of.PREVIOUS, True),
        ("It was up by 4.6 points in Q2", None, True),
        ("It fell by 4.6 points in Q3", None, False),
        ("It fell by 4.6 points", None, False),
    ],
)
def test_the_baseline_is_what_the_words_name(text: str, of: Of | None, is_turned: bool) -> None:
    context = Context(sentences(text, NOW, title_stems(OF.title), "England")[0], OF, first=True)
    at = next(place for place, figure in context.sentence.figures())
    behind = context.parts[at + 1 : at + 2] in ("A", "L")
    first, end = (at, at + 2) if behind else (at - 2, at + 1)
    found = change_baseline(context, first, end)
    assert (found.of, found.is_turned) == (of, is_turned)


def test_a_change_over_a_time_that_comes_first_is_a_change_since_then() -> None:
    assert contradictions("Year on year the rate is 10% lower, quarter on quarter 6% lower.") == []
    assert contradictions("Over the year performance is 7.7 points higher, at 71.8%.")
