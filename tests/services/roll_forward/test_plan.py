from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.errors import KpibookError
from kpibook.services.roll_forward.plan import RollPlan, plan_roll
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.xlsx import Workbook
from tests.support.books import a_book, filled


@pytest.fixture
def book(tmp_path: Path) -> Path:
    done = filled(
        a_book(tmp_path, {"Ref": "PI.1"}, {"Ref": "PI.2"}),
        {"Ref": "PI.1", "Actual": "81%", "Numerator": "81"},
        {"Ref": "PI.2", "Actual": "60%", "Commentary": "Fell."},
    )
    assert done.output is not None
    return done.output


def planned(path: Path) -> RollPlan:
    with ClosedBook.open(path) as book:
        plan = plan_roll(book, path.parent)
        assert book.is_as_opened(), "a plan writes nothing"
    return plan


def in_history(path: Path, **cells: object) -> None:
    with Workbook.open(path) as package:
        package.table(layout.HISTORY_TABLE).append(
            [{"Period": "Q3 2021/22", **cells}], number_formats={"Actual": "0.0%"}
        )
        package.save()


def test_a_plan_says_what_will_happen_in_sentences(book: Path) -> None:
    plan = planned(book)

    assert (plan.closed, plan.opened) == (Quarter(2021, 3), Quarter(2021, 4))
    assert plan.sentences() == [
        "Q3 2021/22 is closed and Q4 2021/22 begins.",
        "The figures of 2 measures go into the history.",
        "'This quarter' is ready to type in: 4 cells emptied.",
        (
            "The history has no column for Commentary: what Q3 2021/22 said there is to be read "
            "under 'Said last quarter' until Q4 2021/22 is closed."
        ),
    ]


def test_a_measure_that_says_nothing_is_named_before_anyone_agrees(tmp_path: Path) -> None:
    started = a_book(tmp_path, {"Ref": "PI.1"}, {"Ref": "PI.2"})
    half = filled(started, {"Ref": "PI.1", "Actual": "81%"})
    assert half.output is not None

    said = planned(half.output).sentences()

    assert ("1 measure without a figure or a marker (PI.2): Q3 2021/22 stays empty there.") in said


def test_a_figure_that_stands_in_the_history_is_not_put_there_again(book: Path) -> None:
    in_history(book, Ref="PI. 2", Actual=0.6)

    plan = planned(book)

    assert (plan.moved, plan.already) == (("PI.1",), ("PI.2",))
    assert plan.sentences()[1] == (
        "The figures of 1 measure go into the history; those of 1 stand there already."
    )


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param({"Ref": "PI.2", "Actual": 0.61}, id="another actual"),
        pytest.param({"Ref": "PI.2"}, id="no actual"),
        pytest.param({"Ref": "PI.1", "Actual": 0.81}, id="no numerator"),
        pytest.param({"Ref": "PI.1", "Actual": 0.81, "Numerator": 80}, id="another numerator"),
    ],
)
def test_a_history_that_says_otherwise_stops_it_for_one_of_the_two_would_be_lost(
    book: Path, cells: dict[str, object]
) -> None:
    in_history(book, **cells)

    with pytest.raises(KpibookError) as caught:
        planned(book)

    assert caught.value.code == "history-differs"
    assert (caught.value.where.sheet, caught.value.where.cell) == (layout.HISTORY, "C6")


def test_a_period_worked_out_by_a_formula_is_not_replaced(book: Path) -> None:
    with Workbook.open(book) as package:
        sheet, address = package.named_cell(layout.PERIOD_SETTING.name) or ("", "")
        package.sheet(sheet).set_formula(address, '="Q3 "&"2021/22"', cached="Q3 2021/22")
        package.save()

    with pytest.raises(KpibookError) as caught:
        planned(book)

    assert caught.value.code == "period-is-formula"


def test_a_scheme_that_is_not_known_stops_it_before_anything_is_written(book: Path) -> None:
    with Workbook.open(book) as package:
        sheet, address = package.named_cell(layout.SCHEME_SETTING.name) or ("", "")
        package.sheet(sheet).set(address, "nowhere")
        package.save()

    with pytest.raises(KpibookError) as caught:
        planned(book)

    assert caught.value.code == "scheme-unknown"
