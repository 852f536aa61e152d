from __future__ import annotations

from decimal import Decimal

from kpibook.domain.measures.measure import Comparator
from kpibook.domain.report.return_lines import (
    about_lines,
    attention_line,
    counts_line,
    notes_of,
    notes_on_measures,
    off_target_first,
    shorthand_line,
    title_with_owner,
)
from tests.outputs.returns import a_measure, a_rated, a_report_of, a_return, a_varied_report

VARIED = a_varied_report()


def test_those_off_target_come_first_then_not_reported_and_the_rest_as_they_were() -> None:
    rated = [a_rated(a_measure(f"PI.{n}"), actual) for n, actual in enumerate(("81", None, "60"))]
    blocks = a_report_of(a_return(*rated, a_rated(a_measure("PI.3"), "90"))).blocks

    assert [b.name.ref for b in off_target_first(blocks)] == ["PI.2", "PI.1", "PI.0", "PI.3"]


def test_counts_are_said_in_the_order_in_which_the_measures_are_shown() -> None:
    rated = [a_rated(a_measure(f"PI.{n}"), actual) for n, actual in enumerate(("81", "60", "82"))]
    blocks = a_report_of(a_return(*rated)).blocks

    assert counts_line(off_target_first(blocks)) == "3 measures: 1 off target and 2 target met."
    assert counts_line(blocks[:1]) == "1 measure: 1 target met."


def test_a_return_says_for_whom_it_is_and_that_it_is_a_draft() -> None:
    assert about_lines(VARIED) == [
        "Invented Borough Council. Scrutiny Committee. Draft: not yet agreed."
    ]
    assert about_lines(a_report_of()) == ["Draft: not yet agreed."]


def test_only_the_shorthand_that_is_shown_is_explained() -> None:
    assert shorthand_line(VARIED, ["81.0%", "none"]) == []
    assert shorthand_line(VARIED, ["81.0%", "[z]"]) == [
        "Shorthand: [z] not applicable (no target or comparator)."
    ]
    (line,) = shorthand_line(VARIED, ["[c]"])
    assert line.startswith("Shorthand: [c] ")
    assert "[z]" not in line


def test_measures_with_the_same_note_share_it() -> None:
    rated = [a_rated(a_measure(f"PI.{n}", note=note)) for n, note in enumerate("ABA")]

    notes = notes_on_measures(a_report_of(a_return(*rated)).blocks)

    assert notes == {"A.": ["PI.0", "PI.2"], "B.": ["PI.1"]}


def test_a_comparator_is_a_note_with_the_difference_and_none_without() -> None:
    compared = a_measure("PI.1", comparator=Comparator("England", Decimal(78), "2020/21"))
    with_, without = a_report_of(a_return(a_rated(compared), a_rated(a_measure("PI.2")))).blocks

    assert notes_of(with_) == ("England 2020/21: 78.0%. Better by 3.0 points.",)
    assert notes_of(without) == ()


def test_what_needs_attention_is_named_by_reason_and_otherwise_it_is_said_that_none_does() -> None:
    rated = [a_rated(a_measure(f"PI.{n}"), actual) for n, actual in enumerate(("60", None, "50"))]

    assert attention_line(a_report_of(a_return(*rated))) == (
        "Needs attention: off target: PI.0 and PI.2; not reported: PI.1."
    )
    assert attention_line(a_report_of()) == "No measure is off target, not reported or declined."


def test_the_post_that_reports_a_measure_is_under_its_title_where_it_is_stated() -> None:
    owned = a_rated(a_measure("PI.1", owner="Head of Service"))
    report = a_report_of(a_return(owned, a_rated(a_measure("PI.2"))))

    titles = [title_with_owner(block, report.labels) for block in report.blocks]

    assert titles == ["Title of PI.1\nReported by Head of Service", "Title of PI.2"]
