"""Words for the figure that a direction is taken against."""

from __future__ import annotations

import pytest

from kpibook.domain.measures.compared_with import ComparedWith, read_compared_with
from kpibook.errors import SchemeError

PREVIOUS, LAST_YEAR, OUTTURN, PATH, BEST = ComparedWith


@pytest.mark.parametrize(
    ("words", "baseline"),
    [
        ("previous period", PREVIOUS),
        ("Previous Quarter", PREVIOUS),
        ("quarter before", PREVIOUS),
        ("last quarter", PREVIOUS),
        ("previous month", PREVIOUS),
        ("Short-term trend", PREVIOUS),
        ("same quarter last year", LAST_YEAR),
        ("Same period  last year.", LAST_YEAR),
        ("Long term", LAST_YEAR),
        ("last year's outturn", OUTTURN),
        ("LAST YEAR\u2019S OUTTURN", OUTTURN),
        ("last years outturn", OUTTURN),
        ("Previous year outturn", OUTTURN),
        ("compared with last year's outturn", OUTTURN),
        ("the target path", PATH),
        ("trajectory", PATH),
        ("best-so-far", BEST),
        ("Best ever", BEST),
    ],
)
def test_a_baseline_is_read_in_a_councils_words(words: str, baseline: ComparedWith) -> None:
    assert read_compared_with(words) == (baseline,)


@pytest.mark.parametrize("between", [", ", "; ", " and ", " & ", "\n"])
def test_two_baselines_are_kept_in_their_order(between: str) -> None:
    assert read_compared_with(f"last year's outturn{between}previous quarter") == (
        OUTTURN,
        PREVIOUS,
    )


def test_a_blank_names_no_baseline() -> None:
    assert read_compared_with("  ") == ()


@pytest.mark.parametrize("words", ["last year", "Previous year", "the year before"])
def test_last_year_is_asked_about_with_both_meanings(words: str) -> None:
    with pytest.raises(SchemeError) as asked:
        read_compared_with(words)

    assert asked.value.code == "compared-with-unknown"
    assert asked.value.fix == 'Write "same period last year" or "last year\'s outturn".'


def test_an_unknown_word_is_answered_with_the_nearest() -> None:
    with pytest.raises(SchemeError, match="'beste so far' is nothing a figure") as refused:
        read_compared_with("beste so far")

    assert refused.value.fix.startswith("Did you mean 'best so far'?")


def test_a_third_baseline_is_refused_by_name() -> None:
    with pytest.raises(SchemeError, match="3 figures to compare with: previous period, best so"):
        read_compared_with("previous quarter, best, target path")
