"""Actions when a quarter ends: open actions go on, what was done is closed, nothing is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kpibook.services.paths.output import Destination
from kpibook.services.roll_forward.roll_forward import RolledForward, roll_forward_file
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.performance import PerformanceWorkbook
from kpibook.workbook.reader import read_workbook
from tests.support import validator
from tests.support.books import a_book, filled, with_actions, without_actions

OPEN = {"Ref": "PI.1", "Action": "Recruit", "Owner": "Manager", "Due": date(2022, 3, 31)}
LATE = {"Action": "Open the centre", "Service": "Early Help", "Due": date(2021, 11, 1),
        "Since": "Q1 2021/22"}  # fmt: skip
DONE = {"Ref": "PI.1", "Action": "Train", "State": "Completed"}
DROPPED = {"Ref": "PI.1", "Action": "Advertise", "State": "dropped", "Since": "Q2 2021/22"}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = a_book(tmp_path, {"Ref": "PI.1", "Target": "80%"})
    done = filled(made, {"Ref": "PI.1", "Actual": "41%"})
    assert done.output is not None
    return done.output


def rolled(book: Path, name: str = "next.xlsx") -> RolledForward:
    return roll_forward_file(book, Destination(file=book.with_name(name)))


def read(path: Path | None) -> PerformanceWorkbook:
    assert path is not None
    with ClosedBook.open(path) as opened:
        return read_workbook(opened)


def test_open_actions_go_on_and_closed_actions_are_in_no_later_return(book: Path) -> None:
    result = rolled(with_actions(book, OPEN, LATE, DONE, DROPPED))

    after = read(result.output)

    assert [each.text for each in after.reported_actions] == ["Recruit", "Open the centre"]
    assert [each.text for each in after.actions] == [
        "Recruit",
        "Open the centre",
        "Train",
        "Advertise",
    ]
    assert "2 open actions are carried forward; 2 done or dropped are closed." in (
        result.plan.sentences()
    )


def test_the_quarter_in_which_an_action_began_stays_with_it(book: Path) -> None:
    after = read(rolled(with_actions(book, OPEN, LATE)).output)

    assert [str(each.since) for each in after.actions] == ["Q3 2021/22", "Q1 2021/22"]


def test_an_action_closed_once_keeps_its_quarter_and_is_not_counted_again(book: Path) -> None:
    first = rolled(with_actions(book, OPEN, DONE))
    assert first.output is not None
    reported = filled(first.output, {"Ref": "PI.1", "Actual": "50%"}, name="q4.xlsx").output
    assert reported is not None

    second = rolled(reported, "after.xlsx")

    closed = [str(each.closed) for each in read(second.output).actions if each.closed]
    assert closed == ["Q3 2021/22"]
    assert "1 open action is carried forward." in second.plan.sentences()


def test_without_actions_nothing_is_said_of_them(book: Path) -> None:
    assert not any("action" in sentence for sentence in rolled(book).plan.sentences())


def test_an_older_workbook_rolls_forward_without_the_sheet(book: Path) -> None:
    result = rolled(without_actions(book))

    assert not read(result.output).has_actions_table


def test_a_rolled_workbook_with_actions_is_valid(book: Path) -> None:
    output = rolled(with_actions(book, OPEN, LATE, DONE)).output

    assert output is not None
    assert validator.errors(output) == []
