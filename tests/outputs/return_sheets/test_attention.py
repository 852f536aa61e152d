from __future__ import annotations

from kpibook.outputs.page import Page
from kpibook.outputs.return_sheets.attention import attention_page
from tests.outputs.return_sheets.given import shown
from tests.outputs.returns import a_measure, a_rated, a_report_of, a_return

LONG = "The team reviews each case every week. " * 40


def attention(
    *rated: tuple[str | None, str], action: str = "", has_commentary: bool = True
) -> Page:
    """The sheet for measures with an actual and the figure before it."""
    made = [
        a_rated(a_measure(f"PI.{n}"), now, before, action=action)
        for n, (now, before) in enumerate(rated, start=1)
    ]
    page = attention_page(a_report_of(a_return(*made)), has_commentary=has_commentary)
    assert page is not None
    return page


def test_without_a_measure_that_needs_attention_there_is_no_sheet() -> None:
    assert attention_page(a_report_of(), has_commentary=True) is None


def test_off_target_comes_before_not_reported_and_declined_and_the_others_are_left_out() -> None:
    page = attention(("81", "85"), (None, "85"), ("60", "50"), ("90", "85"))

    assert shown(page, "Ref") == ["PI.3", "PI.2", "PI.1"]
    assert shown(page, "Status") == ["× Off target", "… Not reported", "√ Target met"]


def test_it_says_why_and_in_which_direction_with_the_earlier_figure() -> None:
    page = attention(("60", "65"))

    (why,) = shown(page, "Why")
    assert why.startswith("60.0% is 20.0 points (25%) below the target of 80.0%")
    assert shown(page, "Direction") == ["Declined, down from 65.0% in Q2 2021/22"]


def test_an_action_that_was_not_stated_is_said_to_be_missing() -> None:
    assert shown(attention(("60", "65")), "Action") == ["No action is stated."]


def test_a_long_action_goes_on_at_the_commentary_and_is_whole_without_that_sheet() -> None:
    (cut,) = shown(attention(("60", "65"), action=LONG), "Action")
    page = attention(("60", "65"), action=LONG, has_commentary=False)

    assert cut.endswith("Goes on: see Commentary.")
    assert len(cut) < len(LONG) / 2
    assert sum(text.count("every week.") for text in shown(page, "Action")) == 40
