from __future__ import annotations

from kpibook.domain.report.report import Report
from kpibook.domain.report.words.return_wording import STATUS, TARGET, ReturnWording
from kpibook.outputs.page import Page
from kpibook.outputs.return_sheets.priority import priority_page, sheet_name
from tests.outputs.return_sheets.given import shown
from tests.outputs.returns import a_measure, a_rated, a_report_of, a_return, a_varied_report

USUAL = ReturnWording()


def first(report: Report, chosen: ReturnWording = USUAL) -> Page:
    """The sheet of the first priority."""
    return priority_page(report, report.groups[0], 1, "1 Aim", chosen)


def test_measures_off_target_come_first_under_the_counts_of_the_priority() -> None:
    rated = [a_rated(a_measure(f"PI.{n}"), actual) for n, actual in enumerate(("81", None, "60"))]
    elsewhere = a_rated(a_measure("PI.9", priority="Thriving"), "60")

    page = first(a_report_of(a_return(*rated, elsewhere)))

    assert shown(page, "Ref") == ["PI.2", "PI.1", "PI.0"]
    assert page.lines[0] == "3 measures: 1 off target, 1 not reported and 1 target met."


def test_a_note_is_numbered_as_on_the_sheet_of_notes_of_the_whole_return() -> None:
    report = a_report_of(
        a_return(
            a_rated(a_measure("PI.1", note="One.")),
            a_rated(a_measure("PI.2", priority="Thriving", note="Two.")),
        )
    )

    second = priority_page(report, report.groups[1], 2, "2 Thriving", USUAL)

    assert "Notes, on the sheet Notes: PI.2 [note 2]." in second.lines


def test_a_priority_without_notes_says_nothing_of_them() -> None:
    assert not any("note" in str(line).lower() for line in first(a_report_of()).lines)


def test_only_the_shorthand_of_this_priority_is_explained() -> None:
    report = a_varied_report()
    quiet = a_report_of(a_return(a_rated(a_measure())))

    assert any("[c] " in str(line) for line in first(report).lines)
    assert not any("[c]" in str(line) for line in first(quiet).lines)


def test_the_council_chooses_the_columns_behind_the_title_and_their_order() -> None:
    page = first(a_report_of(), ReturnWording(columns=(STATUS, TARGET)))

    assert list(page.header) == ["Ref", "Measure", "Status", "Target"]
    assert page.sparklines is None


def test_a_long_name_of_a_sheet_is_cut_to_31_letters_and_still_unlike_the_others() -> None:
    name = "1 A priority with a very long name"

    taken = sheet_name(name, ())
    other = sheet_name(name, [taken.upper()])

    assert taken == "1 A priority with a very long n"
    assert other == "1 A priority with a very long 2"
    assert sheet_name("History", ()) == "History 2", "Excel keeps that name to itself"
    assert sheet_name("[?]", ()) == "Sheet"
