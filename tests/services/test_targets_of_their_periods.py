"""Targets through a year: kept with their quarter, changed with a date, and of the new year."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter, long_date
from kpibook.services.paths.output import Destination
from kpibook.services.rating.check import check_file
from kpibook.services.rating.explain import explain_file
from kpibook.services.roll_forward.roll_forward import RolledForward, roll_forward_file
from kpibook.workbook import layout
from tests.support.books import a_book, cell_under, filled, typed, value_under

Q1, Q2, Q4 = Quarter(2021, 1), Quarter(2021, 2), Quarter(2021, 4)
TODAY = date.today()  # noqa: DTZ011 as a fill takes it
HOMES = {"Unit": "count", "Decimals": "0", "Basis": "cumulative", "Target": "80"}


def rolled(book: Path, name: str = "rolled.xlsx") -> RolledForward:
    return roll_forward_file(book, Destination(file=book.parent / name))


def next_quarter(book: Path, *actuals: dict[str, object], name: str = "rolled.xlsx") -> Path:
    """The workbook filled with `actuals` and rolled forward."""
    output = rolled(filled(book, *actuals, name=f"filled {name}").output or book, name).output
    assert output is not None
    return output


def checked(book: Path, code: str) -> list[Finding]:
    return [finding for finding in check_file(book).findings if finding.code == code]


def notes_on_return(book: Path, ref: str) -> str:
    return str(value_under(book, "Notes", ref, sheet=layout.RETURN))


# The target of each quarter goes with it


def test_rolling_forward_keeps_the_target_that_applied(tmp_path: Path) -> None:
    register = ({"Ref": "PI.1", "Target": "90%"}, {"Ref": "PI.2", **HOMES, "Target Q1": "20"})
    book = a_book(tmp_path, *register, period=Q1)

    after = next_quarter(book, {"Ref": "PI.1", "Actual": "91%"}, {"Ref": "PI.2", "Actual": "21"})

    assert value_under(after, layout.TARGET, "PI.1", sheet=layout.HISTORY) == 0.9
    assert value_under(after, layout.TARGET, "PI.2", sheet=layout.HISTORY) == 20


def test_a_target_in_words_is_kept_as_it_was(tmp_path: Path) -> None:
    book = a_book(tmp_path, {"Ref": "PI.1", "Target": "at least 90%"}, period=Q1)

    after = next_quarter(book, {"Ref": "PI.1", "Actual": "91%"})

    assert value_under(after, layout.TARGET, "PI.1", sheet=layout.HISTORY) == "at least 90%"


def test_a_history_file_may_say_the_targets_of_its_quarters(tmp_path: Path) -> None:
    history = [{"Ref": "PI.1", "Period": "Q4 2020/21", "Actual": "80%", "Target": "80%"}]
    closest = {"Ref": "PI.1", "Target": "90%", "Which way is good": "closest"}
    book = a_book(tmp_path, closest, history=history, period=Q1)

    after = filled(book, {"Ref": "PI.1", "Actual": "88%"})

    # 80% was last year's target to the point; 88% is 2 points from this year's.
    assert after.scorecard.rated[0].rating.direction.value == "declined"


# A profile


def test_a_straight_line_rates_each_quarter_and_the_return_says_so(tmp_path: Path) -> None:
    book = a_book(tmp_path, {"Ref": "PI.1", **HOMES, "Profile": "straight line"}, period=Q2)

    after = filled(book, {"Ref": "PI.1", "Actual": "41"})

    assert after.output is not None
    assert value_under(after.output, layout.TARGET, "PI.1") == 40
    assert value_under(after.output, layout.STATUS, "PI.1") == "Target met"
    assert "Target 40 by Q2, straight line to 80." in notes_on_return(after.output, "PI.1")
    explained = explain_file(after.output, "PI.1")
    assert ("Target", "Target 40 by Q2, straight line to 80.") in explained.lines()
    target = next(where for name, _, where in explained.figures if name == "target")
    assert target.cell == cell_under(after.output, layout.TARGET, "PI.1", sheet=layout.MEASURES)


def test_what_a_fill_and_a_check_ask_of_many_measures_is_one_finding(tmp_path: Path) -> None:
    shares = [{"Ref": f"PI.{n}", "Basis": "cumulative", "Target": "98%"} for n in range(3)]
    homes = [{"Ref": f"HS.{n}", **HOMES} for n in range(3)]
    book = a_book(tmp_path, *shares, *homes, period=Q2)

    after = filled(book, *({"Ref": m["Ref"], "Actual": "40"} for m in (*shares, *homes)))

    asked = ("basis-of-a-share", "target-not-profiled")
    assert [f.code for f in after.findings if f.code in asked] == list(asked)
    assert [f.code for f in check_file(book).findings if f.code in asked] == list(asked)


def test_a_year_to_date_share_is_rated_in_each_quarter(tmp_path: Path) -> None:
    book = a_book(tmp_path, {"Ref": "PI.1", "Basis": "YTD", "Target": "92%"}, period=Q2)

    after = filled(book, {"Ref": "PI.1", "Actual": "93%"})

    assert after.output is not None
    assert value_under(after.output, layout.STATUS, "PI.1") == "Target met"


# A target that is changed within its year


@pytest.fixture
def in_q2(tmp_path: Path) -> Path:
    """A workbook in Q2, whose Q1 was rated against 90%."""
    book = a_book(
        tmp_path, {"Ref": "PI.1", "Target": "90%"}, {"Ref": "PI.2", "Target": "80%"}, period=Q1
    )
    return next_quarter(book, {"Ref": "PI.1", "Actual": "91%"}, {"Ref": "PI.2", "Actual": "81%"})


def retargeted(book: Path, target: float) -> Path:
    where = cell_under(book, layout.TARGET, "PI.1", sheet=layout.MEASURES)
    return typed(book, {where: target}, sheet=layout.MEASURES)


def test_a_changed_target_is_kept_with_its_day_and_the_return_says_from_what(in_q2: Path) -> None:
    after = filled(retargeted(in_q2, 0.92), {"Ref": "PI.1", "Actual": "91%"}).output

    assert after is not None
    row = {
        heading: value_under(after, heading, "PI.1", sheet=layout.TARGET_CHANGES)
        for heading in layout.headings(layout.TARGET_CHANGE_COLUMNS)
    }
    assert row == {
        "Ref": "PI.1",
        "Period": "Q1 2021/22",
        "Target before": "90.0%",
        "Target now": "92.0%",
        "Changed on": row["Changed on"],
    }
    assert str(row["Changed on"]).startswith(TODAY.isoformat())
    sentence = f"Target changed from 90.0% ({long_date(TODAY)})."
    assert sentence in notes_on_return(after, "PI.1")
    assert "changed" not in notes_on_return(after, "PI.2")
    assert ("Target", sentence) in explain_file(after, "PI.1").lines()


def test_a_change_that_is_recorded_is_not_recorded_again(in_q2: Path) -> None:
    first = filled(retargeted(in_q2, 0.92), name="first.xlsx").output
    assert first is not None
    again = filled(first, name="again.xlsx").output
    assert again is not None

    sheet = openpyxl.load_workbook(again)[layout.TARGET_CHANGES]

    assert [row[0].value for row in sheet.iter_rows(min_row=4)] == ["PI.1"]


def test_a_workbook_without_a_change_has_no_sheet_of_them(in_q2: Path) -> None:
    after = filled(in_q2, {"Ref": "PI.1", "Actual": "91%"}).output

    assert layout.TARGET_CHANGES not in openpyxl.load_workbook(after or in_q2).sheetnames


# The targets of the new year


@pytest.fixture
def in_new_year(tmp_path: Path) -> Path:
    """A workbook in Q1 of the next year, with last year's targets in its register."""
    register = ({"Ref": "PI.1", "Target": "90%"}, {"Ref": "PI.2", "Target": "80%"}, {"Ref": "PI.3"})
    book = a_book(tmp_path, *register, period=Q4)
    return next_quarter(book, *({"Ref": f"PI.{n}", "Actual": "85%"} for n in (1, 2, 3)))


def test_last_year_s_targets_are_asked_about_once_until_they_are_new(in_new_year: Path) -> None:
    (finding,) = checked(in_new_year, "targets-of-last-year")

    assert finding.what == "2 measures still have their targets of 2021/22."
    (one_left,) = checked(retargeted(in_new_year, 0.91), "targets-of-last-year")
    assert (one_left.ref, one_left.what[:9]) == ("PI.2", "1 measure")


def test_a_target_that_stays_is_confirmed_by_the_year_it_is_for(in_new_year: Path) -> None:
    cells = {
        cell_under(in_new_year, layout.TARGET_YEAR, ref, sheet=layout.MEASURES): "2022/23"
        for ref in ("PI.1", "PI.2")
    }

    assert checked(typed(in_new_year, cells, sheet=layout.MEASURES), "targets-of-last-year") == []


def test_a_year_that_is_past_is_asked_about_whatever_the_history_says(tmp_path: Path) -> None:
    book = a_book(tmp_path, {"Ref": "PI.1", "Target": "90%", "Target year": "2020/21"}, period=Q1)

    assert len(checked(book, "targets-of-last-year")) == 1


def test_rolling_into_a_new_year_says_it_once(tmp_path: Path) -> None:
    book = a_book(tmp_path, {"Ref": "PI.1", "Target": "90%"}, period=Q4)
    closed = filled(book, {"Ref": "PI.1", "Actual": "85%"}).output
    assert closed is not None

    codes = [finding.code for finding in rolled(closed).findings]

    assert codes.count("targets-of-last-year") == 1


# Workbooks made before


def without_history_targets(book: Path) -> Path:
    """The workbook as one made before the history kept targets."""
    opened = openpyxl.load_workbook(book)
    sheet = opened[layout.HISTORY]
    (table,) = sheet.tables.values()
    (column,) = [c for c in table.tableColumns if c.name == layout.TARGET]
    (heading,) = [cell for cell in sheet[table.ref][0] if cell.value == layout.TARGET]
    column.name = heading.value = "Own column"
    opened.save(book)
    return book


def test_a_history_without_targets_goes_on_as_before(tmp_path: Path) -> None:
    book = without_history_targets(a_book(tmp_path, {"Ref": "PI.1", "Target": "90%"}, period=Q4))

    after = next_quarter(book, {"Ref": "PI.1", "Actual": "85%"})

    assert value_under(after, layout.ACTUAL, "PI.1", sheet=layout.HISTORY) == 0.85
    assert value_under(after, "Own column", "PI.1", sheet=layout.HISTORY) is None
    assert checked(after, "targets-of-last-year") == []


# Targets that are set against another figure

BETTER = {"Ref": "PI.1", "Target": "Better than last year"}
LAST_YEAR = [
    {"Ref": "PI.1", "Period": f"Q{number} 2020/21", "Actual": f"{70 + number}%"}
    for number in (1, 2, 3, 4)
]


def test_a_target_against_last_year_is_the_same_target_in_each_quarter(tmp_path: Path) -> None:
    book = a_book(tmp_path, BETTER, history=LAST_YEAR, period=Q1)

    after = next_quarter(book, {"Ref": "PI.1", "Actual": "75%"})
    done = filled(after, {"Ref": "PI.1", "Actual": "76%"})

    texts = [cell.value for row in openpyxl.load_workbook(after)[layout.HISTORY] for cell in row]
    assert "Better than last year (71.0%)" in texts
    assert done.scorecard.rated[0].target_change is None
    assert done.output is not None
    assert "changed" not in notes_on_return(done.output, "PI.1")


def test_a_benchmark_s_figure_that_stays_is_no_changed_target(tmp_path: Path) -> None:
    above = {"Ref": "PI.1", "Target": "Above England average", "Comparator": "England"}
    book = a_book(tmp_path, {**above, "Comparator value": "70%"}, period=Q1)

    after = next_quarter(book, {"Ref": "PI.1", "Actual": "75%"})
    done = filled(after, {"Ref": "PI.1", "Actual": "76%"})
    figure = cell_under(after, layout.COMPARATOR_VALUE, "PI.1", sheet=layout.MEASURES)
    changed = filled(typed(after, {figure: 0.72}, layout.MEASURES))

    assert done.scorecard.rated[0].target_change is None
    change = changed.scorecard.rated[0].target_change
    assert change is not None
    assert change.before == "Above England average (70.0%)"


def test_a_target_against_last_year_is_not_asked_about_in_the_new_year(tmp_path: Path) -> None:
    book = a_book(tmp_path, BETTER, history=LAST_YEAR, period=Q4)

    after = rolled(filled(book, {"Ref": "PI.1", "Actual": "80%"}).output or book)

    assert "targets-of-last-year" not in [finding.code for finding in after.findings]


def test_a_target_against_a_figure_that_two_rows_contradict_is_not_worked_out(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path, BETTER, history=LAST_YEAR[:2], period=Q1)
    typed(book, {"B6": "Q1 2020/21"}, layout.HISTORY)

    done = filled(book, {"Ref": "PI.1", "Actual": "75%"})

    assert done.scorecard.rated[0].target is None
    assert [f.ref for f in done.findings if f.code == "target-relative"] == ["PI.1"]


def test_a_target_against_a_figure_in_doubt_is_not_worked_out(tmp_path: Path) -> None:
    doubted = [{**LAST_YEAR[0], "Actual": "0.71%"}, *LAST_YEAR[1:]]
    book = a_book(tmp_path, BETTER, history=doubted, period=Q1)

    rated = filled(book, {"Ref": "PI.1", "Actual": "75%"}).scorecard.rated[0]

    assert Quarter(2020, 1) in rated.doubt.quarters
    assert rated.target is None
