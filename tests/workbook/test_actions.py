"""The list of actions as it is read from a workbook, and what a check finds on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kpibook.domain.actions.action import Action
from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.errors import NotADate
from kpibook.services.rating.check import check_file
from kpibook.workbook.actions import due_day
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.reader import read_workbook
from tests.support.books import a_book, filled, typed, with_actions, without_actions

MEASURES = ({"Ref": "PI.1", "Target": "80%", "Service": "Safeguarding"}, {"Ref": "PI.2"})


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook whose first measure is off target."""
    made = a_book(tmp_path, *MEASURES, directorate="Children's Services")
    done = filled(made, {"Ref": "PI.1", "Actual": "41%"}, {"Ref": "PI.2", "Actual": "12%"})
    assert done.output is not None
    return done.output


def read(book: Path) -> tuple[Action, ...]:
    with ClosedBook.open(book) as opened:
        return read_workbook(opened).actions


def found(book: Path, on: date | None = None) -> list[Finding]:
    return list(check_file(book, on=on).findings)


def test_an_action_is_read_with_all_that_is_typed(book: Path) -> None:
    (action,) = read(
        with_actions(
            book,
            {
                "Ref": "PI. 1",
                "Action": "Recruit two managers",
                "Owner": "Head of Safeguarding",
                "Due": date(2022, 3, 31),
                "State": "Open",
                "Since": "Q2 2021/22",
            },
        )
    )

    assert action == Action(
        "Recruit two managers",
        Quarter(2021, 2),
        ref="PI.1",
        service="Safeguarding",
        owner="Head of Safeguarding",
        due=date(2022, 3, 31),
        directorate="Children's Services",
    )
    assert str(action.source).endswith("'Actions'!B5")


def test_an_action_of_a_service_has_no_measure_and_begins_this_quarter(book: Path) -> None:
    (action,) = read(with_actions(book, {"Action": "Open the centre", "Service": "Early Help"}))

    assert (action.ref, action.service, action.since) == ("", "Early Help", Quarter(2021, 3))


def test_a_measure_may_have_several_actions(book: Path) -> None:
    several = with_actions(
        book, {"Ref": "PI.1", "Action": "First"}, {"Ref": "PI.1", "Action": "Second"}
    )

    assert [each.text for each in read(several)] == ["First", "Second"]


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("", "open"),
        ("In progress", "open"),
        ("COMPLETED", "done"),
        ("late", "overdue"),
        ("no longer required", "dropped"),
    ],
)
def test_councils_words_for_a_state_are_known(book: Path, word: str, state: str) -> None:
    (action,) = read(with_actions(book, {"Action": "Recruit", "State": word or None}))

    assert action.state.value == state


@pytest.mark.parametrize(
    ("word", "code", "told"),
    [
        ("complted", "action-state-unknown", "Did you mean 'done'?"),
        ("opne", "action-state-unknown", "Did you mean 'open'?"),
        ("purple", "action-state-unknown", "Allowed: overdue, open, done, dropped."),
        ("closed", "word-ambiguous", "done (it was done) or dropped (it was given up)"),
    ],
)
def test_a_state_that_is_not_known_is_asked_about_and_counts_as_open(
    book: Path, word: str, code: str, told: str
) -> None:
    with_actions(book, {"Ref": "PI.1", "Action": "Recruit", "State": word})

    (finding,) = [each for each in found(book) if each.code == code]

    assert told in str(finding)
    assert finding.where.cell == "E5"
    assert read(book)[0].state.value == "open"
    assert "action-missing" not in {each.code for each in found(book)}


def test_a_councils_own_word_for_a_state_is_known_once_the_workbook_says_it(book: Path) -> None:
    with_actions(book, {"Action": "Recruit", "State": "Green tick"})
    with ClosedBook.open(book) as opened:
        table = opened.table("CouncilWords")
        assert table is not None
        first = table.rows[0]
        cells = {first[h].address: v for h, v in
                 {"Word": "green tick", "Used for": "State", "Means": "done"}.items()}  # fmt: skip
        sheet = table.sheet
    typed(book, cells, sheet)

    assert read(book)[0].state.value == "done"
    assert "action-state-unknown" not in {each.code for each in found(book)}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/03/2022", date(2022, 3, 31)),
        ("by 31 March 2022", date(2022, 3, 31)),
        ("Feb 2024", date(2024, 2, 29)),
        ("end of February 2022", date(2022, 2, 28)),
        ("Q4 2021/22", date(2022, 3, 31)),
        ("by the end of 2022/23", date(2023, 3, 31)),
        ("TBC", None),
    ],
)
def test_a_due_day_may_be_a_day_a_month_a_quarter_or_a_year(text: str, day: date | None) -> None:
    if day is None:
        with pytest.raises(NotADate):
            due_day(text)
    else:
        assert due_day(text) == day


@pytest.mark.parametrize("text", ["ongoing", "as soon as possible", "31/02/2022"])
def test_a_due_day_that_is_no_day_is_asked_about(book: Path, text: str) -> None:
    with_actions(book, {"Action": "Recruit", "Due": text})

    (finding,) = [each for each in found(book) if each.code == "date-unreadable"]

    assert (finding.where.sheet, finding.where.cell) == ("Actions", "D5")
    assert read(book)[0].due is None


def test_an_action_on_a_measure_that_is_not_in_the_register_is_asked_about(book: Path) -> None:
    with_actions(book, {"Ref": "PI.11", "Action": "Recruit"})

    (finding,) = [each for each in found(book) if each.code == "ref-unknown"]

    assert (finding.where.sheet, finding.where.cell) == ("Actions", "A5")
    assert "Did you mean 'PI.1'" in finding.fix
    assert read(book) == ()


def test_a_row_that_does_not_say_what_is_done_is_asked_about(book: Path) -> None:
    with_actions(book, {"Ref": "PI.1", "Owner": "Head of Service"})

    assert "action-text-missing" in {each.code for each in found(book)}


def test_overdue_is_decided_by_the_last_day_of_the_quarter_or_the_day_asked_for(
    book: Path,
) -> None:
    with_actions(
        book,
        {"Ref": "PI.1", "Action": "Recruit", "Owner": "Manager", "Due": date(2022, 1, 31)},
    )

    assert "action-overdue" not in {each.code for each in found(book)}
    assert "action-overdue" in {each.code for each in found(book, on=date(2022, 3, 14))}


def test_a_check_of_a_part_tells_only_the_actions_on_its_measures(book: Path) -> None:
    late = {"Action": "Recruit", "Owner": "Manager", "Due": date(2021, 11, 1)}
    with_actions(book, {"Ref": "PI.1", **late}, {"Ref": "PI.2", **late}, late)

    every = [f.ref for f in found(book) if f.code == "action-overdue"]
    of_part = [
        f.ref for f in check_file(book, "Safeguarding").findings if f.code == "action-overdue"
    ]

    assert every == ["PI.1", "PI.2", ""]
    assert of_part == ["PI.1"]


def test_an_older_workbook_without_the_sheet_works_and_is_told_how_to_get_it(book: Path) -> None:
    without_actions(book)

    (finding,) = [each for each in found(book) if each.code == "actions-not-kept"]

    assert read(book) == ()
    assert "`kpibook actions`" in finding.fix


@pytest.mark.parametrize("sheet", [with_actions, without_actions])
def test_check_passes_a_council_that_keeps_no_actions(
    book: Path, sheet: Callable[[Path], Path]
) -> None:
    sheet(book)

    codes = {each.code for each in found(book)}

    assert "actions-not-kept" in codes
    assert "action-missing" not in codes
    assert not any(each.severity.needs_a_person for each in found(book))


def test_one_action_anywhere_in_the_workbook_has_the_others_asked_for(book: Path) -> None:
    with_actions(book, {"Ref": "PI.2", "Action": "Recruit"})

    (finding,) = [each for each in found(book) if each.code == "action-missing"]

    assert finding.ref == "PI.1"
    assert "action-missing" in {each.code for each in check_file(book, "Safeguarding").findings}
