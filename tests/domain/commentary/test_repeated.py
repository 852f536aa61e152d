"""Commentary that is the last quarter's again."""

from __future__ import annotations

import pytest

from kpibook.domain.commentary.repeated import comparable_words, is_repeated, repeated_finding
from kpibook.domain.measures.period import Quarter
from kpibook.errors import Location

EARLIER = "Performance is good. At 30 September 2024 two posts were vacant, as in Q1 2024/25."


@pytest.mark.parametrize(
    "text",
    [
        EARLIER,
        EARLIER.upper(),
        "Performance is good.\n At 31st December 2024 two posts  were vacant, as in Q2 2024/25",
        "Performance is good. At 31/12/2024 two posts were vacant, as in quarter 2 2024-25.",
    ],
)
def test_case_spaces_marks_and_dates_make_no_other_text(text: str) -> None:
    assert is_repeated(text, EARLIER)


@pytest.mark.parametrize(
    "text",
    [
        "Performance is good. At 31 December 2024 three posts were vacant, as in Q2 2024/25.",
        "Performance is good.",
        f"{EARLIER} Both are advertised.",
    ],
)
def test_another_word_or_figure_makes_another_text(text: str) -> None:
    assert not is_repeated(text, EARLIER)


def test_a_few_words_may_be_said_twice() -> None:
    assert not is_repeated("On target.", "On target.")
    assert not is_repeated("At 31 December 2024", "At 30 September 2024")
    assert not is_repeated("Two posts are vacant now.", "")


def test_a_long_line_of_digits_is_compared_in_linear_time() -> None:
    text = "1 " * 20_000
    assert comparable_words(text) == text.strip()


def test_the_finding_quotes_eight_words_and_names_both_quarters() -> None:
    where = Location("b.xlsx", "This quarter", "T4")
    finding = repeated_finding("PLN1", EARLIER, Quarter(2024, 3), where)
    assert finding.code == "commentary-repeated"
    assert "that of Q2 2024/25 again" in finding.what
    assert '"Performance is good. At 30 September 2024 two"' in finding.what
    assert "Q3 2024/25" in finding.fix
