from __future__ import annotations

from kpibook.domain.rules.outcomes import Status
from kpibook.outputs.page import Page
from kpibook.outputs.return_sheets.attention import attention_page
from kpibook.outputs.return_sheets.explanations import key_page, notes_page
from kpibook.outputs.return_sheets.pages import published_pages
from kpibook.outputs.return_sheets.summary import summary_page
from tests.outputs.return_sheets.given import column, shown
from tests.outputs.returns import a_measure, a_rated, a_report_of, a_return, a_varied_report


def test_the_summary_counts_every_measure_once_and_names_it() -> None:
    report = a_varied_report()
    page = summary_page(report)

    assert sum(int(cell.value) for cell in column(page, "Measures")) == len(report.blocks)
    named = ", ".join(shown(page, "Which measures")).split(", ")
    assert sorted(named) == sorted(block.name.ref for block in report.blocks)
    assert all(cell.large for cell in column(page, "Measures"))
    for sentence in report.summary.sentences:
        assert sentence.text in " ".join(str(line) for line in page.lines)


def test_the_summary_says_for_whom_it_is_and_that_it_is_a_draft() -> None:
    content = a_return(council="Invented Borough Council", committee="Scrutiny")

    page = summary_page(a_report_of(content))

    assert "Invented Borough Council. Scrutiny. Draft: not yet agreed." in page.lines


def test_a_status_that_is_not_rated_has_no_share() -> None:
    page = summary_page(a_report_of(a_return(a_rated(a_measure(), None))))

    assert column(page, "Share of the 0 rated")[0].value == "Not counted"


def test_what_needs_attention_is_most_urgent_first_with_reason_direction_and_action() -> None:
    down = a_rated(a_measure("DOWN"), "85", "90")
    off = a_rated(a_measure("OFF"), "60", "70", action="Hire two.")

    page = attention_page(a_report_of(a_return(down, off)), has_commentary=True)

    assert page is not None
    assert shown(page, "Ref") == ["OFF", "DOWN"]
    assert "below the target" in shown(page, "Why")[0]
    assert shown(page, "Direction")[0] == "Declined, down from 70.0% in Q2 2021/22"
    assert shown(page, "Action") == ["Hire two.", "No action is stated."]


def test_a_long_action_refers_to_the_sheet_that_has_it_all() -> None:
    text = "We will hire more people. " * 60
    report = a_report_of(a_return(a_rated(a_measure(), "60", action=text)))

    short, whole = (attention_page(report, has_commentary=both) for both in (True, False))

    assert short is not None
    assert whole is not None
    assert shown(short, "Action")[0].endswith("people. Goes on: see Commentary.")
    assert "".join(shown(whole, "Action")).startswith(text[:400])


def test_without_a_measure_that_needs_attention_there_is_no_such_sheet() -> None:
    assert attention_page(a_report_of(), has_commentary=True) is None


def test_the_key_has_every_word_in_use_and_no_other() -> None:
    report = a_report_of()

    words = shown(key_page(report), "Word")

    assert words == ["√ Target met", "Improved"]


def priority(page: Page) -> str:
    return " ".join(str(line) for line in page.lines)


def test_each_note_is_numbered_and_the_sheets_say_which_measures_have_it() -> None:
    report = a_varied_report()
    notes = notes_page(report)
    assert notes is not None

    pages = published_pages(report)
    pointed = " ".join(priority(page) for page in pages if page.name[0].isdigit())
    for name, note in zip(shown(notes, "Note"), shown(notes, "Measures"), strict=True):
        assert f"[{name}]" in pointed
        assert all(ref in pointed for ref in note.split(", "))


def test_one_note_on_two_measures_is_one_note() -> None:
    new = [a_rated(a_measure(ref, introduced=2021)) for ref in ("PI.1", "PI.2")]

    notes = notes_page(a_report_of(a_return(*new)))

    assert notes is not None
    assert [[str(cell) for cell in row] for row in notes.rows] == [
        ["note 1", "New measure for 2021/22.", "PI.1, PI.2"]
    ]


def test_measures_off_target_come_first_on_the_sheet_of_their_priority() -> None:
    rated = [a_rated(a_measure("MET")), a_rated(a_measure("OFF"), "60")]

    page = published_pages(a_report_of(a_return(*rated)))[2]

    assert shown(page, "Ref") == ["OFF", "MET"]
    assert page.lines[0] == "2 measures: 1 off target and 1 target met."
    assert rated[1].rating.status is Status.OFF
