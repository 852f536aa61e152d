"""Settled, chosen on the sheet Findings: who, when, for which figure, and what it cannot settle."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kpibook.errors import KpibookError
from kpibook.files.person import signed_in
from kpibook.services.fill import Filled, fill_file
from kpibook.services.paths.output import Destination
from kpibook.services.rating.check import check
from kpibook.services.roll_forward.roll_forward import roll_forward_file
from kpibook.services.sheets.findings_sheet import write_findings
from kpibook.services.sheets.settled_choices import Choices, settle_chosen
from kpibook.workbook.closed import ClosedBook
from tests.services.rating.test_doubted import book, past, statuses
from tests.support.books import cell_under, filled, typed, value_under

DAY = date(2025, 11, 3)
NAME = "Jane Officer"


def checked(path: Path, by: str = NAME) -> Choices:
    """What the button Check does, on the closed file."""
    with ClosedBook.open(path) as opened:
        choices = settle_chosen(opened, path.parent, by, DAY)
        write_findings(opened, check(opened, path.parent), choices.refused)
        opened.save()
    return choices


def lines(path: Path) -> list[dict[str, str]]:
    """The rows of the sheet Findings, by heading."""
    sheet = openpyxl.load_workbook(path)["Findings"]
    header, *rows = sheet[sheet.tables["KpiFindings"].ref]
    headings = [str(cell.value) for cell in header]
    return [
        dict(zip(headings, (str(cell.value or "") for cell in row), strict=True)) for row in rows
    ]


def line(path: Path, code: str) -> dict[str, str]:
    (found,) = [row for row in lines(path) if row["Code"] == code]
    return found


def choose(path: Path, code: str, text: str = "Settled", heading: str = "Settled") -> None:
    """The officer writes `text` in the line of a code."""
    wb = openpyxl.load_workbook(path)
    sheet: Worksheet = wb["Findings"]
    header, *rows = sheet[sheet.tables["KpiFindings"].ref]
    headings = [cell.value for cell in header]
    (row,) = [row for row in rows if row[headings.index("Code")].value == code]
    row[headings.index(heading)].value = text
    wb.save(path)


def kept(path: Path) -> list[list[object]]:
    sheet = openpyxl.load_workbook(path)["Settled"]
    (table,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[table.ref]][1:]


def refill(path: Path) -> Filled:
    return fill_file(path, None, None, Destination(in_place=True))


@pytest.fixture
def doubted(tmp_path: Path) -> Path:
    """A percentage in doubt as a fraction, its marker [p], and the findings on their sheet."""
    made = book(tmp_path, {"Ref": "A1", "Target": "90%"}, history=past(A1="88%"))
    done = filled(made, {"Ref": "A1", "Actual": "0.8%", "Marker": "[p]"})
    assert done.output is not None
    checked(done.output)
    return done.output


def test_a_figure_in_doubt_can_be_settled_from_a_list_and_a_fault_cannot(doubted: Path) -> None:
    typed(doubted, {"K6": "-2"}, "Measures")
    checked(doubted)

    found = line(doubted, "percent-as-fraction")
    assert found["Settled"] == "Open"
    assert found["What to do"].endswith("if 0.8% is right, choose Settled in this line.")
    faults = {row["Settled"] for row in lines(doubted) if row["Code"] != "percent-as-fraction"}
    assert faults <= {"To put right", "Nothing to settle"}
    sheet = openpyxl.load_workbook(doubted)["Findings"]
    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1 == '"Open,Settled"'
    cells = [cell for cell in sheet["I"] if cell.coordinate in rule.sqref]
    assert [cell.value for cell in cells] == ["Open"]


@pytest.mark.parametrize("text", ["Settled", "settled ", "[ok]", "OK"])
def test_the_choice_is_kept_with_the_name_and_the_day(doubted: Path, text: str) -> None:
    choose(doubted, "percent-as-fraction", text)

    choices = checked(doubted)

    assert choices.sentence() == f"1 figure settled: A1, by {NAME}."
    (ref, period, code, figure, by, on), *_ = kept(doubted)
    assert (ref, period, code, figure, by) == (
        "A1",
        "Q3 2025/26",
        "percent-as-fraction",
        "0.8%",
        NAME,
    )
    assert str(on).startswith("2025-11-03")


def test_what_is_settled_is_no_finding_and_stays_listed_below_with_name_and_day(
    doubted: Path,
) -> None:
    choose(doubted, "percent-as-fraction")
    checked(doubted)
    for _ in range(2):
        checked(doubted)

    findings = [row for row in lines(doubted) if row["How serious"] != "Settled"]
    last = line(doubted, "percent-as-fraction")
    assert lines(doubted)[: len(findings)] == findings
    assert {row["Code"] for row in findings} == {"actions-not-kept", "rating-out-of-date"}
    assert last["How serious"] == "Settled"
    assert last["Settled"] == f"Settled by {NAME} on 03/11/2025"
    assert (last["Measure"], last["Name"]) == ("A1", "Title of A1")
    assert "0.8%" in last["What"]
    assert [row[2] for row in kept(doubted)] == ["percent-as-fraction", "figure-jump"]


def test_a_figure_that_changes_afterwards_is_doubted_again(doubted: Path) -> None:
    choose(doubted, "percent-as-fraction")
    checked(doubted)
    typed(doubted, {cell_under(doubted, "Actual", "A1"): 0.009})

    checked(doubted)

    assert line(doubted, "percent-as-fraction")["Settled"] == "Open"
    assert not [row for row in lines(doubted) if row["How serious"] == "Settled"]


def test_a_choice_is_not_for_a_figure_typed_between_the_check_and_the_choice(
    doubted: Path,
) -> None:
    typed(doubted, {cell_under(doubted, "Actual", "A1"): 0.009})
    choose(doubted, "percent-as-fraction")

    choices = checked(doubted)

    assert choices.settled == ()
    assert [finding.code for finding in choices.refused] == ["settle-changed"]
    assert line(doubted, "percent-as-fraction")["Settled"] == "Open"
    assert "another figure than is there now" in line(doubted, "settle-changed")["What"]


def test_the_marker_that_is_there_stays_and_fill_rates_the_figure(doubted: Path) -> None:
    choose(doubted, "percent-as-fraction")

    done = refill(doubted)

    assert statuses(done) == {"A1": "off"}
    assert value_under(doubted, "Marker", "A1") == "[p]"
    (told,) = [f for f in done.findings if f.code == "figures-settled"]
    assert told.what == f"1 figure settled: A1, by {signed_in()}."
    assert line(doubted, "percent-as-fraction")["Settled"].startswith(
        f"Settled by {signed_in()} on "
    )


def test_a_choice_that_fill_has_taken_settles_no_other_figure(doubted: Path) -> None:
    choose(doubted, "percent-as-fraction")
    refill(doubted)
    typed(doubted, {cell_under(doubted, "Actual", "A1"): 0.007})

    done = refill(doubted)

    assert statuses(done) == {"A1": "not_rated"}
    assert {row[3] for row in kept(doubted)} == {"0.8%"}


def test_a_figure_that_is_right_is_not_doubted_for_the_next_reason(doubted: Path) -> None:
    choose(doubted, "percent-as-fraction")

    done = refill(doubted)

    assert "figure-jump" not in {finding.code for finding in done.findings}
    settled = {row["Code"] for row in lines(doubted) if row["How serious"] == "Settled"}
    assert settled == {"percent-as-fraction", "figure-jump"}


def test_another_figure_in_doubt_is_not_settled_along(tmp_path: Path) -> None:
    made = book(
        tmp_path,
        {"Ref": "A1", "Target": "90%"},
        {"Ref": "A2", "Unit": "number", "Target": "12"},
        history=past(A1="88%", A2="10"),
    )
    rows = [{"Ref": "A1", "Actual": "0.8%"}, {"Ref": "A2", "Actual": "9999"}]
    done = filled(made, *rows)
    assert done.output is not None
    checked(done.output)
    choose(done.output, "percent-as-fraction")

    again = refill(done.output)

    assert statuses(again) == {"A1": "off", "A2": "not_rated"}
    assert {row[0] for row in kept(done.output)} == {"A1"}


def test_a_target_of_the_register_is_settled_in_the_same_way(tmp_path: Path) -> None:
    made = book(tmp_path, {"Ref": "A1", "Target": "0.9"}, history=past(A1="88%"))
    done = filled(made, {"Ref": "A1", "Actual": "85%"})
    assert done.output is not None
    checked(done.output)
    choose(done.output, "target-as-fraction")

    checked(done.output)

    assert [row[:4] for row in kept(done.output)] == [["A1", "Any", "target-as-fraction", "0.9%"]]


def test_a_fault_that_is_called_settled_stays_and_the_reason_is_said(tmp_path: Path) -> None:
    made = book(tmp_path, {"Ref": "A1", "Target": "90%", "Tolerance": "-2"})
    done = filled(made, {"Ref": "A1", "Actual": "85%"})
    assert done.output is not None
    checked(done.output)
    choose(done.output, "tolerance-negative")

    choices = checked(done.output)

    assert choices.settled == ()
    (refused,) = choices.refused
    assert refused.code == "settle-refused"
    assert "A1 [tolerance-negative]: this is no figure in doubt" in refused.what
    assert line(done.output, "tolerance-negative")["Settled"] == "To put right"
    assert line(done.output, "settle-refused")["Where"]
    assert "Settled" not in openpyxl.load_workbook(done.output).sheetnames


def test_a_text_that_is_no_choice_is_said_and_a_long_text_is_not_repeated(doubted: Path) -> None:
    choose(doubted, "percent-as-fraction", "perhaps")
    (refused,) = checked(doubted).refused
    assert refused.code == "settle-unknown"
    assert "'perhaps'" in refused.what

    choose(doubted, "percent-as-fraction", "The family of the child told us so in May")
    (refused,) = checked(doubted).refused
    assert "family" not in str(refused)


def test_a_finding_that_has_gone_asks_for_nothing(doubted: Path) -> None:
    choose(doubted, "percent-as-fraction")
    typed(doubted, {cell_under(doubted, "Actual", "A1"): 0.8})

    choices = checked(doubted)

    assert (choices.settled, choices.refused) == ((), ())


def test_without_a_choice_or_a_sheet_the_workbook_is_not_even_rated(doubted: Path) -> None:
    wb = openpyxl.load_workbook(doubted)
    sheet, cell = next(wb.defined_names["kpibook_scheme"].destinations)
    typed(doubted, {cell.replace("$", ""): "no such scheme"}, sheet)
    with ClosedBook.open(doubted) as opened:
        assert settle_chosen(opened, doubted.parent, NAME, DAY) == Choices()
    choose(doubted, "percent-as-fraction")
    with ClosedBook.open(doubted) as opened, pytest.raises(KpibookError, match="no such scheme"):
        settle_chosen(opened, doubted.parent, NAME, DAY)


def test_a_name_that_is_not_known_is_said_so(doubted: Path) -> None:
    choose(doubted, "percent-as-fraction")

    choices = checked(doubted, by="")

    assert choices.sentence() == "1 figure settled: A1."
    assert kept(doubted)[0][4] == "Not known"


def test_rolling_forward_keeps_what_was_chosen_before(doubted: Path, tmp_path: Path) -> None:
    choose(doubted, "percent-as-fraction")
    rolled = tmp_path / "rolled.xlsx"

    done = roll_forward_file(doubted, Destination(rolled))

    assert "figures-settled" in {finding.code for finding in done.findings}
    assert kept(rolled)[0][1:4] == ["Q3 2025/26", "percent-as-fraction", "0.8%"]
    settled = [row for row in lines(rolled) if row["How serious"] == "Settled"]
    assert settled[0]["Code"] == "percent-as-fraction"


def test_a_marker_ok_that_fill_has_not_taken_yet_is_listed_as_settled(doubted: Path) -> None:
    typed(doubted, {cell_under(doubted, "Marker", "A1"): "[ok]"})

    checked(doubted)

    assert line(doubted, "percent-as-fraction")["Settled"] == "Settled by the marker [ok]"
