"""A cell always gets an answer."""

from __future__ import annotations

import pytest

from kpibook.addin.worksheet_functions.error_text import in_a_cell
from kpibook.errors import NotANumber


def test_an_answer_is_passed_on() -> None:
    assert in_a_cell(lambda one, *, two: one + two)(1, two=2) == 3


def test_an_error_of_ours_is_its_own_sentence() -> None:
    @in_a_cell
    def refuse() -> None:
        raise NotANumber("'six' is not a number.", code="number-unreadable", fix="Enter one.")

    assert refuse() == "'six' is not a number. Enter one. [number-unreadable]"


@pytest.mark.parametrize("error", [ValueError, KeyError, ZeroDivisionError, RecursionError])
def test_any_other_is_a_fixed_sentence_without_its_text(error: type[Exception]) -> None:
    @in_a_cell
    def fail() -> None:
        raise error("Mrs Example's case")

    said = str(fail())

    assert said.startswith(f"kpibook could not work this out ({error.__name__}).")
    assert said.endswith("[function-failed]")
    assert "Example" not in said


def test_whoever_stops_it_is_not_answered() -> None:
    @in_a_cell
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop()
