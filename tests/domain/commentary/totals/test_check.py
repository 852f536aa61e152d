"""Typed summaries held against the counts of the table."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.commentary.totals.check import total_verdicts
from kpibook.domain.commentary.totals.tally import Tally, tally_of
from kpibook.domain.commentary.verdict import Outcome
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.arithmetic import Rating
from kpibook.domain.reporting.summary import status_sentence, summarise
from kpibook.domain.rules.outcomes import Direction, Status
from tests.domain.given import STANDARD

TABLE = Tally(
    measures=6,
    due=6,
    statuses={Status.MET: 4, Status.OFF: 1, Status.NOT_RATED: 1},
    directions={
        Direction.IMPROVED: 3,
        Direction.NO_CHANGE: 1,
        Direction.DECLINED: 1,
        Direction.INCREASED: 1,
    },
    may_have={Direction.IMPROVED: 1, Direction.DECLINED: 1, Direction.NO_CHANGE: 1},
    period=Quarter(2021, 3),
    new=2,
    priorities={"one council": 1, "safer communities": 5},
)


def contradictions(text: str, table: Tally = TABLE) -> list[str]:
    return [verdict.claim.words for verdict in total_verdicts(text, table) if verdict.contradicts]


@pytest.mark.parametrize(
    "text",
    [
        "All but one of the measures have shown a positive movement when compared to Quarter 2.",
        "Of the six (6) indicators, five improved since Q2.",
        "All measures have improved.",
        "None of the measures declined.",
        "There are six (5) performance indicators.",
        "There are eight performance indicators.",
        "Five of the measures are green.",
        "2 measures were red.",
        "Of the 6 measures, 4 (76%) were green.",
        "3 KPIs met their targets.",
        "Most measures have worsened.",
        "Safer Communities - 4 measures",
    ],
)
def test_a_total_that_is_not_the_tables_is_told(text: str) -> None:
    assert contradictions(text)


@pytest.mark.parametrize(
    "text",
    [
        "Of the six (6) indicators, three have improved since Q2, one has declined.",
        "Of the 6 measures, 4 (67%) were green and 1 (17%) was red.",
        "Of the 6 measures, 4 (66%) were green.",
        "4 of the 5 measures (80%) were green.",
        "Half of the measures have improved.",
        "Safer Communities - 5 measures",
        "One Council: 1 measure",
        "Most of the indicators are on target.",
        "All but two of the measures met their targets.",
        "One measure declined compared with Q2.",
    ],
)
def test_a_total_that_is_the_tables_agrees(text: str) -> None:
    found = [verdict.outcome for verdict in total_verdicts(text, TABLE)]
    assert Outcome.AGREES in found
    assert Outcome.CONTRADICTS not in found


@pytest.mark.parametrize(
    "text",
    [
        "In Quarter 2, 5 of the measures were green.",
        "Last quarter two measures were red.",
        "We expect all measures to be green by March.",
        "If all measures are green the plan is met.",
        "Of the 3 indicators of this directorate, 2 were red.",
        "Both red measures improved; of the two red measures, two improved.",
        "Nationally 12 of the measures were red.",
        "12 of the 46 children improved.",
        "240 children are on plans, a measure of demand.",
        "Of the 4 green measures, 2 improved.",
        "Improved measures of control: 50 staff are now trained.",
        "Other safety measures were in place on 14 sites.",
    ],
)
def test_other_subjects_periods_parts_and_plans_are_left_alone(text: str) -> None:
    assert contradictions(text) == []


def test_directions_against_different_periods_have_no_single_count() -> None:
    assert contradictions("All measures have improved.")
    assert contradictions("All measures have improved.", replace(TABLE, directions={})) == []


def test_the_words_that_are_quoted_are_those_of_the_text() -> None:
    text = "Introduction.\nAll but one of the measures have Improved."
    (verdict,) = [v for v in total_verdicts(text, TABLE) if v.contradicts]
    assert verdict.claim.words == "All but one of the measures have Improved"
    assert text[verdict.claim.place.start :].startswith("All but one")
    assert verdict.because == "by the table it is 3 of 6"


#: Four of eight on target; four improved, one declined, one did not change, two not compared.
EIGHT = Tally(
    measures=8,
    due=8,
    statuses={Status.MET: 4, Status.WITHIN: 1, Status.OFF: 3},
    directions={
        Direction.IMPROVED: 4,
        Direction.DECLINED: 1,
        Direction.NO_CHANGE: 1,
        Direction.NO_HISTORY: 1,
        Direction.NOT_COMPARABLE: 1,
    },
    may_have={Direction.IMPROVED: 1},
    period=Quarter(2024, 3),
)


@pytest.mark.parametrize(
    "text",
    [
        "Two of the measures declined.",
        "Four measures improved and two declined.",
        "Of the eight reported, five met their targets.",
        "Of the 8 that were rated, 5 met target.",
        "Six of the eight measures met their target.",
        "Five of our eight measures are on target.",
        "Three of the eight measures (50%) met their target.",
        "Six measures hit target.",
        "Five measures got worse.",
        "Six measures got better.",
        "Of the eight measures, two missed.",
        "None of the eight measures declined.",
    ],
)
def test_a_count_of_eight_measures_that_is_not_the_tables_is_told(text: str) -> None:
    assert contradictions(text, EIGHT)


@pytest.mark.parametrize(
    "text",
    [
        "One of the measures declined.",
        "Four measures improved and one declined.",
        "Of the eight reported, four met their targets.",
        "Of the 8 that were rated, 4 met target.",
        "Four of the eight measures met their target.",
        "Four of our eight measures are on target.",
        "Four of the eight measures (50%) met their target.",
        "Four measures hit target.",
        "One measure got worse.",
        "Five measures got better.",
        "Of the eight measures, three missed.",
        "More than three measures met their target.",
        "Just over a third of the measures, at least three, are on target.",
        "Of the eight reported to the police, five met their targets.",
        "Two measures missed deadlines for sign-off.",
    ],
)
def test_a_count_of_eight_measures_that_may_be_true_is_left_alone(text: str) -> None:
    assert contradictions(text, EIGHT) == []


def test_a_count_that_needs_a_measure_without_comparison_neither_agrees_nor_contradicts() -> None:
    (told,) = total_verdicts("Five measures improved.", EIGHT)

    assert told.outcome is Outcome.CANNOT_TELL
    assert told.because == "by the table it is 4 of 8, and others are not compared"


def test_the_words_of_a_count_are_quoted_from_its_number_on() -> None:
    (told,) = [
        v
        for v in total_verdicts("Six of the eight measures met target.", EIGHT)
        if v.because.startswith("by")
    ]

    assert told.claim.words == "Six of the eight measures met target"


@pytest.mark.parametrize(
    ("counts", "printed", "wrong"),
    [
        pytest.param((31, 1, 3), ("89", "3", "8"), 0, id="Dover: made to add up to 100"),
        pytest.param((31, 6, 5), ("74", "14", "12"), 0, id="Havering"),
        pytest.param((28, 0, 14), ("68", "", "33"), 1, id="Havering: 28 of 42 is no 68%"),
        pytest.param((36, 3, 8), ("76.6", "6.4", "17"), 0, id="Bracknell Forest"),
        pytest.param((64, 49, 1), ("55", "43", ""), 1, id="64 of 114 is no 55%"),
        pytest.param((36, 4, 11), ("71", "8", "22"), 0, id="Medway: adds up to 101"),
        pytest.param((20, 12, 3), ("57.1", "34.3", "8.6"), 0, id="Flintshire"),
    ],
)
def test_published_totals_are_told_where_a_share_is_wrong(
    counts: tuple[int, int, int], printed: tuple[str, str, str], wrong: int
) -> None:
    whole = sum(counts)
    statuses = (Status.MET, Status.WITHIN, Status.OFF)
    table = Tally(whole, whole, dict(zip(statuses, counts, strict=True)))
    rows = zip(counts, printed, ("green", "amber", "red"), strict=True)
    parts = [f"{n} ({p}%) were {word}" if p else f"{n} were {word}" for n, p, word in rows]
    assert len(contradictions(f"Of the {whole} measures, {' and '.join(parts)}.", table)) == wrong


# The statuses of the scheme `standard`, which has no word for more than met.
OF_STANDARD = [status for status in Status if status is not Status.EXCEEDING]


@given(st.lists(st.sampled_from(OF_STANDARD), min_size=1, max_size=60))
def test_the_generated_summary_never_contradicts_its_table(statuses: list[Status]) -> None:
    summary = summarise([Rating(s, Direction.IMPROVED, Direction.IMPROVED, None) for s in statuses])
    labels = tally_of([], STANDARD).labels
    table = Tally(len(statuses), summary.measures, summary.statuses, labels=labels)
    sentence = status_sentence(summary, STANDARD)
    assert contradictions(sentence, table) == []
    met = summary.statuses[Status.MET]
    if met > 1 and Status.NOT_DUE not in statuses:
        changed = sentence.replace(f"{met} met", f"{met + 1} met")
        assert changed != sentence
        assert contradictions(changed, table)


@pytest.mark.parametrize(
    "text",
    [
        "six measures " * 100_000,
        "all but " * 100_000,
        "1 of the " * 100_000,
        "((" * 500_000,
        ("-" * 590 + " measures\n") * 1_000,
        (" " * 590 + "measures\n") * 1_000,
        ("a-" * 295 + " measures\n") * 1_000,
        ("six of the " * 50 + "measures\n") * 1_000,
    ],
)
def test_hostile_text_takes_no_long_time(text: str) -> None:
    started = time.process_time()
    total_verdicts(text, TABLE)
    assert time.process_time() - started < 1
