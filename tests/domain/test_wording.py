"""Small words of messages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.wording import counted, guessed, listed, nearest, quoted, shortened


@pytest.mark.parametrize(
    ("said", "guess"),
    [
        pytest.param("higer", "Did you mean 'higher'? ", id="a letter missing"),
        pytest.param("HIGHER", "Did you mean 'higher'? ", id="capitals"),
        pytest.param("purple", "", id="nothing like it"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_the_nearest_name_is_offered(said: str, guess: str) -> None:
    assert nearest(said, ["higher", "lower"]) == f"{guess}Allowed: higher, lower."


def test_a_long_list_of_names_is_cut_and_says_so() -> None:
    names = [f"PI{i}" for i in range(13)]

    assert nearest("x", names[:12]).endswith("PI10, PI11.")
    assert nearest("x", names).endswith("PI10, PI11 ....")


def test_names_may_come_from_an_iterator() -> None:
    assert nearest("lowr", iter(["higher", "lower"])).startswith("Did you mean 'lower'?")


def test_a_name_twice_is_offered_once_and_a_long_one_not_at_all() -> None:
    said = nearest("x", ["PI1", "PI1", "The family moved out of the area in the spring"])

    assert said == "Allowed: PI1, a text of 46 characters."


@pytest.mark.parametrize(
    ("said", "guess"),
    [
        pytest.param("pi. 425", "Did you mean 'PI. 426'?", id="one"),
        pytest.param("HSG3", "Did you mean 'HSG03'?", id="the same but for a nought"),
        pytest.param("HSG33", "Did you mean 'HSG13' or 'HSG03'?", id="the two nearest"),
        pytest.param("HSG", "Did you mean 'HSG13' or 'HSG03'?", id="no more than two"),
        pytest.param("ENV9", "", id="nothing like it, nothing listed"),
        pytest.param("", "", id="blank"),
    ],
)
def test_of_many_names_only_near_ones_are_offered(said: str, guess: str) -> None:
    assert guessed(said, ["PI. 426", "HSG03", "HSG13", "HSG03", "HSG2222"]) == guess


@pytest.mark.parametrize(
    ("text", "plain", "marked"),
    [
        pytest.param("PI. 2250", "PI. 2250", "'PI. 2250'", id="a reference"),
        pytest.param(2250, "2250", "'2250'", id="a number"),
        pytest.param(" two\nlines ", "two lines", "'two lines'", id="one line"),
        pytest.param("x" * 24, "x" * 24, f"'{'x' * 24}'", id="as long as may be"),
        pytest.param("x" * 25, *["a text of 25 characters"] * 2, id="a letter more"),
        pytest.param("x " * 999, *["a text of 1,997 characters"] * 2, id="a story"),
    ],
)
def test_a_long_text_is_not_repeated(text: object, plain: str, marked: str) -> None:
    assert (shortened(text), quoted(text)) == (plain, marked)


@pytest.mark.parametrize(
    ("items", "most", "said"),
    [
        pytest.param([], None, "", id="none"),
        pytest.param(["a"], None, "a", id="one"),
        pytest.param(["a", "b"], None, "a and b", id="two"),
        pytest.param(["a", "b", "c"], None, "a, b and c", id="three"),
        pytest.param(["a", "b", "c"], 3, "a, b and c", id="just as many as fit"),
        pytest.param(["a", "b", "c"], 1, "a and 2 more", id="cut after one"),
        pytest.param(["a", "b"], 0, "2 more", id="cut before the first"),
    ],
)
def test_items_are_listed_as_a_sentence_does(items: list[str], most: int | None, said: str) -> None:
    assert listed(items, most) == said


@given(st.lists(st.sampled_from("abcdef")), st.integers(0, 10))
def test_a_cut_list_says_how_many_are_left_out(items: list[str], most: int) -> None:
    said = listed(items, most)
    hidden = max(0, len(items) - most)

    assert said.endswith(f"{hidden} more") == bool(hidden)


@pytest.mark.parametrize(
    ("number", "plural", "said"),
    [
        pytest.param(0, "", "0 measures", id="none"),
        pytest.param(1, "", "1 measure", id="one"),
        pytest.param(2, "", "2 measures", id="two"),
        pytest.param(1234, "", "1,234 measures", id="grouped"),
        pytest.param(2, "pieces", "2 pieces", id="its own plural"),
        pytest.param(1, "pieces", "1 measure", id="one has no plural"),
    ],
)
def test_a_count_has_its_noun(number: int, plural: str, said: str) -> None:
    assert counted(number, "measure", plural) == said
