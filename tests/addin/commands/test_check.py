"""Check, as a button: findings on a sheet, each led to its cell, and the sheet in front."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.filters import AutoFilter, FilterColumn

from kpibook.domain.finding import by_severity, most_serious_first
from kpibook.files.person import signed_in
from kpibook.services.rating.check import check_file
from kpibook.workbook import layout
from tests.addin.commands.clicking import Desk, desk, values
from tests.support.books import a_book, cell_under, example, typed, value_under
from tests.support.books import filled as fill_books


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    return Path(shutil.copy(example().filled, tmp_path / "Childrens Q3.xlsx"))


def codes(path: Path) -> list[object]:
    _, *rows = [row for row in values(path, "Findings") if row[7] is not None]
    return [row[7] for row in rows]


def test_findings_stand_on_a_sheet_as_the_command_line_gives_them(filled: Path) -> None:
    opened = desk(filled)

    answer = opened.press("check")

    found = most_serious_first(check_file(filled).findings)
    expected = [finding.code for finding in found]
    assert expected
    assert sorted(map(str, codes(opened.saved()))) == sorted(expected)
    assert answer.sheet == "Findings"
    assert str(answer).startswith("Checked 6 measures for Q3 2021/22.")
    for severity, group in by_severity(found).items():
        assert f"{severity.heading} ({len(group)}):" in str(answer)


@pytest.mark.parametrize(
    ("commentary", "expected"),
    [
        ("Strong quarter for the whole team.", ["commentary-jump"]),
        ("Up because two caseworkers joined in November.", []),
        ("Down on Q2 because two caseworkers left.", ["commentary-direction"]),
    ],
)
def test_the_button_holds_the_commentary_on_a_jump_against_the_figures(
    tmp_path: Path, commentary: str, expected: list[str]
) -> None:
    before = [{"Ref": "PI.1", "Period": "Q2 2021/22", "Actual": "87.7%"}]
    book = a_book(tmp_path, {"Ref": "PI.1", "Target": "90%"}, history=before)
    done = fill_books(book, {"Ref": "PI.1", "Actual": "100%", "Commentary": commentary})
    assert done.output is not None
    opened = desk(done.output)

    opened.press("check")

    told = [str(code) for code in codes(opened.saved())]
    assert [code for code in told if code.startswith("commentary-")] == expected


def test_no_other_sheet_changes(filled: Path) -> None:
    opened = desk(filled)

    opened.press("check")

    saved = opened.saved()
    for sheet in layout.SHEETS:
        assert values(saved, sheet) == values(filled, sheet), sheet


def test_a_second_check_finds_the_same_and_makes_no_second_sheet(filled: Path) -> None:
    opened = desk(filled)
    first = str(opened.press("check"))

    second = str(opened.press("check"))

    assert second == first
    assert [name for name in opened.click.book.sheet_names if "Findings" in name] == ["Findings"]


def test_many_findings_are_counted_and_the_sheet_named(tmp_path: Path) -> None:
    rows = [{"Ref": f"PI.{n}", "Target": "80%", "Tolerance": "-2"} for n in range(1, 31)]
    book = a_book(tmp_path, *rows)
    opened = desk(typed(book, {cell_under(book, "Actual", "PI.1"): 0.8}))

    said = str(opened.press("check"))

    assert len(said) <= 1_000
    assert said.endswith(" more, on the sheet Findings.")


def test_an_unknown_scheme_is_said_with_its_cell(tmp_path: Path) -> None:
    book = a_book(tmp_path, {"Ref": "PI.1", "Target": "80%"})
    opened = desk(book)
    opened.click.book._book.names["kpibook_scheme"].refers_to_range.value = "maidstoen"

    answer = opened.press("check")

    assert answer.serious
    assert "'Settings'!" in str(answer)
    assert "Did you mean 'maidstone'?" in str(answer)


@pytest.fixture
def doubted(tmp_path: Path) -> Path:
    """A percentage in doubt as a fraction, with the marker [p]."""
    register = {"Ref": "PI.1", "Target": "90%"}
    before = [{"Ref": "PI.1", "Period": "Q2 2021/22", "Actual": "88%"}]
    book = a_book(tmp_path, register, history=before)
    done = fill_books(book, {"Ref": "PI.1", "Actual": "0.8%", "Marker": "[p]"})
    assert done.output is not None
    return done.output


def chosen(opened: Desk, text: str = "Settled") -> None:
    """The officer chooses in the column Settled of the line of percent-as-fraction."""
    sheet = opened.click.book._book.sheets["Findings"]
    (table,) = sheet.tables
    header, *rows = table.range.value
    (row,) = [i for i, row in enumerate(rows) if row[7] == "percent-as-fraction"]
    assert header[8] == "Settled"
    sheet.range((table.range.row + 1 + row, 9)).value = text


def test_settled_chosen_on_the_sheet_is_kept_with_the_officers_name(doubted: Path) -> None:
    opened = desk(doubted)
    opened.press("check")
    chosen(opened)

    answer = opened.press("check")

    assert f"1 figure settled: PI.1, by {signed_in()}." in str(answer)
    saved = opened.saved()
    kept = next(row for row in values(saved, "Settled") if row[0] == "PI.1")
    assert kept[1:5] == ("Q3 2021/22", "percent-as-fraction", "0.8%", signed_in())
    lines = [row for row in values(saved, "Findings") if row[7] == "percent-as-fraction"]
    assert [row[0] for row in lines] == ["Settled"]
    assert str(lines[0][8]).startswith(f"Settled by {signed_in()} on ")
    assert value_under(saved, "Marker", "PI.1") == "[p]"


def test_fill_takes_a_choice_too_and_rates_the_figure(doubted: Path) -> None:
    opened = desk(doubted)
    opened.press("check")
    chosen(opened)

    said = str(opened.press("fill", "no"))

    assert f"1 figure settled: PI.1, by {signed_in()}." in said
    assert value_under(opened.saved(), "Status", "PI.1") == "Off target"


def test_a_settled_figure_that_is_typed_over_is_a_finding_again(doubted: Path) -> None:
    opened = desk(doubted)
    opened.press("check")
    chosen(opened)
    opened.press("check")
    actual = cell_under(doubted, "Actual", "PI.1")
    opened.click.book._book.sheets[layout.THIS_QUARTER].range(actual).value = 0.009
    opened.click.book._forget()

    opened.press("check")

    lines = [row for row in values(opened.saved(), "Findings") if row[7] == "percent-as-fraction"]
    assert [(row[0], row[8]) for row in lines] == [("To settle", "Open")]


def test_the_choice_in_excel_is_a_list(doubted: Path) -> None:
    opened = desk(doubted)

    opened.press("check")

    sheet = openpyxl.load_workbook(opened.saved())["Findings"]
    rules = [rule.formula1 for rule in sheet.data_validations.dataValidation]
    assert rules == ['"Open,Settled"']
    assert sheet.tables["KpiFindings"].autoFilter.ref == sheet.tables["KpiFindings"].ref


def test_a_column_of_the_officers_own_stays_with_its_finding(doubted: Path) -> None:
    opened = desk(doubted)
    opened.press("check")
    sheet = opened.click.book._book.sheets["Findings"]
    (table,) = sheet.tables
    top = table.range.row
    sheet.range((top, 11)).value = "Asked"
    sheet.range((top + 1, 11)).value = "Sam"
    first = sheet.range((top + 1, 8)).value

    opened.press("check")
    opened.press("check")

    kept = [row for row in values(opened.saved(), "Findings") if "Sam" in row]
    assert [(row[7], row[9]) for row in kept] == [(first, "Sam")]


def test_a_day_and_a_number_of_hers_stay_a_day_and_a_number(doubted: Path) -> None:
    opened = desk(doubted)
    opened.press("check")
    sheet = opened.click.book._book.sheets["Findings"]
    (table,) = sheet.tables
    row = table.range.row + 1
    sheet.range((row, 10)).value = dt.datetime(2026, 5, 4)  # noqa: DTZ001 as Excel holds a day
    sheet.range((row, 11)).value = 12.5

    opened.press("check")
    opened.press("check")

    again = openpyxl.load_workbook(opened.saved())["Findings"]
    assert again.cell(row, 10).value == dt.datetime(2026, 5, 4)  # noqa: DTZ001
    assert again.cell(row, 10).is_date
    assert again.cell(row, 11).value == 12.5
    assert [again.cell(row - 1, column).value for column in (10, 11)] == ["Note", "Note 2"]


def test_a_choice_that_settles_nothing_is_said_in_the_dialog_and_on_the_sheet(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path, {"Ref": "PI.1", "Target": "80%", "Tolerance": "-2"})
    opened = desk(typed(book, {cell_under(book, "Actual", "PI.1"): 0.8}))
    opened.press("check")
    sheet = opened.click.book._book.sheets["Findings"]
    (table,) = sheet.tables
    codes_of = [row[7] for row in table.range.value]
    row = table.range.row + codes_of.index("tolerance-negative")
    sheet.range((row, 9)).value = "Settled"

    said = str(opened.press("check"))

    assert "PI.1 [tolerance-negative]: this is no figure in doubt" in said
    assert "settle-refused" in codes(opened.saved())
    assert "Settled" not in opened.click.book.sheet_names


def test_a_filter_that_a_check_clears_is_told(filled: Path) -> None:
    opened = desk(filled)
    opened.press("check")
    ws = opened.wb["Findings"]
    (table,) = ws.tables.values()
    top, last = range_boundaries(table.ref)[1::2]
    table.autoFilter = AutoFilter(ref=table.ref, filterColumn=[FilterColumn(colId=0)])
    ws.row_dimensions[last].hidden = True
    assert top < last

    assert "The filter on 'Findings' was cleared" in str(opened.press("check"))
